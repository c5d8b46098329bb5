import {
  addDays,
  type Day,
  dayOf,
  type Hours,
  type Instant,
  type Interval,
  instantOf,
  isWorkingDay,
  minute,
  overlaps,
  type WorkingTime,
} from './time.ts';

/** One of the two: working time, and what is already taken in a calendar that could be read. */
export interface Diary {
  work: WorkingTime;
  lunch: Hours;
  busy: Interval[];
}

export interface SlotWish {
  minutes: number;
  /** From when on, and until when, a start may fall. */
  window: Interval;
  most: number;
}

/** Starts in the order a thoughtful assistant would try them: not the first minute, not the last. */
const preferredStarts = ['10:00', '14:30', '11:00', '16:00', '09:30', '15:00', '09:00', '17:00'];

/** Whether a time falls in one person's working day, outside lunch, on nothing else. */
export function fits(slot: Interval, diary: Diary): 'fits' | 'outside-hours' | 'busy' {
  const { work } = diary;
  const on = dayOf(slot.start, work.zone);
  const within = (hours: Hours): Interval => ({
    start: instantOf(on, hours.from, work.zone),
    end: instantOf(on, hours.to, work.zone),
  });
  const open = within(work.hours);
  if (!isWorkingDay(on, work) || slot.start < open.start || slot.end > open.end)
    return 'outside-hours';
  if (diary.busy.some((taken) => overlaps(slot, taken))) return 'busy';
  return 'fits';
}

const inLunch = (slot: Interval, { lunch, work }: Diary): boolean => {
  const on = dayOf(slot.start, work.zone);
  return overlaps(slot, {
    start: instantOf(on, lunch.from, work.zone),
    end: instantOf(on, lunch.to, work.zone),
  });
};

/**
 * At most `most` common times, one a day, the best first. Hours are tried in the first diary's
 * zone; a time must fit both. No calendar means no busy times, not a free person: who reads the
 * result must say which calendars were seen.
 */
export function commonSlots(diaries: [Diary, Diary], wish: SlotWish): Interval[] {
  const zone = diaries[0].work.zone;
  const found: Interval[] = [];
  let on: Day = dayOf(wish.window.start, zone);
  const last = dayOf(wish.window.end, zone);
  while (on <= last && found.length < wish.most) {
    const slot = bestOfDay(on, found.length, diaries, wish);
    if (slot) found.push(slot);
    on = addDays(on, 1);
  }
  return found;
}

/** Mornings and afternoons alternate from one proposed day to the next, so that there is a choice. */
function bestOfDay(
  on: Day,
  turn: number,
  diaries: [Diary, Diary],
  wish: SlotWish,
): Interval | undefined {
  const zone = diaries[0].work.zone;
  const [first = '10:00', second = '14:30', ...rest] = preferredStarts;
  const starts = turn % 2 === 0 ? preferredStarts : [second, first, ...rest];
  return starts
    .map((time) => slotAt(instantOf(on, time, zone), wish.minutes))
    .find((slot) => isOpen(slot, diaries, wish));
}

const slotAt = (start: Instant, minutes: number): Interval => ({
  start,
  end: start + minutes * minute,
});

const isOpen = (slot: Interval, diaries: [Diary, Diary], { window }: SlotWish): boolean =>
  slot.start >= window.start &&
  slot.end <= window.end &&
  diaries.every((diary) => fits(slot, diary) === 'fits' && !inLunch(slot, diary));
