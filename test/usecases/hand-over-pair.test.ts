import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { day } from '../../src/domain/time.ts';
import { handOverPair } from '../../src/usecases/hand-over-pair.ts';
import { alertsOf, joins, lea, opened, paul } from '../support/alerts.ts';
import { awa, nadia, nowhere, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld, mailsTo } from '../support/world.ts';

const world = aWorld();
const give = (to: string, by: Person = rose, pair = p01.id) =>
  handOverPair(world.deps, { person: by.id }, { pair, to });
const named = async (on: string, pair = p01.id) =>
  (await world.db.read.pairs.answering(pair, on)).map(({ person }) => person.name);
const rows = () =>
  world.db.opened.sql
    .selectFrom('pair_referent')
    .select(['person_id', 'kind', 'from_day', 'to_day'])
    .where('pair_id', '=', p01.id)
    .orderBy('from_day')
    .execute();

beforeEach(async () => {
  await joins(world, paul, 'coach');
  await joins(world, lea, 'none');
});

describe('a pair is handed over', () => {
  test('to another coach from tomorrow on, and one answers for it until tonight', async () => {
    expect(await give(paul.id)).toEqual({ given: true, before: rose.id });

    expect(await rows()).toEqual([
      { person_id: rose.id, kind: 'referent', from_day: '2026-04-14', to_day: '2026-04-21' },
      { person_id: paul.id, kind: 'referent', from_day: '2026-04-22', to_day: null },
    ]);
    expect(await named('2026-04-21')).toEqual([paul.name, rose.name]);
    expect(await named('2026-04-22')).toEqual([paul.name]);
    expect((await world.db.read.pairs.get(p01.id, '2026-04-21'))?.referent?.name).toBe(paul.name);
  });

  test('and taken back until tonight, as if nothing had been', async () => {
    const before = await rows();
    await give(paul.id);

    expect(await give(rose.id)).toEqual({ given: true, before: paul.id });
    expect(await rows()).toEqual(before);
  });

  test('not any more the day after', async () => {
    await give(paul.id);
    world.clock.now += day;

    expect(await give(rose.id)).toEqual({ refused: 'not-found' });
  });

  test('to a third one on the same day, who alone has it from tomorrow', async () => {
    await give(paul.id);
    const role = { cohort_id: p01.cohort.id, person_id: lea.id, role: 'coach' } as const;
    await world.db.opened.sql.insertInto('cohort_role').values(role).execute();

    expect(await give(lea.id)).toEqual({ given: true, before: paul.id });
    expect(await named('2026-04-22')).toEqual([lea.name]);
  });

  test('once: given to whoever has it, nothing changes', async () => {
    await give(paul.id);
    const before = await rows();

    expect(await give(paul.id)).toEqual({ given: false, before: paul.id });
    expect(await rows()).toEqual(before);
  });

  test('with whatever is open of it, which the new referent is told of', async () => {
    const call = await opened(world, 'call');
    await give(paul.id);
    await world.settle(world.clock.now + day);

    expect(await alertsOf(world)).toMatchObject([{ id: call, holder: paul.id }]);
    expect(mailsTo(world, paul)).toMatchObject([{ kind: 'alert' }]);
  });

  test('and so does what is taken back with it, untold', async () => {
    await opened(world, 'call');
    await world.settle();
    const before = mailsTo(world, rose).length;
    await give(paul.id);
    await give(rose.id);
    await world.settle(world.clock.now + 7 * day);

    expect(await alertsOf(world)).toMatchObject([{ holder: rose.id }]);
    expect(mailsTo(world, rose)).toHaveLength(before);
  });

  test('when nobody was named for it; there is nobody to give it back to', async () => {
    expect(await give(paul.id, rose, p02.id)).toEqual({ given: true, before: null });
    expect(await named('2026-04-22', p02.id)).toEqual([paul.name]);
  });

  test('by a deputy, who stays one', async () => {
    await world.db.tx((t) => t.alerts.deputise(p01.id, paul.id, '2026-04-21'));

    expect(await give(paul.id, paul)).toEqual({ given: true, before: rose.id });
    expect(await give(rose.id, paul)).toEqual({ given: true, before: paul.id });
    expect(await named('2026-04-22')).toEqual([rose.name, paul.name]);
  });
});

describe('a pair is not handed over', () => {
  test.each([
    ['by one of the two', awa, 'not-found'],
    ['by a coach who does not answer for it', paul, 'not-found'],
    ['by a coach of another cohort', lea, 'not-found'],
    ['by the pilot', nadia, 'not-found'],
  ] as const)('%s', async (_, by, refused) => {
    const before = await rows();

    expect(await give(paul.id, by)).toEqual({ refused });
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['the pilot', nadia.id],
    ['a coach of another cohort', lea.id],
    ['nobody', nowhere],
  ])('to %s', async (_, to) => {
    expect(await give(to)).toEqual({ refused: 'wrong-values' });
  });

  test('once it is closed', async () => {
    const { sql } = world.db.opened;
    await sql.updateTable('pair').set({ state: 'closed' }).where('id', '=', p01.id).execute();
    world.clock.now = paris('2026-04-22', '09:00');

    expect(await give(paul.id)).toEqual({ refused: 'too-late' });
  });
});
