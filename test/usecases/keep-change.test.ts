import { expect, test } from 'vitest';
import { keepChange } from '../../src/usecases/keep-change.ts';
import { aProgramme } from '../support/programme-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);

const keep = (work: 'rename' | 'nothing') =>
  world.db.tx((t) =>
    keepChange(world.deps, t, { ...programme.open, kind: 'settings' }, async () => {
      const kept = await t.programme.header(programme.open.cohort);
      if (work === 'nothing' || !kept) return;
      await t.programme.saveHeader(programme.open.cohort, { ...kept.header, name: 'Autre nom' });
    }),
  );
const changes = () => world.db.read.cohortUndo.changesOf(programme.open.cohort);
const audited = async () =>
  (
    await world.db.opened.sql.selectFrom('audit').select(['actor', 'action', 'subject']).execute()
  ).map(({ actor, action, subject }) => [actor, action, subject]);

test('what rows were and became is kept, with who did it, and written in the audit', async () => {
  const id = await keep('rename');
  expect(await changes()).toMatchObject([
    {
      ...{ id, by: programme.open.person, name: 'Sidonie Vogt', kind: 'settings' },
      ...{ at: world.clock.now, undone: null },
      rows: [
        {
          table: 'cohort',
          before: { name: 'Promotion 2027' },
          after: { name: 'Autre nom' },
        },
      ],
    },
  ]);
  const { person, cohort } = programme.open;
  expect(await audited()).toEqual([[person, 'cohort.change', cohort]]);
});

test('work that changes nothing is not kept', async () => {
  expect(await keep('nothing')).toBeNull();
  expect(await changes()).toEqual([]);
  expect(await audited()).toEqual([]);
});

test('what can no longer be taken back goes with the next change', async () => {
  await keep('rename');
  world.clock.now += 10 * 60_000;
  await world.db.opened.sql.updateTable('cohort').set({ name: 'Promotion 2027' }).execute();
  const id = await keep('rename');
  expect((await changes()).map((change) => change.id)).toEqual([id]);
});
