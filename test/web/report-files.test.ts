import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { CohortHead } from '../../src/domain/coach-model.ts';
import type { ReportPage } from '../../src/domain/report-model.ts';
import type { CohortExport } from '../../src/usecases/export-cohort.ts';
import { fileOf } from '../../src/web/report-files.ts';
import { tableOf } from '../../src/web/report-tables.ts';
import { aCohort, paris } from '../support/people.ts';

const headIn = (locale: 'fr' | 'en', change: Partial<CohortHead> = {}): CohortHead => ({
  reader: { locale, zone: 'Europe/Paris', nameZone: false },
  ...{ cohort: aCohort.id, name: 'Promotion 2026', bodyName: 'Agence des directeurs' },
  ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
  ...{ today: '2026-11-22', now: paris('2026-11-22', '09:00'), recording: 'at-once' },
  ...{ least: 6, most: 8, markDays: 56, roles: ['coach'], cohorts: [] },
  ...change,
});

const meetings = (locale: 'fr' | 'en', pairCode = 'P01'): CohortExport => ({
  what: 'meetings',
  head: headIn(locale),
  rows: [
    { pairCode, day: '2026-04-28', themes: ['networks', 'skills'] },
    { pairCode: 'P02', day: '2026-05-05', themes: ['skills'] },
  ],
  destroyBy: '2027-09-21',
});

const aPage: ReportPage = {
  head: headIn('fr'),
  until: '2026-09-30',
  pairs: { active: 35, all: 37 },
  meetings: {
    held: 112,
    expected: { least: 105, most: 140 },
    periods: [
      { from: '2026-04', to: '2026-04', held: 20 },
      { from: '2026-07', to: '2026-08', held: 12 },
    ],
  },
  themes: {
    told: [
      { theme: 'skills', pairs: 'most' },
      { theme: 'networks', pairs: 12 },
    ],
    rare: { themes: ['communication', 'other'], pairs: 'few' },
  },
  exports: ['aggregates'],
};
const aggregates = (change: Partial<ReportPage> = {}): CohortExport => ({
  ...{ what: 'aggregates', page: { ...aPage, ...change } },
});

describe('the file of meetings', () => {
  test('holds pair, day and themes as the list does, and how long it may be kept', () => {
    expect(tableOf(meetings('fr'))).toEqual([
      ['Binôme', 'Date de la rencontre', 'Thématiques générales'],
      ['P01', '28/04/2026', 'Réseaux et partenaires · Développement des compétences'],
      ['P02', '05/05/2026', 'Développement des compétences'],
      [],
      [
        'Exporté le 22 novembre 2026. Fichier confidentiel, réservé aux ingénieur·es en mentorat : à supprimer dès qu’il ne sert plus, au plus tard le 21 septembre 2027.',
      ],
    ]);
    expect(tableOf(meetings('en')).at(-1)).toEqual([
      'Exported on 22 November 2026. Confidential, for the programme’s coaches alone: delete it once it is of no more use, by 21 September 2027 at the latest.',
    ]);
  });

  test('as CSV, a name that is a formula is text', async () => {
    const file = await fileOf(meetings('fr', '=cmd|"/c calc"!A1'), 'csv');

    expect(file.name).toBe('telemaque-rencontres-2026-11-22.csv');
    expect(file.type).toBe('text/csv; charset=utf-8');
    const lines = Buffer.from(file.bytes).toString().split('\r\n');
    expect(lines[0]).toBe('\uFEFFBinôme;Date de la rencontre;Thématiques générales');
    expect(lines[1]).toMatch(/^"'=cmd\|""\/c calc""!A1";28\/04\/2026;/);
    expect(lines.slice(-3)[0]).toBe('');
  });

  test('as XLSX, holds strings and no formula', async () => {
    const file = await fileOf(meetings('en', '=1+1'), 'xlsx');

    expect(file.name).toBe('telemaque-meetings-2026-11-22.xlsx');
    const parts = unzipSync(file.bytes);
    const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
    expect(text('xl/worksheets/sheet1.xml')).not.toMatch(/<f>|<f /);
    expect(text('xl/worksheets/sheet1.xml').match(/<c [^>]*t="s"/g)).toHaveLength(10);
    expect(text('xl/worksheets/sheet1.xml').match(/<c /g)).toHaveLength(10);
    expect(text('xl/sharedStrings.xml')).toContain(">'=1+1<");
    expect(text('xl/sharedStrings.xml')).toContain('delete it once it is of no more use');
    expect(text('xl/workbook.xml')).toContain('Meetings');
  });
});

describe('the file of the overview', () => {
  test('holds what the page shows, in its words', async () => {
    expect(tableOf(aggregates())).toEqual([
      ['Indicateur', 'Valeur'],
      ['Promotion', 'Promotion 2026'],
      ['Chiffres arrêtés au', '30 septembre 2026'],
      ['Binômes actifs', '35 sur 37'],
      ['Rencontres tenues', '112'],
      ['Rencontres attendues à cette date', '105 à 140'],
      ['Rencontres tenues, avril 2026', '20'],
      ['Rencontres tenues, juillet – août 2026', '12'],
      [
        'Thématique : Développement des compétences',
        'la plupart des binômes qui se sont rencontrés',
      ],
      ['Thématique : Réseaux et partenaires', '12 binômes'],
      [
        'Thématiques rarement citées : Communication et relations professionnelles · Autre thématique générale',
        'moins de 7 binômes',
      ],
      ['Taux de réponse', 'dans la synthèse de chaque questionnaire'],
      [],
      [
        'Exporté le 22 novembre 2026. Nombres d’ensemble, sans donnée sur un binôme : ce fichier peut rester dans les archives du programme.',
      ],
    ]);
    expect((await fileOf(aggregates(), 'csv')).name).toBe(
      'telemaque-vue-d-ensemble-2026-11-22.csv',
    );
  });

  test('before there is anything to count, says so', () => {
    const empty = aggregates({ until: null, meetings: null, themes: null });

    expect(tableOf(empty).slice(2, 5)).toEqual([
      ['Chiffres arrêtés au', 'pas encore de chiffres'],
      ['Binômes actifs', '35 sur 37'],
      ['Taux de réponse', 'dans la synthèse de chaque questionnaire'],
    ]);
  });
});
