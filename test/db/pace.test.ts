import { beforeEach, expect, test } from 'vitest';
import type { Claim, NewEffect } from '../../src/db/effects.ts';
import { slackMs } from '../../src/domain/pace.ts';
import { awa, marc, tuesday } from '../support/people.ts';
import { aWorld, hasBot, homeTenant } from '../support/world.ts';

const world = aWorld();
beforeEach(async () => {
  await world.db.opened.sql.deleteFrom('pace').execute();
});

const room = { chat: 64, mailbox: 4, list: 8 };
const second = 1000;

const cards = (count: number, change: Partial<NewEffect> = {}): NewEffect[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ key: `c${i}`, kind: 'card.update', lane: `c${i}`, person: awa.id, ids: {} },
    ...{ due: tuesday, created: tuesday },
    ...change,
  }));
const add = (all: NewEffect[]) =>
  world.db.tx(async (t) => {
    for (const one of all) await t.effects.add(one);
  });
const claim = (now = tuesday) => world.db.read.effects.claim(now, room);
const open = async () => (await world.db.read.agenda.at(tuesday)).effects;

test('fifty leave for a tenant, and say when; a look meanwhile takes none', async () => {
  await hasBot(world, awa, marc);
  await add(cards(50));
  const { claims, next } = await claim();
  await add(cards(1, { key: 'late', lane: 'late', person: marc.id }));

  expect(claims.map(({ leaves, budget }) => [leaves, budget])).toEqual(
    Array.from({ length: 50 }, () => [tuesday, `tenant:${homeTenant}`]),
  );
  expect(next).toBeNull();
  expect(await claim()).toEqual({ claims: [], more: false, next: tuesday + second + slackMs });
  expect(await open()).toMatchObject({ nextDue: tuesday });
});

test('what is put off is due when there is a place, and is taken then', async () => {
  await hasBot(world, awa);
  await add(cards(50));
  const held = (await claim()).claims;
  await add(cards(1, { key: 'late', lane: 'late' }));
  await claim();
  for (const one of held) {
    await world.db.read.effects.settle(one, { state: 'done', outcome: null }, tuesday);
  }

  expect(await open()).toEqual({ nextDue: tuesday + second + slackMs, pending: 1 });
  expect((await claim(tuesday + 800)).claims).toEqual([]);
  const { claims } = await claim(tuesday + second + slackMs);
  expect(claims.map(({ key }) => key)).toEqual(['late']);
});

test('a message that left late takes its place in the window late', async () => {
  await hasBot(world, awa);
  await add(cards(50));
  for (const one of (await claim()).claims) {
    const late: Claim = { ...one, leaves: tuesday + 300 };
    await world.db.read.effects.settle(late, { state: 'done', outcome: null }, tuesday + 500);
  }
  await add(cards(1, { key: 'next', lane: 'next' }));

  const { next } = await claim(tuesday + 500);

  expect(next).toBe(tuesday + 300 + second + slackMs);
});

test('a person without a chat is held up by no tenant', async () => {
  await add(cards(60));

  const { claims } = await claim();

  expect(claims).toHaveLength(60);
});

test('of two who come at once no more leave than one may let go', async () => {
  await hasBot(world, awa);
  await add(cards(49));

  const both = await Promise.all([claim(), claim()]);
  await add(
    cards(49, { kind: 'card.update' }).map((one) => ({
      ...one,
      key: `${one.key}b`,
      lane: `${one.key}b`,
    })),
  );
  const again = await Promise.all([claim(), claim()]);

  const taken = [...both, ...again].flatMap(({ claims }) => claims);
  const places = taken.map(({ leaves }) => leaves).filter((at) => at < tuesday + second);
  expect(places).toHaveLength(50);
});
