import type { Tables } from '../db/db.ts';
import type { RecordKey } from '../db/records.ts';
import type { Ended, Removal } from '../db/removals.ts';
import { canonical, digestOf, leftBehind, noRecord, recordOf } from '../domain/removal-record.ts';
import { day, type Instant, minute } from '../domain/time.ts';
import type { RecordSigner } from '../seal/ports.ts';
import { beginRemoval, erasure, subjectsOf } from './begin-removal.ts';
import type { Deps } from './deps.ts';

export interface RemovalDeps extends Deps {
  /** Signs what is told of each removal. */
  records: RecordSigner;
}

/** Has a date while what was deleted may stand in files of the store. */
export const scrubJob = 'scrub';

/** What failed outside is tried on so many days; then it is told as left behind. */
const mostRounds = 3;
/** Pairs taken out of the store in one transaction. */
const atOnce = 20;
const lookAgain = minute;

/**
 * Goes on with a removal as far as it can: first what stands outside, since the store knows where
 * that is, then the store, a slice a transaction, at last its record. Killed anywhere, it goes on
 * where it was. When to look again; null once its record stands.
 */
export async function carryOnRemoval(deps: RemovalDeps, removal: Removal): Promise<Instant | null> {
  if (removal.stage === 'asked') await beginRemoval(deps, removal);
  if (removal.stage !== 'store') {
    const next = await outside(deps, removal);
    if (next !== null) return next;
  }
  if (removal.kind === 'person') await forgetCards(deps, removal);
  while (await deletePairs(deps, removal))
    deps.log.info({ event: 'removal.slice', removal: removal.id });
  if (removal.kind === 'cohort') await destroyKeys(deps, removal.subject);
  await finish(deps, removal);
  return null;
}

/** Null once nothing of it is left to be done outside. */
async function outside(deps: RemovalDeps, { id }: Removal): Promise<Instant | null> {
  const now = deps.now();
  return deps.db.tx(async (t) => {
    const removal = await t.removals.lock(id);
    if (removal?.stage !== 'outside') return null;
    const pairs = await t.removals.pairsOf(removal.kind, removal.subject);
    const ids = await subjectsOf(t, removal, pairs);
    const person = removal.kind === 'person' ? removal.subject : null;
    // A question that came up meanwhile is not asked any more.
    await t.removals.fallSilent(ids, person, now);
    if (await t.removals.isBusy(id, ids, person)) return now + lookAgain;
    const ended = await t.removals.ended(id, removal.round);
    const counts = counted(removal.counts, ended);
    const failed = ended.filter(({ state }) => state === 'failed' || state === 'unknown');
    // A chat that is closed to the bot stays closed; a calendar or a list may be put right.
    const again = failed.filter(({ kind }) => kind !== 'card.erase');
    if (again.length > 0 && removal.round < mostRounds) {
      if (now < removal.roundAt + day) return removal.roundAt + day;
      const round = removal.round + 1;
      await t.effects.addAll(again.map((one) => anew(one, id, round, now)));
      const kept = counted(
        counts,
        failed.filter(({ kind }) => kind === 'card.erase'),
        true,
      );
      await t.removals.save({ ...removal, round, roundAt: now, counts: kept });
      return now + lookAgain;
    }
    const stage = 'store' as const;
    await t.removals.save({ ...removal, stage, counts: counted(counts, failed, true) });
    return null;
  });
}

const names: Record<string, string> = {
  'event.erase': 'events',
  'day.erase': 'events',
  'day.leave': 'invitations',
  'list.erase': 'list-rows',
  'card.erase': 'chat-messages',
};

/** Adds what was done to the counts, or else what was left. */
function counted(
  counts: Readonly<Record<string, number>>,
  ended: readonly Ended[],
  left = false,
): Record<string, number> {
  const next = { ...counts };
  for (const { kind, state } of ended) {
    if (!left && state !== 'done') continue;
    const name = `${left ? leftBehind : ''}${names[kind] ?? kind}`;
    next[name] = (next[name] ?? 0) + 1;
  }
  return next;
}

