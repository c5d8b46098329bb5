import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Effect, NewEffect } from '../../src/db/effects.ts';
import { slackMs } from '../../src/domain/pace.ts';
import type { Handler } from '../../src/effects/run.ts';
import { erasesNothing } from '../support/erases-nothing.ts';
import { tuesday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aBench, type Bench, benchStore } from './bench.ts';

benchStore();

const home = '11111111-0000-4000-8000-000000000001';
const other = '22222222-0000-4000-8000-000000000002';
const second = 1000;
const fine: Handler = async () => ({ done: true });

const idOf = (n: number) => `0000000b-0000-4000-8000-${String(n).padStart(12, '0')}`;
const card = (n: number, change: Partial<NewEffect> = {}) => ({
  ...{ key: `card-${n}`, kind: 'card.send' as const, lane: `card:${n}`, person: idOf(n) },
  ...change,
});
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);

/** A hundred people with a chat each: the last ten in another tenant. */
async function aTown(handle: Handler): Promise<Bench> {
  const bench = await aBench(handle);
  const store = bench.db.opened.sql;
  await store.deleteFrom('pace').execute();
  await store.deleteFrom('person').execute();
  const people = numbers(100).map((n) => ({
    ...{ id: idOf(n), mail: `${n}@chu.example`, name: `Person ${n}` },
  }));
  await store.insertInto('person').values(people).execute();
  const chats = numbers(100).map((n) => ({
    ...{ id: `chat-${n}`, person_id: idOf(n), tid: n > 90 ? other : home },
    ...{ user_id: `29:${n}`, service_url: 'https://smba.example/' },
  }));
  await store.insertInto('conversation').values(chats).execute();
  return bench;
}

let left: string[] = [];
const noting: Handler = async ({ key }) => {
  left.push(key);
  return { done: true };
};
beforeEach(() => {
  left = [];
});

const count = async (bench: Bench, state: string) =>
  (await bench.states()).filter((one) => one.includes(` ${state}`)).length;
const agendaOf = async (bench: Bench) => (await bench.db.read.agenda.at(bench.clock.now)).effects;

describe('messages to one tenant', () => {
  test.each([
    [49, 49],
    [50, 50],
  ])('%i leave in one moment', async (due, leave) => {
    const bench = await aTown(noting);
    await bench.add(...numbers(due).map((n) => card(n)));

    await bench.open().drain();

    expect(left).toHaveLength(leave);
  });

  test('51 leave one after the other; what is put off says when, and nothing due is left', async () => {
    const bench = await aTown(noting);
    await bench.add(...numbers(51).map((n) => card(n)));
    const effects = bench.open();

    await effects.drain();
    const { nextDue, pending } = await agendaOf(bench);

    expect(left.length).toBeLessThan(51);
    expect(pending).toBe(51 - left.length);
    expect(nextDue).toBeGreaterThan(tuesday);
    expect(nextDue).toBeLessThan(tuesday + second);
  });

  test('all leave from one due moment to the next, never more than 50 a second', async () => {
    const at: number[] = [];
    const bench = await aTown(async () => {
      at.push(bench.clock.now);
      return { done: true };
    });
    await bench.add(...numbers(90).map((n) => card(n)));
    const effects = bench.open();
    for (let turn = 0; turn < 400; turn++) {
      await effects.drain();
      const { nextDue } = await agendaOf(bench);
      if (nextDue === null) break;
      bench.clock.now = Math.max(bench.clock.now, nextDue);
    }

    expect(at).toHaveLength(90);
    const rows = await bench.db.opened.sql.selectFrom('effect').select('left_at').execute();
    const places = rows.flatMap((row) => row.left_at ?? []).sort((a, b) => a - b);
    const tooSoon = places.filter((place, i) => place - (places[i - 50] ?? 0) < second);
    expect(tooSoon).toEqual([]);
    expect((places.at(-1) ?? 0) - tuesday).toBeLessThan(2.2 * second);
  });

  test('that are too many hold up nobody in another tenant', async () => {
    const bench = await aTown(noting);
    await bench.add(...numbers(90).map((n) => card(n)), ...numbers(10, 91).map((n) => card(n)));

    await bench.open().drain();

    expect(left.filter((key) => Number(key.slice(5)) > 90)).toHaveLength(10);
  });

  test('share one budget, whichever instance sends them', async () => {
    const bench = await aTown(noting);
    await bench.add(...numbers(30).map((n) => card(n)));
    const [one, two] = [bench.open(), bench.open()];
    await one.drain();
    await bench.add(...numbers(21, 31).map((n) => card(n)));

    await two.drain();

    expect(left).toHaveLength(50);
    expect(await count(bench, 'waiting')).toBe(1);
  });
});

describe('messages in one chat', () => {
  test('leave seven at once, the eighth a second later', async () => {
    const bench = await aTown(noting);
    await bench.add(...numbers(8).map((n) => card(n, { person: idOf(1) })));
    const effects = bench.open();

    await effects.drain();
    expect(left).toHaveLength(7);
    const { nextDue } = await agendaOf(bench);
    expect(nextDue).toBe(tuesday + second + slackMs);
    bench.clock.now = tuesday + second + slackMs;
    await effects.drain();

    expect(left).toHaveLength(8);
  });

  test('that are redrawn ring nobody, and are not counted', async () => {
    const bench = await aTown(noting);
    const all = numbers(12).map((n) => card(n, { kind: 'card.update', person: idOf(1) }));
    await bench.add(...all);

    await bench.open().drain();

    expect(left).toHaveLength(12);
  });
});

