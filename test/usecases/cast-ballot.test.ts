import { describe, expect, test } from 'vitest';
import type { LaidWave } from '../../src/db/waves.ts';
import type { Cell } from '../../src/domain/survey.ts';
import { type CastWish, castBallot } from '../../src/usecases/cast-ballot.ts';
import { nowhere } from '../support/people.ts';
import { closes, morePairs, openedWave } from '../support/survey-world.ts';
import { aWorld, hash } from '../support/world.ts';

const world = aWorld();

const token = Buffer.alloc(32, 7);
const sealed = Buffer.alloc(512, 1);

/** Signed as the keys in memory sign: for one cell. */
async function wishOf(wave: LaidWave, cell: Cell, change: Partial<CastWish> = {}) {
  const keys = await world.db.read.waves.keysOf(wave.id);
  if (!keys) throw new Error('the wave has no keys');
  const signature = await world.keys.sign(keys, cell, token);
  return { wave: wave.id, cell, token, signature, sealed, ...change };
}

const cast = (wish: CastWish) => castBallot({ ...world.deps, hash }, wish);
const ballots = () => world.db.opened.sql.selectFrom('ballot').selectAll().execute();

describe('the ballot of nobody', () => {
  test('goes in by a token that was signed, under an id that is not the token', async () => {
    const wish = await wishOf(await openedWave(world), 'all');
    expect(await cast(wish)).toEqual({ taken: true });

    const [ballot] = await ballots();
    expect(ballot).toMatchObject({ wave_id: wish.wave, cell: 'all' });
    expect(Buffer.from(ballot?.sealed ?? '')).toEqual(sealed);
    expect(ballot?.id).toHaveLength(16);
    expect(token.includes(Buffer.from(ballot?.id ?? ''))).toBe(false);
  });

  test('counts once, however often and however changed it is sent: the first one stands', async () => {
    const wish = await wishOf(await openedWave(world), 'all');
    await cast(wish);
    const later = { ...wish, sealed: Buffer.alloc(512, 2) };
    const again = await Promise.all(Array.from({ length: 10 }, () => cast(later)));

    expect(again).toEqual(Array.from({ length: 10 }, () => ({ taken: true })));
    const kept = await ballots();
    expect(kept).toHaveLength(1);
    expect(Buffer.from(kept[0]?.sealed ?? '')).toEqual(sealed);
  });

  test('is none by a signature that is forged, or was given for another cell', async () => {
    await morePairs(world, 12);
    const wave = await openedWave(world);
    const forged = await wishOf(wave, 'mentee', { signature: Buffer.alloc(256, 3) });
    const moved = await wishOf(wave, 'mentee', { cell: 'mentor' });
    for (const wish of [forged, moved])
      expect(await cast(wish)).toEqual({ refused: 'wrong-values' });

    expect(await ballots()).toEqual([]);
  });

  test('is none in a cell the wave does not tell of, nor in a wave that is not there', async () => {
    const wave = await openedWave(world);
    const elsewhere = await wishOf(wave, 'all', { cell: 'mentor' });
    const never = await wishOf(wave, 'all', { wave: nowhere });
    for (const wish of [elsewhere, never])
      expect(await cast(wish)).toEqual({ refused: 'not-found' });
  });

  test('is none from the last midnight of the wave on', async () => {
    const wish = await wishOf(await openedWave(world), 'all');
    world.clock.now = closes.midterm;
    expect(await cast(wish)).toEqual({ refused: 'survey-closed' });

    world.clock.now = closes.midterm - 1;
    expect(await cast(wish)).toEqual({ taken: true });
  });
});
