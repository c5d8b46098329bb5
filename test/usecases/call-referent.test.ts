import { expect, test } from 'vitest';
import { callReferent } from '../../src/usecases/call-referent.ts';
import { seeAlert } from '../../src/usecases/see-alert.ts';
import { alertCardsTo, alertsOf, joins, paul } from '../support/alerts.ts';
import { awa, ines, karim, marc, nowhere, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

const call = (by: { id: string }, pair = p01.id) =>
  callReferent(world.deps, { person: by.id }, { pair });

test('the referent hears who asks, by name and phone', async () => {
  expect(await call(awa)).toEqual({ asked: true });
  await world.settle();

  expect(mailsTo(world, rose)).toMatchObject([
    {
      kind: 'alert',
      told: {
        ...{ cause: 'call', pairCode: 'P01', names: [awa.name, marc.name] },
        ...{ about: { name: awa.name, mail: awa.mail }, since: { day: '2026-04-21' } },
      },
    },
  ]);
});

test('pressed again while it waits, even days later, it is the same request', async () => {
  await call(awa);
  world.clock.now = paris('2026-04-23', '10:00');
  expect(await call(awa)).toEqual({ asked: true });
  await world.settle();

  expect(mailsTo(world, rose)).toHaveLength(1);
});

test('asked again after it was seen, it is a new one', async () => {
  await hasBot(world, rose);
  await call(awa);
  await world.settle();
  const [first] = await alertsOf(world);
  await seeAlert(world.deps, { person: rose.id }, { alert: first?.id ?? '' });
  await call(awa);
  await world.settle();

  expect(alertCardsTo(world, rose)).toHaveLength(2);
  const outcomes = (await alertsOf(world)).map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set(['seen', null]));
});

test('both of the pair may ask at once', async () => {
  await Promise.all([call(awa), call(marc), call(awa)]);
  await world.settle();

  expect(mailsTo(world, rose)).toHaveLength(2);
});

test('the card that was pressed says that it was asked', async () => {
  await hasBot(world, awa);
  const card = '0000000c-0000-4000-8000-000000000001';
  const view = { kind: 'referent', pair: p01.id, asked: false } as const;
  await world.db.tx((t) => t.cards.insert({ id: card, person: awa.id, view }, world.clock.now));

  await callReferent(world.deps, { person: awa.id, card }, { pair: p01.id });

  expect((await world.db.read.cards.get(card))?.view).toEqual({ ...view, asked: true });
});

test('of a pair nobody answers for, every coach of the cohort is told', async () => {
  await joins(world, paul, 'coach');
  expect(await call(karim, p02.id)).toEqual({ asked: true });
  await world.settle();

  expect([rose, paul].map((who) => mailsTo(world, who).length)).toEqual([1, 1]);
});

test('without any coach there is nobody to ask', async () => {
  await world.db.opened.sql.deleteFrom('cohort_role').execute();

  expect(await call(karim, p02.id)).toEqual({ refused: 'not-found' });
});

test('another one’s pair and none: the same answer', async () => {
  const answers = [await call(ines), await call(rose), await call(awa, nowhere)];

  expect(answers).toEqual(Array(3).fill({ refused: 'not-found' }));
});
