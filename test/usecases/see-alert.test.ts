import { beforeEach, expect, test } from 'vitest';
import { seeAlert } from '../../src/usecases/see-alert.ts';
import {
  alertsOf,
  joins,
  lea,
  opened,
  paul,
  redrawn,
  redrawnOf,
  theAlert,
} from '../support/alerts.ts';
import { awa, ines, marc, nadia, nowhere, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot } from '../support/world.ts';

const world = aWorld();

const see = (alert: string, by: { id: string } = rose, turn?: string) =>
  seeAlert(world.deps, { person: by.id, ...(turn ? { turn } : {}) }, { alert });

beforeEach(() => joins(world, paul, 'coach'));

test('an alert that was seen stays open, says by whom, and is not sent again', async () => {
  await hasBot(world, rose);
  const alert = await opened(world);
  await world.settle();

  expect(await see(alert)).toEqual({ alert, seen: true });
  await world.settle();

  expect(redrawn(world, 'activity-1')).toMatchObject({
    ...{ seenBy: rose.name, outcome: null, may: { see: false, pause: true } },
  });
  expect(cardsTo(world, rose)).toHaveLength(1);
});

test('seen twice, it was seen the first time; the same press again is answered, not carried out', async () => {
  const alert = await opened(world);
  await see(alert, rose, 'press-1');
  const { seen, version } = await theAlert(world, alert);
  world.clock.now += 60_000;

  expect(await see(alert, rose, 'press-1')).toEqual({ repeated: true });
  expect(await see(alert, rose, 'press-2')).toEqual({ alert, seen: false });
  expect(await theAlert(world, alert)).toMatchObject({ seen, version, seenBy: rose.id });
});

test('a call asked for is closed by being seen', async () => {
  await hasBot(world, rose);
  const alert = await opened(world, 'call');
  const other = await opened(world, 'call', { about: marc.id });
  await world.settle();
  await see(alert);
  await world.settle();

  expect(await redrawnOf(world, rose, alert)).toMatchObject({ outcome: 'seen', seenBy: rose.name });
  expect((await theAlert(world, other)).outcome).toBeNull();
});

test('one that was closed meanwhile is answered with what is true now', async () => {
  const alert = await opened(world, 'call');
  await see(alert);

  expect(await see(alert)).toEqual({ alert, seen: false });
});

test('for whoever does not answer for the pair it is as if it were not there', async () => {
  await joins(world, lea, 'none');
  const alert = await opened(world);

  for (const who of [awa, marc, ines, nadia, paul, lea]) {
    expect([who.name, await see(alert, who)]).toEqual([who.name, { refused: 'not-found' }]);
  }
  expect(await see(nowhere)).toEqual({ refused: 'not-found' });
  expect((await alertsOf(world))[0]?.seen).toBeNull();
});
