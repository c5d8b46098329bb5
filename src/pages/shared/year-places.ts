import type { Day } from '../../domain/time.ts';

const dayLength = 86_400_000;
const at = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/** Where a day stands between two others, in hundredths of the way; those outside stand at the ends. */
export function placeOf(day: Day, launch: Day, closing: Day): number {
  const whole = Math.max(at(closing) - at(launch), dayLength);
  const place = ((at(day) - at(launch)) / whole) * 100;
  return Math.min(100, Math.max(0, Math.round(place * 100) / 100));
}

/** The first of each month between two days, both excluded. */
export function monthsBetween(launch: Day, closing: Day): Day[] {
  const [year = 0, month = 0] = launch.split('-').map(Number);
  const firsts = Array.from({ length: 24 }, (_, index) =>
    new Date(Date.UTC(year, month + index, 1)).toISOString().slice(0, 10),
  );
  return firsts.filter((first) => first < closing);
}