function anew({ kind, ids: before, person }: Ended, removal: string, round: number, now: Instant) {
  const { removal: _removal, round: _round, ...ids } = before;
  const lane = `erase:${Object.values(ids).join(':')}`;
  const effect = erasure(removal, round, now)(kind as 'list.erase', lane, ids);
  return person === null ? effect : { ...effect, person };
}

/** Names on cards of others go with the person's own. */
async function forgetCards(deps: RemovalDeps, { id, subject }: Removal): Promise<void> {
  await deps.db.tx(async (t) => {
    const removal = await t.removals.lock(id);
    if (!removal) return;
    const naming = (await t.removals.cardsNaming(subject)).map(({ card }) => card);
    await t.removals.save(add(removal, await t.removals.forget([subject], naming)));
  });
}

/** One slice of the pairs; false when none is left. */
async function deletePairs(deps: RemovalDeps, { id }: Removal): Promise<boolean> {
  return deps.db.tx(async (t) => {
    const removal = await t.removals.lock(id);
    if (!removal) return false;
    const all = await t.removals.pairsOf(removal.kind, removal.subject);
    const pairs = all.slice(0, atOnce);
    if (pairs.length === 0) return false;
    const forgotten = await forgetAbout(t, await t.removals.idsOfPairs(pairs));
    const deleted = await t.removals.deletePairs(pairs);
    await t.removals.save(add(add(removal, forgotten), deleted));
    return true;
  });
}

async function forgetAbout(t: Tables, ids: readonly string[]) {
  const cards = (await t.removals.cardsAbout(ids)).map(({ card }) => card);
  return t.removals.forget(ids, cards);
}

const add = (removal: Removal, more: Readonly<Record<string, number>>): Removal => {
  const counts = { ...removal.counts };
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
  return { ...removal, counts };
};

/** A wave that never closed has keys still. */
async function destroyKeys({ db, keys }: RemovalDeps, cohort: string): Promise<void> {
  for (const wave of await db.read.removals.wavesOf(cohort)) await keys.destroy(wave);
}

/** What is left of it in the store goes with the record that says so. */
async function finish(deps: RemovalDeps, { id }: Removal): Promise<void> {
  const made = (await deps.db.read.records.key()) ?? (await deps.records.make());
  const done = await deps.db.tx(async (t) => {
    const removal = await t.removals.lock(id);
    if (!removal) return false;
    const last = await (removal.kind === 'cohort' ? lastOfCohort : lastOfPerson)(t, removal);
    await keepRecord(deps, t, last, made);
    await t.removals.end(id);
    // Done again by whoever finds this, should the process die before.
    await t.jobs.take(scrubJob, deps.now(), deps.now());
    return true;
  });
  if (done) deps.log.info({ event: 'removal.done', removal: id });
}

async function lastOfCohort(t: Tables, removal: Removal): Promise<Removal> {
  const ids = [removal.subject, ...(await t.removals.wavesOf(removal.subject))];
  const forgotten = await forgetAbout(t, ids);
  await t.removals.deleteCohort(removal.subject);
  const people = await t.removals.deleteStrays();
  for (const person of people) await t.removals.deleteInbound(person);
  return add(add(removal, forgotten), { cohorts: 1, people: people.length });
}

async function lastOfPerson(t: Tables, removal: Removal): Promise<Removal> {
  const forgotten = await forgetAbout(t, [removal.subject]);
  await t.removals.anonymise(removal.subject);
  await t.removals.deletePerson(removal.subject);
  return add(add(removal, forgotten), { people: 1 });
}

/** Behind the audit log's lock: two records never follow the same one. */
async function keepRecord(
  deps: RemovalDeps,
  t: Tables,
  removal: Removal,
  made: RecordKey,
): Promise<void> {
  const now = deps.now();
  await t.audit.append({
    ...{ at: now, actor: 'product', action: 'removal.done', subject: removal.id },
  });
  const key = await t.records.settleKey(made, now);
  const last = await t.records.last();
  const previous = last ? digestOf(last.body, last.signature) : noRecord;
  const body = canonical(recordOf(removal, now, previous));
  const signature = await deps.records.sign(key, body);
  await t.records.keep({ id: removal.id, body, key: key.id, signature });
}
