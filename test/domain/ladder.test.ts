import { describe, expect, test } from 'vitest';
import {
  type Listener,
  mayHearAgain,
  openingFrom,
  type Role,
  type Rung,
  rungFor,
  type Said,
  stillHolds,
  wordFor,
} from '../../src/domain/ladder.ts';
import type { RhythmFacts } from '../../src/domain/rhythm.ts';
import type { Day } from '../../src/domain/time.ts';
import { awa, marc, paris, rose } from '../support/people.ts';

const since: { anchor: 'launch'; day: Day } = { anchor: 'launch', day: '2026-04-14' };
const passed = (rung: Rung | null, askedUntil: Day | null = null) => ({
  ...{ passed: rung, askedUntil, since },
});
const said = (rung: Rung, person = awa, day = since.day): Said => ({
  ...{ rung, person: person.id, since: day },
});
const people = { mentee: awa, mentor: marc, referent: rose };
const heardBy = (rung: Rung | null, told: Said[] = [], asked: Day | null = null) =>
  Object.entries(people).flatMap(([role, { id }]) =>
    rungFor(passed(rung, asked), role as Role, id, told) === null ? [] : [role],
  );

describe('who is spoken to', () => {
  test.each<[Rung | null, string[]]>([
    [null, []],
    ['mentee', ['mentee']],
    ['both', ['mentee', 'mentor']],
    ['referent', ['referent']],
  ])('past the mark %s: %j', (rung, roles) => {
    expect(heardBy(rung)).toEqual(roles);
  });

  test('nobody, while proposed times wait for an answer', () => {
    expect(heardBy('both', [], '2026-05-30')).toEqual([]);
  });

  test('each once for the same silence, and again for the next one', () => {
    expect(heardBy('both', [said('both')])).toEqual(['mentor']);
    expect(heardBy('both', [said('both'), said('both', marc)])).toEqual([]);
    expect(heardBy('both', [said('both', awa, '2026-01-10')])).toEqual(['mentee', 'mentor']);
  });

  test('never on a lower rung after a higher one', () => {
    expect(heardBy('mentee', [said('both', marc)])).toEqual([]);
    expect(heardBy('both', [said('referent', rose)])).toEqual([]);
    expect(heardBy('both', [said('mentee')])).toEqual(['mentee', 'mentor']);
  });

  test('of the referents only one: a deputy does not hear of it again', () => {
    expect(heardBy('referent', [said('referent', marc)])).toEqual([]);
  });
});

describe('a nudge still holds', () => {
  const nudge = { rung: 'mentee', since: since.day } as const;

  test('while its own mark is the highest one passed', () => {
    expect(stillHolds(passed('mentee'), nudge)).toBe(true);
    expect(stillHolds(passed('both'), nudge)).toBe(false);
    expect(stillHolds(passed(null), nudge)).toBe(false);
  });

  test('unless times were proposed, or it is counted from another day', () => {
    expect(stillHolds(passed('mentee', '2026-06-01'), nudge)).toBe(false);
    expect(stillHolds(passed('mentee'), { ...nudge, since: '2026-04-20' })).toBe(false);
  });
});

const hours = { from: '09:00', to: '18:00' };
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
const metOn = (day: Day) => facts({ meetings: [{ day, held: true }] });
const listener = (change: Partial<Listener> = {}, role: Role = 'mentee'): Listener => ({
  id: awa.id,
  role,
  work: { zone: 'Europe/Paris', departement: '75', hours },
  lastNudge: null,
  ...change,
});
/** From one working morning of Paris to the next, as a sweep looks. */
const morning = (day: Day, until: Day) => ({
  start: paris(day, '09:00'),
  end: paris(until, '09:00'),
});
const heard = (about: RhythmFacts, who: Listener, window: { start: number; end: number }) =>
  wordFor({ facts: about, said: [], everyDays: 7 }, who, window);

