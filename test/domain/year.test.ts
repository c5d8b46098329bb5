import { describe, expect, test } from 'vitest';
import type { Meeting } from '../../src/domain/meeting.ts';
import type { Gap } from '../../src/domain/plan.ts';
import {
  isAhead,
  mendable,
  plannedDay,
  replanAfter,
  tailAfter,
  timeOf,
  waitingFor,
  withdrawable,
  withoutTime,
  workingDays,
} from '../../src/domain/year.ts';
import { aCohort, awa, friday, marc, p01, slot, thursday, tuesday } from '../support/people.ts';

const zone = 'Europe/Paris';

const meeting = (id: string, change: Partial<Meeting> = {}): Meeting => ({
  ...{ id, pair: p01.id, state: 'booked', source: 'plan', version: 1, plan: 'p' },
  ...{ proposedBy: awa.id, mode: 'video', place: null, time: thursday, agreement: 'asked' },
  ...{ answeredBy: null, heldOn: null, previous: null, askedAt: null, proposals: [] },
  ...change,
});
const ids = (meetings: Meeting[]) => meetings.map(({ id }) => id);

describe('a meeting is to be', () => {
  test.each([
    ['when it stands', { time: thursday, proposals: [] }, thursday],
    ['when it is asked for', { time: null, proposals: [friday] }, friday],
    ['at the one new time asked for', { time: thursday, proposals: [friday] }, friday],
    [
      'where it stands, while one of several is to be picked',
      { time: thursday, proposals: [friday, thursday] },
      thursday,
    ],
    ['at no time once it was turned down', { time: null, proposals: [] }, null],
  ])('%s', (_, one, time) => {
    expect(timeOf(one)).toEqual(time);
  });
});

test.each([
  ['held', { state: 'held', heldOn: '2026-04-22' }, '2026-04-22'],
  ['booked', {}, '2026-04-23'],
  ['booked and over', { time: slot('2026-04-20', '10:00') }, '2026-04-20'],
  ['asked for', { state: 'proposed', time: null, proposals: [friday] }, '2026-04-24'],
  [
    'asked for too late',
    { state: 'proposed', time: null, proposals: [slot('2026-04-20', '10:00')] },
    null,
  ],
  ['called off', { state: 'cancelled' }, null],
  ['not held', { state: 'not-held' }, null],
] as const)('a meeting %s counts on its day', (_, change, day) => {
  expect(
    plannedDay(
      meeting('m', { ...change, proposals: 'proposals' in change ? [...change.proposals] : [] }),
      zone,
      tuesday,
    ),
  ).toBe(day);
});

test('a meeting is ahead until it begins, unless it was called off', () => {
  expect(isAhead(meeting('m'), thursday.start - 1)).toBe(true);
  expect(isAhead(meeting('m'), thursday.start)).toBe(false);
  expect(isAhead(meeting('m', { state: 'cancelled' }), tuesday)).toBe(false);
});

test('the tail is what is ahead on later days, the soonest first', () => {
  const may = (day: string) => slot(`2026-05-${day}`, '10:00');
  const meetings = [
    meeting('late', { time: may('28') }),
    meeting('after', { time: may('12'), state: 'cancelled' }),
    meeting('same day', { time: slot('2026-05-12', '15:00') }),
    meeting('next', { time: may('13') }),
    meeting('off', { time: may('20'), state: 'cancelled' }),
    meeting('asked for', { state: 'proposed', time: null, proposals: [may('14')] }),
    meeting('before', { time: may('05') }),
  ];
  const [, after = meeting('none')] = meetings;

  expect(ids(tailAfter(meetings, after, zone, tuesday))).toEqual(['next', 'asked for', 'late']);
  expect(ids(tailAfter(meetings, after, zone, may('13').start))).toEqual(['asked for', 'late']);
  expect(tailAfter(meetings, meeting('x', { time: null }), zone, tuesday)).toEqual([]);
});

test('without a time are the dates of a plan that were turned down', () => {
  const none = { state: 'proposed', time: null } as const;

  expect(
    ids(
      withoutTime([
        meeting('turned down', none),
        meeting('asked for', { ...none, proposals: [friday] }),
        meeting('of no plan', { ...none, plan: null }),
        meeting('booked'),
      ]),
    ),
  ).toEqual(['turned down']);
});

