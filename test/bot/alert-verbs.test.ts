import { beforeEach, describe, expect, test } from 'vitest';
import { press } from '../../src/bot/verbs.ts';
import type { Card } from '../../src/db/cards.ts';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { joins, opened, paul, stopping, theAlert } from '../support/alerts.ts';
import { aCohort, awa, nowhere, p01, rose } from '../support/people.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

async function cardOf(view: View, person: Person = rose): Promise<Card> {
  const id = world.deps.newId();
  await world.db.tx((t) => t.cards.insert({ id, person: person.id, view }, world.clock.now));
  const card = await world.db.read.cards.get(id);
  if (!card) throw new Error('no card');
  return card;
}
const alertCard = (alert: string, kind: 'alert' | 'alert-more' = 'alert', person = rose) =>
  cardOf({ kind, pair: p01.id, alert }, person);
const pressed = (
  name: Parameters<typeof press>[1],
  card: Card,
  sent: Record<string, unknown> = {},
) => {
  const by = { person: card.person, card: card.id };
  return press(world.deps, name, { by, card, reader: { ...awa, id: card.person } }, sent);
};

beforeEach(() => joins(world, paul, 'coach'));

describe('on an alert', () => {
  test('« seen » says so once; pressed again, the card tells what is so', async () => {
    const alert = await opened(world);
    const card = await alertCard(alert);

    expect(await pressed('alert.seen', card, { alert })).toEqual({ said: 'alert-seen' });
    expect(await pressed('alert.seen', card, { alert })).toEqual({ said: 'card-was-old' });
  });

  test('« more » shows what else, in the card’s place, and there is a way back', async () => {
    const alert = await opened(world);
    const pair = p01.id;

    expect(await pressed('alert.more', await alertCard(alert), { alert })).toEqual({
      view: { kind: 'alert-more', pair, alert },
    });
    const form = await alertCard(alert, 'alert-more');
    expect(await pressed('alert.show', form, { alert })).toEqual({
      view: { kind: 'alert', pair, alert },
    });
  });

  test('a pause is set from the form, which gives way to the alert', async () => {
    const alert = await opened(world);
    const form = await alertCard(alert, 'alert-more');

    expect(await pressed('alert.pause', form, { alert, until: '2026-05-19' })).toEqual({
      ...{ view: { kind: 'alert', pair: p01.id, alert }, said: 'pause-set' },
    });
    expect((await theAlert(world, alert)).outcome).toBe('paused');
  });

  test('what cannot be is refused, and the form stays', async () => {
    const alert = await opened(world);
    const form = await alertCard(alert, 'alert-more');

    expect(await pressed('alert.pause', form, { alert, until: '2036-05-19' })).toEqual({
      refused: 'pause-too-long',
    });
    expect(await pressed('alert.hand-over', form, { alert, to: awa.id })).toEqual({
      refused: 'wrong-values',
    });
  });

  test('it is handed over from the form; pressed late, the form is no form any more', async () => {
    const alert = await opened(world);
    const form = await alertCard(alert, 'alert-more');
    expect(await pressed('alert.hand-over', form, { alert, to: paul.id })).toMatchObject({
      ...{ view: { kind: 'alert' }, said: 'alert-given' },
    });

    const old = await alertCard(alert);
    const late = [
      await pressed('alert.hand-over', old, { alert, to: paul.id }),
      await pressed('alert.pause', old, { alert, until: '2026-05-19' }),
    ];
    expect(late).toEqual([{ said: 'card-was-old' }, { said: 'card-was-old' }]);
    expect(await world.db.read.pauses.ofPair(p01.id)).toEqual([]);
  });

  test('of a stop: a last meeting is offered, then the pair is closed, each once', async () => {
    const alert = await stopping(world);
    const card = await alertCard(alert);

    expect(await pressed('alert.last-meeting', card, { alert })).toEqual({
      said: 'last-meeting-offered',
    });
    expect(await pressed('alert.last-meeting', card, { alert })).toEqual({ said: 'card-was-old' });
    expect(await pressed('alert.close', card, { alert })).toEqual({ said: 'pair-closed' });
    expect(await pressed('alert.close', card, { alert })).toEqual({ said: 'card-was-old' });
  });

  test('of a silence that ended meanwhile: an old card closes nothing and sets nothing', async () => {
    const alert = await opened(world);
    const card = await alertCard(alert);
    await booked(world);

    expect(await pressed('alert.seen', card, { alert })).toEqual({ said: 'card-was-old' });
    expect(await pressed('alert.close', card, { alert })).toEqual({ said: 'card-was-old' });
    expect((await world.db.read.pairs.get(p01.id, '2026-04-21'))?.state).toBe('active');
  });
});

test('from a digest an alert is opened on a card of its own', async () => {
  const alert = await opened(world);
  const from = '2026-04-20T07:00:00.000Z';
  const digest = await cardOf({ kind: 'digest', cohort: aCohort.id, from, until: from });

  expect(await pressed('alert.open', digest, { alert })).toEqual({
    new: { kind: 'alert', pair: p01.id, alert },
  });
});

const verbs = [
  ['alert.seen', {}],
  ['alert.more', {}],
  ['alert.show', {}],
  ['alert.open', {}],
  ['alert.last-meeting', {}],
  ['alert.close', {}],
  ['alert.pause', { until: '2026-05-19' }],
  ['alert.hand-over', { to: paul.id }],
] as const;

describe.each(verbs)('%s', (name, sent) => {
  test('by somebody who does not answer for the pair, or of nothing: it is not there', async () => {
    const alert = await stopping(world);

    for (const who of [awa, paul]) {
      const card = await alertCard(alert, 'alert-more', who);
      expect(await pressed(name, card, { ...sent, alert })).toEqual({ refused: 'not-found' });
    }
    const own = await alertCard(alert, 'alert-more');
    expect(await pressed(name, own, { ...sent, alert: nowhere })).toEqual({
      refused: 'not-found',
    });
    expect(await theAlert(world, alert)).toMatchObject({ seen: null, holder: null, closed: null });
  });

  test('with values no card of ours sends is refused', async () => {
    const card = await alertCard(await opened(world), 'alert-more');

    for (const alert of [undefined, 7, 'the first', { id: nowhere }]) {
      expect(await pressed(name, card, { ...sent, alert })).toEqual({ refused: 'wrong-values' });
    }
  });
});
