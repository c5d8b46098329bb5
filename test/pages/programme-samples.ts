import type { CohortFault } from '../../src/domain/cohort-fault.ts';
import { cohortSettings } from '../../src/domain/cohort-settings.ts';
import type { ImportPreview } from '../../src/domain/import-preview.ts';
import type {
  AnsweringLine,
  AnsweringList,
  ProgrammePage,
} from '../../src/domain/programme-model.ts';
import { themes } from '../../src/domain/theme.ts';

export const claire = { id: 'coach-1', name: 'Claire Morvan' };
export const denis = { id: 'coach-2', name: 'Denis Aubry' };

const settings = cohortSettings.parse({
  list: { hostname: 'body.sharepoint.example', path: '/sites/mentorat', name: 'Suivi' },
  recording: 'at-once',
  workingHours: { from: '09:00', to: '18:00' },
  lunch: { from: '12:30', to: '14:00' },
  ...{ noticeHours: 24, horizonDays: 61 },
  ...{ bodyName: 'Comité de mentorat', replyTo: 'coachs@body.example' },
});

/** The settings of the cohort of 2026, looked at on 20 April: its launch was held. */
export const aProgrammePage = (change: Partial<ProgrammePage> = {}): ProgrammePage => ({
  ...{ cohort: 'cohort-2026', code: '2026', zone: 'Europe/Paris', today: '2026-04-20' },
  ...{ settingsVersion: 'settings-1', answeringVersion: 'answering-1', settings },
  days: { launch: '2026-02-10', midterm: '2026-06-30', closing: '2026-12-15' },
  themes: [...themes[1]],
  coaches: [
    { ...claire, pairs: 12, deputy: denis.id },
    { ...denis, pairs: 1, deputy: null },
  ],
  undo: null,
  ...change,
});

const at = Date.parse('2026-04-20T07:05:00Z');
export const undoable = (kind: 'import' | 'settings' | 'answering') => ({
  undo: { change: 'change-1', kind, by: claire.name, at, until: at + 600_000 },
});

export const aPairLine = (change: Partial<AnsweringLine> = {}): AnsweringLine => ({
  ...{ pair: 'pair-1', code: 'P01', names: ['Awa Diallo', 'Marc Lebrun'] as [string, string] },
  ...{ referent: claire.id, deputies: [denis.id], from: null, version: 'pair-1-1' },
  ...change,
});

export const pairList: AnsweringList = {
  lines: [
    aPairLine(),
    aPairLine({
      ...{ pair: 'pair-2', code: 'P02', names: ['Inès Carpentier', 'Paul Garnier'] },
      ...{ referent: denis.id, deputies: [], from: '2026-05-04', version: 'pair-2-1' },
    }),
  ],
  next: null,
};
export const noPairs: AnsweringList = { lines: [], next: null };

const nothing: ImportPreview = {
  ...{ pairsInFile: 37, peopleInFile: 79, settings: [], days: [], peopleAdded: [], linked: 0 },
  ...{ peopleUpdated: [], rolesAdded: [], rolesRemoved: [], pairsAdded: [], answering: [] },
  absent: [],
};

export const previews = {
  nothing,
  full: {
    ...nothing,
    settings: [
      { setting: 'rhythm.markDays', before: '56', after: '49' },
      { setting: 'recording', before: 'at-once', after: 'at-checkpoints' },
    ],
    days: [
      {
        kind: 'midterm',
        before: { day: '2026-06-30', hours: { from: '14:00', to: '16:00' } },
        after: { day: '2026-07-02', hours: { from: '10:00', to: '12:00' } },
      },
    ],
    pairsAdded: [
      {
        ...{ code: 'P38', mentee: 'Léa Castellan', mentor: 'Olivier Roussignol' },
        referent: denis.name,
      },
    ],
    peopleAdded: [
      { name: 'Léa Castellan', mail: 'lea.castellan@ch-e.example' },
      { name: 'Olivier Roussignol', mail: 'olivier.roussignol@ch-f.example' },
    ],
    peopleUpdated: [{ name: 'Awa Diallo', fields: ['institution', 'city'] }],
    linked: 2,
    rolesAdded: [{ name: 'Ève Roche', role: 'coach' }],
    rolesRemoved: [],
    answering: [
      { pair: 'P01', kind: 'referent', name: denis.name, from: '2026-04-20' },
      { pair: 'P01', kind: 'deputy', name: null, from: '2026-04-20' },
    ],
    absent: ['P36', 'P37'],
  },
} satisfies Record<string, ImportPreview>;

export const someFaults: CohortFault[] = [
  {
    ...{ file: 'csv', row: 3, column: 'mentor mail', problem: 'malformed-mail' },
    values: { value: 'marc.lebrun' },
  },
  {
    ...{ file: 'yaml', row: 3, column: 'code', problem: 'other-cohort' },
    values: { value: '2027', other: '2026' },
  },
];
