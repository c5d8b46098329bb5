import { describe, expect, test } from 'vitest';
import type { Meeting } from '../../src/domain/meeting.ts';
import type { Pause } from '../../src/domain/pause.ts';
import { type YearOf, yearLine } from '../../src/domain/year-line.ts';
import { aCohort, awa, marc, p01, p02, paris, slot } from '../support/people.ts';

let last = 0;
const meeting = (change: Partial<Meeting>): Meeting => {
  last += 1;
  return {
    ...{ id: `m${last}`, pair: p01.id, state: 'booked', source: 'bot', version: 1, plan: null },
    ...{ proposedBy: awa.id, mode: 'video', place: null, time: null, agreement: 'agreed' },
    ...{ answeredBy: marc.id, heldOn: null, previous: null, askedAt: null, proposals: [] },
    ...change,
  };
};
const held = (day: string) => meeting({ state: 'held', heldOn: day, time: slot(day, '10:00') });
const booked = (day: string) => meeting({ time: slot(day, '10:00') });
const proposed = (...days: string[]) =>
  meeting({ state: 'proposed', proposals: days.map((day) => slot(day, '10:00')) });
const pause = (from: string, until: string, change: Partial<Pause> = {}): Pause => ({
  ...{ id: from, pair: p01.id, proposedBy: awa.id, agreedBy: marc.id },
  ...{ from, until, state: 'agreed', ended: null },
  ...change,
});

/** Launched on 14 April 2026, over on 25 March 2027; the mark is 56 days, as the guide has it. */
const lineOn = (day: string, change: Partial<YearOf> = {}) =>
  yearLine({ pair: p01, meetings: [], pauses: [], ...change }, paris(day, '12:00'));
const missing = (day: string, change: Partial<YearOf> = {}) =>
  lineOn(day, change).missing.map(({ from, to }) => `${from} ${to}`);

describe('a year', () => {
  test('runs from launch to closing, with what the two may expect of it', () => {
    expect(lineOn('2026-05-04', { meetings: [held('2026-04-20'), booked('2026-05-06')] })).toEqual({
      ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
      today: '2026-05-04',
      meetings: [
        { meeting: expect.any(String), day: '2026-04-20', state: 'held' },
        { meeting: expect.any(String), day: '2026-05-06', state: 'booked' },
      ],
      ...{ pauses: [], missing: [], band: { from: '2026-04-20', until: '2026-06-14' } },
      ...{ held: 1, least: 6, most: 8 },
    });
  });

  test('shows its meetings in order, and none that was called off or did not take place', () => {
    const meetings = [
      ...[booked('2026-06-02'), held('2026-04-20'), proposed('2026-05-20')],
      meeting({ state: 'cancelled', time: slot('2026-05-05', '10:00') }),
      meeting({ state: 'not-held', time: slot('2026-05-12', '10:00') }),
    ];

    const shown = lineOn('2026-05-18', { meetings }).meetings;

    expect(shown.map(({ day, state }) => [day, state])).toEqual([
      ...[
        ['2026-04-20', 'held'],
        ['2026-05-20', 'proposed'],
        ['2026-06-02', 'booked'],
      ],
    ]);
  });

  test('has its days in the cohort’s zone', () => {
    // Half past midnight in Paris; the day before in UTC.
    const start = Date.parse('2026-05-04T22:30:00Z');
    const late = meeting({ time: { start, end: start + 3_600_000 } });

    expect(lineOn('2026-05-01', { meetings: [late] }).meetings[0]?.day).toBe('2026-05-05');
    const line = yearLine({ pair: p01, meetings: [], pauses: [] }, start);
    expect(line.today).toBe('2026-05-05');
  });

  test('shows times that wait on the first day still ahead, until all have gone by', () => {
    const meetings = [proposed('2026-05-20', '2026-05-19')];

    expect(lineOn('2026-05-18', { meetings }).meetings[0]?.day).toBe('2026-05-19');
    expect(lineOn('2026-05-19', { meetings }).meetings[0]?.day).toBe('2026-05-20');
    expect(lineOn('2026-05-20', { meetings }).meetings).toEqual([]);
    const at = (now: number) => yearLine({ pair: p01, meetings, pauses: [] }, now).meetings;
    expect(at(paris('2026-05-20', '10:00') - 1)).toHaveLength(1);
    expect(at(paris('2026-05-20', '10:00'))).toEqual([]);
  });

  test('says nothing of a meeting whose time was turned down', () => {
    expect(lineOn('2026-05-18', { meetings: [proposed()] }).meetings).toEqual([]);
  });
});

