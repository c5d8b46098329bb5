import type { Tables } from '../db/db.ts';
import { worstFirst } from '../domain/alert.ts';
import type { PairSheet } from '../domain/coach-model.ts';
import { standingPause } from '../domain/pause.ts';
import type { Pair } from '../domain/people.ts';
import { reachOf } from '../domain/reach.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { yearLine } from '../domain/year-line.ts';
import { alertDrawn, pauseDays } from './alert-models.ts';
import { cohortHead, type OpenSheet, sheetFor, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';
import { linesOf } from './read-pairs.ts';
import { contact } from './read-view.ts';

/** One pair as its coach reads it; that they did is written down, once a day. */
export async function readSheet(
  deps: Deps,
  who: Visitor,
  wanted: string,
): Promise<PairSheet | Refused> {
  const open = await sheetFor(deps.db.read, who, 'pair.read', wanted, deps.now());
  if (isRefused(open)) return open;
  await writeLook(deps, open);
  return drawSheet(deps, open);
}

/** At most one row for each coach, pair and day of the cohort's zone. */
async function writeLook({ db, now }: Deps, { pair, actor }: OpenSheet): Promise<void> {
  const at = now();
  const { zone } = pair.cohort;
  const look = { actor: actor.person, action: 'pair.read', subject: pair.id } as const;
  if (await db.read.audit.isWritten(look, dayOf(at, zone), zone)) return;
  await db.tx(async (t) => {
    // Two windows may have opened at once: whoever comes second finds the first one's row.
    await t.audit.hold();
    if (await t.audit.isWritten(look, dayOf(at, zone), zone)) return;
    await t.audit.append({ at, ...look });
  });
}

async function drawSheet(deps: Deps, { pair, actor }: OpenSheet): Promise<PairSheet | Refused> {
  const t = deps.db.read;
  const now = deps.now();
  const { cohort } = pair;
  const open = { cohort, actor };
  const own = await t.coachLists.own(actor.person, cohort.id, dayOf(now, 'UTC'));
  const mine = own.filter((id) => id === pair.id);
  const [head, listed, meetings, pauses, rows, coaches] = await Promise.all([
    cohortHead(t, open, now),
    t.coachLists.some(cohort, [pair.id], now),
    t.meetings.ofPair(pair.id),
    t.pauses.ofPair(pair.id),
    t.listRows.ofPair(pair.id),
    t.people.coachesOf(cohort.id),
  ]);
  const [line] = await linesOf(t, open, listed, mine, now);
  if (!line) return refuse('not-found');
  return {
    ...{ head, line, year: yearLine({ pair, meetings, pauses }, now) },
    recorded: { rows, coaches, recording: cohort.settings.recording },
    answering: mine.length > 0 ? await answeringOf(t, pair, actor.person, now) : null,
  };
}

type Answering = NonNullable<PairSheet['answering']>;

/** What is only for whoever answers for the pair. */
async function answeringOf(
  t: Tables,
  pair: Pair,
  reader: string,
  now: Instant,
): Promise<Answering> {
  const today = dayOf(now, pair.cohort.zone);
  const both = [pair.mentee, pair.mentor];
  const [facts, named, coaches, pauses, pauseUntil] = await Promise.all([
    t.reach.factsOf(both.map(({ id }) => id)),
    t.pairs.answering(pair.id, dayOf(now, 'UTC')),
    t.alerts.coachesOf(pair.cohort.id),
    t.pauses.ofPair(pair.id),
    pauseDays(t, pair, now),
  ]);
  const standing = standingPause(pauses, today);
  return {
    contacts: both.map(contact),
    reach: both.flatMap(({ id, name }) => {
      const known = facts.get(id);
      return known ? [{ name, ...reachOf(known, now) }] : [];
    }),
    alerts: await alertsOf(t, pair, reader, now),
    deputies: named.flatMap(({ kind, person }) => (kind === 'deputy' ? [person.name] : [])),
    pauseUntil,
    pause:
      standing?.state === 'agreed'
        ? { pause: standing.id, from: standing.from, until: standing.until }
        : null,
    coaches: pair.state === 'closed' ? [] : coaches.filter(({ id }) => id !== pair.referent?.id),
  };
}

/** What is open, as the bot's cards have it, the gravest first. */
async function alertsOf(
  t: Tables,
  pair: Pair,
  reader: string,
  now: Instant,
): Promise<Answering['alerts']> {
  const person = await t.people.get(reader);
  const alerts: Answering['alerts'] = [];
  const open = await t.coachLists.openAlerts([pair.id]);
  for (const { id } of worstFirst(open.map((each) => ({ ...each, pairCode: pair.code })))) {
    const drawn =
      person && (await alertDrawn(t, person, { kind: 'alert', pair: pair.id, alert: id }, now));
    const alert = drawn?.model.kind === 'alert' ? drawn.model : undefined;
    if (!person || !alert) continue;
    const more = await alertDrawn(t, person, { kind: 'alert-more', pair: pair.id, alert: id }, now);
    alerts.push({ alert, more: more?.model.kind === 'alert-more' ? more.model : null });
  }
  return alerts;
}
