import { describe, expect, test } from 'vitest';
import { aCohort, awa, ines, marc, nadia, p01, p02, rose } from '../support/people.ts';
import { aWorld, hasBot, homeTenant } from '../support/world.ts';

const world = aWorld();

const chat = (id: string, person = awa.id) => ({
  ...{ id, person, tid: homeTenant, userId: '29:awa' },
  serviceUrl: 'https://smba.example/teams/',
});
const open = (id: string) => world.db.tx((t) => t.people.open(chat(id)));
const close = (id: string) => world.db.tx((t) => t.people.close(id));
const reach = async () => (await world.db.read.people.get(awa.id))?.reach;
const conversation = async () => (await world.db.read.people.conversationOf(awa.id))?.id;

describe('how somebody is reached', () => {
  test('by mail, then by the bot, then by mail again', async () => {
    expect([await reach(), await conversation()]).toEqual(['email', undefined]);
    await open('chat-1');
    expect([await reach(), await conversation()]).toEqual(['bot', 'chat-1']);
    await close('chat-1');
    expect([await reach(), await conversation()]).toEqual(['email', undefined]);
    await open('chat-1');
    expect(await reach()).toBe('bot');
  });

  test('by the bot as long as one of their chats is open', async () => {
    await open('chat-1');
    await open('chat-2');

    await close('chat-1');
    expect([await reach(), await conversation()]).toEqual(['bot', 'chat-2']);
    await close('chat-2');
    expect(await reach()).toBe('email');
  });

  test('at the service address Teams gave last', async () => {
    await open('chat-1');
    const moved = { ...chat('chat-1'), serviceUrl: 'https://smba.example/elsewhere/' };
    await world.db.tx((t) => t.people.open(moved));

    expect(await world.db.read.people.conversationOf(awa.id)).toEqual(moved);
  });

  test('closing a chat nobody knows changes nothing', async () => {
    await hasBot(world, awa);
    await close('never-seen');
    expect(await reach()).toBe('bot');
  });
});

describe('who somebody is', () => {
  const oid = 'aaaaaaaa-0000-4000-8000-000000000001';
  const other = '22222222-2222-4222-8222-222222222222';

  test('an identity is linked once, and stays the first one’s', async () => {
    await world.db.tx((t) => t.people.link(homeTenant, oid, awa.id, 'roster'));
    await world.db.tx((t) => t.people.link(homeTenant, oid, marc.id, 'mailed-link'));

    expect((await world.db.read.people.byIdentity(homeTenant, oid))?.id).toBe(awa.id);
    expect(await world.db.read.people.byIdentity(other, oid)).toBeUndefined();
  });

  test('a mail is found however it is written', async () => {
    expect((await world.db.read.people.byMail(awa.mail.toUpperCase()))?.id).toBe(awa.id);
    expect(await world.db.read.people.byMail(`x${awa.mail}`)).toBeUndefined();
  });

  test('roles are those of the cohort’s table', async () => {
    expect(await world.db.read.people.actor(rose.id)).toEqual({
      ...{ person: rose.id, coachOf: [aCohort.id], pilotOf: [] },
    });
    expect((await world.db.read.people.actor(nadia.id)).pilotOf).toEqual([aCohort.id]);
    expect(await world.db.read.people.actor(awa.id)).toMatchObject({ coachOf: [], pilotOf: [] });
  });

  test('a language once chosen is kept', async () => {
    await world.db.tx((t) => t.people.setLocale(awa.id, 'en'));
    expect((await world.db.read.people.get(awa.id))?.locale).toBe('en');
  });
});

describe('a pair', () => {
  const answering = async (day: string) =>
    (await world.db.read.pairs.answering(p01.id, day)).map(({ person, kind }) => [
      person.name,
      kind,
    ]);

  test('is read with its cohort, its people and its referent', async () => {
    expect(await world.db.read.pairs.get(p01.id, '2026-04-21')).toEqual({
      ...p01,
      cohort: aCohort,
    });
    expect((await world.db.read.pairs.get(p02.id, '2026-04-21'))?.referent).toBeNull();
  });

  test('has its referent first, then deputies, each until their last day', async () => {
    const deputy = { pair_id: p01.id, person_id: ines.id, kind: 'deputy' as const };
    const until = { from_day: '2026-04-14', to_day: '2026-05-31' };
    await world.db.opened.sql
      .insertInto('pair_referent')
      .values({ ...deputy, ...until })
      .execute();

    expect(await answering('2026-05-31')).toEqual([
      [rose.name, 'referent'],
      [ines.name, 'deputy'],
    ]);
    expect(await answering('2026-06-01')).toEqual([[rose.name, 'referent']]);
  });

  test('belongs to its two people, until it is closed', async () => {
    expect(await world.db.read.pairs.of(awa.id)).toEqual([p01.id]);
    expect(await world.db.read.pairs.of(rose.id)).toEqual([]);
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();
    expect(await world.db.read.pairs.of(awa.id)).toEqual([]);
  });

  test('makes its people, coaches and pilot part of a cohort', async () => {
    const parts = [awa, rose, nadia].map(({ id }) => world.db.read.pairs.cohortsOf(id));

    expect(await Promise.all(parts)).toEqual(Array(3).fill([aCohort.id]));
    expect(await world.db.read.pairs.cohortCount()).toBe(1);
    expect(await world.db.read.pairs.someReplyTo()).toBe('coachs@body.example');
  });
});