describe('a meeting is missing', () => {
  test.each([
    ['2026-06-08', []],
    ['2026-06-09', ['2026-06-09 2026-06-09']],
    ['2026-06-10', ['2026-06-09 2026-06-10']],
  ])('from the 56th day after the launch on: on %s, %j', (today, days) => {
    expect(missing(today)).toEqual(days);
  });

  test.each([
    ['2026-06-08', []],
    ['2026-06-09', []],
    ['2026-06-10', ['2026-06-09 2026-06-09']],
    ['2026-06-11', ['2026-06-09 2026-06-10']],
  ])('up to the eve of the next one: held on %s, %j', (day, days) => {
    expect(missing('2026-06-30', { meetings: [held(day)] })).toEqual(days);
  });

  test('between two that are only booked, however far ahead', () => {
    const meetings = [booked('2026-05-05'), booked('2026-07-01'), booked('2026-07-08')];

    expect(missing('2026-04-15', { meetings })).toEqual(['2026-06-30 2026-06-30']);
  });

  test('not while times are only proposed: nothing stands yet', () => {
    const meetings = [proposed('2026-06-20')];

    expect(missing('2026-06-11', { meetings })).toEqual(['2026-06-09 2026-06-11']);
  });

  test('several times in a year, whatever the order they are read in', () => {
    const meetings = [held('2026-09-01'), held('2026-06-20')];

    expect(missing('2026-11-01', { meetings })).toEqual([
      ...['2026-06-09 2026-06-19', '2026-08-15 2026-08-31', '2026-10-27 2026-11-01'],
    ]);
  });

  test('after the last one up to today, and never on the closing day or after it', () => {
    const meetings = [held('2026-06-08'), held('2026-08-02'), held('2026-09-26')];
    const later = [held('2026-11-20'), held('2027-01-04')];
    const on = (today: string) => missing(today, { meetings: [...meetings, ...later] });

    expect(on('2027-02-28')).toEqual([]);
    expect(on('2027-03-24')).toEqual(['2027-03-01 2027-03-24']);
    expect(on('2027-03-25')).toEqual(['2027-03-01 2027-03-24']);
    expect(on('2027-05-01')).toEqual(['2027-03-01 2027-03-24']);
  });

  test('not before one that stands on the closing day, when it is near enough', () => {
    const meetings = [held('2027-02-01'), booked('2027-03-25')];

    expect(missing('2027-03-24', { meetings: [held('2026-06-08'), ...meetings] })).toEqual([
      '2026-08-03 2027-01-31',
    ]);
    expect(missing('2027-03-25', { meetings: [held('2026-06-08'), ...meetings] })).toEqual([
      '2026-08-03 2027-01-31',
    ]);
  });

  test('counted from the launch, although the two had met before it', () => {
    const meetings = [held('2026-04-01'), booked('2026-06-20')];

    expect(missing('2026-06-12', { meetings })).toEqual(['2026-06-09 2026-06-19']);
  });

  test('at no time before the launch', () => {
    expect(lineOn('2026-04-01')).toMatchObject({
      ...{ missing: [], band: { from: '2026-04-14', until: '2026-06-08' } },
    });
  });
});

