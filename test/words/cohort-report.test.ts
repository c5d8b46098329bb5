import { describe, expect, test } from 'vitest';
import type { CohortChanges } from '../../src/domain/cohort-changes.ts';
import {
  changeLines,
  dayLines,
  faultLines,
  fill,
  type ReportWords,
  soundLine,
} from '../../src/words/cohort-report.ts';
import { cohortFaults as englishFaults } from '../../src/words/en/cohort-faults.ts';
import { cohortFile as english } from '../../src/words/en/cohort-file.ts';
import { cohortFaults } from '../../src/words/fr/cohort-faults.ts';
import { cohortFile } from '../../src/words/fr/cohort-file.ts';
import { csvText, faultsOf, planOf, someRows, yamlText } from '../support/cohort-files.ts';

const french: ReportWords = { locale: 'fr', report: cohortFile, faults: cohortFaults };
const plan = planOf(csvText(someRows()));

test('a fault says where, what and what to do', () => {
  const faults = faultsOf(csvText(someRows({ 'mentor corps': 'HD' })), yamlText({ recording: '' }));

  expect(faultLines(faults, french)).toEqual([
    'CSV, ligne 2, colonne « mentor corps » : le corps « HD » n’est pas connu.',
    '    Remède : écrivez DH, D3S, DS ou PH.',
    'YAML, ligne 8, settings.recording : le moment où les rencontres rejoignent la liste des coachs n’est pas choisi.',
    expect.stringContaining('Remède : écrivez recording: at-once'),
    '2 erreur(s). Rien n’a été modifié.',
  ]);
});

test('the same values stand in both languages’ sentences', () => {
  const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  for (const key of Object.keys(cohortFaults) as (keyof typeof cohortFaults)[]) {
    const [fr, en] = [cohortFaults[key], englishFaults[key]];
    expect([key, names(fr.problem), names(fr.remedy)]).toEqual([
      key,
      names(en.problem),
      names(en.remedy),
    ]);
  }
});

describe('an import is told', () => {
  const changes: CohortChanges = {
    cohort: 'updated',
    people: {
      added: [],
      updated: [
        {
          id: '1',
          mail: 'm',
          name: 'Marc Delcourt',
          changes: { city: 'Orvanne', timeZone: 'Indian/Reunion' },
        },
      ],
    },
    identities: [],
    roles: { added: [], removed: [] },
    pairs: { added: [] },
    days: [
      {
        kind: 'midterm',
        before: { day: '2026-10-08', hours: { from: '14:00', to: '16:00' } },
        after: { day: '2026-10-15', hours: { from: '14:30', to: '16:00' } },
      },
    ],
    answering: [
      {
        pair: 'P02',
        kind: 'referent',
        from: '2026-06-01',
        closes: null,
        opens: 'sidonie.vogt@body.example',
      },
      { pair: 'P02', kind: 'deputy', from: '2026-06-01', closes: null, opens: null },
    ],
    absent: ['P09'],
  };

  test('in French', () => {
    expect(changeLines(plan, changes, french)).toEqual([
      'Promotion 2026 mise à jour.',
      'Personnes : 0 ajoutée(s), 1 mise(s) à jour, 6 inchangée(s).',
      'Binômes : 0 ajouté(s), 2 inchangé(s).',
      'Rendez-vous de mi-parcours : 15 octobre 2026 de 14:30 à 16:00, au lieu du 8 octobre 2026 de 14:00 à 16:00.',
      'Mise à jour : Marc Delcourt (ville, fuseau).',
      'Binôme P02 : référent·e Sidonie Vogt à partir du 1 juin 2026.',
      'Binôme P02 : plus de suppléance à partir du 1 juin 2026.',
      'Binômes déjà importés et absents du fichier, laissés tels quels : P09.',
    ]);
  });

  test('in English', () => {
    const words: ReportWords = { locale: 'en', report: english, faults: englishFaults };

    expect(changeLines(plan, changes, words)).toContain(
      'Updated: Marc Delcourt (city, time zone).',
    );
    expect(dayLines(changes, words)).toEqual([
      'Mid-term meeting: October 15, 2026 from 14:30 to 16:00, instead of October 8, 2026 from 14:00 to 16:00.',
    ]);
    expect(soundLine(plan, words)).toBe('No fault: 2 pairs, 7 people, 2 coaches.');
  });
});

test('a value that looks like a place for one is left as it is', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: 'x' })).toBe('{b} and x');
});
