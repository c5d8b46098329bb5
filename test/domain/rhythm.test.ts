import { describe, expect, test } from 'vitest';
import { factsKnownOn, type RhythmFacts, rhythmOn } from '../../src/domain/rhythm.ts';

/** Awa and Marc: launched on 14 April 2026, over on 25 March 2027; the guide's mark is 56 days. */
const facts = (change: Partial<RhythmFacts> = {}): RhythmFacts => ({
  pair: 'active',
  launch: '2026-04-14',
  closing: '2027-03-25',
  markDays: 56,
  ladder: { mentee: 35, both: 45, referent: 56 },
  meetings: [],
  asked: [],
  pauses: [],
  ...change,
});
const held = (day: string, known = day) => ({ day, held: true, known });
const booked = (day: string, known = '2026-04-14') => ({ day, held: false, known });
const pause = (from: string, until: string) => ({ from, until });

describe('a pair that has not met since the launch', () => {
  test.each<[string, number, string, string | null]>([
    ['2026-04-14', 0, 'on-track', null],
    ['2026-05-18', 34, 'on-track', null],
    ['2026-05-19', 35, 'due', 'mentee'],
    ['2026-05-20', 36, 'due', 'mentee'],
    ['2026-05-28', 44, 'due', 'mentee'],
    ['2026-05-29', 45, 'due', 'both'],
    ['2026-05-30', 46, 'due', 'both'],
    ['2026-06-08', 55, 'due', 'both'],
    ['2026-06-09', 56, 'late', 'referent'],
    ['2026-06-10', 57, 'late', 'referent'],
  ])('on %s, day %i, is %s; the mark passed: %s', (today, counted, state, passed) => {
    expect(rhythmOn(facts(), today)).toMatchObject({
      ...{ counted, state, passed, pausedDays: 0 },
      since: { anchor: 'launch', day: '2026-04-14' },
    });
  });

  test('keeps the mark with a meeting before the 56th day, and is told so while there is time', () => {
    expect(rhythmOn(facts(), '2026-05-19')).toMatchObject({
      mark: '2026-06-08',
      before: '2026-06-09',
    });
    expect(rhythmOn(facts(), '2026-06-07').before).toBe('2026-06-09');
    expect(rhythmOn(facts(), '2026-06-08').before).toBeNull();
  });
});

describe('the year has two ends', () => {
  test.each([
    ['2026-04-13', 'before'],
    ['2026-04-14', 'on-track'],
    ['2027-03-24', 'late'],
    ['2027-03-25', 'over'],
    ['2027-03-26', 'over'],
  ])('on %s it is %s', (today, state) => {
    expect(rhythmOn(facts(), today).state).toBe(state);
  });

  test('a mark that lies behind the closing day asks for nothing', () => {
    const late = facts({ meetings: [held('2027-02-01')] });

    expect(rhythmOn(late, '2027-03-10')).toMatchObject({ mark: '2027-03-28', before: null });
  });

  test.each([
    ['stopping', 'stopping'],
    ['closed', 'over'],
  ] as const)('nothing is asked of a pair that is %s', (pair, state) => {
    expect(rhythmOn(facts({ pair }), '2026-06-10')).toMatchObject({ state, passed: null });
  });
});

describe('meetings', () => {
  test('the last one is what it is counted from, whatever their order', () => {
    const met = facts({ meetings: [held('2026-05-20'), held('2026-04-28'), held('2026-05-05')] });

    expect(rhythmOn(met, '2026-06-01')).toMatchObject({
      since: { anchor: 'meeting', day: '2026-05-20' },
      ...{ counted: 12, state: 'on-track', mark: '2026-07-14', before: '2026-07-15' },
    });
  });

  test('one that stands keeps a pair on track, however long ago the last one was', () => {
    const standing = facts({ meetings: [booked('2026-07-01')] });

    expect(rhythmOn(standing, '2026-06-20')).toMatchObject({
      ...{ state: 'on-track', passed: null, counted: 67, next: '2026-07-01', before: null },
    });
  });

  test('a booked one is still to come on its day, and counts as held from the day after', () => {
    const standing = facts({ meetings: [booked('2026-05-20')] });

    expect(rhythmOn(standing, '2026-05-20')).toMatchObject({ next: '2026-05-20', counted: 36 });
    expect(rhythmOn(standing, '2026-05-21')).toMatchObject({
      ...{ next: null, counted: 1, since: { anchor: 'meeting', day: '2026-05-20' } },
    });
  });

  test('one that was held counts from its very day', () => {
    expect(rhythmOn(facts({ meetings: [held('2026-05-20')] }), '2026-05-20').counted).toBe(0);
  });

  test('one moved from before a day to after it moves what is counted', () => {
    expect(rhythmOn(facts({ meetings: [booked('2026-05-12')] }), '2026-05-19').counted).toBe(7);
    expect(rhythmOn(facts({ meetings: [booked('2026-05-26')] }), '2026-05-19').state).toBe(
      'on-track',
    );
  });

  test('times that wait for an answer are known until the last of them', () => {
    const asked = facts({ asked: [{ until: '2026-05-20' }, { until: '2026-05-22' }] });

    expect(rhythmOn(asked, '2026-05-22')).toMatchObject({
      ...{ state: 'due', askedUntil: '2026-05-22' },
    });
    expect(rhythmOn(asked, '2026-05-23').askedUntil).toBeNull();
  });
});

