import { describe, expect, test } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import {
  adaptInstrument,
  type InstrumentWish,
  readInstrument,
} from '../../src/usecases/adapt-instrument.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { aCohort, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const open = { cohort: aCohort.id, person: rose.id };
const before = paris('2026-04-10', '09:00');
const page = () => readInstrument(world.deps, aCohort.id);
const all = guideInstrument.questions.map(({ key, wording }) => ({ key, wording }));
const without = (...keys: string[]) => all.filter(({ key }) => !keys.includes(key));
const save = async (questions: InstrumentWish['questions'], version?: string) =>
  adaptInstrument(world.deps, open, { version: version ?? (await page()).version, questions });
const asked = async () => (await page()).questions.filter((one) => one.asked).map(({ key }) => key);

describe('a coach', () => {
  test('takes a question out before the launch, and puts it back', async () => {
    world.clock.now = before;
    expect(await save(without('rhythm'))).toMatchObject({ saved: true });
    expect(await asked()).not.toContain('rhythm');
    expect(await world.db.read.waves.instrumentOf(aCohort.id)).toMatchObject({ edition: 2 });

    expect(await save(all)).toMatchObject({ saved: true });
    expect(await asked()).toContain('rhythm');
    expect(await world.db.read.waves.instrumentOf(aCohort.id)).toEqual({
      ...guideInstrument,
      edition: 3,
    });
  });

  test('who changes nothing is told so, and no edition is used up', async () => {
    world.clock.now = before;
    expect(await save(all)).toMatchObject({ saved: false });
    expect(await world.db.read.waves.instrumentOf(aCohort.id)).toBeUndefined();
  });

  test('who saves what another changed meanwhile reads what it is now', async () => {
    world.clock.now = before;
    const { version } = await page();
    await save(without('rhythm'));
    const done = await save(without('trust'), version);

    expect(done).toMatchObject({ saved: false, refused: 'changed-since' });
    expect(await asked()).not.toContain('rhythm');
    expect(await asked()).toContain('trust');
  });

  test('is told every fault beside its field, and nothing is kept', async () => {
    world.clock.now = before;
    const wrong = without('time', 'part', 'hopes').map((one) =>
      one.key === 'trust'
        ? { ...one, wording: { ...one.wording, mentor: { fr: '*', en: '' } } }
        : one,
    );

    expect(await save(wrong)).toMatchObject({
      saved: false,
      faults: [
        { field: 'trust.mentor.fr', problem: 'characters' },
        { field: 'trust.mentor.en', problem: 'too-short' },
        { field: 'midterm', problem: 'too-few' },
        { field: 'end', problem: 'too-few' },
      ],
    });
    expect(await world.db.read.waves.instrumentOf(aCohort.id)).toBeUndefined();
  });

  test('cannot add a question of their own', async () => {
    world.clock.now = before;
    const [first] = all;
    const more = [...all, { key: 'salary', wording: first?.wording ?? all[1]?.wording }];

    expect(await save(more as typeof all)).toEqual({ refused: 'wrong-values' });
  });

  test('leaves a trace of each change', async () => {
    world.clock.now = before;
    await save(without('rhythm'));
    const rows = await world.db.opened.sql
      .selectFrom('audit')
      .select(['actor', 'action'])
      .execute();

    expect(rows.at(-1)).toEqual({ actor: rose.id, action: 'cohort.change' });
  });

  // The launch is on 14 April, a Tuesday, in Paris.
  test.each([
    ['a minute before the launch day', '2026-04-13', '23:59', true],
    ['as the launch day begins', '2026-04-14', '00:00', false],
    ['a month later', '2026-05-14', '09:00', false],
  ])('changes them %s: %s %s, %s', async (_when, day, time, saved) => {
    world.clock.now = paris(day, time);
    const done = await save(without('rhythm'));

    expect(done).toMatchObject(saved ? { saved } : { saved, refused: 'too-late' });
    expect((await page()).begun).toBe(!saved);
  });

  test('cannot once the questionnaires are laid down, even when the launch is put off', async () => {
    world.clock.now = paris('2026-04-14', '06:00');
    await keepWaves(world.deps);
    world.clock.now = before;

    expect(await save(without('rhythm'))).toMatchObject({ saved: false, refused: 'too-late' });
    expect(await world.db.read.waves.instrumentOf(aCohort.id)).toBeUndefined();
  });
});

test('what a cohort made its own is what is laid down, and reads as it was laid', async () => {
  world.clock.now = before;
  await save(without('rhythm', 'again'));
  world.clock.now = paris('2026-04-14', '06:00');
  await keepWaves(world.deps);
  // Whatever comes to stand beside it afterwards.
  await world.db.read.waves.keepInstrument(aCohort.id, guideInstrument);

  const [midterm] = await world.db.read.waves.ofCohort(aCohort.id);
  expect(midterm?.instrument).toMatchObject({ edition: 2 });
  expect(await asked()).toEqual(without('rhythm', 'again').map(({ key }) => key));
});
