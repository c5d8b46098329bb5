import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { type Party, questionsAt, topics } from '../../src/domain/survey.ts';
import type { Promised, SurveyModel, SynthesisModel } from '../../src/domain/survey-model.ts';
import type { CellTold, Synthesis, Told, Trend } from '../../src/domain/synthesis-model.ts';

export const wave = '7a1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4b';

const questions = questionsAt(guideInstrument, 'midterm');
export const keys = questions.map(({ key }) => key);

/** Keys that no browser can use, and what may be promised of them. */
export const waysOf = (promise: Promised): SurveyModel['anonymous'] => ({
  ...{ cell: 'all', sealing: 'AA', signing: 'AA', edition: 1, promise },
});

/** The guide's own questions at mid-term, as Marc Lebrun the mentor is asked them. */
export const survey = (change: Partial<SurveyModel> = {}): SurveyModel => ({
  ...{ kind: 'survey', wave, moment: 'midterm', cohortName: 'Promotion 2026', party: 'mentor' },
  ...{ state: 'asked', until: '2026-10-29', given: {}, missing: [] },
  topics: topics.map((topic) => ({
    topic,
    questions: questions
      .filter((question) => question.topic === topic)
      .map(({ key, wording }) => ({ key, text: wording.mentor.fr })),
  })),
  anonymous: waysOf('confidential'),
  ...change,
});

/** What is over has neither questions nor keys. */
export const over = (state: 'answered' | 'closed'): SurveyModel =>
  survey({ state, topics: [], anonymous: null });

const told: Record<'small' | 'middle' | 'large', Told[]> = {
  small: [{ kind: 'majority', of: 'high' }, { kind: 'majority', of: 'none' }, { kind: 'withheld' }],
  middle: [
    {
      kind: 'classes',
      shares: {
        high: { percent: 60, bound: 'at-least' },
        middle: { percent: 25 },
        low: { percent: 10, bound: 'at-most' },
      },
    },
    {
      kind: 'classes',
      shares: { high: { percent: 45 }, middle: { percent: 35 }, low: { percent: 20 } },
    },
    { kind: 'withheld' },
  ],
  large: [
    {
      kind: 'levels',
      shares: [
        { from: 5, to: 5, percent: 40 },
        { from: 4, to: 4, percent: 35 },
        { from: 1, to: 3, percent: 25 },
      ],
    },
    {
      kind: 'levels',
      shares: [
        { from: 5, to: 5, percent: 80, bound: 'at-least' },
        { from: 1, to: 4, percent: 20, bound: 'at-most' },
      ],
    },
  ],
};
const trends: (Trend | null)[] = [null, 'up', 'same', 'down'];

const cell = (
  of: 'all' | Party,
  size: CellTold['size'],
  asked: number,
  from: readonly Told[],
): CellTold => ({
  ...{ cell: of, asked, size, rate: size === null ? null : 80 },
  questions: questions.map(({ key, topic, wording }, at) => ({
    ...{ key, topic, wording },
    told: from[at % from.length] ?? { kind: 'withheld' },
    trend: size === null ? null : (trends[at % trends.length] ?? null),
  })),
});

const synthesisOf = (...cells: CellTold[]): Synthesis => ({
  ...{ wave, moment: 'midterm', cohortName: 'Promotion 2026', from: '2026-10-09' },
  ...{ until: '2026-10-29', rule: 1, fewest: 7, cells },
});

const released = (synthesis: Synthesis): SynthesisModel => ({
  ...{ kind: 'synthesis', wave, moment: 'midterm', cohortName: 'Promotion 2026' },
  ...{ state: 'released', version: 2, synthesis, may: { release: false, hold: false } },
});

export const syntheses = {
  'synthesis-not-yet': { ...released(synthesisOf()), state: 'not-yet', synthesis: null },
  'synthesis-of-9': released(synthesisOf(cell('all', '7-9', 9, told.small))),
  'synthesis-of-37': released(
    synthesisOf(cell('mentee', '10-24', 37, told.middle), cell('mentor', null, 37, [])),
  ),
  'synthesis-of-300': released(
    synthesisOf(cell('mentee', '25+', 300, told.large), cell('mentor', '25+', 300, told.large)),
  ),
} satisfies Record<string, SynthesisModel>;
