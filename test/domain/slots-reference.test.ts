import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestOfEachDay,
  commonSlots,
  type Diary,
  fits,
  freeStarts,
  type TakenKind,
} from '../../src/domain/slots.ts';
import { type MinuteTable, minuteTable } from '../support/minute-table.ts';

/**
 * The search held against a reference that knows nothing of intervals: it walks through the minutes
 * one by one, and asks `Intl` what the clock on each wall shows.
 */
const soak = process.env.SOAK === '1';
const cases = soak ? 10_000 : 200;
const inMinutes = 60_000;
const aDay = 24 * 60;
/** Two days before a search can begin, and two after the last can end. */
const daysSeen = 2 + 16 + 9 + 2;

/** Weeks with a change of hour or a day off in them; days off written down from the calendar. */
const eras = [
  { name: 'October 2026, Paris goes back', from: '2026-10-19' },
  { name: 'March 2027, Paris goes forward', from: '2027-03-22' },
  { name: 'May 2026, days off everywhere', from: '2026-05-18' },
  { name: 'the end of 2026', from: '2026-12-14' },
];
const everywhere = [
  ...['2026-05-25', '2026-11-01', '2026-11-11', '2026-12-25', '2027-01-01', '2027-03-29'],
];
const daysOff: Record<string, string[]> = {
  '75': everywhere,
  '67': [...everywhere, '2026-12-26', '2027-03-26'],
  '971': [...everywhere, '2026-05-27'],
  '974': [...everywhere, '2026-12-20'],
  '975': everywhere,
};
/** Miquelon changes its hour too, but some hours after Paris in spring and a week after in autumn. */
const places = [
  { zone: 'Europe/Paris', departement: '75' },
  { zone: 'Europe/Paris', departement: '67' },
  { zone: 'Indian/Reunion', departement: '974' },
  { zone: 'America/Guadeloupe', departement: '971' },
  { zone: 'America/Miquelon', departement: '975' },
] as const;

const kinds = ['busy', 'oof', 'tentative', 'working-elsewhere'] as const satisfies TakenKind[];
const hourOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** From one hour to a later one, now and then around the hour at which clocks change. */
const hours = (from: [number, number], lasting: [number, number]) =>
  fc
    .tuple(
      fc.integer({ min: from[0], max: from[1] }),
      fc.integer({ min: lasting[0], max: lasting[1] }),
    )
    .map(([start, length]) => ({
      from: hourOf(start),
      to: start + length > 23 ? '23:59' : hourOf(start + length),
    }));

/** Once, weekly (Outlook tells each occurrence), for whole days, or turned round and so nothing. */
const happening = fc.record({
  from: fc.integer({ min: -aDay, max: 26 * aDay }),
  lasts: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 240 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 16 }).map((quarters) => quarters * 15) },
    { weight: 1, arbitrary: fc.constantFrom(aDay, 2 * aDay) },
    { weight: 1, arbitrary: fc.constantFrom(0, -60) },
  ),
  onQuarter: fc.boolean(),
  weeks: fc.constantFrom(1, 1, 1, 4),
  kind: fc.constantFrom(...kinds),
});

const person = fc.record({
  place: fc.constantFrom(...places),
  days: fc.constantFrom(undefined, undefined, [1, 2, 4, 5], [5, 6, 7], [1, 2, 3, 4, 5, 6, 7]),
  hours: fc.oneof(
    { weight: 4, arbitrary: hours([7, 10], [7, 11]) },
    { weight: 1, arbitrary: hours([0, 3], [1, 22]) },
  ),
  lunch: fc.oneof(
    { weight: 4, arbitrary: hours([11, 13], [1, 2]) },
    { weight: 1, arbitrary: hours([0, 5], [0, 3]) },
  ),
  travel: fc.constantFrom(0, 0, 30, 45, 90),
  happenings: fc.array(happening, { maxLength: 40 }),
});

const search = fc.record({
  era: fc.constantFrom(...eras),
  people: fc.array(person, { minLength: 1, maxLength: 3 }),
  minutes: fc.constantFrom(15, 30, 45, 60, 90),
  mode: fc.constantFrom('video', 'in-person'),
  from: fc.integer({ min: 0, max: 16 * aDay }),
  lasts: fc.integer({ min: 0, max: 9 * aDay }),
});
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;
type Search = typeof search extends fc.Arbitrary<infer T> ? T : never;

