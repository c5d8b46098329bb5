import { describe, expect, test } from 'vitest';
import { press } from '../../src/bot/verbs.ts';
import type { Card } from '../../src/db/cards.ts';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { awa, ines, marc, nowhere, p01 } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

async function cardOf(view: View, person: Person): Promise<Card> {
  const id = world.deps.newId();
  await world.db.tx((t) => t.cards.insert({ id, person: person.id, view }, world.clock.now));
  const card = await world.db.read.cards.get(id);
  if (!card) throw new Error('no card');
  return card;
}
const pressed = (
  name: Parameters<typeof press>[1],
  card: Card,
  sent: Record<string, unknown> = {},
) => {
  const by = { person: card.person, card: card.id };
  return press(world.deps, name, { by, card, reader: { ...awa, id: card.person } }, sent);
};
const form: View = { kind: 'pause-form', pair: p01.id };
const until = '2026-05-19';
async function asked(by: Person = awa): Promise<string> {
  expect(await pressed('pair.pause', await cardOf(form, by), { until })).toEqual({
    said: 'pause-proposed',
  });
  const [pause] = await world.db.read.pauses.ofPair(p01.id);
  return pause?.id ?? '';
}
const onPause = (pause: string, person: Person) =>
  cardOf({ kind: 'pause', pair: p01.id, pause }, person);

describe('the form is opened', () => {
  test('in a new message, or in another form’s place', async () => {
    const help = await cardOf({ kind: 'help' }, awa);
    expect(await pressed('menu.pause', help)).toEqual({ new: form });
    expect(await pressed('menu.stop', help)).toEqual({ new: { kind: 'stop-form', pair: p01.id } });

    const stop = await cardOf({ kind: 'stop-form', pair: p01.id }, awa);
    expect(await pressed('menu.pause', stop, { pair: p01.id })).toEqual({ view: form });
  });

  test.each([
    ['pause', 'pause-form'],
    ['stop', 'stop-form'],
  ])('for one of several pairs: %s', async (next, kind) => {
    const which = await cardOf({ kind: 'which-pair', next: 'pause' }, awa);

    expect(await pressed('pair.choose', which, { pair: p01.id, next })).toEqual({
      view: { kind, pair: p01.id },
    });
    expect(await pressed('pair.choose', which, { pair: nowhere, next })).toEqual({
      refused: 'not-found',
    });
  });

  test('not by somebody without a pair', async () => {
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();

    expect(await pressed('menu.pause', await cardOf({ kind: 'help' }, awa))).toEqual({
      refused: 'no-pair',
    });
  });
});

describe('a pause is', () => {
  test('proposed, agreed and ended, each in one press', async () => {
    const pause = await asked();
    const card = await onPause(pause, marc);

    expect(await pressed('pause.agree', card, { pause })).toEqual({ said: 'pause-agreed' });
    expect(await pressed('pair.resume', card, { pair: p01.id, pause })).toEqual({
      said: 'resumed',
    });
    expect(await world.db.read.pauses.get(pause)).toMatchObject({
      ...{ state: 'agreed', ended: '2026-04-20' },
    });
  });

  test('declined, or taken back', async () => {
    const first = await asked();
    expect(await pressed('pause.decline', await onPause(first, marc), { pause: first })).toEqual({
      said: 'pause-declined',
    });
    const second = await asked(marc);
    expect(await pressed('pause.withdraw', await onPause(second, marc), { pause: second })).toEqual(
      { said: 'pause-withdrawn' },
    );
  });
});

describe('what is not right is refused, and nothing is stored', () => {
  test.each([
    [{ until: '2026-04-20' }, 'pause-in-past'],
    [{ until: '2036-04-21' }, 'pause-too-long'],
    [{ until: '2026-02-30' }, 'no-such-day'],
    [{ until: 'demain' }, 'wrong-values'],
    [{ until: '9'.repeat(41) }, 'wrong-values'],
    [{ until: 20260519 }, 'wrong-values'],
    [{ until: ['2026-05-19'] }, 'wrong-values'],
    [{}, 'wrong-values'],
    [{ until, pair: nowhere }, 'not-found'],
    [{ until, pair: 'P01' }, 'wrong-values'],
  ])('%j', async (sent, refused) => {
    expect(await pressed('pair.pause', await cardOf(form, awa), sent)).toEqual({ refused });
    expect(await world.db.read.pauses.ofPair(p01.id)).toEqual([]);
  });

  test('by the wrong person, on no pause, on a card that carries none', async () => {
    const pause = await asked();
    const names = ['pause.agree', 'pause.decline', 'pause.withdraw'] as const;
    for (const name of names) {
      expect(await pressed(name, await onPause(pause, ines), { pause })).toEqual({
        refused: 'not-found',
      });
      const mine = await onPause(pause, marc);
      expect(await pressed(name, mine, { pause: nowhere })).toEqual({ refused: 'not-found' });
      expect(await pressed(name, mine)).toEqual({ refused: 'wrong-values' });
    }
    expect(await world.db.read.pauses.get(pause)).toMatchObject({ state: 'proposed' });
  });
});

describe('a stop is', () => {
  const stopForm: View = { kind: 'stop-form', pair: p01.id };
  const stopping: View = { kind: 'stopping', pair: p01.id };

  test('asked for on its form, and taken back', async () => {
    const card = await cardOf(stopForm, awa);
    expect(await pressed('pair.stop', card)).toEqual({ said: 'stop-asked' });
    expect((await world.db.read.cards.get(card.id))?.view).toEqual(stopping);

    const own = await cardOf(stopping, awa);
    expect(await pressed('stop.withdraw', own, { pair: p01.id })).toEqual({
      said: 'stop-withdrawn',
    });
    expect(await pressed('stop.withdraw', own, { pair: p01.id })).toEqual({
      said: 'card-was-old',
    });
  });

  test('nobody else’s to ask for or to take back', async () => {
    const sent = { pair: p01.id };
    expect(await pressed('pair.stop', await cardOf(stopForm, ines), sent)).toEqual({
      refused: 'not-found',
    });
    await pressed('pair.stop', await cardOf(stopForm, awa));
    // The partner, with a forged press: what they would read if nobody had asked.
    expect(await pressed('stop.withdraw', await cardOf(stopping, marc), sent)).toEqual({
      said: 'card-was-old',
    });
    expect(await world.db.read.stops.ofPair(p01.id)).toHaveLength(1);
  });

  test('nothing the partner’s presses can tell', async () => {
    const all = async () => {
      const answers = [];
      for (const name of ['menu.book', 'menu.meetings', 'menu.record', 'menu.referent'] as const)
        answers.push(await pressed(name, await cardOf({ kind: 'help' }, marc)));
      for (const name of ['menu.pause', 'menu.stop'] as const)
        answers.push(await pressed(name, await cardOf({ kind: 'help' }, marc)));
      const sent = { pair: p01.id };
      answers.push(await pressed('stop.withdraw', await cardOf(stopping, marc), sent));
      answers.push(await pressed('pair.resume', await cardOf(form, marc), sent));
      answers.push(await pressed('pair.pause', await cardOf(form, marc), { until: '2016-01-01' }));
      return answers;
    };
    const before = await all();
    await pressed('pair.stop', await cardOf(stopForm, awa));

    expect(await all()).toEqual(before);
  });
});
