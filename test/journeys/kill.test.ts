import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { type Control, choices, type Message, piecesOf } from './control.ts';
import { type KillableWorld, startKillableWorld } from './killable-world.ts';
import { afterwards, awa, cardsWith, marc, meetingsIn, programme, twoThemes } from './steps.ts';
import { sampleSeed } from './world.ts';

const soak = process.env.SOAK === '1';
/** Each seed is one journey; `npm run soak` lives ten of them with ten kills each. */
const seeds = soak ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1];
const kills = soak ? 10 : 3;
vi.setConfig({ testTimeout: 600_000 });

/** The moments of a journey, each of which a person would simply try again. */
const moments = ['asks', 'finds', 'books', 'agrees', 'meets', 'tells', 'confirms'] as const;
type Moment = (typeof moments)[number];

/** A plan of kills that is the same for the same seed: in which moment, after how many ms. */
function planOf(seed: number): Map<Moment, number[]> {
  let state = seed * 2_654_435_761;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  };
  const plan = new Map<Moment, number[]>();
  for (let i = 0; i < kills; i++) {
    const moment = moments[next(moments.length)] ?? 'books';
    plan.set(moment, [...(plan.get(moment) ?? []), next(400)]);
  }
  return plan;
}

test.each(seeds)(
  'killed at any moment (seed %i), the meeting has one event, one row, and nobody has a card twice',
  async (seed) => {
    const plan = planOf(seed);
    const world = await startKillableWorld(sampleSeed());
    try {
      const live = async (moment: Moment, act: () => Promise<boolean>) => {
        for (const delay of plan.get(moment) ?? []) {
          const acting = act().catch(() => false);
          await pause(delay);
          await world.product.killAndRestart();
          await acting;
        }
        // Longer than the lease of what the dead process held on a database of its own.
        const deadline = Date.now() + 60_000;
        while (Date.now() < deadline) {
          if (await act().catch(() => false)) return;
          await pause(200);
        }
        throw new Error(`nobody could do it: ${moment}`);
      };
      const slot = await liveThrough(world, live);

      for (const who of [awa, marc, programme]) {
        const events = (await meetingsIn(world, who)).filter((e) => !e.isCancelled);
        expect(events, `events of ${who}`).toHaveLength(1);
        expect(events[0]?.start.dateTime).toContain(slot.slice(0, 16));
      }
      const items = (await world.lists()).flatMap((list) => list.items);
      expect(items).toHaveLength(1);
      for (const who of [awa, marc]) {
        // Every card carries its own number: one that was sent twice would show it twice.
        const numbers = cardNumbers(await world.chat(who));
        expect(new Set(numbers).size, `cards of ${who}`).toBe(numbers.length);
      }
      await expectAtMostInFlight(world);
    } finally {
      await world.close();
    }
  },
);

const cardNumbers = (messages: Message[]): unknown[] =>
  messages.flatMap(({ card }) => {
    const tagged = card && piecesOf(card).find((piece) => piece.data?.card !== undefined);
    return tagged ? [tagged.data?.card] : [];
  });

type Live = (moment: Moment, act: () => Promise<boolean>) => Promise<void>;

/** From the first word to the second one's answer; every act asks first whether it is still needed. */
async function liveThrough(world: Control, live: Live): Promise<string> {
  let slot = '';
  const has = async (who: string, verb: string) => (await cardsWith(world, who, verb)).length > 0;
  const booked = async () => (await meetingsIn(world, programme)).length > 0;
  await live('asks', async () => {
    if (await has(awa, 'meeting.find')) return true;
    await world.say(awa, 'réserver');
    return has(awa, 'meeting.find');
  });
  await live('finds', async () => {
    if (await has(awa, 'meeting.book')) return true;
    const found = await world.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
    return found.status === 200 && (await has(awa, 'meeting.book'));
  });
  await live('books', async () => {
    if (await booked()) return true;
    const [form] = (await cardsWith(world, awa, 'meeting.book')).slice(-1);
    // Three days ahead: time enough to be asked again on a morning, should nobody know of the first.
    const slot = form?.card && choices(form.card, 'slot')[2];
    if (slot) await world.pressLatest(awa, 'meeting.book', { slot });
    return booked();
  });
  const [event] = await meetingsIn(world, programme);
  slot = `${event?.start.dateTime.slice(0, 19)}Z/${event?.end.dateTime.slice(0, 19)}Z`;
  await live('agrees', async () => {
    if (await has(marc, 'meeting.accept')) await world.pressLatest(marc, 'meeting.accept');
    // Whoever was not reached for sure is asked again the next working morning.
    else if (!(await has(marc, 'meeting.cancel'))) await world.moveTo(await nextMorning(world));
    return has(marc, 'meeting.cancel');
  });
  await live('meets', async () => {
    await world.moveTo(afterwards(slot)).catch(() => undefined);
    return has(marc, 'meeting.held');
  });
  await live('tells', async () => {
    if (await has(marc, 'meeting.held'))
      await world.pressLatest(marc, 'meeting.held', { themes: twoThemes });
    await world.settle();
    return (await world.lists()).flatMap((list) => list.items).length === 1;
  });
  await live('confirms', async () => {
    if (await has(awa, 'meeting.held')) await world.pressLatest(awa, 'meeting.held');
    await world.settle();
    return has(awa, 'meeting.correct');
  });
  return slot;
}

/** Just after nine in Paris, the next day it is not nine yet. */
async function nextMorning(world: Control): Promise<string> {
  const { now } = await world.clock();
  const today = `${now.slice(0, 10)}T07:00:01Z`;
  return now < today ? today : new Date(Date.parse(today) + 86_400_000).toISOString();
}

/** A kill leaves at most what was under way: four sends at a time. */
async function expectAtMostInFlight(world: KillableWorld): Promise<void> {
  const store = await world.storeAfterwards();
  const rows = await store.sql
    .selectFrom('effect')
    .select(['kind', 'key', 'state'])
    .where('state', 'in', ['unknown', 'failed', 'running', 'waiting'])
    .execute();
  await store.close();
  expect(rows.filter((row) => row.state !== 'unknown')).toEqual([]);
  expect(rows.length).toBeLessThanOrEqual(4 * kills);
}
