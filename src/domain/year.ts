import { type Meeting, whyNot } from './meeting.ts';
import type { Cohort } from './people.ts';
import type { Gap } from './plan.ts';
import {
  addDays,
  type Day,
  dayOf,
  hour,
  type Instant,
  type Interval,
  instantOf,
  isWorkingDay,
} from './time.ts';

/** When a meeting is to be: at the one time asked for, else at the one that stands. */
export function timeOf({ time, proposals }: Pick<Meeting, 'time' | 'proposals'>): Interval | null {
  const [asked, ...others] = proposals;
  return others.length === 0 && asked ? asked : (time ?? asked ?? null);
}

/**
 * The day a plan counts with a meeting on: held, standing, or asked for and still ahead. What is
 * asked for counts too, or a second plan would be laid over a first that waits for its answer.
 */
export function plannedDay(meeting: Meeting, zone: string, now: Instant): Day | null {
  if (meeting.state === 'held') return meeting.heldOn;
  const time = timeOf(meeting);
  const counts = meeting.state === 'booked' || isAhead(meeting, now);
  return time && counts ? dayOf(time.start, zone) : null;
}

const isOpen = ({ state }: Meeting) => state === 'booked' || state === 'proposed';

const startOf = (meeting: Meeting): Instant => timeOf(meeting)?.start ?? 0;

export const byTime = (a: Meeting, b: Meeting): number => startOf(a) - startOf(b);

/** Still to come, and not called off. */
export const isAhead = (meeting: Meeting, now: Instant): boolean =>
  isOpen(meeting) && startOf(meeting) > now;

/** Meetings still ahead after another one, ascending; that one may be called off by now. */
export function tailAfter(
  meetings: readonly Meeting[],
  after: Meeting,
  zone: string,
  now: Instant,
): Meeting[] {
  const time = timeOf(after);
  const since = after.heldOn ?? (time && dayOf(time.start, zone));
  if (since === null) return [];
  return (
    meetings
      .filter((m) => m.id !== after.id && isAhead(m, now) && dayOf(startOf(m), zone) > since)
      // One made in Outlook stays where its organiser has it.
      .filter(({ source }) => source !== 'outlook')
      .toSorted(byTime)
  );
}

/** Meetings of a plan whose only time was turned down: they wait for another one. */
export const withoutTime = (meetings: readonly Meeting[]): Meeting[] =>
  meetings.filter((m) => m.plan !== null && m.state === 'proposed' && timeOf(m) === null);

/** Dates that wait for this person's yes. */
export const waitingFor = (meetings: readonly Meeting[], person: string, now: Instant): Meeting[] =>
  meetings.filter(
    (m) =>
      m.agreement === 'asked' &&
      m.proposedBy !== person &&
      // Of several times one is picked on the meeting's own card.
      m.proposals.length < 2 &&
      isAhead(m, now) &&
      whyNot('accept', m, now) === null,
  );

/** Dates that whoever planned them may take back; none once the other one has answered any. */
export function withdrawable(
  meetings: readonly Meeting[],
  person: string,
  now: Instant,
): Meeting[] {
  const mine = meetings.filter((m) => m.proposedBy === person && isOpen(m));
  if (mine.some((m) => m.answeredBy !== null)) return [];
  return mine.filter((m) => m.agreement === 'asked' && isAhead(m, now));
}

/** Stretches still ahead that another choice of dates could bring inside the mark. */
export const mendable = (broken: readonly Gap[], today: Day): Gap[] =>
  broken.filter((gap) => gap.to.day > today && gap.why !== 'past' && gap.why !== 'notice');

/**
 * The meeting after which the year is best planned anew: the one that the first such stretch begins
 * with. None when it begins with the launch, or when the meeting at its end was put there by hand:
 * then a date more is looked for and nothing is moved.
 */
export function replanAfter(
  broken: readonly Gap[],
  meetings: readonly Meeting[],
  zone: string,
  now: Instant,
): string | undefined {
  const [gap] = mendable(broken, dayOf(now, zone));
  if (!gap) return undefined;
  const on = (day: Day) => meetings.find((m) => plannedDay(m, zone, now) === day);
  const movedThere = on(gap.to.day)?.previous?.act === 'move' && gap.why === null;
  return movedThere ? undefined : on(gap.from.day)?.id;
}

/** An hour of every working day from one on, between launch and closing, but not at mid-term. */
export function workingDays({ zone, launch, midterm, closing }: Cohort, from: Day): Interval[] {
  const days: Interval[] = [];
  for (let on = from < launch ? launch : from; on < closing; on = addDays(on, 1)) {
    if (on === midterm || !isWorkingDay(on, { departement: null })) continue;
    const start = instantOf(on, '10:00', zone);
    days.push({ start, end: start + hour });
  }
  return days;
}
