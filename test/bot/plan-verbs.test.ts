import { describe, expect, test } from 'vitest';
import { press } from '../../src/bot/verbs.ts';
import type { Card } from '../../src/db/cards.ts';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { awa, ines, marc, nowhere, p01 } from '../support/people.ts';
import { draftCard, drafted, inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, meetingsOf } from '../support/world.ts';

const world = aWorld();

async function cardOf(view: View, person: Person): Promise<Card> {
  const id = world.deps.newId();
  await world.db.tx((t) => t.cards.insert({ id, person: person.id, view }, world.clock.now));
  return onCard(id);
}
async function onCard(id: string): Promise<Card> {
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
const agreements = async () => new Set((await inOrder(world)).map(({ agreement }) => agreement));

describe('the menu', () => {
  test('opens the draft: in a new message, or in a form’s place', async () => {
    const help = await cardOf({ kind: 'help' }, awa);
    expect(await pressed('menu.plan', help)).toMatchObject({ new: { kind: 'plan' } });

    const find = await cardOf({ kind: 'find', pair: p01.id }, awa);
    expect(await pressed('menu.plan', find)).toMatchObject({ view: { kind: 'plan', minutes: 60 } });
    expect(await pressed('menu.plan', help, { pair: nowhere })).toEqual({ refused: 'not-found' });
  });

  test('chooses the pair first where there are several', async () => {
    const which = await cardOf({ kind: 'which-pair', next: 'plan' }, awa);

    expect(await pressed('pair.choose', which, { pair: p01.id, next: 'plan' })).toMatchObject({
      view: { kind: 'plan', pair: p01.id },
    });
  });
});

describe('one of the dates', () => {
  test('is opened on a card of its own by either of the two', async () => {
    await plannedYear(world);
    const [meeting] = (await inOrder(world)).map(({ id }) => id);
    const view = { kind: 'meetings', pair: p01.id } as const;

    for (const person of [awa, marc]) {
      expect(await pressed('meeting.open', await cardOf(view, person), { meeting })).toEqual({
        new: { kind: 'meeting', meeting },
      });
    }
  });

  test.each([
    ['of somebody else’s pair is not there', ines, undefined, 'not-found'],
    ['that does not exist is not there', awa, nowhere, 'not-found'],
    ['that is no date at all is refused', awa, 'the second', 'wrong-values'],
  ])('%s', async (_which, person, sent, refused) => {
    await plannedYear(world);
    const [first] = await inOrder(world);
    const card = await cardOf({ kind: 'help' }, person);

    expect(await pressed('meeting.open', card, { meeting: sent ?? first?.id })).toEqual({
      refused,
    });
  });
});

describe('a draft', () => {
  test('is shown by the criteria sent, and keeps its own when none are', async () => {
    const find = await cardOf({ kind: 'find', pair: p01.id }, awa);
    const sent = { pair: p01.id, minutes: '45' };
    expect(await pressed('plan.show', find, sent)).toMatchObject({ view: { minutes: 45 } });

    const card = await onCard(
      await draftCard(world, await drafted(world, awa, { minutes: 90 }), awa),
    );
    expect(await pressed('plan.show', card)).toMatchObject({ view: { minutes: 90 } });
  });

  test('is shifted by index and direction alone, one step a press', async () => {
    const view = await drafted(world);
    const card = await onCard(await draftCard(world, view, awa));
    const forged = { dates: [], pair: nowhere, around: [] };

    const done = await pressed('plan.shift', card, {
      index: '1',
      to: 'later',
      rev: card.rev,
      ...forged,
    });

    expect(done).toMatchObject({ said: 'plan-shifted', view: { pair: p01.id } });
    const dates = 'view' in done && done.view.kind === 'plan' ? done.view.dates : [];
    expect(dates[0]).toEqual(view.dates[0]);
    expect(dates[1]).not.toEqual(view.dates[1]);
    const old = { index: '1', to: 'later', rev: card.rev - 1 };
    expect(await pressed('plan.shift', card, old)).toEqual({ said: 'card-was-old' });
  });

  test.each([
    [{ to: 'later' }],
    [{ index: '-1', to: 'later' }],
    [{ index: '1.5', to: 'later' }],
    [{ index: '21', to: 'later' }],
    [{ index: 'first', to: 'later' }],
    [{ index: '0', to: 'never' }],
    [{ index: '7', to: 'later' }],
  ])('is not shifted by %j', async (sent) => {
    const card = await onCard(await draftCard(world, await drafted(world), awa));

    expect(await pressed('plan.shift', card, sent)).toEqual({ refused: 'wrong-values' });
  });

  test('is confirmed as the card has it, whatever dates are sent along', async () => {
    const view = await drafted(world);
    const card = await onCard(await draftCard(world, view, awa));

    const done = await pressed('plan.confirm', card, { dates: [{ slot: 'x' }], pair: nowhere });

    expect(done).toEqual({ said: 'planned' });
    expect(await meetingsOf(world)).toHaveLength(view.dates.length);
  });

  test('that only proposes says so', async () => {
    world.calendar.readable.delete(marc.mail);
    const card = await onCard(await draftCard(world, await drafted(world), awa));

    expect(await pressed('plan.confirm', card)).toEqual({ said: 'plan-proposed' });
  });
});

describe('a year', () => {
  test('is answered by its ticks, and by nothing without any', async () => {
    const { plan, meetings } = await plannedYear(world);
    const card = await cardOf({ kind: 'year', pair: p01.id, plan }, marc);

    expect(await pressed('plan.confirm', card)).toEqual({ said: 'card-was-old' });
    expect(await agreements()).toEqual(new Set(['asked']));
    const suits = meetings.map(({ id }) => id).join(',');
    expect(await pressed('plan.confirm', card, { suits })).toEqual({ said: 'plan-answered' });
    expect(await agreements()).toEqual(new Set(['agreed']));
    expect(await pressed('plan.confirm', card, { suits: '' })).toEqual({ said: 'card-was-old' });
  });

  test('none of which suits is told by an empty choice', async () => {
    const { plan } = await plannedYear(world);
    const card = await cardOf({ kind: 'year', pair: p01.id, plan }, marc);

    expect(await pressed('plan.confirm', card, { suits: '' })).toEqual({ said: 'plan-answered' });
    expect(await agreements()).toEqual(new Set(['other-time']));
  });

  test.each(['nonsense', `${nowhere},x`, nowhere, ','.repeat(601)])(
    'is not answered by « %s »',
    async (suits) => {
      const { plan } = await plannedYear(world);
      const card = await cardOf({ kind: 'year', pair: p01.id, plan }, marc);

      expect(await pressed('plan.confirm', card, { suits })).toEqual({ refused: 'wrong-values' });
      expect(await agreements()).toEqual(new Set(['asked']));
    },
  );

  test('is taken back by whoever planned it', async () => {
    const { plan } = await plannedYear(world);
    const view: View = { kind: 'year', pair: p01.id, plan };

    expect(await pressed('plan.undo', await cardOf(view, marc))).toEqual({
      refused: 'nothing-to-undo',
    });
    expect(await pressed('plan.undo', await cardOf(view, ines))).toEqual({ refused: 'not-found' });
    expect(await pressed('plan.undo', await cardOf(view, awa))).toEqual({ said: 'plan-undone' });
  });

  test.each(['plan.shift', 'plan.confirm'] as const)(
    '%s on any other card is an old press',
    async (name) => {
      const card = await cardOf({ kind: 'meetings', pair: p01.id }, awa);

      expect(await pressed(name, card, { index: '0', to: 'later', suits: '' })).toEqual({
        said: 'card-was-old',
      });
    },
  );
});
