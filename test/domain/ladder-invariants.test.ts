import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Listener,
  openingFrom,
  type Said,
  type Word,
  wordFor,
} from '../../src/domain/ladder.ts';
import { type RhythmFacts, rhythmOn } from '../../src/domain/rhythm.ts';
import { addDays, type Day, type Instant, isWorkingDay, timeOfDay } from '../../src/domain/time.ts';
import { awa, ines, marc, paris, rose } from '../support/people.ts';

/** 200 random years in every run, 10,000 when there is time; the same ones each time. */
const runs = process.env.SOAK === '1' ? 10_000 : 200;
const seed = 20_260_414;

const launch = '2026-04-14';
const closing = '2027-03-25';
const days = 345;
const ladder = { mentee: 35, both: 45, referent: 56 };
const week = 7 * 24 * 60 * 60_000;

/** What is asked thousands of times is worked out once. */
function remembered<In, Out>(work: (input: In) => Out): (input: In) => Out {
  const known = new Map<In, Out>();
  return (input) => {
    const kept = known.get(input) ?? work(input);
    known.set(input, kept);
    return kept;
  };
}

/** A day of the year by its number; anything that happens is known that morning before nine. */
const dayAt = remembered((number: number): Day => addDays(launch, number));
const nineOn = remembered((number: number): Instant => paris(dayAt(number), '09:00'));
const hours = { from: '09:00', to: '18:00' };
const openings = [awa, marc, ines, rose].map(({ zone, departement }) => {
  const work = { zone, departement, hours };
  return { work, opening: remembered((from: Instant) => openingFrom(from, work)) };
});
const opening: typeof openingFrom = (from, { zone, departement }) => {
  const same = openings.find(
    (one) => one.work.zone === zone && one.work.departement === departement,
  );
  return same?.opening(from) ?? openingFrom(from, { zone, departement, hours });
};
const aDay = fc.integer({ min: 0, max: days + 10 });

/** What befalls a pair in a year. `known` is how many days before or after it was written down. */
const aHistory = fc.record({
  meetings: fc.array(
    fc.record({ on: aDay, held: fc.boolean(), known: fc.integer({ min: -60, max: 20 }) }),
    { maxLength: 6 },
  ),
  asked: fc.array(fc.record({ on: aDay, lasts: fc.integer({ min: 0, max: 12 }) }), {
    maxLength: 3,
  }),
  pauses: fc.array(
    fc.record({
      from: aDay,
      lasts: fc.integer({ min: 0, max: 90 }),
      known: fc.integer({ min: -20, max: 0 }),
    }),
    { maxLength: 2 },
  ),
  stops: fc.option(aDay, { freq: 4 }),
});
type History = typeof aHistory extends fc.Arbitrary<infer T> ? T : never;

/** The history as it is known on the morning of a day. */
function factsOn(history: History, today: number): RhythmFacts {
  const { meetings, asked, pauses, stops } = history;
  return {
    pair: stops !== null && stops <= today ? 'stopping' : 'active',
    ...{ launch, closing, markDays: 56, ladder },
    meetings: meetings
      // Nobody says on Monday that they have met on Tuesday.
      .filter(({ on, held, known }) => today >= (held ? Math.max(on, on + known) : on + known))
      .map(({ on, held }) => ({ day: dayAt(on), held })),
    asked: asked
      .filter(({ on }) => on <= today)
      .map(({ on, lasts }) => ({ until: dayAt(on + lasts) })),
    pauses: pauses
      .filter(({ from, known }) => from + known <= today)
      .map(({ from, lasts }) => ({ from: dayAt(from), until: dayAt(from + lasts) })),
  };
}

interface Told extends Word {
  pair: number;
  role: Listener['role'];
  person: string;
  today: number;
  facts: RhythmFacts;
}

/** Awa is the mentee of both pairs, so that each of them may hold back the other's nudges. */
const mentors = [marc, ines];

/** Everything that is said in a year, swept every day at nine in Paris. */
function live(histories: readonly History[]): Told[] {
  const told: Told[] = [];
  const lastOf = new Map<string, Instant>();
  const says = histories.map((): Said[] => []);
  for (let today = -5; today < days + 15; today++) {
    const window = { start: nineOn(today), end: nineOn(today + 1) };
    histories.forEach((history, pair) => {
      const facts = factsOn(history, today);
      const people = [
        ['mentee', awa],
        ['mentor', mentors[pair] ?? marc],
        ['referent', rose],
      ] as const;
      for (const [role, { id, zone, departement }] of people) {
        const work = { zone, departement, hours };
        const said = says[pair] ?? [];
        const who = { id, role, work, lastNudge: lastOf.get(id) ?? null };
        const word = wordFor({ facts, said, everyDays: 7 }, who, window, {
          opening,
          rhythm: rhythmOn,
        });
        if (!word) continue;
        said.push({ rung: word.rung, since: word.since, person: id });
        if (word.rung !== 'referent') lastOf.set(id, word.due);
        told.push({ ...word, pair, role, person: id, today, facts });
      }
    });
  }
  return told;
}

