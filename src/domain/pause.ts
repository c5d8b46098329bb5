import type { Pair } from './people.ts';
import type { Refusal } from './refusal.ts';
import { addDays, type Day, daysBetween, isDay } from './time.ts';

/** A « pause convenue »: an end, never a reason. */
export interface Pause {
  id: string;
  pair: string;
  /** One of the two, or whoever answers for the pair. */
  proposedBy: string;
  agreedBy: string | null;
  /** The day it was proposed on; once agreed, the day it was agreed on: nothing is paused before. */
  from: Day;
  /** Its last day. */
  until: Day;
  state: 'proposed' | 'agreed' | 'declined' | 'withdrawn';
  /** The last day that counts as paused, when it was ended early; before `from` when none does. */
  ended: Day | null;
}

export interface PauseLimits {
  /** In the cohort's zone, as every day of a pause. */
  today: Day;
  closing: Day;
  longestDays: number;
}

export const pauseLimits = ({ cohort }: Pair, today: Day): PauseLimits => ({
  today,
  closing: cohort.closing,
  longestDays: cohort.settings.longestPauseDays,
});

/** First and last day that a pause agreed today may end on; none when they are in the wrong order. */
export function pauseEnds({ today, closing, longestDays }: PauseLimits): {
  earliest: Day;
  latest: Day;
} {
  const longest = addDays(today, longestDays);
  return { earliest: addDays(today, 1), latest: longest < closing ? longest : closing };
}

const weeksOffered = [2, 4, 6, 8];

/** Last days that can be chosen at once, ascending. */
export function pauseChoices(limits: PauseLimits): Day[] {
  const { latest } = pauseEnds(limits);
  return weeksOffered.map((weeks) => addDays(limits.today, 7 * weeks)).filter((d) => d <= latest);
}

/** Why a pause cannot end on that day; null when it can. */
export function pauseFault(until: string, limits: PauseLimits): Refusal | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return 'wrong-values';
  if (!isDay(until)) return 'no-such-day';
  if (until <= limits.today) return 'pause-in-past';
  if (daysBetween(limits.today, until) > limits.longestDays) return 'pause-too-long';
  return until > limits.closing ? 'outside-programme' : null;
}

export interface PauseWish {
  id: string;
  pair: string;
  by: string;
  until: Day;
}

/** It waits for the other one's yes. */
export const proposedPause = ({ id, pair, by, until }: PauseWish, today: Day): Pause => ({
  ...{ id, pair, proposedBy: by, agreedBy: null },
  ...{ from: today, until, state: 'proposed', ended: null },
});

/** Set by whoever answers for the pair: nobody is asked. */
export const setPause = (wish: PauseWish, today: Day): Pause => ({
  ...proposedPause(wish, today),
  state: 'agreed',
});

/** How a pause stands on a day: it ends by itself, and so does the question. */
export function pauseState(
  { state, until, ended }: Pause,
  today: Day,
): Pause['state'] | 'ended' | 'lapsed' {
  if (state === 'proposed') return until < today ? 'lapsed' : state;
  if (state === 'agreed') return (ended ?? until) < today ? 'ended' : state;
  return state;
}

/** The only one that is asked about or that runs; a pair has one at most. */
export const standingPause = (pauses: readonly Pause[], today: Day): Pause | undefined =>
  pauses.find((pause) => ['proposed', 'agreed'].includes(pauseState(pause, today)));

/** The partner's yes. Said again, it changes nothing. */
export function agreedPause(pause: Pause, by: string, today: Day): Pause | Refusal {
  if (pause.state === 'agreed' && pause.agreedBy === by) return pause;
  const fault = answerFault(pause, by, today);
  return fault ?? { ...pause, state: 'agreed', agreedBy: by, from: today };
}

export function declinedPause(pause: Pause, by: string, today: Day): Pause | Refusal {
  if (pause.state === 'declined' && pause.proposedBy !== by) return pause;
  return answerFault(pause, by, today) ?? { ...pause, state: 'declined' };
}

function answerFault(pause: Pause, by: string, today: Day): Refusal | null {
  if (pauseState(pause, today) !== 'proposed') return 'too-late';
  return pause.proposedBy === by ? 'not-yours-to-answer' : null;
}

/** Taken back by whoever proposed it, before it is answered. */
export function withdrawnPause(pause: Pause, by: string, today: Day): Pause | Refusal {
  if (pause.proposedBy !== by) return 'not-yours-to-answer';
  if (pause.state === 'withdrawn') return pause;
  return pauseState(pause, today) === 'proposed' ? { ...pause, state: 'withdrawn' } : 'too-late';
}

/** Ended early by either of the two: the day itself counts again. */
export function resumedPause(pause: Pause, today: Day): Pause | Refusal {
  if (pause.ended !== null) return pause;
  return pauseState(pause, today) === 'agreed'
    ? { ...pause, ended: addDays(today, -1) }
    : 'too-late';
}
