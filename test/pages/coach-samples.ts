import type {
  CohortHead,
  PairLine,
  PairList,
  PairSheet,
  Standing,
} from '../../src/domain/coach-model.ts';
import type { AlertModel } from '../../src/domain/rhythm-model.ts';
import type { Day } from '../../src/domain/time.ts';
import { aYearLine } from './tab-samples.ts';

/** Claire Morvan follows the cohort of 2026, looked at on 20 April. */
export const aHead = (change: Partial<CohortHead> = {}): CohortHead => ({
  reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
  cohort: 'cohort-2026',
  name: 'Promotion 2026',
  bodyName: 'Comité de mentorat',
  ...{ launch: '2026-02-10', midterm: '2026-06-30', closing: '2026-12-15' },
  today: '2026-04-20',
  now: Date.parse('2026-04-20T07:00:00Z'),
  ...{ least: 5, most: 10, markDays: 56 },
  recording: 'at-once',
  roles: ['coach'],
  cohorts: [{ cohort: 'cohort-2026', name: 'Promotion 2026', roles: ['coach'] }],
  ...change,
});

export const english = { reader: { ...aHead().reader, locale: 'en' as const } };

const meetings = (...days: [Day, 'held' | 'booked' | 'proposed'][]): PairLine['year']['meetings'] =>
  days.map(([day, state], index) => ({ meeting: `meeting-${day}-${index}`, day, state }));

export const aLine = (change: Partial<PairLine> = {}): PairLine => ({
  pair: 'pair-1',
  code: 'P01',
  names: ['Awa Diallo', 'Marc Lebrun'],
  referent: 'Claire Morvan',
  ...{ mine: true, standing: 'on-track', since: '2026-03-31', until: null },
  ...{ next: '2026-05-05', held: 2, alert: null },
  year: {
    meetings: meetings(['2026-02-20', 'held'], ['2026-03-31', 'held'], ['2026-05-05', 'booked']),
    pauses: [],
  },
  ...change,
});

/** One pair for each way of standing, the worst first. */
export const byStanding: Record<Standing, PairLine> = {
  stop: aLine({
    ...{ pair: 'pair-2', code: 'P02', names: ['Inès Carpentier', 'Paul Garnier'] },
    ...{ standing: 'stop', since: '2026-04-14', alert: 'alert-2' },
  }),
  call: aLine({
    ...{ pair: 'pair-3', code: 'P03', names: ['Rose Vasseur', 'Élie Marchand'] },
    ...{ standing: 'call', since: '2026-04-17', alert: 'alert-3' },
  }),
  unreachable: aLine({
    ...{ pair: 'pair-4', code: 'P04', names: ['Nora Tessier', 'Hugo Lambert'] },
    ...{ standing: 'unreachable', since: '2026-04-09', alert: 'alert-4' },
  }),
  late: aLine({
    ...{ pair: 'pair-5', code: 'P05', names: ['Lina Ferrand', 'Yanis Colin'], next: null },
    ...{ standing: 'late', since: '2026-02-10', held: 0, alert: 'alert-5' },
    year: { meetings: [], pauses: [] },
  }),
  due: aLine({
    ...{ pair: 'pair-6', code: 'P06', names: ['Sana Rolland', 'Louis Perrin'], next: null },
    ...{ standing: 'due', since: '2026-03-10', until: '2026-05-05', held: 1 },
    year: { meetings: meetings(['2026-03-10', 'held'], ['2026-05-12', 'proposed']), pauses: [] },
  }),
  paused: aLine({
    ...{ pair: 'pair-7', code: 'P07', names: ['Jade Morel', 'Idris Caron'], next: null },
    ...{ standing: 'paused', since: '2026-04-01', until: '2026-06-12', held: 1 },
    year: {
      meetings: meetings(['2026-03-03', 'held']),
      pauses: [{ from: '2026-04-01', until: '2026-06-12' }],
    },
  }),
  'on-track': aLine(),
  closed: aLine({
    ...{ pair: 'pair-8', code: 'P08', names: ['Maya Renaud', 'Tom Gillet'], next: null },
    ...{ standing: 'closed', since: '2026-03-30', held: 1 },
    year: { meetings: meetings(['2026-03-12', 'held']), pauses: [] },
  }),
};

const none: Record<Standing, number> = {
  ...{ stop: 0, call: 0, unreachable: 0, late: 0, due: 0, paused: 0, 'on-track': 0, closed: 0 },
};

export function listOf(pairs: PairLine[], change: Partial<PairList> = {}): PairList {
  const counts = { ...none };
  for (const { standing } of pairs) counts[standing] += 1;
  return {
    ...{ head: aHead(), shown: 'mine', counts, pairs, next: null, lookAgain: '2026-05-05' },
    ...change,
  };
}

/** Eight that need somebody and thirty-two that do not, as for a coach of forty pairs. */
export const forty = (): PairList => {
  const worst: Standing[] = ['stop', 'call', 'unreachable', 'late', 'late', 'late', 'late', 'late'];
  const calm: Standing[] = ['due', 'due', 'paused', 'closed'];
  const standing = [...worst, ...calm, ...Array.from({ length: 28 }, () => 'on-track' as const)];
  return listOf(
    standing.map((each, index) => ({
      ...byStanding[each],
      pair: `pair-${index + 1}`,
      code: `P${String(index + 1).padStart(2, '0')}`,
      ...(index % 2 === 0 ? { names: ['Clémence Sévigneau', 'Rémi Marchadier'] } : {}),
    })),
  );
};

