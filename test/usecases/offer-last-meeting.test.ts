import { beforeEach, expect, test } from 'vitest';
import { offerLastMeeting } from '../../src/usecases/offer-last-meeting.ts';
import { joins, opened, paul, redrawn, redrawnOf, stopping } from '../support/alerts.ts';
import { awa, marc, nadia, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot } from '../support/world.ts';

const world = aWorld();

const offer = (alert: string, by: { id: string } = rose) =>
  offerLastMeeting(world.deps, { person: by.id }, { alert });

beforeEach(() => hasBot(world, rose, awa, marc));

test('both hear the same of a last meeting, and the referent’s card says it is offered', async () => {
  const alert = await stopping(world);
  await world.settle();
  expect(await offer(alert)).toEqual({ offered: true });
  await world.settle();

  const told = [awa, marc].map((who) => cardsTo(world, who).map(({ model }) => model));
  expect(told).toMatchObject([
    [{ kind: 'ending', state: 'last-meeting', partner: marc.name }],
    [{ kind: 'ending', state: 'last-meeting', partner: awa.name }],
  ]);
  expect(redrawn(world, 'activity-1')).toMatchObject({
    ...{ offered: true, seenBy: rose.name, outcome: null },
    may: { offerLast: false, close: true, see: false, pause: false },
  });
});

test('offered twice, or by a second press at once, it is told once', async () => {
  const alert = await stopping(world);
  await Promise.all([offer(alert), offer(alert)]);
  expect(await offer(alert)).toEqual({ offered: false });
  await world.settle();

  expect(cardsTo(world, marc)).toHaveLength(1);
});

test('when each of the two has asked, one offer answers both', async () => {
  const first = await stopping(world, awa);
  const second = await stopping(world, marc);
  await world.settle();
  await offer(second);
  await world.settle();

  expect(await redrawnOf(world, rose, first)).toMatchObject({ alert: first, offered: true });
  expect(await offer(first)).toEqual({ offered: false });
});

test('a last meeting belongs to a wish to stop, to no other alert', async () => {
  const alert = await opened(world);

  expect(await offer(alert)).toEqual({ offered: false });
});

test('nobody but whoever answers for the pair offers it', async () => {
  await joins(world, paul, 'coach');
  const alert = await stopping(world);

  for (const who of [awa, marc, nadia, paul]) {
    expect(await offer(alert, who)).toEqual({ refused: 'not-found' });
  }
});
