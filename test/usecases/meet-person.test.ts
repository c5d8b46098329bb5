import { describe, expect, test } from 'vitest';
import {
  farewell,
  pairView,
  recognise,
  reply,
  type Visitor,
  viewForPair,
  welcome,
} from '../../src/usecases/meet-person.ts';
import { awa, ines, marc, p01, p02, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot, homeTenant, ledger } from '../support/world.ts';

const world = aWorld();

const oid = 'aaaaaaaa-0000-4000-8000-000000000001';
const visitor = (change: Partial<Visitor> = {}): Visitor => ({
  ...{ tid: homeTenant, oid, userId: `29:${awa.id}`, conversationId: 'chat-1' },
  serviceUrl: 'https://smba.example/teams/',
  ...change,
});
const who = async (change: Partial<Visitor> = {}) =>
  (await recognise({ ...world.deps, sender: world.sender, homeTenant }, visitor(change)))?.id;
const inRoster = (mail: string | null, as = oid) =>
  world.sender.roster.set(`29:${awa.id}`, { mail, oid: as });

describe('who stands before the bot', () => {
  test('is linked by our own roster the first time, when it gives exactly the imported mail', async () => {
    inRoster(awa.mail);
    expect(await who()).toBe(awa.id);

    world.sender.roster.clear();
    expect(await who()).toBe(awa.id);
  });

  test('keeps their identity when their mail is given to somebody else', async () => {
    inRoster(awa.mail);
    await who();
    inRoster(marc.mail);

    expect(await who()).toBe(awa.id);
  });

  test.each([
    ['a mail of nobody', 'nobody@mentorat.example', oid],
    ['no mail', null, oid],
    ['somebody else’s object id', awa.mail, 'bbbbbbbb-0000-4000-8000-000000000002'],
  ])('is nobody when the roster gives %s', async (_what, mail, as) => {
    inRoster(mail, as);

    expect(await who()).toBeUndefined();
  });

  test('is nobody from another tenant, whatever mail its roster gives', async () => {
    inRoster(awa.mail);

    expect(await who({ tid: '22222222-2222-4222-8222-222222222222' })).toBeUndefined();
    expect(await who()).toBe(awa.id);
  });

  test('is nobody when they are not in the roster at all', async () => {
    expect(await who()).toBeUndefined();
  });
});

test('installing the bot welcomes once, however often Teams tells of it', async () => {
  await welcome(world.deps, visitor(), awa.id);
  await welcome(world.deps, visitor(), awa.id);
  await world.settle();

  expect(cardsTo(world, awa).map(({ model }) => model.kind)).toEqual(['welcome']);
  expect((await world.db.read.people.get(awa.id))?.reach).toBe('bot');
});

test('removing it makes mail the way, until they come back', async () => {
  await welcome(world.deps, visitor(), awa.id);
  await farewell(world.deps, visitor());
  expect((await world.db.read.people.get(awa.id))?.reach).toBe('email');

  await welcome(world.deps, visitor(), awa.id);
  expect((await world.db.read.people.get(awa.id))?.reach).toBe('bot');
});

test('removing a bot we never knew of is nothing', async () => {
  await farewell(world.deps, visitor({ conversationId: 'never-seen' }));

  expect(await ledger(world)).toEqual([]);
});

test('something typed is answered once, however often Teams repeats it', async () => {
  await reply(world.deps, awa.id, visitor(), 'turn-1', { kind: 'help' });
  await reply(world.deps, awa.id, visitor(), 'turn-1', { kind: 'help' });
  await world.settle();

  expect(cardsTo(world, awa).map(({ model }) => model.kind)).toEqual(['help']);
});

test('the same thing typed again is answered again', async () => {
  await hasBot(world, awa);
  for (const turn of ['turn-1', 'turn-2']) {
    await reply(world.deps, awa.id, visitor(), turn, { kind: 'help' });
  }
  await world.settle();

  expect(cardsTo(world, awa)).toHaveLength(2);
});

describe('a command about a pair', () => {
  test.each([
    ['find', { kind: 'find', pair: p01.id }],
    ['record', { kind: 'record', pair: p01.id }],
    ['meetings', { kind: 'meetings', pair: p01.id }],
    ['referent', { kind: 'referent', pair: p01.id, asked: false }],
  ] as const)('%s is about the only one', async (next, view) => {
    expect(await viewForPair(world.deps, awa.id, next)).toEqual(view);
    expect(pairView(next, p01.id)).toEqual(view);
  });

  test('asks which, when there are several', async () => {
    await world.db.opened.sql
      .updateTable('pair')
      .set({ mentor_id: marc.id })
      .where('id', '=', p02.id)
      .execute();

    expect(await viewForPair(world.deps, marc.id, 'find')).toEqual({
      ...{ kind: 'which-pair', next: 'find' },
    });
    expect(await viewForPair(world.deps, ines.id, 'find')).toMatchObject({ pair: p02.id });
  });

  test('is nobody’s who has no pair, or whose pair is closed', async () => {
    expect(await viewForPair(world.deps, rose.id, 'find')).toBe('no-pair');
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();
    expect(await viewForPair(world.deps, awa.id, 'find')).toBe('no-pair');
  });
});
