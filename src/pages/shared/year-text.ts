import type { Reader } from '../../domain/card-model.ts';
import type { YearLine } from '../../domain/tab-model.ts';
import { capital, dayText, shortDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

/** The picture as sentences, in the order of its days: for whoever reads or hears rather than looks. */
export function yearText(line: YearLine, reader: Reader): string[] {
  const { tab, year } = words(reader.locale);
  const whole = (day: string) => capital(dayText(day, reader));
  const short = (day: string) => shortDayText(day, reader);
  const told: [string, string][] = [
    [line.launch, `${whole(line.launch)} · ${year.mark('launch')}`],
    [line.midterm, `${whole(line.midterm)} · ${year.mark('midterm')}`],
    [line.today, `${whole(line.today)} · ${tab.year.today}`],
    ...line.meetings.map(({ day, state }): [string, string] => [
      day,
      `${whole(day)} · ${capital(tab.year.state(state))}`,
    ]),
    ...line.missing.map(({ from, to }): [string, string] => [
      from,
      tab.year.missingFrom(short(from), short(to)),
    ]),
    ...line.pauses.map(({ from, until }): [string, string] => [
      from,
      tab.year.pauseFrom(short(from), short(until)),
    ]),
    ...(line.band
      ? [[line.band.until, tab.year.band(short(line.band.until))] satisfies [string, string]]
      : []),
    [line.closing, `${whole(line.closing)} · ${year.mark('closing')}`],
  ];
  return told.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, text]) => text);
}

/** The picture in one sentence. */
export function yearFinding(line: YearLine, reader: Reader): string {
  const { tab } = words(reader.locale);
  const booked = line.meetings.filter(({ state }) => state === 'booked').length;
  return tab.year.finding(line.held, booked);
}
