import { type PairLine, type Standing, standings } from './coach-model.ts';
import type { Cohort, Pair } from './people.ts';
import { type Rhythm, type RhythmFacts, rhythmOn } from './rhythm.ts';
import type { AlertCause } from './rhythm-model.ts';
import type { YearLine } from './tab-model.ts';
import { addDays, type Day } from './time.ts';

/** What a pair's dates, its agreed pauses and its state say; meetings in order of day. */
export interface PairDates {
  state: Pair['state'];
  meetings: YearLine['meetings'];
  pauses: YearLine['pauses'];
}

/** A matter of the pair that is open, to somebody who answers for it. */
export interface OpenMatter {
  id: string;
  cause: AlertCause;
  since: Day;
  /** Whom it was handed over to. */
  holder: string | null;
}

/** Whoever looks: their own pairs' open matters; null for a pair they do not answer for. */
export interface Looking {
  person: string;
  matters: readonly OpenMatter[] | null;
}

export type Stands = Pick<PairLine, 'standing' | 'since' | 'until' | 'next' | 'alert'>;

/** Matters that outweigh any date, the gravest first; a silence is what the dates say anyway. */
const asked = ['stop', 'call', 'unreachable'] as const satisfies readonly Standing[];
const gravity: readonly AlertCause[] = [...asked, 'inactive'];

/**
 * How a pair stands on a day. Somebody who does not answer for it learns of dates and agreed pauses
 * alone: a pair of which one has asked to stop looks to them as if nobody had.
 */
export function standingOf(dates: PairDates, cohort: Cohort, who: Looking, today: Day): Stands {
  const rhythm = rhythmOn(factsOf(dates, cohort), today);
  const own = (who.matters ?? []).filter(({ holder }) => holder === null || holder === who.person);
  const ranked = own.toSorted(
    (a, b) => gravity.indexOf(a.cause) - gravity.indexOf(b.cause) || a.since.localeCompare(b.since),
  );
  const alert = ranked[0]?.id ?? null;
  const next = rhythm.state === 'over' ? null : rhythm.next;
  if (rhythm.state === 'over') return { ...over(dates, cohort, today), next, alert };
  for (const standing of asked) {
    const matter = ranked.find(({ cause }) => cause === standing);
    if (matter) return { standing, since: matter.since, until: null, next, alert };
  }
  return { ...byDates(rhythm, dates, today), next, alert };
}

function over({ state }: PairDates, { closing }: Cohort, today: Day) {
  const since = state === 'closed' || today < closing ? null : closing;
  return { standing: 'closed', since, until: null } as const;
}

function byDates(rhythm: Rhythm, { pauses }: PairDates, today: Day) {
  const { state, since, before, pausedUntil } = rhythm;
  if (state === 'paused') {
    const running = pauses.find(({ from, until }) => from <= today && today <= until);
    return { standing: 'paused', since: running?.from ?? null, until: pausedUntil } as const;
  }
  const standing = state === 'late' || state === 'due' ? state : ('on-track' as const);
  const lastDay = before === null ? null : addDays(before, -1);
  return { standing, since: since.day, until: standing === 'late' ? null : lastDay } as const;
}

/** Whether one of the two has asked to stop is no matter of dates: it is told by its alert. */
function factsOf({ state, meetings, pauses }: PairDates, cohort: Cohort): RhythmFacts {
  const { launch, closing, settings } = cohort;
  return {
    pair: state === 'closed' ? 'closed' : 'active',
    ...{ launch, closing, pauses, asked: [] },
    markDays: settings.rhythm.markDays,
    ladder: settings.ladder,
    meetings: meetings.flatMap((one) =>
      one.state === 'proposed' ? [] : [{ day: one.day, held: one.state === 'held' }],
    ),
  };
}

/**
 * The first day ahead on which a pair passes its mark when nothing is added to what stands; null
 * when it has passed it, or never will before the closing day.
 */
export function passesOn(dates: PairDates, cohort: Cohort, today: Day): Day | null {
  const facts = factsOf(dates, cohort);
  const now = rhythmOn(facts, today);
  if (now.state === 'over' || now.state === 'late') return null;
  const lastDay = facts.meetings.reduce((latest, { day }) => (day > latest ? day : latest), today);
  // Once its day is over, a meeting that stands is what is counted from.
  const { mark } = rhythmOn(facts, addDays(lastDay, 1));
  const passes = addDays(mark, 1);
  return today < passes && passes < cohort.closing ? passes : null;
}

type Ranked = Pick<PairLine, 'standing' | 'since' | 'code'>;

/** The worst first; of one standing what has lasted longest. */
export const worstStandingFirst = <Line extends Ranked>(lines: readonly Line[]): Line[] =>
  lines.toSorted(
    (a, b) =>
      standings.indexOf(a.standing) - standings.indexOf(b.standing) ||
      (a.since ?? '').localeCompare(b.since ?? '') ||
      a.code.localeCompare(b.code),
  );

/** How many there are of each. */
export function countStandings(all: readonly { standing: Standing }[]): Record<Standing, number> {
  const counts = Object.fromEntries(standings.map((one) => [one, 0])) as Record<Standing, number>;
  for (const { standing } of all) counts[standing] += 1;
  return counts;
}

/** Without accents and capitals: as somebody types who is in a hurry. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Whether every word that is looked for is part of the code or of a name. */
export function isLookedFor(
  pair: { code: string; names: readonly string[] },
  search: string,
): boolean {
  const words = plain(search).split(/\s+/);
  // A whole cohort is looked through for each list: most often for nothing.
  if (words[0] === '') return true;
  const text = plain([pair.code, ...pair.names].join(' '));
  return words.every((word) => text.includes(word));
}
