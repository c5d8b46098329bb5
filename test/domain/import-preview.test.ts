import { expect, test } from 'vitest';
import { compareCohort, type Standing } from '../../src/domain/cohort-changes.ts';
import type { CohortPlan } from '../../src/domain/cohort-file.ts';
import { isEmptyPreview, previewOf } from '../../src/domain/import-preview.ts';
import { csvText, planOf, someRows, yamlText } from '../support/cohort-files.ts';

/** A store that says what a plan says, with everyone in it. */
const standingOf = (plan: CohortPlan): Standing => ({
  cohort: {
    id: 'cohort-1',
    header: {
      ...{ name: plan.name, timeZone: plan.timeZone, settings: plan.settings, days: plan.days },
    },
  },
  people: plan.people.map(({ identity, places: _places, timeZone, ...person }, at) => ({
    ...{ ...person, id: `person-${at}`, timeZone: timeZone ?? plan.timeZone },
    identities: identity ? [identity] : [],
  })),
  roles: [
    ...plan.coaches.map((mail) => ({ mail, role: 'coach' as const })),
    { mail: plan.pilot, role: 'pilot' },
  ],
  pairs: plan.pairs.map(({ code, mentee, mentor, referent }) => ({
    ...{ id: code, code, mentee, mentor },
    answering: [
      { mail: referent, kind: 'referent', from: '2026-04-14' },
      ...plan.deputies
        .filter((one) => one.for === referent)
        .map(({ deputy }) => ({ mail: deputy, kind: 'deputy' as const, from: '2026-04-14' })),
    ],
  })),
});

const preview = (next: CohortPlan) => {
  const standing = standingOf(planOf(csvText(someRows())));
  const outcome = compareCohort(next, standing, '2026-06-01');
  if ('faults' in outcome) throw new Error('it has faults');
  return previewOf(next, standing, outcome.changes);
};

test('the same files again are an empty preview, which tells what the file holds', () => {
  const shown = preview(planOf(csvText(someRows())));
  expect(isEmptyPreview(shown)).toBe(true);
  expect(shown).toMatchObject({ pairsInFile: 2, peopleInFile: 7, absent: [] });
});

test('pairs that the file leaves out are told, and are no change', () => {
  const [first] = someRows();
  const shown = preview(planOf(csvText(first ? [first] : [])));
  expect(shown.absent).toEqual(['P02']);
  expect(isEmptyPreview(shown)).toBe(true);
});

test('every change is told in names and values', () => {
  const lea = {
    'mentoré nom': 'Léa Castellan',
    'mentoré mail': 'lea.castellan@ch-e.example',
    'mentor nom': 'Olivier Roussignol',
    'mentor mail': 'olivier.roussignol@ch-f.example',
  };
  const rows = someRows(
    { 'mentoré ville': 'Paris', 'référent mail': 'farid.benamrane@body.example' },
    {
      'mentoré tenant': '11111111-2222-4333-8444-555555555555',
      'mentoré oid': 'bbbbbbbb-0000-4000-8000-000000000001',
    },
    lea,
  );
  const yaml = yamlText({
    'midterm:': 'midterm: 2026-10-15',
    'noticeHours:': '  noticeHours: 48',
    'pilot:': 'pilot: { name: Nadia Roche, mail: nadia.roche@body.example }',
  });
  expect(preview(planOf(csvText(rows), yaml))).toEqual({
    ...{ pairsInFile: 3, peopleInFile: 9, linked: 1, absent: [] },
    settings: [{ setting: 'noticeHours', before: '24', after: '48' }],
    days: [
      {
        kind: 'midterm',
        before: { day: '2026-10-08', hours: { from: '14:00', to: '16:00' } },
        after: { day: '2026-10-15', hours: { from: '14:00', to: '16:00' } },
      },
    ],
    peopleAdded: [
      { name: 'Nadia Roche', mail: 'nadia.roche@body.example' },
      { name: 'Léa Castellan', mail: 'lea.castellan@ch-e.example' },
      { name: 'Olivier Roussignol', mail: 'olivier.roussignol@ch-f.example' },
    ],
    peopleUpdated: [{ name: 'Awa Lemoine', fields: ['city'] }],
    rolesAdded: [{ name: 'Nadia Roche', role: 'pilot' }],
    rolesRemoved: [{ name: 'Rosalie Chantereau', role: 'pilot' }],
    pairsAdded: [
      {
        ...{ code: 'P03', mentee: 'Léa Castellan', mentor: 'Olivier Roussignol' },
        referent: 'Farid Benamrane',
      },
    ],
    answering: [
      { pair: 'P01', kind: 'referent', name: 'Farid Benamrane', from: '2026-06-01' },
      { pair: 'P01', kind: 'deputy', name: null, from: '2026-06-01' },
    ],
  });
});
