import { describe, expect, test } from 'vitest';
import type { standings } from '../../src/domain/coach-model.ts';
import {
  countStandings,
  isLookedFor,
  type OpenMatter,
  type PairDates,
  passesOn,
  standingOf,
  worstStandingFirst,
} from '../../src/domain/standing.ts';
import { aCohort, rose } from '../support/people.ts';

/** Launched on 14 April 2026; the closing day is 25 March 2027. Marks: 35 days, and 56. */
const cohort = aCohort;
const launch = '2026-04-14';
const aPair = (change: Partial<PairDates> = {}): PairDates => ({
  ...{ state: 'active', meetings: [], pauses: [] },
  ...change,
});
const met = (day: string, state: 'held' | 'booked' | 'proposed' = 'held') => ({
  ...{ meeting: `met-${day}`, day, state },
});
const matter = (cause: OpenMatter['cause'], change: Partial<OpenMatter> = {}): OpenMatter => ({
  ...{ id: `alert-${cause}`, cause, since: '2026-05-04', holder: null },
  ...change,
});
const nobody = { person: rose.id, matters: null };
const ofRose = (...matters: OpenMatter[]) => ({ person: rose.id, matters });
const on = (today: string, pair: PairDates, who: Parameters<typeof standingOf>[2] = nobody) =>
  standingOf(pair, cohort, who, today);

describe('a pair stands by its dates', () => {
  test.each([
    // Launch, 14 April, is counted as day 0: day 35 is 19 May, day 56 is 9 June.
    ['2026-04-10', 'on-track', '2026-06-08'],
    ['2026-05-18', 'on-track', '2026-06-08'],
    ['2026-05-19', 'due', '2026-06-08'],
    ['2026-06-07', 'due', '2026-06-08'],
    ['2026-06-08', 'due', null],
    ['2026-06-09', 'late', null],
    ['2026-06-10', 'late', null],
  ])('on %s, never having met: %s, to meet by %s', (today, standing, until) => {
    expect(on(today, aPair())).toEqual({
      ...{ standing, since: launch, until, next: null, alert: null },
    });
  });

  test('a date ahead keeps it on track, and is said', () => {
    const pair = aPair({ meetings: [met('2026-04-28'), met('2026-07-30', 'booked')] });

    expect(on('2026-07-20', pair)).toMatchObject({
      ...{ standing: 'on-track', since: '2026-04-28', until: null, next: '2026-07-30' },
    });
  });

  test('times that are only proposed change nothing', () => {
    const pair = aPair({ meetings: [met('2026-06-20', 'proposed')] });

    expect(on('2026-06-09', pair)).toMatchObject({ standing: 'late', next: null });
  });

  test.each([
    ['2026-05-31', 'due', '2026-04-14', '2026-06-18'],
    ['2026-06-01', 'paused', '2026-06-01', '2026-06-10'],
    ['2026-06-10', 'paused', '2026-06-01', '2026-06-10'],
    ['2026-06-11', 'due', '2026-04-14', '2026-06-18'],
    ['2026-06-19', 'late', '2026-04-14', null],
  ])('on %s, paused from 1 to 10 June: %s since %s', (today, standing, since, until) => {
    const pair = aPair({ pauses: [{ from: '2026-06-01', until: '2026-06-10' }] });

    expect(on(today, pair)).toMatchObject({ standing, since, until });
  });

  test.each([
    ['2027-03-24', 'active', 'late', launch],
    ['2027-03-25', 'active', 'closed', '2027-03-25'],
    ['2026-06-09', 'closed', 'closed', null],
  ] as const)('on %s, %s: %s since %s', (today, state, standing, since) => {
    expect(on(today, aPair({ state }))).toMatchObject({ standing, since, until: null });
  });
});

