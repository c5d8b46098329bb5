import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hour, minute } from '../../src/domain/time.ts';
import { limitLinks, linkAllowances, networkOf, openAllowance } from '../../src/web/rate-limit.ts';
import { tuesday } from '../support/people.ts';
import { hash } from '../support/world.ts';

describe('an allowance of ten a minute', () => {
  const spent = (times: number) => {
    const allowance = openAllowance({ most: 10, within: minute });
    for (let time = 0; time < times; time += 1) allowance.spend('a', tuesday);
    return allowance;
  };

  test('lets ten through at once, and asks the eleventh to wait six seconds', () => {
    expect(spent(9).wait('a', tuesday)).toBe(0);
    expect(spent(10).wait('a', tuesday)).toBe(6000);
  });

  test('gives one back every six seconds, and all after a minute', () => {
    expect(spent(10).wait('a', tuesday + 5999)).toBe(1);
    expect(spent(10).wait('a', tuesday + 6000)).toBe(0);
    const later = spent(10);
    for (let time = 0; time < 10; time += 1) {
      expect(later.wait('a', tuesday + minute)).toBe(0);
      later.spend('a', tuesday + minute);
    }
    expect(later.wait('a', tuesday + minute)).toBe(6000);
  });

  test('is each one’s own', () => {
    expect(spent(10).wait('b', tuesday)).toBe(0);
  });

  test('starts anew when the clock is set back', () => {
    expect(spent(10).wait('a', tuesday - 1)).toBe(0);
  });

  test('forgets whoever has not asked for longest, so that a million of them fill no memory', () => {
    const allowance = spent(10);
    for (let one = 0; one < 1_000_000; one += 1) allowance.spend(`guess ${one}`, tuesday);

    expect(allowance.kept()).toBeLessThanOrEqual(40_000);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['203.0.113.7:50123', '203.0.113.7'],
  ['[2001:db8:1:2::6]:50123', '2001:db8:1:2'],
  ['[2001:db8:1:2::6]', '2001:db8:1:2'],
  ['', ''],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('the personal page’s addresses', () => {
  let now = tuesday;
  let server: Server;
  let url = '';
  const known = 'k'.repeat(43);

  beforeAll(async () => {
    const app = express();
    app.use(express.json(), limitLinks({ now: () => now, hash }));
    app.post('/read', (req, res) => void res.sendStatus(req.body.token === known ? 200 : 404));
    server = createServer(app);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}/read`;
  });
  afterAll(() => {
    server.close();
  });

  const ask = (token: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });

  test('answer a page at work, and stop whoever guesses long before they find anything', async () => {
    for (let time = 0; time < linkAllowances.token.most; time += 1) {
      expect((await ask(known)).status).toBe(200);
    }
    const tooMany = await ask(known);
    expect(tooMany.status).toBe(429);
    expect(await tooMany.json()).toEqual({ refused: 'try-again' });
    expect(tooMany.headers.get('retry-after')).toBe('1');

    now += hour;
    for (let guess = 0; guess < linkAllowances.unknown.most; guess += 1) {
      expect((await ask(`guess ${guess}`)).status).toBe(404);
    }
    const stopped = await ask('one more', { 'X-Forwarded-For': '198.51.100.9' });
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBe(20);
    // At thirty in ten minutes, a million take more than seven months; and there are 2^256.
    now += 20_000;
    expect((await ask('one more')).status).toBe(404);
    expect((await ask('another')).status).toBe(429);
  });
});

test('89 of a million guesses made one a millisecond, eighty reach the store', async () => {
  const many = process.env.ATTACKS === '1' ? 1_000_000 : 10_000;
  let now = tuesday;
  const limit = limitLinks({ now: () => now, hash: (token) => Buffer.from(token) });
  let reached = 0;
  for (let guess = 0; guess < many; guess += 1) {
    now += 1_000_000 / many;
    let answered: (() => void) | undefined;
    const res = {
      statusCode: 404,
      once(_event: string, then: () => void) {
        answered = then;
      },
      status: () => res,
      set: () => res,
      json: () => res,
    };
    const req = { ip: '198.51.100.7', body: { token: `guess ${guess}` } };
    await limit(req as never, res as never, () => {
      reached += 1;
    });
    answered?.();
  }
  // Thirty at once, and one more every twenty seconds of the thousand that a million take.
  expect(reached).toBeGreaterThanOrEqual(79);
  expect(reached).toBeLessThanOrEqual(80);
});
