import { expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { withdrawStop } from '../../src/usecases/withdraw-stop.ts';
import { awa, ines, marc, nowhere, p01, rose } from '../support/people.ts';
import { aWorld, mailsTo } from '../support/world.ts';

const world = aWorld();

const stop = (by: Person) => askStop(world.deps, { person: by.id }, { pair: p01.id });
const withdraw = (by: Person, pair = p01.id) =>
  withdrawStop(world.deps, { person: by.id }, { pair });
const stateOf = async () => (await world.db.read.pairs.get(p01.id, '2026-04-21'))?.state;
const alerts = () => world.db.opened.sql.selectFrom('alert').selectAll().execute();

test('whoever asked takes it back: the pair goes on, and the alert is closed', async () => {
  await stop(awa);
  await world.settle();

  expect(await withdraw(awa)).toEqual({ withdrawn: true });
  expect(await withdraw(awa)).toEqual({ withdrawn: false });

  expect(await stateOf()).toBe('active');
  expect(await alerts()).toMatchObject([{ cause: 'stop', outcome: 'withdrawn' }]);
  expect(await world.db.read.stops.ofPair(p01.id)).toEqual([]);
});

test('taken back before the referent was told, it is never told', async () => {
  await stop(awa);
  await withdraw(awa);
  await world.settle();

  expect(mailsTo(world, rose)).toEqual([]);
});

test('asked again afterwards, the referent hears it again', async () => {
  await stop(awa);
  await withdraw(awa);
  await stop(awa);
  await world.settle();

  expect(await stateOf()).toBe('stopping');
  expect(mailsTo(world, rose)).toHaveLength(1);
});

test('one of two takes back their own: the pair is stopping for the other one still', async () => {
  await stop(awa);
  await stop(marc);
  expect(await withdraw(awa)).toEqual({ withdrawn: true });

  expect(await stateOf()).toBe('stopping');
  const open = (await alerts()).filter(({ closed }) => closed === null);
  expect(open.map(({ about_id }) => about_id)).toEqual([marc.id]);
  expect(await withdraw(marc)).toEqual({ withdrawn: true });
  expect(await stateOf()).toBe('active');
});

test('the partner takes nothing back, and is told the same as if nobody had asked', async () => {
  expect(await withdraw(marc)).toEqual({ withdrawn: false });
  await stop(awa);

  expect(await withdraw(marc)).toEqual({ withdrawn: false });
  expect(await stateOf()).toBe('stopping');
});

test('nothing is taken back once a last meeting was offered, nor once the pair is closed', async () => {
  await stop(awa);
  await world.db.tx((t) => t.endings.offerLast(p01.id, world.clock.now));
  expect(await withdraw(awa)).toEqual({ refused: 'too-late' });
  expect(await stateOf()).toBe('stopping');

  await world.db.tx((t) => t.endings.close(p01.id, world.clock.now));
  expect(await withdraw(awa)).toEqual({ refused: 'too-late' });
  expect(await stateOf()).toBe('closed');
});

test('somebody else’s pair, and none, are the same', async () => {
  await stop(awa);

  expect(await withdraw(ines)).toEqual({ refused: 'not-found' });
  expect(await withdraw(rose)).toEqual({ refused: 'not-found' });
  expect(await withdraw(awa, nowhere)).toEqual({ refused: 'not-found' });
});
