import { readFileSync } from 'node:fs';

/** What this test knows of days by itself: nothing here asks the product. */

export type Day = string;
export const launch: Day = '2026-04-14';
export const closing: Day = '2027-03-25';
export const paris = 'Europe/Paris';

/** Public holidays between the two, as the calendars of 2026 and 2027 print them. */
const everywhere: readonly Day[] = [
  ...['2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15'],
  ...['2026-11-01', '2026-11-11', '2026-12-25', '2027-01-01'],
];
/** Days of their own, by département. */
const own: Readonly<Record<string, readonly Day[]>> = {
  '57': ['2026-12-26'],
  '67': ['2026-12-26'],
  '68': ['2026-12-26'],
  '972': ['2026-05-22'],
  '974': ['2026-12-20'],
};

const dayMs = 86_400_000;
export const plus = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
export const between = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / dayMs;

export function worksOn(day: Day, departement: string): boolean {
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  return !isWeekend && !everywhere.includes(day) && !own[departement]?.includes(day);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Day and hour on the wall where somebody lives. */
export function onTheWall(at: number, zone: string): { day: Day; hour: string } {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  const [day = '', hour = ''] = clock.format(at).split(' ');
  return { day, hour };
}

export interface Player {
  mail: string;
  zone: string;
  departement: string;
}

/** The sample's hours are nine to six, by the reader's own clock. */
export function isAtWork(at: number, { zone, departement }: Player): boolean {
  const { day, hour } = onTheWall(at, zone);
  return worksOn(day, departement) && hour >= '09:00' && hour < '18:00';
}

export interface Cast {
  code: string;
  mentee: Player;
  mentor: Player;
  referent: Player;
}

/** Who is who, as the cohort's file has it. */
export function castOf(file = 'sample/cohort-2026.csv'): Map<string, Cast> {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const pairs = lines.map((line): Cast => {
    const cell = line.split(';');
    const player = (mail: number, departement: number, zone: number): Player => ({
      mail: cell[mail]?.trim() ?? '',
      departement: cell[departement] ?? '',
      zone: cell[zone] || paris,
    });
    const referent = { ...player(19, -1, -1), zone: paris };
    const [mentee, mentor] = [player(2, 6, 7), player(11, 15, 16)];
    return { code: cell[0] ?? '', mentee, mentor, referent };
  });
  return new Map(pairs.map((pair) => [pair.code, pair]));
}
