import type { Tables } from '../db/db.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import { type Action, can } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf, type Instant, type Interval, overlaps } from '../domain/time.ts';

/** Of a closed pair one may read, and whoever answers for it may look at what they were told. */
const afterTheEnd: readonly Action[] = ['meetings.read', 'alert.read', 'alert.act', 'pair.close'];

/** The pair, if the person may do this to it; somebody else's pair is as if it were not there. */
export async function pairFor(
  t: Tables,
  person: string,
  action: Action,
  pair: string,
  now: Instant,
): Promise<Pair | Refused> {
  // Roles of a day are read in UTC: hand-overs take effect overnight in every zone.
  const today = dayOf(now, 'UTC');
  const found = await t.pairs.get(pair, today);
  if (!found) return refuse('not-found');
  const actor = await t.people.actor(person);
  if (!can(actor, action, await t.pairs.subject(found, today))) return refuse('not-found');
  if (found.state === 'closed' && !afterTheEnd.includes(action)) return refuse('too-late');
  return found;
}

/** The meeting and its pair, likewise; inside a transaction nobody else changes them meanwhile. */
export async function meetingFor(
  t: Tables,
  person: string,
  action: Action,
  meeting: string,
  now: Instant,
): Promise<{ meeting: Meeting; pair: Pair } | Refused> {
  const found = await t.meetings.get(meeting);
  if (!found) return refuse('not-found');
  const pair = await pairFor(t, person, action, found.pair, now);
  if (isRefused(pair)) return pair;
  await t.pairs.lock(pair.id);
  // Read anew: whoever held the lock may have changed it.
  return { meeting: (await t.meetings.get(meeting)) ?? found, pair };
}

/** Whether another meeting of the pair is booked at that time. */
export async function isTaken(t: Tables, meeting: Meeting, time: Interval): Promise<boolean> {
  const others = await t.meetings.ofPair(meeting.pair);
  return others.some(
    (m) => m.id !== meeting.id && m.state === 'booked' && m.time && overlaps(m.time, time),
  );
}

/** Whether a meeting that is to be moved is the pair's own; true when none is named. */
export const isMeetingOf = async (t: Tables, pair: string, meeting: string | undefined) =>
  meeting === undefined || (await t.meetings.get(meeting))?.pair === pair;