const calmPairs = [byStanding.due, byStanding.paused, byStanding['on-track']];

/** One list for each thing that a coach may find. */
export const lists = {
  mine: listOf(Object.values(byStanding)),
  green: listOf(calmPairs),
  'green for good': listOf([byStanding.closed], { lookAgain: null }),
  none: listOf([]),
  'nothing found': listOf([], { counts: { ...none, late: 2, due: 1 } }),
  all: listOf([...Object.values(byStanding), aLine({ pair: 'pair-9', code: 'P09', mine: false })], {
    shown: 'all',
    next: 'P09',
    lookAgain: null,
  }),
  'empty cohort': listOf([], { shown: 'all', lookAgain: null }),
  english: listOf(Object.values(byStanding), { head: aHead(english) }),
  'two cohorts': listOf(calmPairs, {
    head: aHead({
      cohorts: [
        ...aHead().cohorts,
        { cohort: 'cohort-2025', name: 'Promotion 2025', roles: ['coach'] },
      ],
    }),
  }),
} satisfies Record<string, PairList>;

const awa = { name: 'Awa Diallo', mail: 'awa.diallo@chu.example', phone: '+33 1 22 33 44 55' };
const marc = { name: 'Marc Lebrun', mail: 'marc.lebrun@chi.example', phone: null };
const colleagues = [
  { id: 'coach-2', name: 'Paul Riou' },
  { id: 'coach-3', name: 'Sidonie Vogt' },
];

export const anAlert = (change: Partial<AlertModel> = {}): AlertModel => ({
  kind: 'alert',
  ...{ pair: 'pair-1', alert: 'alert-1', pairCode: 'P01', names: ['Awa Diallo', 'Marc Lebrun'] },
  cause: 'inactive',
  about: null,
  since: { anchor: 'meeting', day: '2026-02-20' },
  markDays: 56,
  tried: [
    { rung: 'mentee', day: '2026-03-27' },
    { rung: 'both', day: '2026-04-10' },
  ],
  contacts: [awa, marc],
  ...{ seenBy: null, holder: null, offered: false, outcome: null },
  may: { see: true, pause: true, handOver: true, offerLast: false, close: false },
  ...change,
});

const moreOf = (alert: AlertModel, close: boolean) => ({
  kind: 'alert-more' as const,
  ...{ pair: alert.pair, alert: alert.alert, pairCode: alert.pairCode, names: alert.names },
  ...{ pauseUntil: [], coaches: colleagues, close },
});

const answering: NonNullable<PairSheet['answering']> = {
  contacts: [awa, marc],
  reach: [
    { name: 'Awa Diallo', state: 'bot', since: null, reason: null },
    {
      ...{ name: 'Marc Lebrun', state: 'unreachable', reason: 'ErrorInvalidRecipients' },
      since: Date.parse('2026-04-09T08:00:00Z'),
    },
  ],
  alerts: [{ alert: anAlert(), more: moreOf(anAlert(), false) }],
  deputies: ['Paul Riou'],
  pauseUntil: ['2026-05-18', '2026-06-15'],
  pause: null,
  coaches: colleagues,
};

export const sheetOf = (change: Partial<PairSheet> = {}): PairSheet => ({
  head: aHead(),
  line: aLine({
    ...{ standing: 'late', since: '2026-02-20', next: null, held: 1, alert: 'alert-1' },
  }),
  year: aYearLine(),
  recorded: {
    rows: [
      { day: '2026-02-20', themes: ['taking-up-post'] },
      { day: '2026-03-31', themes: ['networks', 'team-and-cooperation'] },
    ],
    coaches: ['Claire Morvan', 'Paul Riou'],
    recording: 'at-once',
  },
  answering,
  ...change,
});

const stopping = anAlert({
  ...{ cause: 'stop', about: awa, tried: [], since: { anchor: 'launch', day: '2026-04-14' } },
  may: { see: true, pause: false, handOver: true, offerLast: true, close: true },
});

/** One sheet for each thing a pair's coach may find there. */
export const sheets = {
  late: sheetOf(),
  stopping: sheetOf({
    answering: {
      ...answering,
      alerts: [{ alert: stopping, more: moreOf(stopping, true) }],
      ...{ pauseUntil: [], deputies: [] },
    },
  }),
  paused: sheetOf({
    line: { ...byStanding.paused, pair: 'pair-1' },
    answering: {
      ...answering,
      ...{ alerts: [], pauseUntil: [], coaches: [] },
      pause: { pause: 'pause-1', from: '2026-04-01', until: '2026-06-12' },
    },
  }),
  'not theirs': sheetOf({ line: aLine({ mine: false, referent: 'Paul Riou' }), answering: null }),
  'nothing yet': sheetOf({
    line: aLine({ held: 0, next: null, referent: null }),
    recorded: { rows: [], coaches: [], recording: 'at-checkpoints' },
    answering: { ...answering, alerts: [] },
  }),
  english: sheetOf({ head: aHead(english) }),
} satisfies Record<string, PairSheet>;
