import type { CohortHead } from '../../src/domain/coach-model.ts';
import type { ReportPage } from '../../src/domain/report-model.ts';

/** Nadia Chantereau heads the programme of 2026, and looks at it on 22 November. */
const head: CohortHead = {
  reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
  ...{ cohort: 'cohort-2026', name: 'Promotion 2026', bodyName: 'Comité de mentorat' },
  ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
  ...{ today: '2026-11-22', now: Date.parse('2026-11-22T08:00:00Z') },
  ...{ least: 6, most: 8, markDays: 56, recording: 'at-once', roles: ['pilot'] },
  cohorts: [{ cohort: 'cohort-2026', name: 'Promotion 2026', roles: ['pilot'] }],
};

const month = (of: string, held: number) => ({ from: of, to: of, held });

export const full: ReportPage = {
  head,
  until: '2026-10-31',
  pairs: { active: 35, all: 37 },
  meetings: {
    held: 128,
    expected: { least: 120, most: 165 },
    periods: [
      ...[month('2026-04', 12), month('2026-05', 24), month('2026-06', 27)],
      { from: '2026-07', to: '2026-08', held: 15 },
      ...[month('2026-09', 26), month('2026-10', 24)],
    ],
  },
  themes: {
    told: [
      { theme: 'taking-up-post', pairs: 'most' },
      { theme: 'manager-positioning', pairs: 24 },
      { theme: 'team-and-cooperation', pairs: 19 },
      { theme: 'time-and-priorities', pairs: 15 },
      { theme: 'skills', pairs: 12 },
      { theme: 'networks', pairs: 9 },
    ],
    rare: {
      themes: [
        ...(['institution-and-culture', 'communication', 'projects-and-change'] as const),
        ...(['perspective-and-meaning', 'career-path', 'other'] as const),
      ],
      pairs: 'enough',
    },
  },
  exports: ['aggregates'],
};

const english = { ...head, reader: { ...head.reader, locale: 'en' as const } };
const early = { until: null, meetings: null, themes: null };

/** Every state of the page. */
export const reports = {
  full,
  english: { ...full, head: english },
  empty: { ...full, ...early, pairs: { active: 37, all: 37 } },
  emptyEnglish: { ...full, ...early, head: english },
  waits: {
    ...{ ...full, ...early },
    head: { ...head, recording: 'at-checkpoints', today: '2026-06-01' },
  },
  few: { ...full, themes: null, pairs: { active: 9, all: 9 } },
  rareOnly: {
    ...full,
    themes: { told: [], rare: { themes: ['skills', 'other'], pairs: 'few' } },
  },
  coach: {
    ...full,
    head: { ...head, roles: ['coach'] },
    exports: ['aggregates', 'meetings'],
  },
} satisfies Record<string, ReportPage>;
