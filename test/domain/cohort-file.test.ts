import { describe, expect, test } from 'vitest';
import {
  columnNames,
  csvText,
  faultsOf,
  inShort,
  planOf,
  readFiles,
  someRows,
  yamlText,
} from '../support/cohort-files.ts';

/** The faults of two rows, the first one changed. */
const faultsOfRow = (change: Record<string, string>) =>
  inShort(faultsOf(csvText(someRows(change))));

describe('a cohort without fault', () => {
  test('gives its pairs, its people, its days and its settings', () => {
    const plan = planOf(csvText(someRows()));

    expect(
      plan.pairs.map(({ code, mentee, mentor, referent }) => [code, mentee, mentor, referent]),
    ).toEqual([
      [
        'P01',
        'awa.lemoine@ch-a.example',
        'marc.delcourt@chu-b.example',
        'sidonie.vogt@body.example',
      ],
      [
        'P02',
        'ines.belkacem@ch-c.example',
        'karim.prigent@ch-d.example',
        'farid.benamrane@body.example',
      ],
    ]);
    expect(plan.days).toEqual({
      launch: '2026-04-14',
      midterm: '2026-10-08',
      closing: '2027-03-25',
    });
    expect(plan.settings).toEqual({
      list: { hostname: 'body.sharepoint.example', path: '/sites/mentorat', name: 'Suivi' },
      recording: 'at-once',
      workingHours: { from: '09:00', to: '18:00' },
      lunch: { from: '12:30', to: '14:00' },
      noticeHours: 24,
      horizonDays: 28,
      rhythm: { markDays: 56, least: 6, most: 8 },
      ladder: { mentee: 35, both: 45, referent: 56, everyDays: 7 },
      longestPauseDays: 92,
      travelMinutes: { sameCity: 30, elsewhere: 90 },
      dayHours: {
        launch: { from: '09:30', to: '16:30' },
        midterm: { from: '14:00', to: '16:00' },
        closing: { from: '09:30', to: '16:30' },
      },
      survey: { openDays: 21, partition: 'by-size' },
      bodyName: 'Agence des directeurs',
      replyTo: 'coachs@body.example',
    });
    expect(plan.people.map(({ name }) => name)).toEqual([
      'Sidonie Vogt',
      'Farid Benamrane',
      'Rosalie Chantereau',
      'Awa Lemoine',
      'Marc Delcourt',
      'Inès Belkacem',
      'Karim Prigent',
    ]);
  });

  test('a person of two pairs is one person', () => {
    const twice = { 'mentor nom': 'Marc DELCOURT', 'mentor mail': 'Marc.Delcourt@chu-b.example' };
    const plan = planOf(csvText(someRows({}, twice)));

    expect(plan.pairs.map(({ mentor }) => mentor)).toEqual(
      Array(2).fill('marc.delcourt@chu-b.example'),
    );
    expect(plan.people.filter(({ name }) => /delcourt/i.test(name))).toHaveLength(1);
  });

  test('a département overseas gives its time zone, unless the row says another', () => {
    const rows = someRows(
      { 'mentoré département': '974' },
      { 'mentoré département': '974', 'mentoré fuseau': 'Indian/Mayotte' },
    );
    const zones = planOf(csvText(rows)).people.map(({ timeZone }) => timeZone);

    expect(zones).toEqual([null, null, null, 'Indian/Reunion', null, 'Indian/Mayotte', null]);
  });
});

describe('all faults are told at once', () => {
  test('of both files, in the order in which they stand there', () => {
    const rows = someRows(
      { 'mentoré mail': 'awa(at)ch-a', 'mentor corps': 'Directeur' },
      { code: 'P01', 'mentoré département': '99', 'référent mail': 'sidonie.vogt@bodi.example' },
    );
    const yaml = yamlText({
      closing: 'closing: 2027-02-29',
      recording: '',
      pilot: 'pilot: { name: Rosalie Chantereau, mail: rosalie }',
    });

    expect(inShort(faultsOf(csvText(rows), yaml))).toEqual([
      'csv 2 mentoré mail: malformed-mail',
      'csv 2 mentor corps: unknown-profession',
      'csv 3 mentoré département: unknown-departement',
      'csv 3 code: duplicate-code',
      'csv 3 référent mail: unknown-referent',
      'yaml 6 closing: malformed-date',
      'yaml 8 settings.recording: recording',
      'yaml 19 pilot.mail: malformed-mail',
    ]);
  });

  test('a fault in one file hides none in the other', () => {
    expect(inShort(faultsOf('', 'code: ['))).toEqual(['csv: empty-file', 'yaml 1: malformed-yaml']);
  });
});

