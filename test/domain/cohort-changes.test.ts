import { describe, expect, test } from 'vitest';
import { compareCohort, type Standing } from '../../src/domain/cohort-changes.ts';
import { csvText, inShort, planOf, someRows, yamlText } from '../support/cohort-files.ts';

const plan = planOf(csvText(someRows()));
const nothing: Standing = { cohort: undefined, people: [], roles: [], pairs: [] };

/** What stands in the store once `plan` was imported on launch day. */
function standing(): Standing {
  const { name, timeZone, settings, days } = plan;
  return {
    cohort: { id: 'cohort-1', header: { name, timeZone, settings, days } },
    people: plan.people.map(({ identity, places: _places, ...person }) => ({
      ...person,
      id: `person of ${person.mail}`,
      timeZone: person.timeZone ?? timeZone,
      identities: identity ? [identity] : [],
    })),
    roles: [
      ...plan.coaches.map((mail) => ({ mail, role: 'coach' as const })),
      { mail: plan.pilot, role: 'pilot' },
    ],
    pairs: plan.pairs.map(({ code, mentee, mentor, referent }) => ({
      ...{ id: `pair ${code}`, code, mentee, mentor },
      answering: [
        { mail: referent, kind: 'referent' as const, from: '2026-04-14' },
        ...plan.deputies
          .filter((one) => one.for === referent)
          .map(({ deputy }) => ({ mail: deputy, kind: 'deputy' as const, from: '2026-04-14' })),
      ],
    })),
  };
}

function changesOf(next: typeof plan, before: Standing, day = '2026-06-01') {
  const outcome = compareCohort(next, before, day);
  if ('faults' in outcome) throw new Error(inShort(outcome.faults).join('\n'));
  return outcome.changes;
}

function refusals(next: typeof plan, before = standing()) {
  const outcome = compareCohort(next, before, '2026-06-01');
  return 'faults' in outcome ? outcome.faults : [];
}

test('in an empty store, everything is added', () => {
  const changes = changesOf(plan, nothing, '2026-04-14');

  expect(changes.cohort).toBe('added');
  expect(changes.people.added).toHaveLength(7);
  expect(changes.pairs.added.map(({ code }) => code)).toEqual(['P01', 'P02']);
  expect(changes.roles.added).toHaveLength(3);
  expect(changes.identities).toHaveLength(1);
  expect(changes.answering.map(({ pair, kind, opens }) => [pair, kind, opens])).toEqual([
    ['P01', 'referent', 'sidonie.vogt@body.example'],
    ['P01', 'deputy', 'farid.benamrane@body.example'],
    ['P02', 'referent', 'farid.benamrane@body.example'],
  ]);
});

test('another date and other hours are told day by day, with what was before', () => {
  const hours = '  horizonDays: 28\n  dayHours: { closing: { from: 10:00, to: 15:00 } }';
  const yaml = yamlText({ midterm: 'midterm: 2026-10-15', horizonDays: hours });
  const next = planOf(csvText(someRows()), yaml);

  const afternoon = { from: '14:00', to: '16:00' };
  expect(changesOf(next, standing()).days).toEqual([
    {
      kind: 'midterm',
      before: { day: '2026-10-08', hours: afternoon },
      after: { day: '2026-10-15', hours: afternoon },
    },
    {
      kind: 'closing',
      before: { day: '2027-03-25', hours: { from: '09:30', to: '16:30' } },
      after: { day: '2027-03-25', hours: { from: '10:00', to: '15:00' } },
    },
  ]);
  expect(changesOf(next, nothing).days).toEqual([]);
});

test('the same files again change nothing', () => {
  expect(changesOf(plan, standing())).toEqual({
    cohort: 'unchanged',
    days: [],
    people: { added: [], updated: [] },
    identities: [],
    roles: { added: [], removed: [] },
    pairs: { added: [] },
    answering: [],
    absent: [],
  });
});

