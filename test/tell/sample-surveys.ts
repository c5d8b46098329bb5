import type { CardModel } from '../../src/domain/card-model.ts';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { questionsAt, topics } from '../../src/domain/survey.ts';
import type { SurveyModel, SynthesisModel } from '../../src/domain/survey-model.ts';
import type { CellTold, Synthesis, Told } from '../../src/domain/synthesis-model.ts';

const wave = '00000000-0000-4000-8000-00000000a001';
const asked = questionsAt(guideInstrument, 'midterm');
const head = { wave, moment: 'midterm', cohortName: 'Promotion 2026' } as const;

/** Marc Lebrun, a mentor, is asked at mid-term; an English card has English questions. */
export const aSurvey = (change: Partial<SurveyModel> = {}): SurveyModel => ({
  ...{ kind: 'survey', ...head, party: 'mentor', state: 'asked', until: '2026-10-29' },
  topics: topics.map((topic) => ({
    topic,
    questions: asked
      .filter((question) => question.topic === topic)
      .map(({ key, wording }) => ({ key, text: wording.mentor.fr })),
  })),
  ...{ anonymous: null, given: {}, missing: [], ...change },
});

const tolds: Told[] = [
  { kind: 'majority', of: 'high' },
  { kind: 'majority', of: 'none' },
  {
    kind: 'classes',
    shares: {
      low: { percent: 15, bound: 'at-most' },
      middle: { percent: 25 },
      high: { percent: 60, bound: 'at-least' },
    },
  },
  {
    kind: 'levels',
    shares: [
      { from: 1, to: 3, percent: 20 },
      { from: 4, to: 4, percent: 35 },
      { from: 5, to: 5, percent: 45 },
    ],
  },
  { kind: 'withheld' },
];

const aCell = (change: Partial<CellTold>): CellTold => ({
  ...{ cell: 'mentee', asked: 37, rate: 80, size: '25+' },
  questions: asked.map(({ key, topic, wording }, at) => ({
    ...{ key, topic, wording, trend: at === 0 ? 'up' : null },
    told: tolds[at % tolds.length] ?? { kind: 'withheld' },
  })),
  ...change,
});

const aSynthesis: Synthesis = {
  ...head,
  ...{ from: '2026-10-09', until: '2026-10-29', rule: 1, fewest: 7 },
  cells: [aCell({}), aCell({ cell: 'mentor', asked: 37, rate: null, size: null, questions: [] })],
};

const synthesis = (change: Partial<SynthesisModel>): SynthesisModel => ({
  ...{ kind: 'synthesis', ...head, state: 'released', version: 2, synthesis: aSynthesis },
  ...{ may: { release: false, hold: false }, ...change },
});

export const surveys: Record<string, CardModel> = {
  survey: aSurvey(),
  'survey pressed too early': aSurvey({
    given: { time: 4, part: 5 },
    missing: asked.slice(2).map(({ key }) => key),
  }),
  'survey answered': aSurvey({ state: 'answered', topics: [] }),
  'survey answered by token': aSurvey({ state: 'signed' }),
  'survey closed': aSurvey({ state: 'closed', topics: [] }),
  'synthesis not yet': synthesis({ state: 'not-yet', synthesis: null }),
  'synthesis ready': synthesis({ state: 'ready', may: { release: true, hold: true } }),
  'synthesis held': synthesis({ state: 'held', may: { release: true, hold: false } }),
  synthesis: synthesis({}),
  'synthesis of two groups, ready': synthesis({
    ...{ state: 'ready', may: { release: true, hold: true } },
    synthesis: { ...aSynthesis, cells: [aCell({}), aCell({ cell: 'mentor' })] },
  }),
  'synthesis of one group': synthesis({
    synthesis: { ...aSynthesis, cells: [aCell({ cell: 'all', size: '7-9', asked: 9 })] },
  }),
};