describe('what is asked of its referent outweighs its dates', () => {
  test.each([
    [['call', 'stop'], 'stop'],
    [['unreachable', 'call'], 'call'],
    [['inactive', 'unreachable'], 'unreachable'],
  ] as const)('of %j, %s', (causes, standing) => {
    const stands = on('2026-06-09', aPair(), ofRose(...causes.map((cause) => matter(cause))));

    expect(stands).toMatchObject({ standing, since: '2026-05-04', alert: `alert-${standing}` });
  });

  test('of two calls the older one is told', () => {
    const matters = [
      matter('call', { id: 'second', since: '2026-05-06' }),
      matter('call', { id: 'first', since: '2026-05-05' }),
    ];

    expect(on('2026-05-07', aPair(), ofRose(...matters))).toMatchObject({
      ...{ alert: 'first', since: '2026-05-05' },
    });
  });

  test('a silence is what the dates say, with its alert beside', () => {
    expect(on('2026-06-09', aPair(), ofRose(matter('inactive')))).toMatchObject({
      ...{ standing: 'late', since: launch, alert: 'alert-inactive' },
    });
  });

  test('what was given to another coach is theirs; what was given to oneself is one’s own', () => {
    const given = matter('stop', { holder: 'paul' });
    const taken = matter('call', { holder: rose.id });

    expect(on('2026-04-21', aPair(), ofRose(given))).toMatchObject({
      ...{ standing: 'on-track', alert: null },
    });
    expect(on('2026-04-21', aPair(), ofRose(given, taken))).toMatchObject({ standing: 'call' });
  });

  test('that somebody asked to stop shows to nobody else', () => {
    const stopping = on('2026-06-09', aPair({ state: 'stopping' }));

    expect(stopping).toEqual(on('2026-06-09', aPair()));
  });

  test('after the end nothing does', () => {
    const closed = aPair({ state: 'closed' });

    expect(on('2026-06-09', closed, ofRose(matter('call')))).toMatchObject({ standing: 'closed' });
  });
});

describe('a pair passes its mark', () => {
  test.each([
    ['2026-04-21', aPair(), '2026-06-09'],
    ['2026-06-08', aPair(), '2026-06-09'],
    ['2026-06-09', aPair(), null],
    // Booked for 1 July: counted from there once it is over.
    ['2026-06-08', aPair({ meetings: [met('2026-07-01', 'booked')] }), '2026-08-26'],
    ['2026-06-08', aPair({ meetings: [met('2026-06-08')] }), '2026-08-03'],
    // Ten days of pause put it off by ten days.
    ['2026-04-21', aPair({ pauses: [{ from: '2026-05-01', until: '2026-05-10' }] }), '2026-06-19'],
    ['2026-04-21', aPair({ state: 'closed' }), null],
    // It would be passed on the closing day, and on the eve of it.
    ['2027-01-29', aPair({ meetings: [met('2027-01-28')] }), null],
    ['2027-01-29', aPair({ meetings: [met('2027-01-27')] }), '2027-03-24'],
  ])('seen on %s (%#)', (today, pair, day) => {
    expect(passesOn(pair, cohort, today)).toBe(day);
  });
});

describe('a list', () => {
  const line = (code: string, standing: (typeof standings)[number], since: string | null) => ({
    ...{ code, standing, since },
  });

  test('has the worst first, then what has lasted longest, then by code', () => {
    const lines = [
      line('P5', 'on-track', '2026-05-01'),
      line('P4', 'late', '2026-05-02'),
      line('P3', 'late', '2026-05-01'),
      line('P2', 'late', '2026-05-01'),
      line('P1', 'stop', '2026-06-01'),
      line('P0', 'closed', null),
    ];

    const codes = worstStandingFirst(lines).map(({ code }) => code);
    expect(codes).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P0']);
  });

  test('counts every standing, none among them', () => {
    const counts = countStandings([line('P1', 'late', null), line('P2', 'late', null)]);

    expect(counts).toEqual({
      ...{ stop: 0, call: 0, unreachable: 0, late: 2, due: 0, paused: 0, 'on-track': 0, closed: 0 },
    });
  });
});

describe('a pair is looked for', () => {
  const pair = { code: 'P07', names: ['Inès Belkacem', 'Marc Delcourt'] };

  test.each([
    '',
    '  ',
    'p07',
    '07',
    'ines',
    'INÈS',
    'belka',
    'delcourt marc',
    'inès p07',
    'marc  del',
  ])('and found by « %s »', (search) => expect(isLookedFor(pair, search)).toBe(true));

  test.each(['p08', 'awa', 'ines awa', 'marc.delcourt', '%', '_', '.*'])(
    'and not by « %s »',
    (search) => expect(isLookedFor(pair, search)).toBe(false),
  );
});
