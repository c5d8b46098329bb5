import type { Reader } from '../domain/card-model.ts';
import type { MeetingsTold, Month, Period, ThemesTold } from '../domain/report-model.ts';
import type { Day } from '../domain/time.ts';
import { shortDayText } from './dates.ts';
import { type ReportWords, reportWords } from './report.ts';
import type { Locale } from './words.ts';
import { words } from './words.ts';

/** « 30 septembre 2026 » */
export const dayOfYearText = (day: Day, reader: Reader): string =>
  `${shortDayText(day, reader)} ${day.slice(0, 4)}`;

/** « 05/05/2026 », as a spreadsheet writes a day. */
export const cellDay = (day: Day): string => day.split('-').reverse().join('/');

const monthIn = (month: Month, locale: Locale, style: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(
    Date.parse(`${month}-01`),
  );

/** « août 2026 », « décembre 2026 – janvier 2027 », « juillet – août 2026 » */
export function periodText({ from, to }: Period, locale: Locale): string {
  const [year, last] = [from.slice(0, 4), to.slice(0, 4)];
  const first = monthIn(from, locale, 'long');
  const end = `${monthIn(to, locale, 'long')} ${last}`;
  if (from === to) return end;
  return year === last ? `${first} – ${end}` : `${first} ${year} – ${end}`;
}

/** « août », « juil. – août »: under a bar. */
export function shortPeriodText({ from, to }: Period, locale: Locale): string {
  const [first, last] = [monthIn(from, locale, 'short'), monthIn(to, locale, 'short')];
  return from === to ? first : `${first} – ${last}`;
}

/** What the months come to, in one line. */
export function findingText({ held, expected }: MeetingsTold, told: ReportWords): string {
  const between =
    expected.least === expected.most
      ? told.about(expected.least)
      : told.between(expected.least, expected.most);
  return told.meetings.finding(held, between);
}

export interface ThemeLine {
  /** What makes it this line and no other. */
  key: string;
  title: string;
  pairs: string;
  /** Its length beside the others, from 0 to 1; null for one that is not counted. */
  share: number | null;
}

/** Themes as lines, most named first; those that are merged come last, on one. */
export function themeLines(themes: ThemesTold, all: number, locale: Locale): ThemeLine[] {
  const told = reportWords(locale).themes;
  const names = words(locale).themes;
  const lines = themes.told.map(({ theme, pairs }) => ({
    ...{ key: theme, title: names[theme] },
    pairs: pairs === 'most' ? told.most : told.pairs(pairs),
    share: pairs === 'most' ? 1 : pairs / Math.max(all, 1),
  }));
  if (!themes.rare) return lines;
  const rare = themes.rare.themes.map((theme) => names[theme]);
  const title = told.rare(rare.join(' · '), rare.length);
  const pairs = themes.rare.pairs === 'few' ? told.few : told.enough;
  return [...lines, { key: 'rare', title, pairs, share: null }];
}
