import { describe, expect, test } from 'vitest';
import { type SignDeps, signBallot } from '../../src/usecases/sign-ballot.ts';
import { awa, marc, nowhere, rose } from '../support/people.ts';
import { answer, closes, openedWave, waveOf } from '../support/survey-world.ts';
import { aWorld, hash } from '../support/world.ts';

const world = aWorld();
const deps = (): SignDeps => ({ ...world.deps, hash });

const blinded = Buffer.alloc(256, 7);
const another = Buffer.alloc(256, 8);
const sign = (wave: string, person = awa.id, message: Uint8Array = blinded) =>
  signBallot(deps(), person, { wave, blinded: message });
const asked = async (wave: string, person = awa.id) =>
  (await world.db.read.participation.survey(wave, person))?.asked;

describe('a token signed unseen', () => {
  test('says that its person has answered, and puts no ballot in', async () => {
    const { id } = await openedWave(world);
    expect(await sign(id)).toHaveProperty('signature');

    expect(await asked(id)).toMatchObject({ answered: true, signed: true });
    expect(await asked(id, marc.id)).toMatchObject({ answered: false, signed: false });
    expect(await world.db.opened.sql.selectFrom('ballot').selectAll().execute()).toEqual([]);
  });

  test('is signed again, the same, for the same blinded message, and for no other', async () => {
    const { id } = await openedWave(world);
    const first = await sign(id);

    expect(await sign(id)).toEqual(first);
    expect(await sign(id, awa.id, another)).toEqual({ refused: 'survey-answered' });
  });

  test('of many that are asked for at once, one alone is signed', async () => {
    const { id } = await openedWave(world);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => sign(id, awa.id, Buffer.alloc(256, at + 1))),
    );

    expect(all.filter((one) => 'signature' in one)).toHaveLength(1);
    expect(all.filter((one) => 'refused' in one && one.refused === 'survey-answered')).toHaveLength(
      9,
    );
  });

  test('is none for who has answered by name, nor a name for who has a token', async () => {
    const wave = await openedWave(world);
    await answer(world, wave, marc.id, 4);
    expect(await sign(wave.id, marc.id)).toEqual({ refused: 'survey-answered' });

    await sign(wave.id);
    expect(await answer(world, wave, awa.id, 4)).toEqual({ refused: 'survey-answered' });
  });

  test('is none for somebody who was not asked, nor of a wave that is not there', async () => {
    const { id } = await openedWave(world);
    for (const nobody of [rose.id, nowhere])
      expect(await sign(id, nobody)).toEqual({ refused: 'not-found' });
    expect(await sign(nowhere)).toEqual({ refused: 'not-found' });
  });

  test('is none before the wave opens nor from its last midnight on', async () => {
    const planned = await waveOf(world, 'midterm');
    expect(await sign(planned.id)).toEqual({ refused: 'not-found' });

    const { id } = await openedWave(world);
    world.clock.now = closes.midterm;
    expect(await sign(id)).toEqual({ refused: 'survey-closed' });
    world.clock.now = closes.midterm - 1;
    expect(await sign(id)).toHaveProperty('signature');
  });

  test('what no key can sign costs nobody their say', async () => {
    const { id } = await openedWave(world);
    const keys = { ...world.keys, sign: () => Promise.reject(new Error('larger than the key')) };
    const wish = { wave: id, blinded };
    await expect(signBallot({ ...deps(), keys }, awa.id, wish)).rejects.toThrow('larger');

    expect(await asked(id)).toMatchObject({ answered: false, signed: false });
  });
});
