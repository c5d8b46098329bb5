import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { hasAction } from './control.ts';
import { awa, cardsWith, marc } from './steps.ts';
import { startTwoInstances, type TwoInstances } from './two-instances-world.ts';
import { sampleSeed } from './world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const sends = '/connector/v3/conversations/*/activities';
/** Longer than a lease, and than the second after it in which another instance looks. */
const frozenMs = 10_000;

describe.runIf(inject('engine') === 'postgres')('two instances on one store', () => {
  let world: TwoInstances;
  beforeAll(async () => {
    world = await startTwoInstances(sampleSeed());
  });
  afterAll(() => world.close());

  const forms = async (who: string) => (await cardsWith(world, who, 'meeting.find')).length;

  test('one is frozen as it sends: nobody repeats the send, and what it would note is refused', async () => {
    const { first, second, balancer } = world;
    await world.arm('POST', sends, 'slow');
    balancer.leadTo(first.url);
    const asking = world.say(awa, 'réserver');
    await world.until(1, { kind: 'card.send', state: 'running' });
    await vi.waitUntil(async () => (await forms(awa)) === 1, 5000);
    first.freeze();
    const frozenAt = Date.now();
    balancer.leadTo(second.url);

    // The other one serves everybody meanwhile.
    const served = world.say(marc, 'réserver');
    await vi.waitUntil(async () => (await forms(marc)) === 1, 5000);
    expect(Date.now() - frozenAt).toBeLessThan(5000);
    const [lost] = await world.until(1, { state: 'unknown', outcome: 'holder-died' });
    await Promise.all([asking, served]);
    await pause(frozenMs - (Date.now() - frozenAt));
    first.thaw();
    await vi.waitUntil(() => first.said('effect.fenced').length > 0, 5000);
    balancer.leadToAll();
    await balancer.untilReady(first.url, second.url);
    await world.settle();

    expect(first.said('effect.fenced')).toEqual([
      expect.objectContaining({ effect: Number(lost?.id) }),
    ]);
    expect(await forms(awa)).toBe(1);
    expect(await forms(marc)).toBe(1);
    const [kept] = await world.until(1, { state: 'unknown' });
    expect(kept).toMatchObject({ id: lost?.id, outcome: 'holder-died', remote_id: null });
    // Whoever presses it says that it did arrive.
    const [card] = await cardsWith(world, awa, 'meeting.find');
    expect(card?.card && hasAction(card.card, 'meeting.find')).toBe(true);
  });

  test('one is asked to stop as it sends: it is not ready any more, finishes, and ends within ten seconds', async () => {
    const { first, second, balancer } = world;
    const before = await forms(marc);
    await world.arm('POST', sends, 'slow');
    balancer.leadTo(second.url);
    const asking = world.say(marc, 'réserver');
    await world.until(1, { kind: 'card.send', state: 'running' });
    const askedAt = Date.now();
    const stopped = second.stop();
    await vi.waitUntil(async () => {
      const answer = await fetch(`${second.url}/readyz`).catch(() => undefined);
      return answer?.status === 503;
    }, 2000);
    balancer.leadToAll();
    await vi.waitUntil(() => !balancer.isReady(second.url), 2000);
    // Its people are with the other one already.
    await world.say(awa, 'réserver');
    await asking;
    expect(await stopped).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(10_000);
    await world.settle();

    expect(await forms(marc)).toBe(before + 1);
    expect(await forms(awa)).toBe(2);
    const rows = await (await world.store()).selectFrom('effect').select('state').execute();
    expect(rows.filter(({ state }) => ['running', 'waiting', 'failed'].includes(state))).toEqual(
      [],
    );
    expect(rows.filter(({ state }) => state === 'unknown')).toHaveLength(1);
    expect(first.said('effect.unknown')).toEqual([]);
  });
});
