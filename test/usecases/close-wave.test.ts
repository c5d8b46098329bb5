import { describe, expect, test } from 'vitest';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { paris, rose } from '../support/people.ts';
import { answer, closedWave, closes, morePairs, openedWave } from '../support/survey-world.ts';
import { aWorld, mailsTo } from '../support/world.ts';

const world = aWorld();

const read = (body: string) => JSON.parse(body) as Synthesis;

/** A cohort of so many pairs beside the two, of whom so many on each side have answered. */
async function answered(pairs: number, each: number, level: (at: number) => 1 | 2 | 3 | 4 | 5) {
  const people = await morePairs(world, pairs);
  const wave = await openedWave(world);
  for (const side of [people.mentees, people.mentors]) {
    for (const [at, person] of side.slice(0, each).entries()) {
      await answer(world, wave, person, level(at));
    }
  }
  return wave;
}

describe('a wave that closes', () => {
  test('comes to one synthesis, and leaves neither ballots nor a key', async () => {
    const wave = await answered(12, 8, () => 4);
    expect(world.keys.standing.has(wave.id)).toBe(true);
    const kept = await closedWave(world, wave);

    const { cells } = read(kept.body);
    expect(cells.map(({ cell, asked, rate, size }) => ({ cell, asked, rate, size }))).toEqual([
      { cell: 'mentee', asked: 14, rate: 60, size: '7-9' },
      { cell: 'mentor', asked: 14, rate: 60, size: '7-9' },
    ]);
    expect(cells[0]?.questions.map(({ told }) => told)).toEqual(
      Array.from({ length: 10 }, () => ({ kind: 'majority', of: 'high' })),
    );
    expect(await world.db.opened.sql.selectFrom('ballot').selectAll().execute()).toEqual([]);
    expect(world.keys.standing.has(wave.id)).toBe(false);
    expect(await world.db.read.waves.get(wave.id)).toMatchObject({ state: 'closed' });
    expect(await world.db.read.waves.unfinished()).toMatchObject([{ moment: 'end' }]);
  });

  test('tells nothing of six answers, nor that there were any, and opens none of them', async () => {
    const wave = await answered(12, 6, () => 5);
    const six = read((await closedWave(world, wave)).body);

    expect(six.cells).toMatchObject([
      { cell: 'mentee', rate: null, size: null, questions: [] },
      { cell: 'mentor', rate: null, size: null, questions: [] },
    ]);
  });

  test('tells the coaches, and nobody else, once, as they come to work', async () => {
    const wave = await answered(12, 7, () => 4);
    await closedWave(world, wave);
    await keepWaves(world.deps);
    await world.settle(paris('2026-10-30', '08:59'));
    expect(mailsTo(world, rose)).toEqual([]);
    await world.settle(paris('2026-10-30', '09:00'));

    const said = mailsTo(world, rose).filter(({ kind }) => kind === 'synthesis');
    expect(said).toMatchObject([{ moment: 'midterm', released: false }]);
    expect(world.mail.sent.filter(({ subject }) => subject === 'synthesis')).toHaveLength(1);
  });

  test('whose key is missing destroys nothing, and closes once it is back', async () => {
    const wave = await answered(12, 7, () => 2);
    world.keys.standing.delete(wave.id);
    world.clock.now = closes.midterm;
    const again = await keepWaves(world.deps);

    expect(again).toBe(closes.midterm + 15 * 60_000);
    expect(world.lines.map(({ event }) => event)).toContain('wave.failed');
    expect(await world.db.read.waves.get(wave.id)).toMatchObject({ state: 'closing' });
    expect(await world.db.opened.sql.selectFrom('ballot').selectAll().execute()).toHaveLength(14);

    world.keys.standing.add(wave.id);
    const kept = await closedWave(world, wave);
    expect(read(kept.body).cells[0]?.questions[0]?.told).toEqual({ kind: 'majority', of: 'low' });
  });

  test('whose synthesis the audit refuses publishes none of it, and keeps its ballots', async () => {
    const wave = await answered(12, 7, () => 4);
    const refusing = {
      ...world.deps,
      audit: async () =>
        ({ safe: false, why: 'too-few', where: { cell: null, question: null } }) as const,
    };
    world.clock.now = closes.midterm;
    await keepWaves(refusing);

    expect(await world.db.read.syntheses.get(wave.id)).toBeUndefined();
    expect(world.lines).toContainEqual(
      expect.objectContaining({ event: 'synthesis.refused', reason: 'too-few' }),
    );
    expect(await world.db.opened.sql.selectFrom('ballot').selectAll().execute()).toHaveLength(14);
    expect(world.keys.standing.has(wave.id)).toBe(true);
  });

  test('leaves out a ballot that was not sealed for it, and says how many', async () => {
    const wave = await answered(12, 8, () => 4);
    const sealed = Buffer.alloc(512, 9);
    const id = Buffer.alloc(16, 7);
    await world.db.tx((t) => t.ballots.put({ id, wave: wave.id, cell: 'mentee', sealed }));
    const { cells } = read((await closedWave(world, wave)).body);

    expect(cells[0]).toMatchObject({ size: '7-9', rate: 60 });
    expect(world.lines).toContainEqual(
      expect.objectContaining({ event: 'ballots.spoilt', count: 1 }),
    );
  });

  test('closed again, as after a crash before the key was destroyed, has the same bytes', async () => {
    const wave = await answered(12, 7, (at) => (at % 2 === 0 ? 4 : 2));
    const kept = await closedWave(world, wave);
    const set = { key_destroyed: false };
    await world.db.opened.sql.updateTable('wave').set(set).where('id', '=', wave.id).execute();
    world.keys.standing.add(wave.id);
    const again = await closedWave(world, wave);

    expect(again).toEqual(kept);
    expect(world.keys.standing.has(wave.id)).toBe(false);
  });
});
