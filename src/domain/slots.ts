import type { Aim } from './aim.ts';
import { type Calendar, commonStarts, merged } from './free-time.ts';
import type { Mode } from './meeting.ts';
import { bestByDay, bestWithChoice, type Seen } from './slot-ranking.ts';
import {
  type Hours,
  type Instant,
  type Interval,
  minute,
  overlaps,
  type WorkingTime,
} from './time.ts';
import { workingWindows } from './working-windows.ts';

/** Why a time is taken, as Outlook tells it apart; `oof` is out of office. */
export type TakenKind = 'busy' | 'oof' | 'tentative' | 'working-elsewhere';

export interface Taken extends Interval {
  kind: TakenKind;
}

/** One person: working time, and what is already taken in a calendar that could be read. */
export interface Diary {
  work: WorkingTime;
  lunch: Hours;
  busy: Taken[];
  /** Minutes on the road before and after a meeting; 0 by video or at one's own place. */
  travel: number;
}

export interface SlotWish {
  minutes: number;
  mode: Mode;
  /** From when on, and until when, a meeting may lie. */
  window: Interval;
  most: number;
  /** What the first one aims at; null: the sooner the better. */
  aim: Aim | null;
}

type Search = Pick<SlotWish, 'minutes' | 'mode' | 'window'>;

/**
 * Which meetings a taken time stands in the way of. Tentative counts as taken: better one free time
 * too few than one that is none. Whoever works elsewhere has a screen, but is not there.
 */
const standsInTheWay: Readonly<Record<TakenKind, readonly Mode[]>> = {
  busy: ['video', 'in-person'],
  oof: ['video', 'in-person'],
  tentative: ['video', 'in-person'],
  'working-elsewhere': ['in-person'],
};

/** Starts lie on the quarter-hours of UTC, which are those of every zone people live in. */
const quarter = 15 * minute;

/**
 * Whether a time falls in one working day of a person and, with the road there and back, on nothing
 * else. Over lunch is allowed: who asks for it may have it.
 */
export function fits(slot: Interval, diary: Diary, mode: Mode): 'fits' | 'outside-hours' | 'busy' {
  const lies = workingWindows(diary.work, diary.lunch, slot).some(
    (window) => slot.start >= window.start && slot.end <= window.end,
  );
  if (!lies || slot.end <= slot.start) return 'outside-hours';
  const road = roadOf(diary, mode);
  const away = { start: slot.start - road, end: slot.end + road };
  return diary.busy.some(blocks(mode, away)) ? 'busy' : 'fits';
}

/**
 * Every quarter-hour, in order, at which a meeting fits all of them and touches nobody's lunch. No
 * calendar means no busy times, not a free person: who reads the result must say which were seen.
 */
export const freeStarts = (diaries: readonly Diary[], wish: Search): Instant[] =>
  startsOf(lookInto(diaries, wish), wish);

/**
 * At most `most` common times, one a day, the best first: what a thoughtful assistant would choose,
 * then a choice of other days and halves of the day. Preferred hours are those of the first diary.
 */
export function commonSlots(diaries: readonly Diary[], wish: SlotWish): Interval[] {
  const seen = lookInto(diaries, wish);
  return bestWithChoice(startsOf(seen, wish), seen, wish);
}

/** The best hour of each day on which there is one, in the first diary's zone, in order. */
export function bestOfEachDay(diaries: readonly Diary[], wish: Search): Interval[] {
  const seen = lookInto(diaries, wish);
  return bestByDay(startsOf(seen, wish), seen, wish.minutes * minute);
}

const roadOf = ({ travel }: Diary, mode: Mode): number =>
  mode === 'in-person' && travel > 0 ? travel * minute : 0;

/** Whether a taken time stands in the way of such a meeting within that span. */
const blocks =
  (mode: Mode, within: Interval) =>
  (taken: Taken): boolean =>
    taken.end > taken.start && overlaps(taken, within) && standsInTheWay[taken.kind].includes(mode);

function lookInto(
  diaries: readonly Diary[],
  { mode, window }: Search,
): readonly (Seen & Calendar)[] {
  return diaries.map((diary) => {
    const road = roadOf(diary, mode);
    const near = { start: window.start - road, end: window.end + road };
    const windows = workingWindows(diary.work, diary.lunch, window);
    return {
      windows,
      open: windows.flatMap((each) => each.aroundLunch),
      blocks: merged(diary.busy, road, blocks(mode, near)),
      road,
    };
  });
}

function startsOf(seen: readonly Calendar[], { minutes, window }: Search): Instant[] {
  const isWish = seen.length > 0 && minutes > 0 && window.end > window.start;
  return isWish ? commonStarts(seen, window, minutes * minute, quarter) : [];
}