const holds = (invariant: (told: Told[], histories: History[]) => void) =>
  fc.assert(
    fc.property(fc.tuple(aHistory, aHistory), (both) => invariant(live(both), both)),
    { seed, numRuns: runs },
  );

const rank = { mentee: 0, both: 1, referent: 2 };

// One property for all of them: living a year costs more than looking at it.
test('in any two histories of a person’s pairs the ladder keeps its word', {
  timeout: 900_000,
}, () => {
  let spoken = 0;
  holds((told, histories) => {
    spoken += told.length;
    told.forEach(keepsOrder(told));
    told.forEach(keepsWeek(told));
    for (const one of told) isInNeed(one);
    nobodyIsForgotten(histories, told);
  });
  // Not all of these years are quiet ones.
  expect(spoken).toBeGreaterThan(runs);
});

/** Each rung once, one alert a silence, and never down again. */
const keepsOrder = (told: readonly Told[]) => (one: Told, at: number) => {
  const before = told
    .slice(0, at)
    .filter(({ pair, since }) => pair === one.pair && since === one.since);
  for (const other of before) {
    expect(rank[other.rung]).toBeLessThanOrEqual(rank[one.rung]);
    const again = other.rung === one.rung && other.person === one.person;
    expect(again || (one.rung === 'referent' && other.rung === 'referent')).toBe(false);
  }
};

const keepsWeek = (told: readonly Told[]) => (one: Told, at: number) => {
  if (one.rung === 'referent') return;
  for (const other of told.slice(0, at)) {
    if (other.person !== one.person || other.rung === 'referent') continue;
    expect(Math.abs(one.due - other.due)).toBeGreaterThanOrEqual(week);
  }
};

/** Said to the right one, at work, and for a pair that has neither met, nor asked, nor paused. */
function isInNeed({ rung, role, due, facts, today }: Told): void {
  const roles = { mentee: ['mentee'], both: ['mentee', 'mentor'], referent: ['referent'] };
  expect(roles[rung]).toContain(role);
  const day = dayAt(today);
  expect(isWorkingDay(day, { departement: '38' })).toBe(true);
  const time = timeOfDay(due, 'Europe/Paris');
  expect(time >= '09:00' && time < '18:00').toBe(true);
  expect(day > launch && day < closing).toBe(true);
  expect(standsStill(facts, day)).toBe(true);
  expect(quietDays(facts, today)).toBeGreaterThanOrEqual(ladder[rung]);
}

/** Counted one by one, back to the last meeting or the launch. */
function quietDays(facts: RhythmFacts, today: number): number {
  let quiet = 0;
  for (let at = today; at > 0; at--) {
    const day = dayAt(at);
    if (facts.meetings.some((met) => met.day === day)) return quiet;
    if (!facts.pauses.some(({ from, until }) => from <= day && day <= until)) quiet += 1;
  }
  return quiet;
}

const standsStill = (facts: RhythmFacts, day: Day): boolean =>
  facts.pair === 'active' &&
  !facts.meetings.some((met) => met.day >= day) &&
  !facts.asked.some(({ until }) => until >= day) &&
  !facts.pauses.some(({ from, until }) => from <= day && day <= until);

/** On any Wednesday, the referent of a pair that has been quiet for too long has been told by then. */
function nobodyIsForgotten(histories: readonly History[], told: readonly Told[]): void {
  histories.forEach((history, pair) => {
    for (let today = 1; today < days; today += 7) {
      const facts = factsOn(history, today);
      const day = dayAt(today);
      if (!isWorkingDay(day, { departement: '75' }) || !standsStill(facts, day)) continue;
      const quiet = quietDays(facts, today);
      if (quiet < ladder.referent) continue;
      const alerts = told.filter((one) => one.pair === pair && one.rung === 'referent');
      expect(alerts.some((one) => one.today <= today)).toBe(true);
    }
  });
}

test('the same histories make the same year', () => {
  const [history] = fc.sample(fc.tuple(aHistory, aHistory), { seed, numRuns: 1 });

  expect(history && live(history)).toEqual(history && live(history));
});
