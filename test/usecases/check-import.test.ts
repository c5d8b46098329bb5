import { describe, expect, test } from 'vitest';
import { importTransaction } from '../../src/db/import-transaction.ts';
import {
  type Checked,
  checkImport,
  type Imported,
  importSeen,
} from '../../src/usecases/check-import.ts';
import { importCohort } from '../../src/usecases/import-cohort.ts';
import { csvText, inShort, planOf, someRows, yamlText } from '../support/cohort-files.ts';
import { aProgramme, chosenFiles, yaml2027 } from '../support/programme-world.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);
const same = csvText(someRows());

const check = (csv: string, yaml?: string): Promise<Checked> =>
  checkImport(world.deps, programme.open, chosenFiles(csv, yaml));
const seenOf = (checked: Checked): string => ('seen' in checked ? checked.seen : '');
const take = (seen: string, csv: string, yaml?: string): Promise<Imported> =>
  importSeen(world.deps, programme.open, chosenFiles(csv, yaml), seen);
const faults = (outcome: object) =>
  'faults' in outcome ? inShort(outcome.faults as Parameters<typeof inShort>[0]) : [];

const lea = {
  'mentoré nom': 'Léa Castellan',
  'mentoré mail': 'lea.castellan@ch-e.example',
  'mentor nom': 'Olivier Roussignol',
  'mentor mail': 'olivier.roussignol@ch-f.example',
};
const third = csvText(someRows({}, {}, lea));

describe('a check', () => {
  test('writes nothing, and tells what would be written', async () => {
    const before = await dumpTables(world.db.opened.sql);
    const checked = await check(third, yaml2027({ 'noticeHours:': '  noticeHours: 48' }));
    expect(checked).toMatchObject({
      preview: {
        settings: [{ setting: 'noticeHours', before: '24', after: '48' }],
        pairsAdded: [{ code: 'P03', referent: 'Farid Benamrane' }],
      },
    });
    expect(await dumpTables(world.db.opened.sql)).toEqual(before);
  });

  test('of the pairs alone leaves what the cohort decided as it is', async () => {
    expect(await check(same)).toMatchObject({
      preview: { settings: [], days: [], rolesRemoved: [], answering: [], pairsAdded: [] },
    });
  });

  test('gives every fault of both files', async () => {
    const csv = csvText(someRows({ 'mentor mail': 'marc' }));
    expect(faults(await check(csv, yaml2027({ 'midterm:': 'midterm: demain' })))).toEqual([
      'csv 2 mentor mail: malformed-mail',
      'yaml 5 midterm: malformed-date',
    ]);
    expect(faults(await check('', yaml2027()))).toEqual(['csv: empty-file']);
    expect(faults(await check('PK\u0003\u0004'))).toEqual(['csv: spreadsheet-file']);
  });

  test('refuses the file of another cohort, that exists or not', async () => {
    for (const code of ['2026', '2099']) {
      const yaml = yamlText({ 'code:': `code: "${code}"` });
      expect(faults(await check(same, yaml))).toEqual(['yaml 1 code: other-cohort']);
    }
  });

  test('refuses what the store contradicts', async () => {
    const csv = csvText(someRows({ 'mentoré nom': 'Awa Autre' }));
    expect(faults(await check(csv, yaml2027()))).toEqual(['csv 2 mentoré nom: changed-name']);
  });

  test('gives nobody of another cohort an account by which to sign in', async () => {
    const ines = {
      'mentoré nom': 'Ines Belkacem',
      'mentoré mail': 'ines.belkacem@mentorat.example',
      'mentoré tenant': '11111111-2222-4333-8444-555555555555',
      'mentoré oid': 'bbbbbbbb-0000-4000-8000-000000000009',
    };
    const csv = csvText(someRows({}, {}, { ...lea, ...ines }));
    expect(faults(await check(csv))).toEqual(['csv 4 mentoré oid: identity-elsewhere']);
    const without = { ...ines, 'mentoré tenant': '', 'mentoré oid': '' };
    expect(await check(csvText(someRows({}, {}, { ...lea, ...without })))).toHaveProperty('seen');
  });
});

describe('an import', () => {
  test('of what was seen is what the command line would import', async () => {
    const yaml = yaml2027({
      'midterm:': 'midterm: 2026-10-15',
      'noticeHours:': '  noticeHours: 48',
    });
    await take(seenOf(await check(third, yaml)), third, yaml);
    const { newId, now } = world.deps;
    const plan = planOf(third, yaml);
    const transaction = importTransaction(world.db.opened.sql);
    const again = await importCohort({ transaction, newId, now }, plan, '2026-04-21');
    expect(again).toMatchObject({
      changes: { cohort: 'unchanged', answering: [], pairs: { added: [] }, identities: [] },
    });
  });

  test('is kept for an undo, and mails and invitations wait for it', async () => {
    const done = await take(seenOf(await check(third)), third);
    expect(done).toMatchObject({
      imported: true,
      page: { undo: { kind: 'import', by: 'Sidonie Vogt', until: world.clock.now + 600_000 } },
    });
    expect(await programme.waiting()).toEqual([
      ...['day midterm 10', 'day closing 10', 'mail welcome 10', 'mail welcome 10'],
    ]);
  });

  test('of the same files changes nothing, and there is nothing to undo', async () => {
    const done = await take(seenOf(await check(same, yaml2027())), same, yaml2027());
    expect(done).toMatchObject({ imported: false, page: { undo: null } });
    expect(await programme.waiting()).toEqual([]);
  });

  test('is refused when the store changed since it was shown, and shown anew', async () => {
    const seen = seenOf(await check(third));
    const city = { 'mentoré ville': 'Paris' };
    const other = csvText(someRows(city));
    await take(seenOf(await check(other)), other);
    const rows = await programme.rows();

    const refused = await take(seen, third);

    expect(refused).toMatchObject({ refused: 'changed-since', preview: { peopleUpdated: [{}] } });
    expect(await programme.rows()).toEqual(rows);
    const shown = 'seen' in refused ? refused.seen : '';
    expect(await take(shown, third)).toMatchObject({ imported: true });
  });

  test('is refused when the file is another than the one that was shown', async () => {
    const seen = seenOf(await check(same));
    expect(await take(seen, third)).toMatchObject({ refused: 'changed-since' });
  });

  test('of two coaches at once, one is written and the other is shown what is left', async () => {
    const seen = seenOf(await check(third));
    const both = await Promise.all([take(seen, third), take(seen, third)]);
    expect(both.filter((one) => 'imported' in one && one.imported)).toHaveLength(1);
    expect(both.filter((one) => 'refused' in one)).toHaveLength(1);
  });

  test('keeps a deputy that was set for one pair, unless the referent changes', async () => {
    const [pair, farid] = [
      await programme.pairOf('P01'),
      await programme.idOf('farid.benamrane@body.example'),
    ];
    await world.db.opened.sql
      .deleteFrom('pair_referent')
      .where('pair_id', '=', pair)
      .where('person_id', '=', farid)
      .execute();
    await take(seenOf(await check(third)), third);
    expect(await programme.answering('P01')).toEqual(['sidonie referent 2026-04-14 open']);
  });
});
