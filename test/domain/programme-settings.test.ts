import { describe, expect, test } from 'vitest';
import {
  changedHeader,
  type FieldFault,
  type HeaderChange,
} from '../../src/domain/programme-settings.ts';
import { aCohort } from '../support/people.ts';

const { name, zone: timeZone, settings, launch, midterm, closing } = aCohort;
const header = { name, timeZone, settings, days: { launch, midterm, closing } };
/** After the launch, before the rest. */
const today = '2026-06-01';

const { rhythm, ladder, longestPauseDays, workingHours, lunch, noticeHours } = settings;
const { horizonDays, dayHours } = settings;
type Of<S> = Omit<Extract<HeaderChange, { section: S }>, 'section'>;
const aRhythm = (change: Partial<Of<'rhythm'>> = {}): HeaderChange => ({
  ...{ section: 'rhythm', rhythm, ladder, longestPauseDays, ...change },
});
const someHours = (change: Partial<Of<'hours'>> = {}): HeaderChange => ({
  ...{ section: 'hours', workingHours, lunch, noticeHours, horizonDays, ...change },
});
const someDates = (
  days: Partial<typeof header.days>,
  hours: Partial<typeof dayHours> = {},
): HeaderChange => ({
  ...{ section: 'dates', days: { ...header.days, ...days }, dayHours: { ...dayHours, ...hours } },
});

const changed = (change: HeaderChange, on = today) => {
  const outcome = changedHeader(header, change, on);
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  return outcome.header;
};
const faultsOf = (change: HeaderChange, on = today): string[] => {
  const outcome = changedHeader(header, change, on);
  const inShort = ({ field, problem, limit }: FieldFault) =>
    [field, problem, ...(limit === undefined ? [] : [limit])].join(' ');
  return 'faults' in outcome ? outcome.faults.map(inShort) : [];
};

test('a section is saved, and the others stay as they were', () => {
  const mark = { ...rhythm, markDays: 49 };
  expect(changed(aRhythm({ rhythm: mark }))).toEqual({
    ...{ ...header, settings: { ...settings, rhythm: mark } },
  });
  expect(changed(someHours({ noticeHours: 48 })).settings).toEqual({
    ...{ ...settings, noticeHours: 48 },
  });
  const hours = { from: '10:00', to: '12:00' };
  expect(changed(someDates({ midterm: '2026-10-15' }, { midterm: hours }))).toEqual({
    ...header,
    days: { launch, closing, midterm: '2026-10-15' },
    settings: { ...settings, dayHours: { ...dayHours, midterm: hours } },
  });
});

describe('a value', () => {
  const wrong: [change: HeaderChange, faults: string[]][] = [
    [aRhythm({ rhythm: { ...rhythm, markDays: 13 } }), ['rhythm.markDays too-small 14']],
    [aRhythm({ rhythm: { ...rhythm, markDays: 121 } }), ['rhythm.markDays too-big 120']],
    [aRhythm({ rhythm: { ...rhythm, markDays: 20.5 } }), ['rhythm.markDays whole-number']],
    [aRhythm({ rhythm: { ...rhythm, least: 9 } }), ['rhythm.most rhythm-order']],
    [aRhythm({ ladder: { ...ladder, both: ladder.mentee } }), ['ladder.referent ladder-order']],
    [aRhythm({ longestPauseDays: 6 }), ['longestPauseDays too-small 7']],
    [someHours({ lunch: { from: '14:00', to: '12:30' } }), ['lunch.to hours-order']],
    [someHours({ lunch: { from: 'noon', to: '12:30' } }), ['lunch.from time-of-day']],
    [someHours({ horizonDays: 367 }), ['horizonDays too-big 366']],
    [someHours({ noticeHours: -1 }), ['noticeHours too-small 0']],
  ];
  test.for(wrong)('beyond what the files allow is a fault of its field: %#', ([change, faults]) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  test('at either end of what is allowed is taken', () => {
    expect(faultsOf(aRhythm({ rhythm: { ...rhythm, markDays: 14 } }))).toEqual([]);
    expect(faultsOf(aRhythm({ rhythm: { ...rhythm, markDays: 120 } }))).toEqual([]);
    expect(faultsOf(someHours({ horizonDays: 366, noticeHours: 0 }))).toEqual([]);
  });

  test('of several, each has its fault', () => {
    const many = aRhythm({ rhythm: { ...rhythm, markDays: 1 }, longestPauseDays: 1 });
    expect(faultsOf(many)).toEqual([
      'rhythm.markDays too-small 14',
      'longestPauseDays too-small 7',
    ]);
  });
});

describe('a collective day', () => {
  test('moves to today or later, and its hours with it', () => {
    expect(faultsOf(someDates({ midterm: '2026-06-01' }))).toEqual([]);
    expect(faultsOf(someDates({ midterm: '2026-05-31' }))).toEqual(['days.midterm day-past']);
  });

  test('that was held keeps its date and its hours', () => {
    expect(faultsOf(someDates({ launch: '2026-06-02' }))).toEqual(['days.launch day-held']);
    const hours = { launch: { from: '08:00', to: '09:00' } };
    expect(faultsOf(someDates({}, hours))).toEqual(['days.launch day-held']);
  });

  test('that is today still moves', () => {
    expect(faultsOf(someDates({ launch: '2026-04-15' }), launch)).toEqual([]);
  });

  test('comes after the one before it', () => {
    expect(faultsOf(someDates({ midterm: '2027-03-25' }))).toEqual(['days.closing date-order']);
    expect(faultsOf(someDates({ midterm: '2027-03-24' }))).toEqual([]);
    expect(faultsOf(someDates({ closing: '2026-10-08' }))).toEqual(['days.closing date-order']);
  });

  test('is a day that exists', () => {
    expect(faultsOf(someDates({ closing: '2027-02-29' }))).toEqual(['days.closing malformed-date']);
    expect(faultsOf(someDates({ closing: '' }))).toEqual(['days.closing malformed-date']);
  });
});
