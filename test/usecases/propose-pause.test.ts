import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { agreePause, declinePause } from '../../src/usecases/answer-pause.ts';
import { proposePause, withdrawPause } from '../../src/usecases/propose-pause.ts';
import { awa, ines, marc, nowhere, p01, paris, rose } from '../support/people.ts';
import { aWorld, cardsTo, decides, hasBot, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

/** Tuesday 21 April and four weeks. */
const fourWeeks = '2026-05-19';
const propose = (by: Person, until = fourWeeks, pair = p01.id) =>
  proposePause(world.deps, { person: by.id }, { pair, until });
const pausesOf = () => world.db.read.pauses.ofPair(p01.id);
async function proposed(by: Person = awa, until = fourWeeks): Promise<string> {
  const done = await propose(by, until);
  if (!('pause' in done)) throw new Error(`not proposed: ${JSON.stringify(done)}`);
  return done.pause;
}

describe('a pause is proposed', () => {
  test('by either of the two; the other one reads the question, and nothing is paused yet', async () => {
    await hasBot(world, awa, marc);
    const pause = await proposed(marc);
    await world.settle();

    expect(cardsTo(world, awa).map(({ model }) => model)).toMatchObject([
      {
        ...{ kind: 'pause', pause, partner: marc.name, state: 'proposed', mine: false },
        ...{ until: fourWeeks, may: { agree: true, decline: true, withdraw: false } },
      },
    ]);
    expect(cardsTo(world, marc)).toEqual([]);
    expect(await pausesOf()).toMatchObject([{ state: 'proposed', from: '2026-04-21' }]);
  });

  test('to somebody without the bot by mail', async () => {
    await proposed();
    await world.settle();

    expect(mailsTo(world, marc)).toMatchObject([
      { kind: 'pause', said: 'asked', partner: awa.name, until: fourWeeks, name: marc.name },
    ]);
    expect(mailsTo(world, awa)).toEqual([]);
    expect(mailsTo(world, rose)).toEqual([]);
  });

  test('on the card that was pressed, which from then on is the pause', async () => {
    await hasBot(world, awa);
    const card = '0000000c-0000-4000-8000-000000000001';
    const view = { kind: 'pause-form', pair: p01.id } as const;
    await world.db.tx((t) => t.cards.insert({ id: card, person: awa.id, view }, world.clock.now));

    const done = await proposePause(
      world.deps,
      { person: awa.id, card },
      { pair: p01.id, until: fourWeeks },
    );

    const pause = 'pause' in done ? done.pause : '';
    const shown = await world.db.read.cards.get(card);
    expect(shown?.view).toEqual({ kind: 'pause', pair: p01.id, pause });
  });
});

describe('nothing is stored of what cannot be', () => {
  test.each([
    ['2026-04-20', 'pause-in-past'],
    ['2026-04-21', 'pause-in-past'],
    ['2026-07-23', 'pause-too-long'],
    ['2036-04-21', 'pause-too-long'],
    ['2027-02-29', 'no-such-day'],
    ['next month', 'wrong-values'],
    ['', 'wrong-values'],
  ])('until « %s »: %s', async (until, refused) => {
    expect(await propose(awa, until)).toEqual({ refused });
    expect(await pausesOf()).toEqual([]);
    expect(await ledger(world)).toEqual([]);
  });

  test.each([
    [41, 'pause-too-long'],
    [42, null],
  ])('the cohort says how long: %i days', async (longestPauseDays, refused) => {
    await decides(world, { longestPauseDays });
    const done = await propose(awa, '2026-06-02');

    expect('refused' in done ? done.refused : null).toBe(refused);
  });

  test.each([
    ['2027-03-26', 'outside-programme'],
    ['2027-03-25', null],
  ])('never past the closing day: %s', async (until, refused) => {
    world.clock.now = paris('2027-03-01', '09:00');
    const done = await propose(awa, until);

    expect('refused' in done ? done.refused : null).toBe(refused);
  });

  test('the day is the cohort’s, not the server’s', async () => {
    world.clock.now = paris('2026-04-22', '00:30');

    expect(await propose(awa, '2026-04-22')).toEqual({ refused: 'pause-in-past' });
    expect(await propose(awa, '2026-04-23')).toMatchObject({ pause: expect.any(String) });
  });

  test('somebody else’s pair, and one that is not there, are the same', async () => {
    expect(await propose(ines)).toEqual({ refused: 'not-found' });
    expect(await propose(rose)).toEqual({ refused: 'not-found' });
    expect(await propose(awa, fourWeeks, nowhere)).toEqual({ refused: 'not-found' });
    expect(await pausesOf()).toEqual([]);
  });

  test('a closed pair has no more pauses', async () => {
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();

    expect(await propose(awa)).toEqual({ refused: 'too-late' });
  });
});

describe('one at a time', () => {
  test('the same wish pressed twice is one', async () => {
    const pause = await proposed();
    expect(await propose(awa)).toEqual({ pause });
    await world.settle();

    expect(await pausesOf()).toHaveLength(1);
    expect(mailsTo(world, marc)).toHaveLength(1);
  });

  test('another day, or the other one’s own wish, waits for the answer', async () => {
    await proposed();

    expect(await propose(awa, '2026-05-20')).toEqual({ refused: 'pause-stands' });
    expect(await propose(marc)).toEqual({ refused: 'pause-stands' });
    expect(await pausesOf()).toHaveLength(1);
  });

  test('none beside one that runs, until its last day is over', async () => {
    await agreePause(world.deps, { person: marc.id }, { pause: await proposed() });
    world.clock.now = paris(fourWeeks, '23:59');
    expect(await propose(awa, '2026-06-02')).toEqual({ refused: 'pause-stands' });

    world.clock.now = paris('2026-05-20', '00:00');
    expect(await propose(awa, '2026-06-02')).toMatchObject({ pause: expect.any(String) });
  });

  test('another after a no, after a question taken back, after one nobody answered', async () => {
    await declinePause(world.deps, { person: marc.id }, { pause: await proposed() });
    await withdrawPause(world.deps, { person: awa.id }, { pause: await proposed() });
    await proposed();
    world.clock.now = paris('2026-05-20', '09:00');

    expect(await propose(marc, '2026-06-02')).toMatchObject({ pause: expect.any(String) });
    expect((await pausesOf()).map(({ state }) => state)).toEqual([
      ...['proposed', 'withdrawn', 'withdrawn', 'declined'],
    ]);
  });

  test('both at the very same time: one question stands', async () => {
    const done = await Promise.all([propose(awa), propose(marc)]);

    expect(done.filter((each) => 'pause' in each)).toHaveLength(1);
    expect(done).toContainEqual({ refused: 'pause-stands' });
    expect(await pausesOf()).toHaveLength(1);
  });
});

describe('a question is taken back', () => {
  const withdraw = (by: Person, pause: string) =>
    withdrawPause(world.deps, { person: by.id }, { pause });

  test('by whoever asked; in the chat the question itself says so', async () => {
    await hasBot(world, awa, marc);
    const pause = await proposed();
    await world.settle();

    expect(await withdraw(awa, pause)).toEqual({ pause });
    expect(await withdraw(awa, pause)).toEqual({ pause });
    await world.settle();

    expect(cardsTo(world, marc)).toHaveLength(1);
    expect(world.sender.updates.map(({ card }) => card)).toMatchObject([
      { model: { kind: 'pause', state: 'withdrawn', may: { agree: false, decline: false } } },
    ]);
  });

  test('by a mail to somebody without the bot', async () => {
    const pause = await proposed();
    await world.settle();
    await withdraw(awa, pause);
    await world.settle();

    expect(mailsTo(world, marc)).toMatchObject([
      { kind: 'pause', said: 'asked' },
      { kind: 'pause', said: 'withdrawn' },
    ]);
  });

  test('by nobody else, and not after an answer', async () => {
    const pause = await proposed();
    expect(await withdraw(marc, pause)).toEqual({ refused: 'not-yours-to-answer' });
    expect(await withdraw(ines, pause)).toEqual({ refused: 'not-found' });
    expect(await withdraw(awa, nowhere)).toEqual({ refused: 'not-found' });
    await agreePause(world.deps, { person: marc.id }, { pause });

    expect(await withdraw(awa, pause)).toEqual({ refused: 'too-late' });
    expect(await pausesOf()).toMatchObject([{ state: 'agreed' }]);
  });
});