describe('an agreed pause', () => {
  const paused = facts({ pauses: [pause('2026-05-01', '2026-05-10')] });

  test.each<[string, string, number]>([
    ['2026-04-30', 'on-track', 16],
    ['2026-05-01', 'paused', 16],
    ['2026-05-10', 'paused', 16],
    ['2026-05-11', 'on-track', 17],
    ['2026-05-28', 'on-track', 34],
    ['2026-05-29', 'due', 35],
    ['2026-06-18', 'due', 55],
    ['2026-06-19', 'late', 56],
  ])('leaves its days out of the count: on %s %s, day %i', (today, state, counted) => {
    expect(rhythmOn(paused, today)).toMatchObject({ state, counted });
  });

  test('puts the mark off by as many days, known beforehand or not', () => {
    expect(rhythmOn(paused, '2026-04-20')).toMatchObject({ mark: '2026-06-18' });
    expect(rhythmOn(paused, '2026-06-10')).toMatchObject({ mark: '2026-06-18', pausedDays: 10 });
  });

  test('that begins as the mark would pass puts it off too, one that begins later does not', () => {
    const just = facts({ pauses: [pause('2026-06-09', '2026-06-15')] });
    const after = facts({ pauses: [pause('2026-06-10', '2026-06-15')] });

    expect(rhythmOn(just, '2026-05-20').mark).toBe('2026-06-15');
    expect(rhythmOn(after, '2026-05-20').mark).toBe('2026-06-08');
  });

  test('counts once where two overlap, and not at all before the last meeting', () => {
    const both = facts({
      pauses: [pause('2026-05-05', '2026-05-14'), pause('2026-05-01', '2026-05-10')],
    });
    expect(rhythmOn(both, '2026-05-29')).toMatchObject({ counted: 31, pausedDays: 14 });

    const met = facts({ meetings: [held('2026-05-12')], pauses: both.pauses });
    expect(rhythmOn(met, '2026-05-29')).toMatchObject({ counted: 15, pausedDays: 2 });
  });

  test('ended before its first day is none', () => {
    const none = facts({ pauses: [pause('2026-05-10', '2026-05-09')] });

    expect(rhythmOn(none, '2026-05-10')).toMatchObject({ state: 'on-track', counted: 26 });
  });

  test('of today says until when', () => {
    expect(rhythmOn(paused, '2026-05-05').pausedUntil).toBe('2026-05-10');
    expect(rhythmOn(paused, '2026-05-11').pausedUntil).toBeNull();
  });
});

describe('a verdict of a past day is given again by what was known then', () => {
  test('a held meeting recorded late: due on the day, though they had met', () => {
    const late = facts({ meetings: [held('2026-05-12', '2026-05-26')] });

    expect(rhythmOn(factsKnownOn(late, '2026-05-20'), '2026-05-20')).toMatchObject({
      ...{ state: 'due', passed: 'mentee', counted: 36 },
    });
    expect(rhythmOn(factsKnownOn(late, '2026-05-26'), '2026-05-26')).toMatchObject({
      ...{ state: 'on-track', counted: 14 },
    });
  });

  test('a meeting held since then was still ahead', () => {
    const since = facts({ meetings: [{ day: '2026-06-02', held: true, known: '2026-05-15' }] });

    expect(rhythmOn(factsKnownOn(since, '2026-05-20'), '2026-05-20')).toMatchObject({
      ...{ state: 'on-track', next: '2026-06-02' },
    });
  });

  test('a pause agreed and times proposed afterwards were not known', () => {
    const all = facts({
      pauses: [{ ...pause('2026-05-25', '2026-06-05'), known: '2026-05-22' }],
      asked: [{ until: '2026-05-30', known: '2026-05-21' }],
    });

    expect(rhythmOn(factsKnownOn(all, '2026-05-20'), '2026-05-20')).toMatchObject({
      ...{ passed: 'mentee', askedUntil: null, mark: '2026-06-08' },
    });
  });
});

test('days are counted alike in the weeks that lose and win an hour', () => {
  const spring = facts({ meetings: [held('2027-02-15')] });
  expect(rhythmOn(spring, '2027-03-22').counted).toBe(35);

  const autumn = facts({ meetings: [held('2026-09-21')] });
  expect(rhythmOn(autumn, '2026-10-26').counted).toBe(35);
});