test('a person is waited for where the other one asks, or Outlook does', () => {
  const meetings = [
    meeting('awa asks'),
    meeting('outlook asks', { proposedBy: null }),
    meeting('agreed', { agreement: 'agreed' }),
    meeting('one of two', { proposals: [friday, thursday] }),
    meeting('begun', { time: slot('2026-04-20', '10:00') }),
    meeting('off', { state: 'cancelled' }),
  ];

  expect(ids(waitingFor(meetings, marc.id, tuesday))).toEqual(['awa asks', 'outlook asks']);
  expect(ids(waitingFor(meetings, awa.id, tuesday))).toEqual(['outlook asks']);
});

test('what one has planned may be taken back until the other one answers any of it', () => {
  const mine = [meeting('one'), meeting('two', { time: friday })];
  const marcs = meeting('marc’s', { proposedBy: marc.id });

  expect(ids(withdrawable([...mine, marcs], awa.id, tuesday))).toEqual(['one', 'two']);
  expect(ids(withdrawable([...mine, marcs], awa.id, thursday.start))).toEqual(['two']);
  const answered = meeting('three', { agreement: 'agreed', answeredBy: marc.id });
  expect(withdrawable([...mine, answered], awa.id, tuesday)).toEqual([]);
});

describe('a stretch beyond the mark', () => {
  const gap = (from: string, to: string, change: Partial<Gap> = {}): Gap => ({
    ...{ from: { kind: 'meeting', day: from }, to: { kind: 'meeting', day: to } },
    ...{ days: 60, kept: false, why: null },
    ...change,
  });
  const first = meeting('first', { time: slot('2026-05-05', '10:00') });
  const second = meeting('second', { time: slot('2026-07-10', '10:00') });
  const meetings = [second, first];

  test('can be mended when it is ahead and its reason is not the clock', () => {
    expect(mendable([gap('2026-02-01', '2026-04-21')], '2026-04-21')).toEqual([]);
    expect(mendable([gap('2026-02-01', '2026-04-22')], '2026-04-21')).toHaveLength(1);
    const late = [gap('2026-04-14', '2026-07-10', { why: 'past' })];
    expect(mendable(late, '2026-04-21')).toEqual([]);
  });

  test('is planned anew from the meeting it begins with', () => {
    expect(replanAfter([gap('2026-05-05', '2026-07-10')], meetings, zone, tuesday)).toBe('first');
    const launch = gap('2026-04-14', '2026-07-10');
    expect(replanAfter([launch], meetings, zone, tuesday)).toBeUndefined();
    expect(replanAfter([], meetings, zone, tuesday)).toBeUndefined();
  });

  test('that ends with a date moved there by hand is filled, and that date left alone', () => {
    const { id: _, ...standing } = second;
    const moved = { ...second, previous: { ...standing, by: awa.id, act: 'move' as const } };
    const broken = gap('2026-05-05', '2026-07-10');

    expect(replanAfter([broken], [first, moved], zone, tuesday)).toBeUndefined();
    const full = { ...broken, why: 'most-reached' as const };
    expect(replanAfter([full], [first, moved], zone, tuesday)).toBe('first');
  });
});

describe('working days of a year', () => {
  const daysFrom = (from: string) =>
    workingDays(aCohort, from).map(({ start }) => new Date(start).toISOString().slice(0, 10));

  test('leave out weekends, holidays and the mid-term day', () => {
    expect(daysFrom('2026-10-01').slice(0, 7)).toEqual([
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06'],
      ...['2026-10-07', '2026-10-09', '2026-10-12'],
    ]);
    expect(daysFrom('2026-04-30').slice(0, 2)).toEqual(['2026-04-30', '2026-05-04']);
  });

  test('begin with the launch at the earliest, and end before the closing', () => {
    expect(daysFrom('2026-01-01')[0]).toBe('2026-04-14');
    expect(daysFrom('2027-03-20')).toEqual(['2027-03-22', '2027-03-23', '2027-03-24']);
    expect(daysFrom('2027-03-25')).toEqual([]);
  });
});
