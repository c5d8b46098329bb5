import type { Reader, YearMark } from '../domain/card-model.ts';
import type { Gap } from '../domain/plan.ts';
import type { Interval } from '../domain/time.ts';
import { capital, dayInZone, dayText, listedMoment, shortDayText } from './dates.ts';
import { words } from './words.ts';

export interface YearLine {
  text: string;
  /** A date of the pair's own; else a day that the year goes by. */
  own: boolean;
}

interface YearDate {
  time: Interval;
  /** Said beside it, null when there is nothing to say. */
  note: string | null;
}

/** A pair's dates among the days of the year, in the order its reader lives them. */
export function yearLines(
  dates: readonly YearDate[],
  marks: readonly YearMark[],
  reader: Reader,
): YearLine[] {
  const { year } = words(reader.locale);
  const told = [
    ...marks.map(({ day, kind }) => ({
      day,
      text: `${capital(dayText(day, reader))} · ${year.mark(kind)}`,
      own: false,
    })),
    ...dates.map((date) => ({
      day: dayInZone(date.time.start, reader.zone),
      text: dateText(date, reader),
      own: true,
    })),
  ];
  // Sorting is stable: a day of the programme stands before a date on it.
  return told
    .toSorted((a, b) => a.day.localeCompare(b.day))
    .map(({ text, own }) => ({ text, own }));
}

/** « Mardi 5 mai, 10 h – 11 h · confirmée », its zone left to whatever stands around the list. */
export function dateText({ time, note }: YearDate, reader: Reader): string {
  const moment = capital(listedMoment(time, reader));
  return note === null ? moment : `${moment} · ${note}`;
}

/** A stretch that is longer than the mark, with its reason. */
export function gapText({ from, to, days, why }: Gap, markDays: number, reader: Reader): string {
  const { year } = words(reader.locale);
  const [first, last] = [shortDayText(from.day, reader), shortDayText(to.day, reader)];
  return year.gap(first, last, days, year.because(why, markDays));
}
