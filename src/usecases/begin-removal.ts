import type { Tables } from '../db/db.ts';
import type { NewEffect } from '../db/effects.ts';
import type { Removal } from '../db/removals.ts';
import { cancelledBy, whyNot } from '../domain/meeting.ts';
import { parties } from '../domain/survey.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { askAtTheEnd } from './close-pair.ts';
import type { Deps } from './deps.ts';
import { writeCalendars } from './follow.ts';

export const keepRetentionJob = 'keep-retention';

type What = Pick<Removal, 'kind' | 'subject'>;

/**
 * Asks for all of a cohort, or all of a person, to go. Written by whoever keeps the store; carried
 * out by the service, on its own clock. Null when it was asked before and is not done.
 */
export async function askRemoval(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  what: What,
): Promise<string | null> {
  const id = newId();
  const asked = await db.tx(async (t) => {
    if (!(await t.removals.ask({ id, ...what, asked: now() }))) return false;
    // Whatever the service's clock shows, it is time by then.
    await t.jobs.hasten(keepRetentionJob, 0);
    return true;
  });
  return asked ? id : null;
}

/**
 * Meetings ahead are called off, nothing that waits is said any more, and what stands outside is to
 * be taken away. What lies in the store goes afterwards, see `carryOnRemoval`.
 */
export async function beginRemoval(deps: Pick<Deps, 'db' | 'now'>, { id }: Removal): Promise<void> {
  const now = deps.now();
  await deps.db.tx(async (t) => {
    const removal = await t.removals.lock(id);
    if (removal?.stage !== 'asked') return;
    const { kind, subject } = removal;
    const pairs = await t.removals.pairsOf(kind, subject);
    const ids = await subjectsOf(t, removal, pairs);
    await t.removals.fallSilent(ids, kind === 'person' ? subject : null, now);
    for (const pair of pairs) await endPair(t, pair, removal, now);
    await t.effects.addAll(await erasing(t, removal, { pairs, ids, now }));
    const actor = kind === 'person' ? 'administrator' : 'product';
    await t.audit.append({ at: now, actor, action: 'removal.begin', subject: id });
    await t.removals.save({ ...removal, stage: 'outside', asked: now, roundAt: now });
  });
}

/** Ids by which what is to go is spoken of, whoever it is about. */
export async function subjectsOf(
  t: Tables,
  { kind, subject }: What,
  pairs: readonly string[],
): Promise<string[]> {
  const more = kind === 'cohort' ? await t.removals.wavesOf(subject) : [];
  return [subject, ...more, ...(await t.removals.idsOfPairs(pairs))];
}

/** Closed without a word: whom to tell, and how, is the body's to decide. */
async function endPair(t: Tables, id: string, { kind, subject }: What, at: Instant): Promise<void> {
  const deps = { now: () => at };
  await t.pairs.lock(id);
  const pair = await t.pairs.get(id, dayOf(at, 'UTC'));
  if (!pair) return;
  const wasOpen = await t.endings.close(id, at);
  const partner = parties.filter((party) => pair[party].id !== subject);
  if (wasOpen && kind === 'person') await askAtTheEnd(deps, t, pair, partner);
  for (const meeting of await t.meetings.ofPair(id)) {
    if (whyNot('cancel', meeting, at) !== null) continue;
    const cancelled = cancelledBy(meeting, null);
    await t.meetings.save(cancelled);
    if (cancelled.time) await writeCalendars(deps, t, cancelled);
  }
}

interface Scope {
  pairs: readonly string[];
  ids: readonly string[];
  now: Instant;
}

/** One effect for each thing that may stand outside; each behind what its lane still has to do. */
async function erasing(
  t: Tables,
  { id, kind, subject }: Pick<Removal, 'id' | 'kind' | 'subject'>,
  { pairs, ids, now }: Scope,
): Promise<NewEffect[]> {
  const of = erasure(id, 1, now);
  const events = (await t.removals.eventsOf(pairs)).map((event) =>
    of('event.erase', `event:${event.meeting}`, event),
  );
  const rows = (await t.removals.listed(pairs)).map((meeting) =>
    of('list.erase', `list:${meeting}`, { meeting }),
  );
  const days =
    kind === 'cohort'
      ? (await t.removals.dayEventsOf(subject)).map((day) =>
          of('day.erase', `day:${subject}:${day.kind}:${day.part}`, {
            ...{ cohort: subject, day: day.kind, part: day.part, incarnation: day.incarnation },
          }),
        )
      : (await t.removals.leaveDays(subject)).map(({ cohort, kind: day, part }) =>
          of('day.leave', `day:${cohort}:${day}:${part}`, { cohort, day, part }),
        );
  const about = await t.removals.cardsAbout(ids);
  const naming = kind === 'person' ? await t.removals.cardsNaming(subject) : [];
  const cards = new Map([...about, ...naming].map(({ card, person }) => [card, person]));
  const messages = [...cards].map(([card, person]) => ({
    ...of('card.erase', `card:${card}`, { card }),
    person,
  }));
  return [...events, ...rows, ...days, ...messages];
}

type ErasureKind = 'event.erase' | 'day.erase' | 'day.leave' | 'list.erase' | 'card.erase';

/** Makes the effects of one round of a removal. */
export const erasure =
  (removal: string, round: number, now: Instant) =>
  (kind: ErasureKind, lane: string, ids: NewEffect['ids']): NewEffect => ({
    key: `${kind}:${removal}:${round}:${Object.values(ids).join(':')}`,
    ...{ kind, lane, ids: { ...ids, removal, round }, due: now, created: now },
  });