describe('what concerns several cells', () => {
  test.each([
    [
      { 'mentor mail': 'awa.lemoine@ch-a.example', 'mentor nom': 'Awa Lemoine' },
      'csv 2 mentor mail: mentor-is-mentee',
    ],
    [{ 'mentoré oid': '' }, 'csv 2 mentoré oid: half-identity'],
    [{ 'mentoré tenant': '' }, 'csv 2 mentoré tenant: half-identity'],
    [
      { 'mentor tenant': '11111111-2222-4333-8444-555555555555' },
      'csv 2 mentor oid: half-identity',
    ],
    [
      { 'référent mail': 'rosalie.chantereau@body.example' },
      'csv 2 référent mail: unknown-referent',
    ],
    [
      { 'mentoré mail': 'karim.prigent@ch-d.example', 'mentoré oid': '', 'mentoré tenant': '' },
      'csv 3 mentor nom: mail-two-names',
    ],
    [{ 'mentoré mail': 'sidonie.vogt@body.example' }, 'csv 2 mentoré nom: mail-two-names'],
  ])('%j', (change, fault) => {
    expect(faultsOfRow(change)).toContain(fault);
  });

  test('the same two people make one pair only', () => {
    const rows = someRows();
    const copy = { ...rows[1], code: 'P03' };

    expect(inShort(faultsOf(csvText([...rows, copy])))).toEqual(['csv 4 code: duplicate-pair']);
  });

  test('one person has one Entra identity, and one identity one person', () => {
    const [first = {}, second = {}] = someRows();
    const another = {
      ...second,
      code: 'P03',
      'mentoré mail': 'lea.castellan@ch-e.example',
      'mentoré nom': 'Léa Castellan',
      'mentor mail': first['mentoré mail'] ?? '',
      'mentor nom': 'Awa Lemoine',
      'mentor établissement': first['mentoré établissement'] ?? '',
      'mentor ville': 'Valaubrune',
      'mentor département': '3',
      'mentor tenant': first['mentoré tenant'] ?? '',
      'mentor oid': 'aaaaaaaa-0000-4000-8000-000000000009',
    };
    const thief = {
      ...second,
      'mentoré tenant': first['mentoré tenant'] ?? '',
      'mentoré oid': first['mentoré oid'] ?? '',
    };

    expect(inShort(faultsOf(csvText([first, second, another])))).toEqual([
      'csv 4 mentor oid: mail-two-identities',
    ]);
    expect(inShort(faultsOf(csvText([first, thief])))).toEqual([
      'csv 3 mentoré oid: identity-two-mails',
    ]);
  });

  test('a person described in two ways is a fault that names the first place', () => {
    const [first = {}, second = {}] = someRows();
    const again = {
      ...second,
      'mentor mail': first['mentor mail'] ?? '',
      'mentor nom': 'Marc Delcourt',
      'mentor ville': 'Ailleurs',
    };
    const [fault] = faultsOf(csvText([first, again]));

    expect(fault).toMatchObject({ row: 3, column: 'mentor ville', problem: 'mail-two-values' });
    expect(fault?.values).toMatchObject({
      other: 'Clairvallon',
      value: 'Ailleurs',
      first: 'CSV 2',
    });
  });
});

describe('the people of the YAML', () => {
  test.each([
    [{ midterm: 'midterm: 2026-04-14' }, ['yaml 5 midterm: date-order']],
    [{ closing: 'closing: 2026-10-08' }, ['yaml 6 closing: date-order']],
    [{ midterm: 'midterm: 2026-04-15' }, []],
    [
      { '- { for': '  - { for: sidonie.vogt@body.example, deputy: sidonie.vogt@body.example }' },
      ['yaml 19 deputies.1.deputy: own-deputy'],
    ],
    [
      { '- { for': '  - { for: someone@body.example, deputy: sidonie.vogt@body.example }' },
      ['yaml 19 deputies.1.for: unknown-coach'],
    ],
    [
      { pilot: 'pilot: { name: Sidonie Vogt, mail: sidonie.vogt@body.example }' },
      ['yaml 20 pilot.mail: pilot-is-coach'],
    ],
    [{ deputies: '', '- { for': '' }, []],
  ])('%j', (change, faults) => {
    expect(inShort(faultsOf(csvText(someRows()), yamlText(change)))).toEqual(faults);
  });

  test('a coach twice, or with two deputies', () => {
    const coach = '  - { name: Sidonie Vogt, mail: sidonie.vogt@body.example }';
    const deputy = '  - { for: sidonie.vogt@body.example, deputy: farid.benamrane@body.example }';
    const yaml = yamlText({
      '- { name: Farid': `${coach}\n  - { name: Farid Benamrane, mail: farid.benamrane@body.example }`,
      '- { for': `${deputy}\n${deputy}`,
    });

    expect(inShort(faultsOf(csvText(someRows()), yaml))).toEqual([
      'yaml 17 coaches.2.mail: duplicate-coach',
      'yaml 21 deputies.2.for: duplicate-deputy',
    ]);
  });
});

test('the file as English people type it is read the same', () => {
  const english = columnNames.map((name) =>
    name
      .replace('mentoré', 'mentee')
      .replace('référent mail', 'referent mail')
      .replace('nom', 'name')
      .replace('corps', 'profession')
      .replace('établissement', 'institution')
      .replace('ville', 'city')
      .replace('département', 'department')
      .replace('fuseau', 'time zone'),
  );
  const text = csvText(someRows());
  const read = readFiles([english.join(';'), ...text.split('\r\n').slice(1)].join('\n'));

  expect('plan' in read && read.plan.pairs).toHaveLength(2);
});
