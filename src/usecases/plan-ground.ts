import type { Tables } from '../db/db.ts';
import type { Manner, Meeting } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import type { PlanInput } from '../domain/plan.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { bestOfEachDay, type Diary } from '../domain/slots.ts';
import {
  addDays,
  type Day,
  dayOf,
  hour,
  type Instant,
  type Interval,
  instantOf,
} from '../domain/time.ts';
import { plannedDay, tailAfter, timeOf, withoutTime } from '../domain/year.ts';
import type { By, Deps } from './deps.ts';
import { readDiaries } from './diaries.ts';
import { pairFor } from './pair-access.ts';

export interface PlanWish extends Manner {
  pair: string;
  minutes: number;
  /** Meetings after this one are planned anew; without it only what is missing is added. */
  after?: string | undefined;
}

/** All that a plan of a pair's year is drawn up from, as it is now. */
export interface Ground {
  pair: Pair;
  now: Instant;
  wish: PlanWish;
  /** Every meeting of the pair. */
  meetings: Meeting[];
  /** Those that may be planned anew, ascending. */
  tail: Meeting[];
  /** Those that have no time any more and may be given one. */
  spare: Meeting[];
  /** First and last day a new date may fall on. */
  from: Day;
  until: Day;
  /** The day of `wish.after`. */
  since: Day | null;
  both: [Diary, Diary];
  unread: string[];
  candidates: Interval[];
}

/** Reads the calendars of the whole year; refused to whoever may not propose. Stores nothing. */
export async function planGround(deps: Deps, by: By, wish: PlanWish): Promise<Ground | Refused> {
  const t = deps.db.read;
  const now = deps.now();
  const pair = await pairFor(t, by.person, 'meeting.propose', wish.pair, now);
  if (isRefused(pair)) return pair;
  const { zone, closing } = pair.cohort;
  const meetings = await t.meetings.ofPair(pair.id);
  const after = meetings.find((m) => m.id === wish.after);
  if (wish.after !== undefined && !after) return refuse('not-found');
  const window = plannable(pair, now);
  if (window.start >= window.end) return refuse('outside-programme');
  const { mode, place, minutes } = wish;
  const read = await readDiaries(deps, t, pair, by.person, window, undefined, { mode, place });
  if (isRefused(read)) return read;
  const tail = after ? tailAfter(meetings, after, zone, now) : [];
  const both: [Diary, Diary] = [freed(read.both[0], tail), freed(read.both[1], tail)];
  const since = after ? dayOfMeeting(after, zone) : null;
  const opens = dayOf(window.start, zone);
  const nextDay = since === null ? opens : addDays(since, 1);
  const ground = { pair, now, wish, meetings, tail, spare: withoutTime(meetings), since, both };
  return {
    ...ground,
    unread: read.unread,
    from: nextDay > opens ? nextDay : opens,
    until: addDays(closing, -1),
    candidates: openDays(bestOfEachDay(both, { minutes, mode, window }), ground),
  };
}

/** From the notice people are due to the closing day: a plan is not held to the booking horizon. */
export function plannable({ cohort }: Pair, now: Instant): Interval {
  const opens = instantOf(cohort.launch, '00:00', cohort.zone);
  const notice = now + cohort.settings.noticeHours * hour;
  return {
    start: Math.max(notice, opens),
    end: instantOf(cohort.closing, '00:00', cohort.zone),
  };
}

const dayOfMeeting = (meeting: Meeting, zone: string): Day | null => {
  const time = timeOf(meeting);
  return meeting.heldOn ?? (time && dayOf(time.start, zone));
};

/** The hours of meetings that are planned anew are free for them. */
const freed = (diary: Diary, tail: Meeting[]): Diary => ({
  ...diary,
  busy: diary.busy.filter(
    ({ start, end }) => !tail.some(({ time }) => time?.start === start && time.end === end),
  ),
});

/** Neither on a collective day nor on one for which the pair has something of its own. */
function openDays(
  candidates: Interval[],
  { pair, meetings, tail }: Pick<Ground, 'pair' | 'meetings' | 'tail'>,
): Interval[] {
  const { zone, launch, midterm, closing } = pair.cohort;
  const planned = new Set(tail.map(({ id }) => id));
  const taken = new Set([
    ...[launch, midterm, closing],
    ...meetings
      .filter((m) => (m.state === 'booked' || m.state === 'proposed') && !planned.has(m.id))
      .flatMap(({ time, proposals }) => (time ? [time, ...proposals] : proposals))
      .map(({ start }) => dayOf(start, zone)),
  ]);
  return candidates.filter(({ start }) => !taken.has(dayOf(start, zone)));
}

/** What is planned around: everything that stands or is asked for, but those planned anew. */
export const inputOf = (ground: Ground, replanned: readonly Meeting[]): PlanInput => ({
  ...yearInput(
    ground.pair,
    ground.meetings.filter((m) => !replanned.includes(m)),
    ground.now,
  ),
  candidates: ground.candidates,
  from: ground.from,
  until: ground.until,
});

/** A year as it stands, with any day open: only the calendars know better. */
export function yearInput(pair: Pair, meetings: readonly Meeting[], now: Instant): PlanInput {
  const { zone, launch, closing, settings } = pair.cohort;
  const window = plannable(pair, now);
  return {
    ...{ zone, launch, closing, rhythm: settings.rhythm },
    fixed: meetings.flatMap((m) => plannedDay(m, zone, now) ?? []),
    candidates: [],
    from: dayOf(window.start, zone),
    until: addDays(closing, -1),
    today: dayOf(now, zone),
  };
}

/** The manner of what was planned last: what is planned anew stays as it was. */
export async function plannedManner(
  t: Tables,
  pair: string,
  after: string | undefined,
): Promise<(Manner & { minutes: number }) | null> {
  const meetings = await t.meetings.ofPair(pair);
  const planned = meetings.filter((m) => m.plan !== null && m.state !== 'cancelled');
  const one = meetings.find((m) => m.id === after && timeOf(m)) ?? planned.find(timeOf);
  const time = one && timeOf(one);
  if (!one || !time) return null;
  return { mode: one.mode, place: one.place, minutes: (time.end - time.start) / 60_000 };
}
