import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minute } from '../../src/domain/time.ts';
import { limitLinks, linkAllowances } from '../../src/web/rate-limit.ts';
import { tuesday } from '../support/people.ts';
import { aWorld, hash } from '../support/world.ts';
import { listen } from '../web/sign-in-world.ts';

const world = aWorld();
beforeEach(async () => {
  await world.db.opened.sql.deleteFrom('allowance').execute();
});
const six = { kind: 'link.address', bucket: 7, each: 10_000, within: minute };
const spend = (now: number, ...all: (typeof six & { look?: true })[]) =>
  world.db.read.allowances.spend(all.length > 0 ? all : [six], now);

describe('an allowance of six a minute, in the store', () => {
  test('is spent, says how long to wait, and comes back evenly', async () => {
    for (let time = 0; time < 6; time += 1) expect(await spend(tuesday)).toBe(0);
    expect(await spend(tuesday)).toBe(10_000);
    expect(await spend(tuesday + 4_000)).toBe(6_000);
    expect(await spend(tuesday + 10_000)).toBe(0);
    expect(await spend(tuesday + 10_000)).toBe(10_000);
    expect(await spend(tuesday, { ...six, bucket: 8 })).toBe(0);
  });

  test('is not spent by looking, by any of ten at once beyond it, nor by two in a ring', async () => {
    for (let time = 0; time < 9; time += 1)
      expect(await spend(tuesday, { ...six, look: true })).toBe(0);
    const other = { ...six, kind: 'link.token' };
    const each = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        at % 2 === 0 ? spend(tuesday, six, other) : spend(tuesday, other, six),
      ),
    );
    expect(each.filter((wait) => wait === 0)).toHaveLength(6);
    expect(await spend(tuesday, { ...six, look: true })).toBe(10_000);
  });

  test('holds though another instance’s clock is a second behind, and begins anew when one was set back', async () => {
    for (let time = 0; time < 6; time += 1) await spend(tuesday);
    expect(await spend(tuesday - 1000)).toBe(10_000);
    expect(await spend(tuesday - 2 * minute)).toBe(0);
  });

  test('is forgotten once it has been quiet', async () => {
    await spend(tuesday);
    await world.db.read.allowances.forget(tuesday + 1);
    expect(await world.db.opened.sql.selectFrom('allowance').selectAll().execute()).toEqual([]);
  });
});

describe('two instances behind one address', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const instance = async (alone: boolean) => {
    const db = { ...world.db, opened: { ...world.db.opened, alone } };
    const app = express();
    app.use(express.json(), limitLinks({ now: () => tuesday, hash, db }));
    app.post('/read', (_req, res) => void res.sendStatus(404));
    const server = createServer(app);
    servers.push(server);
    const url = await listen(server);
    return async (token: string) => {
      const headers = { 'Content-Type': 'application/json' };
      const sent = { method: 'POST', headers, body: JSON.stringify({ token }) };
      return (await fetch(`${url}/read`, sent)).status;
    };
  };

  test.each([
    { stores: 'one store', alone: false, guesses: linkAllowances.unknown.most },
    { stores: 'memory alone', alone: true, guesses: 2 * linkAllowances.unknown.most },
  ])('on $stores let $guesses guesses through', async ({ alone, guesses }) => {
    const instances = [await instance(alone), await instance(alone)];
    let through = 0;
    for (let guess = 0; guess < 40; guess += 1) {
      for (const ask of instances) if ((await ask(`guess ${guess}`)) === 404) through += 1;
    }
    // The last one answered may not be counted yet as the next one comes.
    expect(through).toBeGreaterThanOrEqual(guesses);
    expect(through).toBeLessThanOrEqual(guesses + 2);
    const rows = await world.db.opened.sql.selectFrom('allowance').select('kind').execute();
    expect(rows.map(({ kind }) => kind).includes('link.unknown')).toBe(!alone);
  });
});
