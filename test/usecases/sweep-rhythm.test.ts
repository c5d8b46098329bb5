import { describe, expect, test } from 'vitest';
import { type RhythmFacts, rhythmOn } from '../../src/domain/rhythm.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { recordMeeting, sayNotHeld } from '../../src/usecases/record-meeting.ts';
import { sweepRhythm } from '../../src/usecases/sweep-rhythm.ts';
import {
  awa,
  everyone,
  ines,
  karim,
  marc,
  p01,
  p02,
  paris,
  rose,
  slot,
  thursday,
} from '../support/people.ts';
import { aWorld, booked, cardsTo, decides, hasBot, mailsTo, proposed } from '../support/world.ts';

const world = aWorld();

/** The sweep on a morning at nine in Paris, and all that leaves until the next one. */
async function morning(day: string, time = '09:00'): Promise<number> {
  world.clock.now = paris(day, time);
  const next = await sweepRhythm(world.deps);
  await world.settle();
  return next;
}
const nudges = (person: typeof awa) =>
  mailsTo(world, person).filter(({ kind }) => kind === 'nudge').length;
/** How many nudges each has had so far: Awa and Marc, Inès and Karim. */
const heard = () => [awa, marc, ines, karim].map(nudges);
const alerts = async (): Promise<string[]> => {
  const rows = await world.db.opened.sql.selectFrom('alert').selectAll().execute();
  return rows.map(
    (row) => `${row.cause} ${row.since_day} ${row.pair_id === p01.id ? 'P01' : 'P02'}`,
  );
};
const said = () => world.db.opened.sql.selectFrom('nudge').selectAll().orderBy('at').execute();

/** P02 has met, so that it stays out of what is told of P01. */
const p02HasMet = async (on = '2026-06-10') => {
  const now = world.clock.now;
  world.clock.now = paris(on, '12:00');
  const wish = { pair: p02.id, date: on, themes: ['skills'] };
  await recordMeeting(world.deps, { person: ines.id }, wish);
  world.clock.now = now;
};

async function pausedFor(from: string, until: string, ended: string | null = null) {
  const row = {
    ...{ id: '00000007-0000-4000-8000-000000000001', pair_id: p01.id, proposed_by: awa.id },
    ...{ agreed_by: marc.id, from_day: from, until_day: until, ended_day: ended },
    ...{ state: 'agreed' as const, created: new Date(paris('2026-04-20', '10:00')) },
  };
  await world.db.opened.sql.insertInto('pause').values(row).execute();
}

