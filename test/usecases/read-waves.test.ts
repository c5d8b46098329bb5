import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { Danger } from '../../src/domain/synthesis-audit.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { readWaves, takeSynthesis, waveFor } from '../../src/usecases/read-waves.ts';
import { holdSynthesis, releaseSynthesis } from '../../src/usecases/release-synthesis.ts';
import { aCohort, awa, marc, nadia, nowhere, paris, rose } from '../support/people.ts';
import {
  answer,
  closedWave,
  closes,
  morePairs,
  openedWave,
  opens,
  waveOf,
} from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const read = async (who: Person, ...roles: string[]) => {
  const page = await readWaves(world.deps, { person: who.id, roles });
  if (!('waves' in page)) throw new Error(page.refused);
  return page;
};
const refusedTo = async (who: Person, ...roles: string[]) =>
  readWaves(world.deps, { person: who.id, roles });
const midtermFor = async (who: Person, role: string) => {
  const [first] = (await read(who, role)).waves;
  if (!first) throw new Error('no wave');
  return first;
};
const coach = () => midtermFor(rose, 'Coach');
const pilot = () => midtermFor(nadia, 'Pilot');
const press = { person: rose.id };

/** A questionnaire that so many of the mentees have answered. */
async function answeredBy(count: number) {
  const { mentees } = await morePairs(world, 14);
  const wave = await openedWave(world);
  for (const person of mentees.slice(0, count)) await answer(world, wave, person, 4);
  return wave;
}

describe('a coach reads of a questionnaire', () => {
  test('its days, its questions and who is told of together, before there is any', async () => {
    world.clock.now = paris('2026-04-01', '09:00');
    const page = await read(rose, 'Coach');

    expect(page.waves).toMatchObject([
      { moment: 'midterm', days: { from: '2026-10-09', until: '2026-10-29' }, synthesis: null },
      { moment: 'end', days: { from: '2027-03-26', until: '2027-04-15' }, synthesis: null },
    ]);
    const [first] = page.waves;
    expect(first?.coach).toMatchObject({ state: 'coming', refused: null, partition: 'together' });
    expect(first?.coach?.topics.map(({ topic, questions }) => [topic, questions.length])).toEqual([
      ['engagement', 2],
      ['satisfaction', 2],
      ['relation', 2],
      ['subjects', 2],
      ['learning', 2],
    ]);
  });

  test.each([
    ['laid down', opens.midterm - 1, 'coming'],
    ['open', opens.midterm, 'open'],
    ['open on its last minute', closes.midterm - 60_000, 'open'],
  ])('that it is %s', async (_what, at, state) => {
    world.clock.now = paris('2026-04-15', '09:00');
    await keepWaves(world.deps);
    world.clock.now = at;
    await keepWaves(world.deps);

    expect((await coach()).coach?.state).toBe(state);
  });

  test('that it is closing, from its midnight on, before anything has closed it', async () => {
    await openedWave(world);
    world.clock.now = closes.midterm;

    expect((await coach()).coach?.state).toBe('closing');
  });

  test('nothing of who or how many have answered, however many it is', async () => {
    const wave = await answeredBy(0);
    const none = JSON.stringify((await coach()).coach);
    for (const { person } of (
      await world.db.opened.sql.selectFrom('participation').select('person_id as person').execute()
    ).slice(0, 9)) {
      await answer(world, wave, person, 5);
    }

    expect(JSON.stringify((await coach()).coach)).toBe(none);
    expect(Object.keys(await coach()).sort()).toEqual(['coach', 'days', 'moment', 'synthesis']);
    expect((await coach()).synthesis).toBeNull();
  });

  test('the synthesis first, with what may be done about it', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);

    expect(await coach()).toMatchObject({
      coach: { state: 'closed' },
      synthesis: { state: 'ready', press: { version: 1, hold: true } },
    });
    await holdSynthesis(world.deps, press, { wave: wave.id, version: 1 });
    expect((await coach()).synthesis).toMatchObject({
      state: 'held',
      press: { version: 2, hold: false },
    });
    await releaseSynthesis(world.deps, press, { wave: wave.id, version: 2 });
    expect((await coach()).synthesis).toMatchObject({ state: 'released', press: null });
  });

  test('a rate in steps of ten, and nothing below seven answers', async () => {
    const wave = await answeredBy(6);
    await closedWave(world, wave);

    const cells = (await coach()).synthesis?.synthesis.cells;
    expect(cells?.map(({ rate, size, questions }) => [rate, size, questions.length])).toEqual([
      [null, null, 0],
      [null, null, 0],
    ]);
  });

  test('why a synthesis was stopped, until it is made', async () => {
    const wave = await answeredBy(9);
    const why: Danger = 'certain-inference';
    const where = { cell: 'mentee', question: 'trust' } as const;
    world.clock.now = closes.midterm;
    await keepWaves({ ...world.deps, audit: async () => ({ safe: false, why, where }) });

    expect(await coach()).toMatchObject({
      coach: { state: 'refused', refused: why },
      synthesis: null,
    });
    expect(await pilot()).toMatchObject({ coach: null, synthesis: null });
    await closedWave(world, wave);
    expect((await coach()).coach).toMatchObject({ state: 'closed', refused: null });
    const rows = await world.db.opened.sql.selectFrom('wave').select('refused').execute();
    expect(rows).toEqual([{ refused: null }, { refused: null }]);
  });
});