describe('a referent answers from the import, and from the launch at the latest', () => {
  test.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-04-14', '2026-04-14'],
    ['2026-04-20', '2026-04-14'],
  ])('imported on %s, from %s', (day, from) => {
    expect(changesOf(plan, nothing, day).answering[0]?.from).toBe(from);
  });

  test('a new referent comes on the day given, the old one stays until the eve', () => {
    const next = planOf(csvText(someRows({}, { 'référent mail': 'sidonie.vogt@body.example' })));

    expect(changesOf(next, standing()).answering).toEqual([
      {
        ...{
          pair: 'P02',
          kind: 'referent',
          from: '2026-06-01',
          opens: 'sidonie.vogt@body.example',
        },
        closes: { mail: 'farid.benamrane@body.example', from: '2026-04-14', lastDay: '2026-05-31' },
      },
      {
        ...{
          pair: 'P02',
          kind: 'deputy',
          from: '2026-06-01',
          opens: 'farid.benamrane@body.example',
        },
        closes: null,
      },
    ]);
  });

  test('changed back on the same day, the one who never answered leaves no trace', () => {
    const next = planOf(csvText(someRows({}, { 'référent mail': 'sidonie.vogt@body.example' })));
    const [change] = changesOf(next, standing(), '2026-04-14').answering;

    expect(change?.closes?.lastDay).toBeNull();
  });
});

test('a new workplace, phone or zone is an update; what the files leave out is none', () => {
  const rows = someRows({
    'mentor établissement': 'CHU d’Orvanne',
    'mentor ville': 'Orvanne',
    'mentor fuseau': 'America/Martinique',
  });
  const next = planOf(
    csvText(rows),
    yamlText({
      '- { name: Sidonie': '  - { name: Sidonie Vogt, mail: sidonie.vogt@body.example }',
    }),
  );

  expect(changesOf(next, standing()).people.updated).toEqual([
    {
      id: 'person of marc.delcourt@chu-b.example',
      mail: 'marc.delcourt@chu-b.example',
      name: 'Marc Delcourt',
      changes: { institution: 'CHU d’Orvanne', city: 'Orvanne', timeZone: 'America/Martinique' },
    },
  ]);
});

test('a pair left out of the file stays as it is, and is named', () => {
  expect(changesOf(planOf(csvText(someRows().slice(0, 1))), standing()).absent).toEqual(['P02']);
});

describe('what is refused', () => {
  test('someone else under an existing code', () => {
    const rows = someRows({
      'mentor nom': 'Gaspard Peyrac',
      'mentor mail': 'gaspard.peyrac@chu-b.example',
    });
    const [fault, ...others] = refusals(planOf(csvText(rows)));

    expect(others).toEqual([]);
    expect(fault).toMatchObject({ row: 2, column: 'mentor mail', problem: 'changed-person' });
    expect(fault?.values).toMatchObject({ code: 'P01', other: 'marc.delcourt@chu-b.example' });
  });

  test('mentee and mentor exchanged', () => {
    const [row = {}] = someRows();
    const swapped = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.startsWith('mentoré')
          ? name.replace('mentoré', 'mentor')
          : name.replace('mentor ', 'mentoré '),
        value,
      ]),
    );

    expect(inShort(refusals(planOf(csvText([swapped]))))).toEqual([
      'csv 2 mentoré mail: changed-person',
      'csv 2 mentor mail: changed-person',
    ]);
  });

  test('another name under a known address', () => {
    const next = planOf(csvText(someRows({ 'mentor nom': 'Gaspard Peyrac' })));

    expect(inShort(refusals(next))).toEqual(['csv 2 mentor nom: changed-name']);
  });

  test('an Entra identity that is already someone else’s, or another one in the same tenant', () => {
    const taken = standing();
    const [awa] = taken.people.filter(({ identities }) => identities.length > 0);
    if (awa) awa.mail = 'awa.diallo@ch-a.example';
    const other = planOf(
      csvText(someRows({ 'mentoré oid': 'aaaaaaaa-0000-4000-8000-000000000002' })),
    );

    expect(inShort(refusals(plan, { ...taken, pairs: [] }))).toEqual([
      'csv 2 mentoré oid: identity-taken',
    ]);
    expect(inShort(refusals(other))).toEqual(['csv 2 mentoré oid: changed-identity']);
  });

  test('the leaving of a coach whom a pair outside the file still counts on', () => {
    const yaml = yamlText({ '- { name: Farid': '', '- { for': '', deputies: '' });
    const next = planOf(csvText(someRows().slice(0, 1)), yaml);

    expect(inShort(refusals(next))).toEqual(['yaml 15 coaches: coach-still-referent']);
  });
});
