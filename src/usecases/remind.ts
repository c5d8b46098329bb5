import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import type { Reminder } from '../db/reminders.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, type Person, workOf } from '../domain/people.ts';
import { reminderAt, reminderHorizon } from '../domain/reminder.ts';
import { dayOf, type Instant, nextWorkingMoment } from '../domain/time.ts';
import type { Deps } from './deps.ts';

/** Both are reminded of a booked meeting on their last working day before it, once for each time. */
export async function remind(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const id of await deps.db.read.reminders.toPlan(now, now + reminderHorizon)) {
    await withMeeting(deps, id, (t, meeting, pair) => plan(t, meeting, pair, now));
  }
  for (const id of await deps.db.read.reminders.due(now)) {
    await withMeeting(deps, id, (t, meeting, pair) => tellBoth(deps, t, meeting, pair));
  }
  deps.wake();
}

/** One meeting at a time, which nobody else changes meanwhile. */
async function withMeeting(
  deps: Deps,
  id: string,
  work: (t: Tables, meeting: Meeting, pair: Pair) => Promise<void>,
): Promise<void> {
  await deps.db.tx(async (t) => {
    const meeting = await t.meetings.lock(id);
    const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
    if (meeting && pair) await work(t, meeting, pair);
  });
}

async function plan(t: Tables, meeting: Meeting, pair: Pair, now: Instant): Promise<void> {
  const starts = standingStart(meeting, now);
  if (starts === null) return;
  const before = await t.reminders.of(meeting.id);
  if (before?.starts === starts) return;
  const moments = momentsOf(pair, { starts, known: now }).map(({ at }) => at);
  const due = moments.length > 0 ? Math.min(...moments) : null;
  await t.reminders.plan(meeting.id, { starts, known: now, due });
}

async function tellBoth(deps: Deps, t: Tables, meeting: Meeting, pair: Pair): Promise<void> {
  const now = deps.now();
  const planned = await t.reminders.of(meeting.id);
  if (!planned || planned.due === null || planned.due > now) return;
  await t.reminders.plan(meeting.id, { ...planned, due: null });
  if ((await isSilent(t, pair)) || standingStart(meeting, now) !== planned.starts) return;
  for (const { person, at } of momentsOf(pair, planned)) {
    const { zone } = person;
    const due = nextWorkingMoment(Math.max(at, now), workOf(person, pair.cohort));
    // Whoever was down all that day reminds nobody on the morning of the meeting itself.
    if (dayOf(due, zone) !== dayOf(at, zone)) continue;
    if (await t.appointments.isUnsent(meeting.id, person.id)) continue;
    await deps.tell(t, {
      person: person.id,
      notice: { kind: 'reminder', meeting: meeting.id },
      occurrence: String(planned.starts),
      due,
    });
  }
}

const isSilent = async (t: Tables, pair: Pair): Promise<boolean> =>
  pair.state === 'closed' || (pair.state === 'stopping' && !(await isLast(t, pair)));

/** Somebody asked to stop: reminders are silent, but of the last meeting their referent offered. */
const isLast = async (t: Tables, pair: Pair): Promise<boolean> =>
  (await t.stops.ofPair(pair.id)).some(({ offered }) => offered !== null);

function momentsOf(
  { mentee, mentor, cohort }: Pair,
  { starts, known }: Pick<Reminder, 'starts' | 'known'>,
): { person: Person; at: Instant }[] {
  return [mentee, mentor].flatMap((person) => {
    const at = reminderAt(starts, known, workOf(person, cohort));
    return at === null ? [] : [{ person, at }];
  });
}

/** Whether the meeting that a reminder is about still stands at that time, ahead. */
export async function isReminded(
  t: Tables,
  effect: Pick<Effect, 'ids'>,
  now: Instant,
): Promise<boolean> {
  const meeting = await t.meetings.get(String(effect.ids.meeting));
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(now, 'UTC')));
  if (!meeting || !pair || (await isSilent(t, pair))) return false;
  return String(standingStart(meeting, now)) === effect.ids.occurrence;
}

const standingStart = ({ state, time }: Meeting, now: Instant): Instant | null =>
  state === 'booked' && time !== null && time.start > now ? time.start : null;