const diaryOf = (
  { place, days, hours, lunch, travel, happenings }: Person,
  begin: number,
): Diary => ({
  work: { ...place, hours, days },
  lunch,
  travel,
  busy: happenings.flatMap(({ from, lasts, onQuarter, weeks, kind }) =>
    Array.from({ length: weeks }, (_, week) => {
      const first = onQuarter ? Math.floor(from / 15) * 15 : from;
      const start = begin + (first + week * 7 * aDay) * inMinutes;
      return { start, end: start + lasts * inMinutes, kind };
    }),
  ),
});

/** Minute by minute: may this person sit in the meeting, and may they at least be on the road? */
function minuteByMinute(diary: Diary, mode: string, table: MinuteTable) {
  const inTheWay = (kind: TakenKind) => kind !== 'working-elsewhere' || mode === 'in-person';
  const taken = new Uint8Array(table.length);
  for (const { start, end } of diary.busy.filter((each) => inTheWay(each.kind)))
    for (let at = start; at < end; at += inMinutes) taken[table.at(at)] = 1;
  const off = daysOff[diary.work.departement ?? ''] ?? [];
  const weekdays = diary.work.days ?? [1, 2, 3, 4, 5];
  const atWork = table.between(diary.work.hours);
  const atLunch = table.between(diary.lunch);
  const open = (minute: number) =>
    atWork[minute] === 1 &&
    atLunch[minute] === 0 &&
    weekdays.includes(table.weekday(minute)) &&
    !off.includes(table.day(minute));
  return { open, free: (minute: number) => taken[minute] === 0 };
}

function reference(
  { minutes, mode, people }: Search,
  diaries: Diary[],
  from: number,
  to: number,
  tables: MinuteTable[],
) {
  const each = diaries.map((diary, nth) => {
    const table = tables[nth];
    if (!table) throw new Error('a person without a clock');
    const road = mode === 'in-person' ? (people[nth]?.travel ?? 0) : 0;
    return { ...minuteByMinute(diary, mode, table), road, table };
  });
  const found: number[] = [];
  for (let start = from; start + minutes * inMinutes <= to; start += inMinutes) {
    if (start % (15 * inMinutes) !== 0) continue;
    const suits = each.every(({ open, free, road, table }) => {
      const first = table.at(start);
      for (let minute = first; minute < first + minutes; minute++)
        if (!open(minute) || table.day(minute) !== table.day(first)) return false;
      for (let minute = first - road; minute < first + minutes + road; minute++)
        if (!free(minute)) return false;
      return true;
    });
    if (suits) found.push(start);
  }
  return found;
}

describe(`free times are those found minute by minute, in ${cases} cases`, () => {
  test('over both changes of hour, in several zones, whatever people have', () => {
    let starts = 0;
    let none = 0;
    fc.assert(
      fc.property(search, (one) => {
        const begin = Date.parse(`${one.era.from}T00:00:00Z`);
        const diaries = one.people.map((each) => diaryOf(each, begin));
        const window = {
          start: begin + one.from * inMinutes,
          end: begin + (one.from + one.lasts) * inMinutes,
        };
        const tables = one.people.map(({ place }) =>
          minuteTable(place.zone, begin - 2 * aDay * inMinutes, daysSeen),
        );
        const expected = reference(one, diaries, window.start, window.end, tables);
        const wish = { minutes: one.minutes, mode: one.mode, window };

        const found = freeStarts(diaries, wish);

        expect(found).toEqual(expected);
        const offered = [
          ...commonSlots(diaries, { ...wish, most: 5, aim: null }),
          ...bestOfEachDay(diaries, wish),
        ];
        for (const slot of offered) {
          expect(expected).toContain(slot.start);
          expect(diaries.map((diary) => fits(slot, diary, one.mode))).not.toContain('busy');
        }
        expect(offered.length > 0).toBe(expected.length > 0);
        starts += found.length;
        if (found.length === 0) none += 1;
      }),
      { seed: 20_261_025, numRuns: cases },
    );
    // A property that only ever compared empty lists would hold of anything.
    expect(starts).toBeGreaterThan(cases * 20);
    expect(none).toBeLessThan(cases * 0.7);
  }, 600_000);
});