describe('a pair that goes quiet after the launch', () => {
  test('on the 35th day the mentee hears of it, alone', async () => {
    await morning('2026-05-18');
    expect(heard()).toEqual([0, 0, 0, 0]);

    await morning('2026-05-19');
    expect(heard()).toEqual([1, 0, 1, 0]);
  });

  test('on the 45th day both, on the 56th the referent', async () => {
    const days = ['2026-05-19', '2026-05-28', '2026-05-29', '2026-06-01', '2026-06-08'];
    const all: number[][] = [];
    for (const day of days) {
      await morning(day);
      all.push(heard().slice(0, 2));
    }
    expect(all).toEqual([
      [1, 0],
      [1, 0],
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
    expect(await alerts()).toEqual([]);

    await morning('2026-06-09');
    expect(heard()).toEqual([2, 1, 2, 1]);
    expect((await alerts()).sort()).toEqual(['inactive 2026-04-14 P01', 'inactive 2026-04-14 P02']);
  });

  test('swept for the first time after two months, only the referent is told', async () => {
    await morning('2026-06-16');

    expect(heard()).toEqual([0, 0, 0, 0]);
    expect(await alerts()).toHaveLength(2);
  });

  test('swept again, by two at once, or every morning: nothing is said twice', async () => {
    world.clock.now = paris('2026-05-29', '09:00');
    await Promise.all([sweepRhythm(world.deps), sweepRhythm(world.deps)]);
    await sweepRhythm(world.deps);
    await world.settle();
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-08']) await morning(day);
    for (const day of ['2026-06-09', '2026-06-10', '2026-07-01']) await morning(day);

    expect(heard()).toEqual([1, 1, 1, 1]);
    expect(await alerts()).toHaveLength(2);
  });

  test('before the launch and from the closing day on nothing is said', async () => {
    for (const day of ['2026-04-13', '2027-03-25', '2027-03-26']) await morning(day);
    expect([heard(), await alerts()]).toEqual([[0, 0, 0, 0], []]);

    await morning('2027-03-24');
    expect(await alerts()).toHaveLength(2);
  });
});

describe('what they do', () => {
  test('a meeting ahead keeps everybody silent; cancelled, the count goes on', async () => {
    await p02HasMet('2026-05-14');
    const meeting = await booked(world, { slot: slot('2026-06-30', '10:00') });
    await morning('2026-06-09');
    expect([heard().slice(0, 2), await alerts()]).toEqual([[0, 0], []]);

    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    await morning('2026-06-10');
    expect(await alerts()).toEqual(['inactive 2026-04-14 P01']);
  });

  test('a meeting that was booked and is over counts, until they say it was not held', async () => {
    const meeting = await booked(world, { slot: thursday });
    await morning('2026-05-27');
    expect(nudges(awa)).toBe(0);

    await sayNotHeld(world.deps, { person: awa.id }, { meeting });
    await morning('2026-05-28');
    expect(nudges(awa)).toBe(1);
  });

  test('a held meeting recorded late: the nudge was right by what was known, no other follows', async () => {
    await morning('2026-05-19');
    world.clock.now = paris('2026-05-28', '15:00');
    const wish = { pair: p01.id, date: '2026-05-12', themes: ['skills'] };
    await recordMeeting(world.deps, { person: awa.id }, wish);

    await morning('2026-05-29');
    await morning('2026-06-15');
    expect(heard().slice(0, 2)).toEqual([1, 0]);
    await morning('2026-06-16');
    expect(heard().slice(0, 2)).toEqual([2, 0]);
  });

  test('a meeting that was moved is counted from where it is', async () => {
    const meeting = await booked(world, { slot: thursday });
    await booked(world, { meeting, slot: slot('2026-05-07', '10:00') });
    await morning('2026-05-28');
    expect(nudges(awa)).toBe(0);

    await morning('2026-06-10');
    expect(nudges(awa)).toBe(0);
    await morning('2026-06-11');
    expect(nudges(awa)).toBe(1);
  });

  test('times that wait for an answer keep everybody silent until the last of them is past', async () => {
    await proposed(world, [slot('2026-05-18', '10:00'), slot('2026-05-20', '10:00')]);

    await morning('2026-05-20');
    expect(nudges(awa)).toBe(0);
    await morning('2026-05-21');
    expect(nudges(awa)).toBe(1);
  });
});

test('an alert that a date has closed is given anew when that date is called off', async () => {
  await p02HasMet();
  await morning('2026-06-09');
  const meeting = await booked(world, { slot: slot('2026-07-07', '10:00') });
  await morning('2026-06-11');
  await cancelMeeting(world.deps, { person: awa.id }, { meeting });
  expect(await alerts()).toHaveLength(1);

  await morning('2026-06-12');
  await morning('2026-06-15');

  const rows = await world.db.opened.sql
    .selectFrom('alert')
    .selectAll()
    .orderBy('opened')
    .execute();
  expect(rows.map(({ outcome }) => outcome)).toEqual(['acted', null]);
});

describe('a pause', () => {
  test('is left out of the count, which goes on the day after', async () => {
    await pausedFor('2026-05-01', '2026-05-31');
    const all: number[] = [];
    for (const day of ['2026-05-19', '2026-05-29', '2026-06-01', '2026-06-18', '2026-06-19']) {
      await morning(day);
      all.push(nudges(awa));
    }

    expect(all).toEqual([0, 0, 0, 0, 1]);
  });

  test('ended early counts up to the eve of the day it was resumed on', async () => {
    await pausedFor('2026-05-01', '2026-05-31', '2026-05-10');

    await morning('2026-05-28');
    expect(nudges(awa)).toBe(0);
    await morning('2026-05-29');
    expect(nudges(awa)).toBe(1);
  });

  test('and a stop that was asked for silence everything', async () => {
    await pausedFor('2026-06-08', '2026-06-14');
    const stopping = { state: 'stopping' as const };
    await world.db.opened.sql.updateTable('pair').set(stopping).where('id', '=', p02.id).execute();
    for (const day of ['2026-06-09', '2026-06-12']) await morning(day);
    expect([heard(), await alerts()]).toEqual([[0, 0, 0, 0], []]);

    await morning('2026-06-15');
    expect([heard(), await alerts()]).toEqual([[1, 1, 0, 0], []]);
  });
});

describe('somebody in two pairs', () => {
  /** Awa is Karim's mentee too. */
  const twice = () =>
    world.db.opened.sql
      .updateTable('pair')
      .set({ mentee_id: awa.id })
      .where('id', '=', p02.id)
      .execute();

  test('hears of one of them, and of the other when the week is over', async () => {
    await twice();
    await morning('2026-05-19');
    expect(nudges(awa)).toBe(1);
    for (const day of ['2026-05-20', '2026-05-22']) await morning(day);
    expect(nudges(awa)).toBe(1);

    // Monday the 25th is Whit Monday; on Tuesday at a quarter past nine seven days are over.
    await morning('2026-05-26');
    expect(nudges(awa)).toBe(1);
    await world.settle(paris('2026-05-26', '09:15'));
    expect(nudges(awa)).toBe(2);
  });

  test('is not nudged twice by two sweeps at once', async () => {
    await twice();
    world.clock.now = paris('2026-05-19', '09:00');

    await Promise.all([sweepRhythm(world.deps), sweepRhythm(world.deps)]);
    await world.settle();

    expect(nudges(awa)).toBe(1);
  });
});

describe('each in their own morning', () => {
  const moves = (person: typeof awa, zone: string, departement: string) =>
    world.db.opened.sql
      .updateTable('person')
      .set({ time_zone: zone, departement })
      .where('id', '=', person.id)
      .execute();

  test('the sweep comes again as the next working day opens for anybody', async () => {
    await moves(awa, 'Indian/Reunion', '974');
    expect(await morning('2026-05-19')).toBe(paris('2026-05-20', '07:00'));
    expect(await morning('2026-05-20', '07:00')).toBe(paris('2026-05-20', '09:00'));
    // Friday, before the long weekend of Whitsun.
    expect(await morning('2026-05-22')).toBe(paris('2026-05-26', '07:00'));
    // The clocks of Paris change on Sunday 25 October; those of La Réunion do not.
    expect(await morning('2026-10-23')).toBe(paris('2026-10-26', '06:00'));
  });

  test('on La Réunion at seven by the clock of Paris, in Martinique at two in the afternoon', async () => {
    await moves(awa, 'Indian/Reunion', '974');
    await moves(ines, 'America/Martinique', '972');
    await morning('2026-05-19', '07:00');
    expect(heard()).toEqual([1, 0, 0, 0]);

    await morning('2026-05-19', '09:00');
    expect(heard()).toEqual([1, 0, 0, 0]);
    await morning('2026-05-19', '15:00');
    expect(heard()).toEqual([1, 0, 1, 0]);
  });

  test('where nobody takes part there is nothing to wait for but the next day', async () => {
    await world.db.opened.sql.deleteFrom('cohort').execute();

    expect(await morning('2026-05-19')).toBe(paris('2026-05-20', '09:00'));
  });
});

describe('a nudge is judged again as it leaves', () => {
  /** Written at seven, before Awa's working day of nine: she has two hours to act. */
  async function written(): Promise<void> {
    await hasBot(world, awa);
    world.clock.now = paris('2026-05-19', '08:00');
    await decides(world, { workingHours: { from: '08:00', to: '18:00' } });
    await sweepRhythm(world.deps);
    expect(await said()).toHaveLength(2);
  }
  const states = async () =>
    (await world.db.read.effects.byKeyPrefix('nudge:')).map(
      ({ kind, state }) => `${kind} ${state}`,
    );

  test('it goes with the card of the pair, and with a mail that has a link', async () => {
    await written();
    await world.settle();

    expect(cardsTo(world, awa).map(({ model }) => model)).toMatchObject([
      {
        ...{ kind: 'rhythm', pair: p01.id, partner: marc.name, markDays: 56 },
        rhythm: { state: 'due', before: '2026-06-09' },
        may: { book: true, plan: true, pause: true },
      },
    ]);
    expect(mailsTo(world, ines)).toMatchObject([
      { kind: 'nudge', partner: karim.name, link: { url: expect.stringContaining('#token-') } },
    ]);
  });

  test('dropped when they have booked, and told anew when that is cancelled', async () => {
    await written();
    const meeting = await booked(world, { slot: slot('2026-06-02', '10:00') });
    await booked(world, { by: ines, pair: p02.id, slot: slot('2026-06-02', '10:00') });
    await world.settle();
    expect(await states()).toEqual(['card.send dropped', 'mail dropped']);
    expect([cardsTo(world, awa).length, nudges(ines)]).toEqual([0, 0]);

    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    await morning('2026-05-20');
    expect(cardsTo(world, awa).filter(({ model }) => model.kind === 'rhythm')).toHaveLength(1);
  });

  test('dropped when a pause was agreed on meanwhile', async () => {
    await written();
    await pausedFor('2026-05-19', '2026-05-31');
    await world.settle();

    expect(cardsTo(world, awa)).toEqual([]);
  });

  test('dropped in the evening, after hours of trouble, and said the next morning', async () => {
    await written();
    world.clock.now = paris('2026-05-19', '18:00');
    await world.settle();
    expect(await states()).toEqual(['card.send dropped', 'mail dropped']);

    await morning('2026-05-20');
    expect([cardsTo(world, awa).length, nudges(ines)]).toEqual([1, 1]);
  });

  test('once it is there, the card follows what they do', async () => {
    await written();
    await world.settle();
    await booked(world, { slot: slot('2026-06-02', '10:00') });
    await world.settle();

    expect(world.sender.updates.at(-1)?.card).toMatchObject({
      model: {
        ...{ kind: 'rhythm', may: { book: false } },
        rhythm: { state: 'on-track', next: '2026-06-02' },
      },
    });
  });
});

test('what was said keeps the facts it was judged by: the verdict is given again from them', async () => {
  await morning('2026-05-19');
  const [first] = await said();
  const facts = first?.facts as RhythmFacts;

  expect(first).toMatchObject({ rung: 'mentee', since_day: '2026-04-14', at: world.clock.now });
  expect(rhythmOn(facts, '2026-05-19')).toMatchObject({
    ...{ state: 'due', passed: 'mentee', counted: 35, mark: '2026-06-08' },
  });
});

test('everybody’s own cohort decides: fewer days, and a longer week', async () => {
  await decides(world, { ladder: { mentee: 14, both: 21, referent: 28, everyDays: 14 } });
  await morning('2026-04-28');
  expect(heard()).toEqual([1, 0, 1, 0]);

  await morning('2026-05-05');
  expect(heard()).toEqual([1, 1, 1, 1]);
  await morning('2026-05-12');
  expect(await alerts()).toHaveLength(2);
  expect(everyone.map(nudges).reduce((a, b) => a + b, 0)).toBe(4);
  // Nobody was named for P02: every coach of the cohort hears of it, and Rose is the only one.
  expect(mailsTo(world, rose)).toHaveLength(2);
});
