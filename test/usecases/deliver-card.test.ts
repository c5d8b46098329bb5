import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { awa, friday, marc } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, cardsTo, hasBot, ledger } from '../support/world.ts';

const world = aWorld();

const model = (card: object | undefined) => (card && 'model' in card ? card.model : undefined);

describe('a card', () => {
  test('says what is true when it leaves, not when it was decided', async () => {
    await hasBot(world, marc);
    const meeting = await booked(world);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });

    await world.settle();

    const kinds = cardsTo(world, marc).map(({ model: { kind } }) => kind);
    // The two leave side by side.
    expect(kinds.toSorted()).toEqual(['meeting', 'newer']);
    const models = cardsTo(world, marc).map(({ model }) => model);
    expect(models).toContainEqual(expect.objectContaining({ state: 'cancelled' }));
  });

  test('shows nothing in its notification but that there is a question', async () => {
    await hasBot(world, marc);
    await booked(world);
    await world.settle();

    expect(world.sender.sent.map(({ summary }) => summary)).toEqual(['a question']);
  });

  test('in the chat is drawn anew when its meeting changes', async () => {
    await hasBot(world, awa, marc);
    const meeting = await booked(world);
    await world.settle();
    const before = world.sender.updates.length;
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });

    await world.settle();
    await world.settle();

    const updates = world.sender.updates.slice(before);
    expect(updates.map(({ activityId }) => activityId)).toContain('activity-1');
    expect(updates.map(({ card }) => model(card))).toContainEqual(
      expect.objectContaining({ agreement: 'agreed' }),
    );
  });

  test('that a newer one replaces points to it', async () => {
    await hasBot(world, marc);
    const meeting = await booked(world);
    await world.settle();
    await booked(world, { meeting, slots: [friday] });

    await world.settle();

    const first = world.sender.updates.filter(({ activityId }) => activityId === 'activity-1');
    expect(model(first.at(-1)?.card)).toMatchObject({ kind: 'newer', time: friday });
  });

  test('whose chat is gone is sent in a new one, opened once', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(404, 'ConversationNotFound'));
    await booked(world);

    await world.settle();

    expect(world.sender.sent.map(({ to }) => to.conversationId)).toEqual([`again-29:${marc.id}`]);
    expect((await world.db.read.people.conversationOf(marc.id))?.id).toBe(`again-29:${marc.id}`);
    expect((await world.db.read.people.get(marc.id))?.reach).toBe('bot');
  });

  test('whose new chat could not be opened for now is tried again: nothing was sent', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(404, 'ConversationNotFound'));
    world.sender.fail('create', fault(undefined, 'timeout'));
    await booked(world);
    await world.settle(world.clock.now + 60_000);

    expect(world.sender.sent).toHaveLength(1);
    expect(await ledger(world, 'card.send')).toEqual(['card.send done']);
    expect(await ledger(world, 'mail')).toEqual([]);
  });

  test.each([400, 403, 404])('whose new chat is refused, %i, goes by mail', async (status) => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(404, 'ConversationNotFound'));
    world.sender.fail('create', fault(status));
    await booked(world);
    await world.settle();

    expect(world.sender.sent).toEqual([]);
    expect(await ledger(world, 'mail')).toEqual(['mail done']);
  });

  test('that a person pressed before Teams told us of it is not sent again', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(429, 'told', 5000));
    await booked(world);
    await world.settle();
    const [effect] = await world.db.read.effects.byKeyPrefix('meeting:');
    await world.db.tx((t) => t.cards.arrived(String(effect?.ids.card), 'chat', 'activity-9'));

    await world.settle(world.clock.now + 60_000);

    expect(world.sender.sent).toEqual([]);
    expect((await ledger(world, 'card.send'))[0]).toBe('card.send done');
  });

  test('that never reached the chat is not updated there', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(undefined, 'timeout'));
    await booked(world);

    await world.settle();

    expect(world.sender.updates).toEqual([]);
    expect(await ledger(world, 'card.update')).not.toContain('card.update failed');
  });

  test('an update that finds the message gone changes nothing else', async () => {
    await hasBot(world, marc);
    const meeting = await booked(world);
    await world.settle();
    for (let times = 0; times < 5; times++) world.sender.fail('update', fault(404));
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });

    await world.settle();

    expect((await world.db.read.people.get(marc.id))?.reach).toBe('bot');
  });
});