describe('the moment', () => {
  test('is the morning of the 35th day, and not the one before', () => {
    expect(heard(facts(), listener(), morning('2026-05-18', '2026-05-19'))).toBeNull();
    expect(heard(facts(), listener(), morning('2026-05-19', '2026-05-20'))).toMatchObject({
      ...{ rung: 'mentee', since: '2026-04-14', due: paris('2026-05-19', '09:00') },
    });
  });

  test('waits for Monday when the day falls on a Saturday', () => {
    // The 35th day after 18 April is Saturday 23 May; Monday 25 May is Whit Monday.
    const silent = metOn('2026-04-18');

    expect(heard(silent, listener(), morning('2026-05-22', '2026-05-26'))).toBeNull();
    expect(heard(silent, listener(), morning('2026-05-26', '2026-05-27'))?.due).toBe(
      paris('2026-05-26', '09:00'),
    );
  });

  test.each<[string, Day, string, string, string]>([
    ['14 July, anywhere', '2026-07-14', '75', 'Europe/Paris', '2026-07-15T07:00:00Z'],
    [
      '26 December is a Saturday in 2026',
      '2026-12-26',
      '67',
      'Europe/Paris',
      '2026-12-28T08:00:00Z',
    ],
    ['Saint Stephen’s day in Alsace', '2028-12-26', '67', 'Europe/Paris', '2028-12-27T08:00:00Z'],
    ['and not in Paris', '2028-12-26', '75', 'Europe/Paris', '2028-12-26T08:00:00Z'],
    ['20 December on La Réunion', '2027-12-20', '974', 'Indian/Reunion', '2027-12-21T05:00:00Z'],
    ['and not in Paris', '2027-12-20', '75', 'Europe/Paris', '2027-12-20T08:00:00Z'],
  ])('keeps holidays: %s (%s)', (_why, day, departement, zone, expected) => {
    const work = { zone, departement, hours };
    const opening = openingFrom(Date.parse(`${day}T00:00:00Z`), work);

    expect(new Date(opening.at).toISOString().replace('.000', '')).toBe(expected);
    expect(opening.day).toBe(expected.slice(0, 10));
  });

  test('is the reader’s own morning, by the day it is there', () => {
    const there = (zone: string) => listener({ work: { zone, departement: null, hours } });
    const all = {
      start: Date.parse('2026-05-18T14:00:00Z'),
      end: Date.parse('2026-05-19T22:00:00Z'),
    };

    expect(heard(facts(), there('Pacific/Noumea'), all)?.due).toBe(
      Date.parse('2026-05-18T22:00:00Z'),
    );
    const tahiti = {
      start: Date.parse('2026-05-19T18:00:00Z'),
      end: Date.parse('2026-05-19T22:00:00Z'),
    };
    expect(heard(facts(), there('Pacific/Tahiti'), tahiti)?.due).toBe(
      Date.parse('2026-05-19T19:00:00Z'),
    );
  });

  // Easter Monday, the day after the clocks change in 2027, is nobody's working day.
  test.each([
    ['2027-02-23', '2027-03-30T07:00:00.000Z'],
    ['2026-09-21', '2026-10-26T08:00:00.000Z'],
  ])('is nine by the clock on the wall after it was changed: met on %s', (met, expected) => {
    const opens = Date.parse(expected);
    const silent = { ...metOn(met), closing: '2027-12-01' };

    const word = heard(silent, listener(), { start: opens - 1, end: opens + 1 });
    expect(word && new Date(word.due).toISOString()).toBe(expected);
    expect(heard(silent, listener(), { start: opens - 3 * 86_400_000, end: opens })).toBeNull();
  });

  test('is not one hour too late: a sweep in the evening says nothing before the next morning', () => {
    const window = { start: paris('2026-05-19', '18:00'), end: paris('2026-05-20', '09:00') };

    expect(heard(facts(), listener(), window)).toBeNull();
  });
});

describe('at most one nudge a week', () => {
  const tuesday = paris('2026-05-19', '09:00');

  test('one of six days and 23 hours ago holds it back, one of seven days does not', () => {
    const day = 24 * 60 * 60_000;
    const hour = day / 24;
    const nextMorning = morning('2026-05-19', '2026-05-20');
    const dueAfter = (lastNudge: number) =>
      heard(facts(), listener({ lastNudge }), nextMorning)?.due;

    expect(dueAfter(tuesday - 7 * day - hour)).toBe(tuesday);
    expect(dueAfter(tuesday - 7 * day)).toBe(tuesday + 15 * 60_000);
    expect(dueAfter(tuesday - 7 * day + hour)).toBe(tuesday + hour + 15 * 60_000);
    expect(dueAfter(tuesday - 6 * day)).toBeUndefined();
  });

  test('is a week of 168 hours in the one that spring shortens', () => {
    const monday = paris('2027-03-22', '09:00');

    expect(mayHearAgain(monday, 7)).toBe(paris('2027-03-29', '10:15'));
    expect(mayHearAgain(null, 7)).toBe(0);
  });

  test('what is held back comes once the week is over, on the rung that is due by then', () => {
    const lastNudge = paris('2026-05-25', '09:00');
    const who = listener({ lastNudge });

    expect(heard(facts(), who, morning('2026-05-29', '2026-06-01'))).toBeNull();
    expect(heard(facts(), who, morning('2026-06-01', '2026-06-02'))).toMatchObject({
      ...{ rung: 'both', due: paris('2026-06-01', '09:15') },
    });
  });

  test('does not hold back what a referent is to know', () => {
    const who = listener({ id: rose.id, lastNudge: paris('2026-06-08', '09:00') }, 'referent');

    expect(heard(facts(), who, morning('2026-06-09', '2026-06-10'))?.rung).toBe('referent');
  });
});
