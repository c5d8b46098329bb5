import { beforeEach, describe, expect, test } from 'vitest';
import { handOver } from '../../src/usecases/hand-over.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { seeAlert } from '../../src/usecases/see-alert.ts';
import {
  alertCardsTo,
  alertsOf,
  joins,
  lea,
  opened,
  paul,
  redrawn,
  redrawnOf,
  theAlert,
} from '../support/alerts.ts';
import { awa, marc, nadia, p01, p02, rose } from '../support/people.ts';
import { aWorld, hasBot } from '../support/world.ts';

const world = aWorld();

const give = (alert: string, to: { id: string } = paul, by: { id: string } = rose) =>
  handOver(world.deps, { person: by.id }, { alert, to: to.id });
const answering = async (pair = p01) =>
  (await world.db.read.pairs.answering(pair.id, '2026-04-21')).map(({ person, kind }) => [
    ...[kind, person.name],
  ]);

beforeEach(async () => {
  await joins(world, paul, 'coach');
  await joins(world, lea, 'none');
  await hasBot(world, rose, paul);
});

describe('handed over to a deputy', () => {
  test('the deputy answers for the pair from today on, and gets the alert', async () => {
    const alert = await opened(world);
    await world.settle();
    expect(await give(alert)).toEqual({ given: true });
    await world.settle();

    expect(await answering()).toEqual([
      ['referent', rose.name],
      ['deputy', paul.name],
    ]);
    expect(alertCardsTo(world, paul)).toMatchObject([
      { alert, holder: null, may: { see: true, pause: true, handOver: true } },
    ]);
  });

  test('the former’s card says whom it was given to, and offers only to take it back', async () => {
    const alert = await opened(world);
    await world.settle();
    await give(alert);
    await world.settle();

    expect(redrawn(world, 'activity-1')).toMatchObject({
      holder: paul.name,
      may: { see: false, pause: false, handOver: true, offerLast: false, close: false },
    });
  });

  test('given back, both cards say so and nobody is named twice', async () => {
    const alert = await opened(world);
    await give(alert);
    await give(alert, rose, paul);
    await world.settle();

    expect(await answering()).toHaveLength(2);
    expect((await theAlert(world, alert)).holder).toBe(rose.id);
    expect(alertCardsTo(world, paul).at(-1)?.holder).toBe(rose.name);
  });

  test('pressed twice it is given once', async () => {
    const alert = await opened(world);
    const both = await Promise.all([give(alert), give(alert)]);
    await world.settle();

    expect(both.filter((done) => 'given' in done && done.given)).toHaveLength(1);
    expect(alertCardsTo(world, paul)).toHaveLength(1);
  });

  test('what comes later of the pair is told to both', async () => {
    await give(await opened(world));
    await opened(world, 'call');
    await world.settle();

    const calls = [rose, paul].map(
      (who) => alertCardsTo(world, who).filter(({ cause }) => cause === 'call').length,
    );
    expect(calls).toEqual([1, 1]);
  });
});

test('of a pair nobody answered for, the other coaches read to whom it was given, no more', async () => {
  const alert = await opened(world, 'inactive', { pair: p02 });
  await world.settle();
  expect(await give(alert, paul, rose)).toEqual({ given: true });
  await world.settle();

  expect(await answering(p02)).toEqual([['deputy', paul.name]]);
  expect(await redrawnOf(world, rose, alert)).toMatchObject({
    ...{ holder: paul.name, contacts: [], tried: [], may: { handOver: false } },
  });
  expect(await seeAlert(world.deps, { person: rose.id }, { alert })).toEqual({
    refused: 'not-found',
  });
});

test('only a coach of the cohort can be given it, and only by whoever answers for the pair', async () => {
  const alert = await opened(world);

  for (const to of [lea, awa, nadia]) {
    expect(await give(alert, to)).toEqual({ refused: 'wrong-values' });
  }
  for (const by of [paul, awa, marc, nadia, lea]) {
    expect(await give(alert, paul, by)).toEqual({ refused: 'not-found' });
  }
  expect((await alertsOf(world))[0]?.holder).toBeNull();
  expect(await answering()).toEqual([['referent', rose.name]]);
});

test('one’s own is not given to oneself, nor a closed one to anybody', async () => {
  const alert = await opened(world, 'call');
  expect(await give(alert, rose)).toEqual({ given: false });
  await seeAlert(world.deps, { person: rose.id }, { alert });

  expect(await give(alert)).toEqual({ given: false });
  expect(await answering()).toEqual([['referent', rose.name]]);
});

test('the form offers every coach but the one who has it, and is no form once it is closed', async () => {
  const alert = await opened(world, 'call');
  const view = { kind: 'alert-more', pair: p01.id, alert } as const;
  const see = async () => (await readView(world.db.read, rose.id, view, world.clock.now))?.model;

  expect(await see()).toMatchObject({
    ...{ kind: 'alert-more', coaches: [{ id: paul.id, name: paul.name }], close: false },
    pauseUntil: ['2026-05-05', '2026-05-19', '2026-06-02', '2026-06-16'],
  });
  await seeAlert(world.deps, { person: rose.id }, { alert });
  expect(await see()).toMatchObject({ kind: 'alert', outcome: 'seen' });
});
