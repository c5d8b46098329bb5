import { expect, test } from 'vitest';
import { decodeCohortFiles, isTimeZone } from '../../src/cohort-file-reader.ts';
import { importTransaction } from '../../src/db/import-transaction.ts';
import { readCohort } from '../../src/domain/cohort-file.ts';
import { copyCohort } from '../../src/usecases/copy-cohort.ts';
import { previewCohort } from '../../src/usecases/import-cohort.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { releaseSynthesis } from '../../src/usecases/release-synthesis.ts';
import { aCohort, awa, nowhere, p01, p02, rose } from '../support/people.ts';
import { closedWave, openedWave } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const copied = async (): Promise<Map<string, string>> => {
  const files = await copyCohort(world.deps, aCohort.code);
  if (!files) throw new Error('there is no such cohort');
  return new Map(files.map(({ name, text }) => [name, text]));
};
const lines = (text: string | undefined) => (text ?? '').replace('\uFEFF', '').split('\r\n');

test('pairs and document are taken back as they are: an import of the copy changes nothing', async () => {
  const sql = world.db.opened.sql;
  const answers = { person_id: rose.id, kind: 'referent' as const, from_day: '2026-04-14' };
  await sql
    .insertInto('pair_referent')
    .values({ ...answers, pair_id: p02.id })
    .execute();
  await sql.updateTable('person').set({ profession: 'DH' }).execute();
  const files = await copied();

  const bytes = (name: string) => Buffer.from(files.get(name) ?? '');
  const decoded = decodeCohortFiles(bytes('cohort.csv'), bytes('cohort.yaml'));
  const read = readCohort(decoded, isTimeZone);
  if (!('plan' in read)) throw new Error(JSON.stringify(read.faults));
  const transaction = importTransaction(sql);
  const outcome = await previewCohort({ transaction }, read.plan, '2026-04-21');

  expect(outcome).toMatchObject({
    changes: {
      cohort: 'unchanged',
      people: { added: [], updated: [] },
      ...{ pairs: { added: [] }, roles: { added: [], removed: [] }, answering: [] },
    },
  });
});

test('meetings are the rows of the list, and only published syntheses are in it', async () => {
  const wish = { pair: p01.id, date: '2026-04-20', themes: ['skills', 'networks'] };
  await recordMeeting(world.deps, { person: awa.id }, wish);
  await world.settle();
  expect(lines((await copied()).get('meetings.csv'))).toEqual([
    ...['code;day;themes', 'P01;2026-04-20;networks skills', ''],
  ]);

  const wave = await openedWave(world);
  await closedWave(world, wave);
  expect((await copied()).get('syntheses.json')).toBe('[]\n');
  await releaseSynthesis(world.deps, { person: rose.id }, { wave: wave.id, version: 1 });
  expect(JSON.parse((await copied()).get('syntheses.json') ?? '')).toMatchObject([
    { moment: 'midterm' },
  ]);
});

test('that a copy was made stands in the audit log; of no cohort there is none', async () => {
  await copied();
  expect(await copyCohort(world.deps, nowhere)).toBeNull();

  const rows = await world.db.opened.sql.selectFrom('audit').selectAll().execute();
  expect(rows).toMatchObject([
    { action: 'cohort.copy', actor: 'administrator', subject: aCohort.id },
  ]);
});