test('a reason holds a word of a closed list, and nothing of an answer', async () => {
  const { id } = await waveOf(world, 'midterm');
  const words: Record<Danger, true> = {
    ...{ unreadable: true, 'unknown-field': true, 'exact-count': true, 'too-few': true },
    ...{ 'not-of-this-wave': true, 'published-twice': true, 'other-partition': true },
    ...{ 'small-difference': true, 'suppression-shows': true, 'too-fine': true, untrue: true },
    ...{ 'not-by-the-rule': true, 'certain-inference': true, 'nobody-else': true },
    'trend-beyond-published': true,
  };
  for (const why of Object.keys(words) as Danger[]) {
    await world.db.read.waves.refuse(id, why);
    expect(await world.db.read.waves.refusedFor(id)).toBe(why);
  }
  await expect(world.db.read.waves.refuse(id, 'Awa answered 2' as Danger)).rejects.toThrow();
});

describe('a pilot reads', () => {
  test('« not yet » whatever the questionnaire is, and what was released', async () => {
    const told = async () => JSON.stringify(await pilot());
    world.clock.now = paris('2026-04-01', '09:00');
    const before = await told();
    const wave = await answeredBy(9);
    expect(await told()).toBe(before);
    await closedWave(world, wave);
    expect(await told()).toBe(before);
    await holdSynthesis(world.deps, press, { wave: wave.id, version: 1 });
    expect(await told()).toBe(before);
    await releaseSynthesis(world.deps, press, { wave: wave.id, version: 2 });

    expect(await pilot()).toMatchObject({
      coach: null,
      synthesis: { state: 'released', press: null },
    });
  });

  test('the same as those who were asked, to the letter', async () => {
    const wave = await answeredBy(9);
    const { body } = await closedWave(world, wave);
    await releaseSynthesis(world.deps, press, { wave: wave.id, version: 1 });

    expect(JSON.stringify((await pilot()).synthesis?.synthesis)).toBe(body);
    expect(JSON.stringify((await coach()).synthesis?.synthesis)).toBe(body);
    for (const who of [awa, marc]) {
      const view = { kind: 'synthesis', wave: wave.id } as const;
      const seen = await readView(world.db.read, who.id, view, world.clock.now);
      expect(seen && 'synthesis' in seen.model && JSON.stringify(seen.model.synthesis)).toBe(body);
    }
  });

  test('no more with both of the table’s roles than the token confirms', async () => {
    const wave = await answeredBy(9);
    await closedWave(world, wave);
    const both = { cohort_id: aCohort.id, person_id: rose.id, role: 'pilot' } as const;
    await world.db.opened.sql.insertInto('cohort_role').values(both).execute();

    expect(await midtermFor(rose, 'Pilot')).toMatchObject({ coach: null, synthesis: null });
  });
});

describe('the door', () => {
  test.each([
    ['a participant', awa, ['Coach', 'Pilot'], 'not-found'],
    ['a coach without the app’s role', rose, [], 'app-role'],
    ['a pilot without it', nadia, ['Coach'], 'app-role'],
  ])('is shut to %s', async (_who, who, roles, refused) => {
    expect(await refusedTo(who, ...roles)).toEqual({ refused });
    const { id } = await waveOf(world, 'midterm');
    const visitor = { person: who.id, roles };
    expect(await takeSynthesis(world.deps, visitor, id)).toEqual({ refused });
  });

  test('of a wave that is none, and of one that is somebody else’s, look the same', async () => {
    const wave = await waveOf(world, 'midterm');
    const at = { now: world.clock.now };
    const find = (person: string, id: string) =>
      waveFor(world.db.read, { person, roles: ['Coach', 'Pilot'] }, 'synthesis.release', {
        ...{ wave: id, ...at },
      });
    for (const [person, id] of [
      [rose.id, nowhere],
      [rose.id, "' or 1=1"],
      [awa.id, wave.id],
      [nadia.id, wave.id],
    ] as const) {
      expect(await find(person, id)).toEqual({ refused: 'not-found' });
    }
    expect(await find(rose.id, wave.id)).toMatchObject({ wave: { id: wave.id } });
  });
});

describe('what is taken away', () => {
  test('is what was released, and nothing before', async () => {
    const wave = await answeredBy(9);
    const take = (who: Person, role: string) =>
      takeSynthesis(world.deps, { person: who.id, roles: [role] }, wave.id);
    expect(await take(rose, 'Coach')).toEqual({ refused: 'synthesis-not-yet' });
    const { body } = await closedWave(world, wave);
    for (const [who, role] of [
      [rose, 'Coach'],
      [nadia, 'Pilot'],
    ] as const) {
      expect(await take(who, role)).toEqual({ refused: 'synthesis-not-yet' });
    }
    await releaseSynthesis(world.deps, press, { wave: wave.id, version: 1 });
    for (const [who, role] of [
      [rose, 'Coach'],
      [nadia, 'Pilot'],
    ] as const) {
      const taken = await take(who, role);
      expect('synthesis' in taken && JSON.stringify(taken.synthesis)).toBe(body);
    }
    const rows = await world.db.opened.sql
      .selectFrom('audit')
      .select(['actor', 'action'])
      .execute();
    expect(rows.filter(({ action }) => action === 'report.export')).toEqual([
      { actor: rose.id, action: 'report.export' },
      { actor: nadia.id, action: 'report.export' },
    ]);
  });
});
