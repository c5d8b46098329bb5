import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { reply, welcome } from '../../src/usecases/meet-person.ts';
import {
  heardByLink,
  heardByPress,
  heardFrom,
  nobodyReached,
} from '../../src/usecases/reach-person.ts';
import { awa, friday, marc, p01, paris, rose } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, cardsTo, hasBot, hash, homeTenant, ledger } from '../support/world.ts';

const world = aWorld();

const morning = (day: number) => paris(`2026-04-${day}`, '09:00');
const chatOf = (id: string) => ({
  ...{ tid: homeTenant, oid: id, userId: `29:${id}`, conversationId: `chat-${id}` },
  serviceUrl: 'https://smba.example/teams/',
});
const unreachable = (pair = p01.id) => world.db.read.alerts.openOf(pair, 'unreachable');
const about = async () => (await unreachable()).map((alert) => alert.about);
const answered = async (kind: string) => {
  const rows = await world.db.opened.sql.selectFrom('effect').selectAll().orderBy('id').execute();
  return rows.filter((row) => row.kind === kind).map((row) => row.answered);
};
const outcomes = async () => {
  const rows = await world.db.opened.sql.selectFrom('alert').selectAll().execute();
  return rows.map(({ about_id: of, outcome }) => [of, outcome]);
};
const mailRefused = () => world.mail.fail('send', fault(400, 'ErrorInvalidRecipients'));

describe('the ledger', () => {
  test('says of a card when its reader first pressed it', async () => {
    await hasBot(world, marc);
    await booked(world);
    await world.settle();
    expect(await answered('card.send')).toEqual([null]);

    const [card] = await world.db.opened.sql.selectFrom('card').selectAll().execute();
    world.clock.now = morning(22);
    await heardByPress(world.deps, marc.id, card?.id ?? '');
    world.clock.now = morning(23);
    await heardByPress(world.deps, marc.id, card?.id ?? '');

    expect(await answered('card.send')).toEqual([morning(22)]);
  });

  test('says of a mail when its reader first acted by its link, and that it did arrive', async () => {
    world.mail.fail('send', fault(504), 'after');
    await booked(world);
    await world.settle();
    expect((await ledger(world, 'mail'))[0]).toBe('mail unknown');

    const link = { person: marc.id, hash: hash('token-1') };
    const token = /token-\d+/.exec(world.mail.sent[0]?.html ?? '')?.[0] ?? '';
    world.clock.now = morning(22) - 1;
    await world.db.tx((t) => heardByLink(world.deps, t, { ...link, hash: hash(token) }));

    expect((await answered('mail'))[0]).toBe(morning(22) - 1);
    expect((await ledger(world, 'mail'))[0]).toBe('mail done');
  });

  test('says nothing for a link of another mail, nor for a card of somebody else', async () => {
    await hasBot(world, awa);
    const meeting = await booked(world);
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    const [card] = await world.db.opened.sql.selectFrom('card').selectAll().execute();

    await heardByPress(world.deps, marc.id, card?.id ?? '');
    await world.db.tx((t) =>
      heardByLink(world.deps, t, { person: marc.id, hash: hash('no such token') }),
    );

    expect([...(await answered('card.send')), ...(await answered('mail'))]).toEqual([null, null]);
  });
});

describe('somebody whom neither the bot nor a mail gets to', () => {
  test('is what the referent is told, once, and not that the pair is inactive', async () => {
    await hasBot(world, rose);
    mailRefused();
    await booked(world);
    await world.settle();
    mailRefused();
    await booked(world, { slot: friday });
    await world.settle();

    expect(await about()).toEqual([marc.id]);
    expect(await world.db.read.alerts.openOf(p01.id, 'inactive')).toEqual([]);
    expect(cardsTo(world, rose).map(({ model }) => model.kind)).toEqual(['alert']);
  });

  test('is not unreachable while a mail may have arrived, nor when it is late only', async () => {
    world.mail.fail('send', fault(504), 'after');
    await booked(world);
    await world.settle();
    world.mail.fail('send', fault(429, 'told', 60_000));
    await booked(world, { slot: friday });
    await world.settle(world.clock.now + 60_000);

    expect(await about()).toEqual([]);
  });

  test.each([401, 403, 500])(
    'is not unreachable for a %i, which is our trouble',
    async (status) => {
      world.mail.fail('send', fault(status));
      await booked(world);
      await world.settle();

      expect(await about()).toEqual([]);
    },
  );

  test('is so after the bot lost them and the mail failed too', async () => {
    await hasBot(world, marc);
    world.sender.fail('send', fault(403, 'ConversationBlockedByUser'));
    mailRefused();
    await booked(world);
    await world.settle();

    expect(await ledger(world)).toContain('card.send failed');
    expect(await about()).toEqual([marc.id]);
  });

  test.each([
    ['presses a card', () => heardByPress(world.deps, marc.id, p01.id)],
    ['writes', () => reply(world.deps, marc.id, chatOf(marc.id), 't-1', { kind: 'help' })],
    ['installs the bot', () => welcome(world.deps, chatOf(marc.id), marc.id)],
    [
      'acts by a link',
      () =>
        world.db.tx((t) => heardByLink(world.deps, t, { person: marc.id, hash: hash('token') })),
    ],
  ])('is reached again as soon as they %s', async (_what, act) => {
    await world.db.tx((t) => nobodyReached(world.deps, t, marc.id));
    await world.db.tx((t) => nobodyReached(world.deps, t, awa.id));

    await act();

    expect(await about()).toEqual([awa.id]);
    expect(await outcomes()).toContainEqual([marc.id, 'reached']);
  });

  test('is told anew when it happens again later', async () => {
    await world.db.tx((t) => nobodyReached(world.deps, t, marc.id));
    await world.db.tx((t) => heardFrom(world.deps, t, marc.id));
    await world.db.tx((t) => nobodyReached(world.deps, t, marc.id));

    expect(await about()).toEqual([marc.id]);
    expect(await outcomes()).toHaveLength(2);
  });

  test('is nobody’s alert without a pair, and none of a pair that is closed', async () => {
    await world.db.tx((t) => nobodyReached(world.deps, t, rose.id));
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();
    await world.db.tx((t) => nobodyReached(world.deps, t, marc.id));

    expect(await outcomes()).toEqual([]);
    expect(world.lines.map(({ event }) => event)).toContain('person.unreachable');
  });
});