describe('mails', () => {
  test.each([
    [30, 30],
    [31, 30],
  ])('of %i, %i leave within the minute', async (due, leave) => {
    const bench = await aTown(noting);
    const all = numbers(due).map((n) => ({ key: `mail-${n}`, kind: 'mail' as const }));
    await bench.add(...all);
    const effects = bench.open();

    await effects.drain();
    expect(left).toHaveLength(leave);
    bench.clock.now = tuesday + 60 * second + slackMs;
    await effects.drain();

    expect(left).toHaveLength(due);
  });

  test('of a whole morning all leave, from one due moment to the next, thirty a minute', async () => {
    const bench = await aTown(noting);
    await bench.add(...numbers(75).map((n) => ({ key: `mail-${n}`, kind: 'mail' as const })));
    const effects = bench.open();
    for (let turn = 0; turn < 400 && left.length < 75; turn++) {
      await effects.drain();
      const { nextDue } = await agendaOf(bench);
      bench.clock.now = Math.max(bench.clock.now, nextDue ?? 0);
    }

    expect(left).toHaveLength(75);
    const rows = await bench.db.opened.sql.selectFrom('effect').select('left_at').execute();
    const places = rows.flatMap((row) => row.left_at ?? []).sort((a, b) => a - b);
    expect(places.filter((place, i) => place - (places[i - 30] ?? 0) < 60 * second)).toEqual([]);
    expect((places.at(-1) ?? 0) - tuesday).toBeLessThan(3 * 60 * second);
  });
});

test('a slow call holds up nobody but its lane', async () => {
  let letGo = () => {};
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const bench = await aTown(async (effect: Effect) => {
    if (effect.key === 'event-slow') await slow;
    left.push(effect.key);
    return { done: true };
  });
  await bench.add({ key: 'event-slow' }, ...numbers(9).map((n) => ({ key: `event-${n}` })));
  await bench.add(...numbers(20).map((n) => card(n)));

  const drained = bench.open().drain();
  await expect.poll(() => left.length).toBe(29);
  letGo();
  await drained;

  expect(left.at(-1)).toBe('event-slow');
});

test('one failing lane does not stop the others', async () => {
  const bench = await aTown(async ({ key }) => {
    if (key === 'card-1') throw fault(403, 'Blocked');
    if (key === 'card-2') throw new TypeError('ours');
    return { done: true };
  });
  await bench.add(...numbers(20).map((n) => card(n)));

  await bench.open().drain();

  expect([await count(bench, 'failed'), await count(bench, 'done')]).toEqual([2, 18]);
});

test('refused as too much, a tenant gets what it took, and is asked for more later', async () => {
  let taken = 0;
  const bench = await aTown(async () => {
    taken += 1;
    if (taken > 30) throw fault(429, 'Throttled');
    return { done: true };
  });
  await bench.add(...numbers(50).map((n) => card(n)));

  await bench.open().drain();

  const [pace] = await bench.db.opened.sql.selectFrom('pace').selectAll().execute();
  expect(pace).toMatchObject({ budget: `tenant:${home}`, most: 30, good: 30 });
  expect(await count(bench, 'waiting 429')).toBe(20);
});

test('Outlook is asked four things at a time, by all instances together', async () => {
  let letGo = () => {};
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const bench = await aTown(async ({ key }) => {
    left.push(key);
    await slow;
    return { done: true };
  });
  await bench.add(...numbers(6).map((n) => ({ key: `event-${n}` })));

  const drains = [bench.open().drain()];
  await expect.poll(() => left.length).toBe(4);
  const two = bench.open();
  await two.drain();
  expect(left).toHaveLength(4);
  letGo();
  await Promise.all(drains);

  expect(left).toHaveLength(6);
});

test('what turned out needless gives its place back', async () => {
  const bench = await aTown(async () => ({ dropped: 'answered meanwhile' }));
  await bench.add(...numbers(50).map((n) => card(n)));
  await bench.open().drain();
  await bench.add(...numbers(40, 51).map((n) => card(n)));

  await bench.open({ handlers: handlersOf(noting) }).drain();

  expect(left).toHaveLength(40);
});

const handlersOf = (handle: Handler) => ({
  ...erasesNothing,
  ...{ event: handle, day: handle, list: handle, mail: fine },
  ...{ 'card.send': handle, 'card.update': handle },
});

test('a store never analysed takes its places quickly all the same', async () => {
  const bench = await aTown(noting);
  await sql`insert into effect (key, kind, lane, person_id, ids, due, created)
    select 'q-' || n, 'card.send', 'q:' || n, ${idOf(1)}::uuid, '{}', d, d
    from generate_series(1, 300) n, (select ${new Date(tuesday)}::timestamptz as d) due`.execute(
    bench.db.opened.sql,
  );

  await bench.open().drain();

  expect(left).toHaveLength(7);
  expect((await agendaOf(bench)).nextDue).toBeGreaterThan(tuesday);
});
