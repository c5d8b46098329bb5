import { describe, expect, test } from 'vitest';
import type { LaidWave } from '../../src/db/waves.ts';
import { answerSurvey } from '../../src/usecases/answer-survey.ts';
import { awa, ines, marc, nowhere, rose } from '../support/people.ts';
import { allAt, answer, closes, openedWave, waveOf } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const ballots = () => world.db.opened.sql.selectFrom('ballot').selectAll().execute();
const asked = async (wave: string, person = awa.id) =>
  (await world.db.read.participation.survey(wave, person))?.asked;

describe('an answer', () => {
  test('puts in one sealed ballot, and says that this person has answered', async () => {
    const wave = await openedWave(world);
    expect(await answer(world, wave, awa.id, 4)).toMatchObject({ answered: true });

    expect(await asked(wave.id)).toMatchObject({ answered: true, signed: false });
    expect(await ballots()).toMatchObject([{ wave_id: wave.id, cell: 'all' }]);
  });

  test('counts once, whatever comes after it and however', async () => {
    const wave = await openedWave(world);
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) => answer(world, wave, awa.id, at % 2 === 0 ? 1 : 5)),
    );

    expect(all.filter((one) => 'answered' in one)).toHaveLength(1);
    expect(all.filter((one) => 'refused' in one)).toHaveLength(11);
    expect(all).toContainEqual({ refused: 'survey-answered' });
    expect(await ballots()).toHaveLength(1);
  });

  test('that lacks something is told what, and nothing of it is kept', async () => {
    const wave = await openedWave(world);
    const { time: _, trust: __, ...answers } = allAt(wave, 3);
    const done = await answerSurvey(world.deps, { person: awa.id }, { wave: wave.id, answers });

    expect(done).toEqual({ refused: 'survey-incomplete', missing: ['time', 'trust'] });
    expect(await ballots()).toEqual([]);
    expect(await asked(wave.id)).toMatchObject({ answered: false });
  });

  test.each([
    ['6'],
    ['0'],
    ['-1'],
    ['4.0'],
    ['４'],
    [' 4'],
    [4],
    [1],
    [['4']],
    [{ $gt: 0 }],
    [true],
    [null],
    ['4'.repeat(100_000)],
  ])('of %j is no answer, and spoils the whole', async (value) => {
    const wave = await openedWave(world);
    const answers = { ...allAt(wave, 4), trust: value };
    const done = await answerSurvey(world.deps, { person: awa.id }, { wave: wave.id, answers });

    expect(done).toEqual({ refused: 'wrong-values' });
    expect(await ballots()).toEqual([]);
  });

  test('drops what nobody asked for', async () => {
    const wave = await openedWave(world);
    const answers = { ...allAt(wave, 4), role: 'coach', person: marc.id, __proto__: { x: '1' } };
    const done = await answerSurvey(world.deps, { person: awa.id }, { wave: wave.id, answers });

    expect(done).toMatchObject({ answered: true });
    expect(await asked(wave.id, marc.id)).toMatchObject({ answered: false });
  });
});

describe('nothing is taken', () => {
  test('of a wave that there is not, or of somebody who was not asked', async () => {
    const wave = await openedWave(world);
    const none = { wave: nowhere, answers: {} };

    expect(await answerSurvey(world.deps, { person: awa.id }, none)).toEqual({
      refused: 'not-found',
    });
    expect(await answer(world, wave, rose.id, 4)).toEqual({ refused: 'not-found' });
  });

  test('before it opens', async () => {
    const wave = await waveOf(world, 'midterm');
    expect(await answer(world, wave, awa.id, 4)).toEqual({ refused: 'survey-not-open' });
  });

  test('from the midnight it closes at, and is until the moment before', async () => {
    const wave = await openedWave(world);
    world.clock.now = closes.midterm - 1;
    expect(await answer(world, wave, awa.id, 4)).toMatchObject({ answered: true });
    world.clock.now = closes.midterm;
    expect(await answer(world, wave, ines.id, 4)).toEqual({ refused: 'survey-closed' });
  });

  test('of a wave that is being closed, however late its clock', async () => {
    const wave = await openedWave(world);
    await world.db.tx((t) => t.waves.become(wave.id, 'open', 'closing'));

    expect(await answer(world, wave, awa.id, 4)).toEqual({ refused: 'survey-closed' });
    expect(await ballots()).toEqual([]);
  });
});

/** Awa answers, and this is done while her answer is being sealed. */
async function answeredSlowly(wave: LaidWave, meanwhile: () => Promise<unknown>) {
  const { keys } = world.deps;
  const slow = {
    ...keys,
    seal: async (...sealed: Parameters<typeof keys.seal>) => {
      await meanwhile();
      return keys.seal(...sealed);
    },
  };
  const wish = { wave: wave.id, answers: allAt(wave, 4) };
  return answerSurvey({ ...world.deps, keys: slow }, { person: awa.id }, wish);
}

test('a wave that closes while an answer is being sealed does not take it', async () => {
  const wave = await openedWave(world);
  const closing = () => world.db.tx((t) => t.waves.become(wave.id, 'open', 'closing'));

  expect(await answeredSlowly(wave, closing)).toEqual({ refused: 'survey-closed' });
  expect(await ballots()).toEqual([]);
  expect(await asked(wave.id)).toMatchObject({ answered: false });
});

test('a wave that is deleted while an answer is being sealed is no longer there', async () => {
  const wave = await openedWave(world);
  const { sql } = world.db.opened;
  const deleting = () => sql.deleteFrom('wave').where('id', '=', wave.id).execute();

  expect(await answeredSlowly(wave, deleting)).toEqual({ refused: 'not-found' });
  expect(await ballots()).toEqual([]);
});

test('ballots say nothing of when they came: their ids are chance, and no column has a time', async () => {
  const wave = await openedWave(world);
  await answer(world, wave, awa.id, 4);

  const [row] = await ballots();
  expect(Object.keys(row ?? {}).sort()).toEqual(['cell', 'id', 'sealed', 'wave_id']);
  expect(row?.id).toHaveLength(16);
  expect(row?.sealed).toHaveLength(512);
});

test('whoever answers leaves no time of it in the inbox, nor in the ledger of what was sent', async () => {
  const wave = await openedWave(world);
  await world.settle();
  world.clock.now += 12_345_678;
  const before = world.clock.now;
  await answer(world, wave, awa.id, 4);

  const sql = world.db.opened.sql;
  const inbound = await sql.selectFrom('inbound').selectAll().execute();
  const effects = await sql.selectFrom('effect').selectAll().execute();
  const since = effects.filter((one) => one.created >= before || (one.answered ?? 0) >= before);
  expect([inbound, since]).toEqual([[], []]);
});
