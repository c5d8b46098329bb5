import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { holdSynthesis, releaseSynthesis } from '../../src/usecases/release-synthesis.ts';
import { awa, ines, marc, nadia, nowhere, paris, rose } from '../support/people.ts';
import { closedWave, openedWave } from '../support/survey-world.ts';
import { aWorld, cardsTo, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

async function ready() {
  const wave = await openedWave(world);
  await closedWave(world, wave);
  await world.settle(paris('2026-10-30', '09:30'));
  return wave;
}
const release = (wave: string, version = 1, by = rose) =>
  releaseSynthesis(world.deps, { person: by.id }, { wave, version });
const hold = (wave: string, version = 1, by = rose) =>
  holdSynthesis(world.deps, { person: by.id }, { wave, version });
const seen = async (who: Person, wave: string) =>
  (await readView(world.db.read, who.id, { kind: 'synthesis', wave }, world.clock.now))?.model;

describe('a synthesis', () => {
  test('is read by the coaches alone until one of them releases it', async () => {
    const { id } = await ready();

    expect(await seen(rose, id)).toMatchObject({
      state: 'ready',
      may: { release: true, hold: true },
    });
    for (const who of [awa, marc, nadia]) {
      expect(await seen(who, id)).toMatchObject({ state: 'not-yet', synthesis: null });
    }
  });

  test('is read by all who were asked and by the committee from the instant it is released', async () => {
    const { id } = await ready();
    expect(await release(id)).toEqual({ released: true });

    const coach = await seen(rose, id);
    expect(coach).toMatchObject({ state: 'released', may: { release: false, hold: false } });
    for (const who of [awa, marc, nadia]) {
      const told = await seen(who, id);
      expect(told).toMatchObject({ state: 'released' });
      expect(told && 'synthesis' in told && told.synthesis).toEqual(
        coach && 'synthesis' in coach && coach.synthesis,
      );
    }
  });

  test('is told of to each of them once, by the way they are reached', async () => {
    await hasBot(world, awa);
    const { id } = await ready();
    await release(id);
    await world.settle();

    const cards = cardsTo(world, awa).map(({ model }) => model);
    expect(cards.at(-1)).toMatchObject({ kind: 'synthesis', state: 'released' });
    for (const who of [marc, ines, nadia]) {
      const mails = mailsTo(world, who).filter(({ kind }) => kind === 'synthesis');
      expect(mails).toMatchObject([{ released: true }]);
    }
  });

  test('that is held back is read by nobody but the coaches, and may be released later', async () => {
    const { id } = await ready();
    expect(await hold(id)).toEqual({ held: true });

    expect(await seen(rose, id)).toMatchObject({
      state: 'held',
      may: { release: true, hold: false },
    });
    expect(await seen(awa, id)).toMatchObject({ state: 'not-yet' });
    expect(await release(id, 2)).toEqual({ released: true });
  });

  test('is released by whoever pressed first, on what they saw', async () => {
    const { id } = await ready();
    await hold(id);
    expect(await release(id, 1)).toEqual({ refused: 'changed-since' });
    expect(await seen(awa, id)).toMatchObject({ state: 'not-yet' });
  });

  test('once released cannot be held back', async () => {
    const { id } = await ready();
    await release(id);
    expect(await hold(id, 2)).toEqual({ refused: 'changed-since' });
    expect(await seen(awa, id)).toMatchObject({ state: 'released' });
  });

  test('is nobody else’s to release, nor there before the wave has closed', async () => {
    const { id } = await ready();
    for (const who of [awa, nadia]) {
      expect(await release(id, 1, who)).toEqual({ refused: 'not-found' });
      expect(await hold(id, 1, who)).toEqual({ refused: 'not-found' });
    }
    expect(await release(nowhere)).toEqual({ refused: 'not-found' });
    const waves = await world.db.read.waves.ofCohort(rose.id);
    expect(waves).toEqual([]);
    const end = (await world.db.read.waves.unfinished())[0];
    expect(await release(end?.id ?? '')).toEqual({ refused: 'synthesis-not-yet' });
  });
});
