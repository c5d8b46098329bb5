import { dayThatCounts, type Meeting } from './meeting.ts';
import type { Pause } from './pause.ts';
import type { Pair } from './people.ts';
import { type RhythmFacts, rhythmOn } from './rhythm.ts';
import type { YearLine } from './tab-model.ts';
import { addDays, type Day, dayOf, type Instant } from './time.ts';

/** A pair, and all of its meetings and pauses, in any order. */
export interface YearOf {
  pair: Pick<Pair, 'state' | 'cohort'>;
  meetings: readonly Meeting[];
  pauses: readonly Pause[];
}

/**
 * A pair's year as it looks at an instant, in days of the cohort's zone. What is missing and how
 * far the band reaches are the verdicts of `rhythm.ts`, asked once for each anchor.
 */
export function yearLine({ pair, meetings, pauses }: YearOf, now: Instant): YearLine {
  const { zone, launch, midterm, closing, settings } = pair.cohort;
  const today = dayOf(now, zone);
  const dots = meetings.flatMap((meeting) => dotOf(meeting, zone, now) ?? []).toSorted(byDay);
  const agreed = pauses.flatMap((pause) => agreedDays(pause) ?? []).toSorted(byFrom);
  const facts = factsOf(pair, dots, agreed);
  const { state, since, mark } = rhythmOn(facts, today);
  const until = earlier(mark, closing);
  return {
    ...{ launch, midterm, closing, today },
    meetings: dots,
    pauses: agreed,
    missing: missingIn(facts, today),
    band: state === 'over' ? null : { from: since.day, until },
    held: dots.filter((dot) => dot.state === 'held').length,
    ...{ least: settings.rhythm.least, most: settings.rhythm.most },
  };
}

type Dot = YearLine['meetings'][number];
type Pauses = YearLine['pauses'];

const byDay = (a: Dot, b: Dot) => a.day.localeCompare(b.day);
const byFrom = (a: Pauses[number], b: Pauses[number]) => a.from.localeCompare(b.from);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** None for a meeting called off, not held, or proposed at times that have all gone by. */
function dotOf(meeting: Meeting, zone: string, now: Instant): Dot | undefined {
  const { id, state, proposals } = meeting;
  const day = dayThatCounts(meeting, zone);
  if (day !== null && (state === 'held' || state === 'booked')) return { meeting: id, day, state };
  const ahead = proposals.map(({ start }) => start).filter((start) => start > now);
  if (state !== 'proposed' || ahead.length === 0) return undefined;
  return { meeting: id, day: dayOf(Math.min(...ahead), zone), state };
}

/** The days that were paused in the end; none of a pause that is only proposed, or ended at once. */
function agreedDays({ state, from, until, ended }: Pause): Pauses[number] | undefined {
  const last = ended === null ? until : earlier(until, ended);
  return state === 'agreed' && from <= last ? { from, until: last } : undefined;
}

/** The meetings in order, those that are only proposed left out. */
function factsOf(
  { state, cohort }: YearOf['pair'],
  dots: readonly Dot[],
  pauses: Pauses,
): RhythmFacts {
  const { launch, closing, settings } = cohort;
  return {
    pair: state,
    ...{ launch, closing, pauses, asked: [] },
    markDays: settings.rhythm.markDays,
    ladder: settings.ladder,
    meetings: dots.flatMap((dot) =>
      dot.state === 'proposed' ? [] : [{ day: dot.day, held: dot.state === 'held' }],
    ),
  };
}

/**
 * Days beyond the mark up to the next anchor; after the last one, up to today or the eve of the
 * closing day. A meeting on the very first day beyond leaves none. A closed pair owes nothing any
 * more: nothing is missing after its last meeting.
 */
function missingIn(facts: RhythmFacts, today: Day): YearLine['missing'] {
  const { launch, closing, meetings, pauses } = facts;
  const after = meetings.map(({ day }) => day).filter((day) => launch < day);
  const anchors = [launch, ...after];
  return anchors.flatMap((anchor, index) => {
    const next = anchors[index + 1];
    if (next === undefined && facts.pair === 'closed') return [];
    const to = next === undefined ? earlier(today, eveOf(closing)) : eveOf(next);
    return without(pauses, { from: addDays(markAfter(facts, anchor), 1), to });
  });
}

const eveOf = (day: Day): Day => addDays(day, -1);

/** The last day inside the mark, counted from an anchor as if it were the last one. */
const markAfter = (facts: RhythmFacts, anchor: Day): Day =>
  rhythmOn({ ...facts, launch: anchor, meetings: [] }, anchor).mark;

/** What is left of a stretch when the days of the pauses are taken out. */
function without(
  pauses: RhythmFacts['pauses'],
  stretch: YearLine['missing'][number],
): YearLine['missing'] {
  return pauses
    .reduce(
      (left, pause) =>
        left.flatMap(({ from, to }) => [
          { from, to: earlier(to, eveOf(pause.from)) },
          { from: later(from, addDays(pause.until, 1)), to },
        ]),
      [stretch],
    )
    .filter(({ from, to }) => from <= to);
}
