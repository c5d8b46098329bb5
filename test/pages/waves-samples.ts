import type { CohortHead } from '../../src/domain/coach-model.ts';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { type Moment, questionsAt, topics } from '../../src/domain/survey.ts';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';
import type {
  QuestionsPage,
  WaveForCoaches,
  WaveShown,
  WavesPage,
} from '../../src/domain/waves-model.ts';
import { syntheses } from '../support/syntheses.ts';
import { full } from './report-samples.ts';

const { head: pilot } = full;
/** Nadia Chantereau heads the programme of 2026; Claire Morvan is one of its coaches. */
export const heads = {
  pilot,
  coach: {
    ...pilot,
    roles: ['coach'],
    cohorts: [{ cohort: 'cohort-2026', name: 'Promotion 2026', roles: ['coach'] }],
  },
} satisfies Record<string, CohortHead>;

const days = {
  midterm: { from: '2026-10-09', until: '2026-10-29' },
  end: { from: '2027-03-26', until: '2027-04-15' },
};

const forCoaches = (moment: Moment, change: Partial<WaveForCoaches> = {}): WaveForCoaches => ({
  ...{ state: 'coming', refused: null, partition: 'by-party' },
  topics: topics.map((topic) => ({
    topic,
    questions: questionsAt(guideInstrument, moment)
      .filter((question) => question.topic === topic)
      .map(({ key, wording }) => ({ key, wording })),
  })),
  ...change,
});

const wave = (moment: Moment, change: Partial<WaveShown> = {}): WaveShown => ({
  ...{ moment, days: days[moment], coach: forCoaches(moment), synthesis: null },
  ...change,
});

const page = (head: CohortHead, ...waves: WaveShown[]): WavesPage => ({ head, waves });

const closed = (
  synthesis: Synthesis,
  state: 'ready' | 'held' | 'released' = 'ready',
): WavesPage => {
  const press = state === 'released' ? null : { version: 1, hold: state === 'ready' };
  const shown = { wave: 'wave-midterm', state, synthesis, press };
  const coach = forCoaches('midterm', { state: 'closed' });
  return page(heads.coach, wave('midterm', { coach, synthesis: shown }), wave('end'));
};
const inState = (change: Partial<WaveForCoaches>): WavesPage =>
  page(heads.coach, wave('midterm', { coach: forCoaches('midterm', change) }), wave('end'));

/** Every state of the page. */
export const wavesPages = {
  coming: inState({}),
  open: inState({ state: 'open' }),
  closing: inState({ state: 'closing' }),
  refused: inState({ state: 'refused', refused: 'certain-inference' }),
  ready: closed(syntheses.ofThirtySeven),
  held: closed(syntheses.ofThirtySeven, 'held'),
  released: closed(syntheses.ofThirtySeven, 'released'),
  ofNine: closed(syntheses.ofNine),
  ofThreeHundred: closed(syntheses.ofThreeHundred),
  few: closed(syntheses.few),
  pilotWaits: page(heads.pilot, wave('midterm', { coach: null }), wave('end', { coach: null })),
  pilot: page(
    heads.pilot,
    wave('midterm', {
      coach: null,
      synthesis: {
        ...{ wave: 'wave-midterm', state: 'released' },
        ...{ synthesis: syntheses.ofThirtySeven, press: null },
      },
    }),
    wave('end', { coach: null }),
  ),
} satisfies Record<string, WavesPage>;

export const questionsPage = (change: Partial<QuestionsPage> = {}): QuestionsPage => ({
  ...{ version: 'questions-1', launch: '2026-02-10', begun: true },
  questions: guideInstrument.questions.map(({ key, topic, moments, wording }) => ({
    ...{ key, topic, moments, wording, asked: true },
  })),
  ...change,
});
