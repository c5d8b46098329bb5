import { describe, expect, test } from 'vitest';
import { acceptMeeting, declineMeeting } from '../../src/usecases/answer-meeting.ts';
import { answerPlan } from '../../src/usecases/answer-plan.ts';
import { callReferent } from '../../src/usecases/call-referent.ts';
import { reply } from '../../src/usecases/meet-person.ts';
import { awa, friday, marc, p01, paris, rose } from '../support/people.ts';
import { plannedYear } from '../support/planned-year.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, cardsTo, hasBot, homeTenant, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

const lost = () => world.sender.fail('send', fault(undefined, 'timeout'), 'after');
const morning = (day: number) => paris(`2026-04-${day}`, '09:00');

describe('a message nobody knows the fate of', () => {
  test('stands as unknown, and its question comes back the next working morning', async () => {
    await hasBot(world, marc);
    lost();
    await booked(world);
    await world.settle();
    expect((await ledger(world, 'card.send'))[0]).toBe('card.send unknown');
    expect(cardsTo(world, marc)).toHaveLength(1);

    await world.settle(morning(22) - 1);
    expect(cardsTo(world, marc)).toHaveLength(1);

    await world.settle(morning(22));
    expect(cardsTo(world, marc)).toHaveLength(2);
    expect(await ledger(world, 'card.send')).toEqual(['card.send unknown', 'card.send done']);
  });

  test('does not come back when it was answered meanwhile', async () => {
    await hasBot(world, marc);
    lost();
    const meeting = await booked(world);
    await world.settle();
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });

    await world.settle(morning(23));

    expect(cardsTo(world, marc)).toHaveLength(1);
    expect(await ledger(world, 'card.send')).toEqual(['card.send unknown', 'card.send dropped']);
  });

  test('that another time is wished comes back to whoever proposed the first one', async () => {
    await hasBot(world, awa);
    const meeting = await booked(world);
    await world.settle();
    lost();
    await declineMeeting(world.deps, { person: marc.id }, { meeting });

    await world.settle(morning(22));

    expect(await ledger(world, 'card.send')).toEqual(['card.send unknown', 'card.send done']);
  });

  test('is asked four times at most, once each working morning', async () => {
    await hasBot(world, marc);
    for (let times = 0; times < 10; times++) lost();
    await booked(world, { slots: [friday] });

    await world.settle(paris('2026-04-30', '12:00'));

    expect(await ledger(world, 'card.send')).toEqual(Array(4).fill('card.send unknown'));
  });

  test('by mail comes back by mail', async () => {
    world.mail.fail('send', fault(504), 'after');
    await booked(world);

    await world.settle(morning(22));

    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['confirm', 'confirm']);
    expect(await ledger(world, 'mail')).toEqual(['mail unknown', 'mail done']);
  });

  test('comes back by mail when the bot has been removed meanwhile', async () => {
    await hasBot(world, marc);
    lost();
    await booked(world);
    await world.settle();
    await world.db.tx((t) => t.people.close(`chat-${marc.id}`));

    await world.settle(morning(22));

    expect(await ledger(world, 'card.send')).toEqual(['card.send unknown', 'card.send failed']);
    expect(mailsTo(world, marc)).toHaveLength(1);
  });

  test('comes back to the referent of whom a call was asked', async () => {
    await hasBot(world, rose);
    lost();
    await callReferent(world.deps, { person: awa.id }, { pair: p01.id });

    await world.settle(morning(22));

    expect(cardsTo(world, rose).map(({ model }) => model.kind)).toEqual(['alert', 'alert']);
  });

  test('never comes back when it answered something typed', async () => {
    await hasBot(world, awa);
    const visitor = { ...{ tid: homeTenant, oid: awa.id, userId: `29:${awa.id}` } };
    const at = { conversationId: `chat-${awa.id}`, serviceUrl: 'https://smba.example/teams/' };
    lost();
    await reply(world.deps, awa.id, { ...visitor, ...at }, 'turn-1', { kind: 'help' });

    await world.settle(morning(24));

    expect(await ledger(world)).toEqual(['card.send unknown']);
  });
});

describe('a bot that cannot reach somebody', () => {
  test.each([
    ['blocked', 403],
    ['removed, its chat gone for good', 404],
  ])('%s lets the mail take over, once', async (_what, status) => {
    await hasBot(world, marc);
    for (let times = 0; times < 4; times++) world.sender.fail('send', fault(status));
    world.sender.fail('create', fault(403));
    await booked(world);

    await world.settle(morning(22));

    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['confirm']);
    expect(await ledger(world, 'mail')).toEqual(['mail done']);
    expect((await world.db.read.people.get(marc.id))?.reach).toBe('email');
  });

  test('is not asked a second time: the next message goes by mail at once', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(403));
    const meeting = await booked(world);
    await world.settle();
    await booked(world, { meeting, slots: [friday] });

    await world.settle();

    expect(cardsTo(world, marc)).toEqual([]);
    expect(mailsTo(world, marc)).toHaveLength(2);
  });

  test.each([400, 413])('for another reason, %i, is not replaced by a mail', async (status) => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(status));
    await booked(world);

    await world.settle();

    expect(mailsTo(world, marc)).toEqual([]);
    expect((await world.db.read.people.get(marc.id))?.reach).toBe('bot');
  });
});

describe('a year that nobody knows to have arrived', () => {
  test('comes back the next morning, in the chat or by mail', async () => {
    await hasBot(world, marc);
    lost();
    await plannedYear(world);
    await world.settle(morning(22));
    expect(cardsTo(world, marc).map(({ model }) => model.kind)).toEqual(['year', 'year']);
  });

  test('by mail comes back by mail', async () => {
    world.mail.fail('send', fault(504), 'after');
    await plannedYear(world);
    await world.settle(morning(22));

    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['plan', 'plan']);
  });

  test('does not come back once every date was answered', async () => {
    await hasBot(world, marc);
    lost();
    const { plan, meetings } = await plannedYear(world);
    await world.settle();
    const suits = meetings.map(({ id }) => id);
    await answerPlan(world.deps, { person: marc.id }, { pair: p01.id, plan, suits });
    await world.settle(morning(22));

    expect(cardsTo(world, marc)).toHaveLength(1);
  });

  test('goes by mail when the bot is gone', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(403));
    await plannedYear(world);
    await world.settle();

    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['plan']);
  });
});
