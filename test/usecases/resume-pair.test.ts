import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { agreePause } from '../../src/usecases/answer-pause.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { resumePair } from '../../src/usecases/resume-pair.ts';
import { awa, ines, marc, nadia, nowhere, p01, paris, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

/** Awa asks on Tuesday 21 April, Marc agrees at once. */
async function running(until = '2026-05-19'): Promise<string> {
  const done = await proposePause(world.deps, { person: awa.id }, { pair: p01.id, until });
  const pause = 'pause' in done ? done.pause : '';
  await agreePause(world.deps, { person: marc.id }, { pause });
  await world.settle();
  return pause;
}
const resume = (by: Person, pause?: string, pair = p01.id) =>
  resumePair(world.deps, { person: by.id }, { pair, pause });
const stored = (pause: string) => world.db.read.pauses.get(pause);

describe('a pause is ended early', () => {
  test.each([
    ['whoever asked', awa, marc],
    ['whoever agreed', marc, awa],
  ])('by %s; the other one hears of it once', async (_who, by, other) => {
    await hasBot(world, other);
    const pause = await running();
    const before = cardsTo(world, other).length;
    world.clock.now = paris('2026-05-04', '09:00');

    expect(await resume(by)).toEqual({ pause });
    expect(await resume(by, pause)).toEqual({ pause });
    await world.settle();

    expect(await stored(pause)).toMatchObject({ state: 'agreed', ended: '2026-05-03' });
    expect(
      cardsTo(world, other)
        .slice(before)
        .map(({ model }) => model),
    ).toMatchObject([{ kind: 'pause', state: 'ended', may: { resume: false } }]);
    expect(mailsTo(world, by)).not.toContainEqual(expect.objectContaining({ said: 'resumed' }));
  });

  test('with a mail to somebody without the bot', async () => {
    await running();
    world.clock.now = paris('2026-05-04', '09:00');
    await resume(awa);
    await world.settle();

    expect(mailsTo(world, marc).at(-1)).toMatchObject({ kind: 'pause', said: 'resumed' });
  });

  test('by whoever answers for the pair: both hear of it, and nobody is said to have wished it', async () => {
    const pause = await running();
    world.clock.now = paris('2026-05-04', '09:00');

    expect(await resume(rose, pause)).toEqual({ pause });
    await world.settle();

    for (const who of [awa, marc])
      expect(mailsTo(world, who).at(-1)).toMatchObject({ kind: 'pause', said: 'lifted' });
  });

  test('on the day it was agreed on: not one day was paused', async () => {
    const pause = await running();
    await resume(marc);

    expect(await stored(pause)).toMatchObject({ from: '2026-04-21', ended: '2026-04-20' });
  });

  test('and another one can be agreed on then', async () => {
    await running();
    await resume(awa);

    expect(await running('2026-06-02')).not.toBe('');
  });
});

describe('nothing is ended', () => {
  test('where nothing runs', async () => {
    expect(await resume(awa)).toEqual({ refused: 'too-late' });
    await proposePause(world.deps, { person: awa.id }, { pair: p01.id, until: '2026-05-19' });
    expect(await resume(awa)).toEqual({ refused: 'too-late' });
  });

  test('that has ended by itself', async () => {
    const pause = await running();
    world.clock.now = paris('2026-05-20', '09:00');

    expect(await resume(awa)).toEqual({ refused: 'too-late' });
    expect(await resume(awa, pause)).toEqual({ refused: 'too-late' });
    expect(await stored(pause)).toMatchObject({ ended: null });
  });

  test('by an old card: it names its own pause, not the one that runs', async () => {
    const first = await running();
    await resume(awa);
    const second = await running('2026-06-02');

    expect(await resume(marc, first)).toEqual({ pause: first });
    expect(await stored(second)).toMatchObject({ ended: null });
  });

  test('by anybody else', async () => {
    const pause = await running();

    expect(await resume(ines)).toEqual({ refused: 'not-found' });
    expect(await resume(nadia)).toEqual({ refused: 'not-found' });
    expect(await resume(awa, nowhere)).toEqual({ refused: 'not-found' });
    expect(await resume(awa, undefined, nowhere)).toEqual({ refused: 'not-found' });
    expect(await stored(pause)).toMatchObject({ ended: null });
  });
});