describe('an agreed pause', () => {
  test('is shown with its days, and puts the mark off by as many', () => {
    const pauses = [pause('2026-05-10', '2026-05-19')];

    expect(lineOn('2026-06-18', { pauses })).toMatchObject({
      pauses: [{ from: '2026-05-10', until: '2026-05-19' }],
      ...{ missing: [], band: { from: '2026-04-14', until: '2026-06-18' } },
    });
    expect(missing('2026-06-19', { pauses })).toEqual(['2026-06-19 2026-06-19']);
  });

  test('that begins on the first day beyond the mark still puts it off', () => {
    const pauses = [pause('2026-06-09', '2026-06-13')];

    expect(missing('2026-06-15', { pauses })).toEqual(['2026-06-14 2026-06-15']);
  });

  test('that begins later leaves what was missing before it, and nothing is missing within', () => {
    const pauses = [pause('2026-06-12', '2026-06-16')];

    expect(missing('2026-06-20', { pauses })).toEqual([
      ...['2026-06-09 2026-06-11', '2026-06-17 2026-06-20'],
    ]);
    expect(missing('2026-06-14', { pauses })).toEqual(['2026-06-09 2026-06-11']);
  });

  test('ended early counts until then; ended at once, not at all', () => {
    const until = '2026-05-19';
    const early = [pause('2026-05-10', until, { ended: '2026-05-12' })];
    const atOnce = [pause('2026-05-10', until, { ended: '2026-05-09' })];

    expect(lineOn('2026-06-01', { pauses: early })).toMatchObject({
      pauses: [{ from: '2026-05-10', until: '2026-05-12' }],
      band: { until: '2026-06-11' },
    });
    expect(lineOn('2026-06-01', { pauses: atOnce })).toMatchObject({
      ...{ pauses: [], band: { until: '2026-06-08' } },
    });
  });

  test.each(['proposed', 'declined', 'withdrawn'] as const)('is none while %s', (state) => {
    const pauses = [pause('2026-05-10', '2026-05-19', { state })];

    expect(lineOn('2026-06-01', { pauses })).toMatchObject({
      ...{ pauses: [], band: { until: '2026-06-08' } },
    });
  });
});

describe('the band', () => {
  const band = (today: string, meetings: Meeting[]) => lineOn(today, { meetings }).band;

  test('moves when a meeting is over, and not when it is only booked', () => {
    const meetings = [booked('2026-05-20')];

    expect(band('2026-05-20', meetings)).toEqual({ from: '2026-04-14', until: '2026-06-08' });
    expect(band('2026-05-21', meetings)).toEqual({ from: '2026-05-20', until: '2026-07-14' });
    expect(band('2026-05-20', [held('2026-05-20')])).toEqual({
      ...{ from: '2026-05-20', until: '2026-07-14' },
    });
  });

  test('ends with the year', () => {
    expect(band('2027-02-10', [held('2027-02-01')])).toEqual({
      ...{ from: '2027-02-01', until: '2027-03-25' },
    });
  });

  test('is there until the closing day', () => {
    expect(band('2027-03-24', [])).not.toBeNull();
    expect(band('2027-03-25', [])).toBeNull();
  });
});

describe('a pair', () => {
  test('that is closed has no band, and owes nothing after its last meeting', () => {
    const pair = { ...p01, state: 'closed' } as const;
    const meetings = [held('2026-06-20')];

    expect(lineOn('2026-12-01', { pair, meetings })).toMatchObject({
      ...{ band: null, missing: [{ from: '2026-06-09', to: '2026-06-19' }], held: 1 },
    });
    expect(missing('2026-12-01', { pair })).toEqual([]);
  });

  test('of which one has asked to stop looks as it did before', () => {
    const meetings = [held('2026-04-20')];
    const stopping = { ...p01, state: 'stopping' } as const;

    expect(lineOn('2026-07-01', { pair: stopping, meetings })).toEqual(
      lineOn('2026-07-01', { meetings }),
    );
  });

  test('of another cohort lives by that cohort’s own mark and numbers', () => {
    const rhythm = { markDays: 30, least: 3, most: 4 };
    const cohort = { ...aCohort, settings: { ...aCohort.settings, rhythm } };

    expect(lineOn('2026-05-15', { pair: { ...p02, cohort } })).toMatchObject({
      ...{ least: 3, most: 4, band: { from: '2026-04-14', until: '2026-05-13' } },
      missing: [{ from: '2026-05-14', to: '2026-05-15' }],
    });
  });
});
