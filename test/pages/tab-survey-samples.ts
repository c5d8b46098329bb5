import { wave } from './link-survey-samples.ts';
import { homeOf, homes } from './tab-samples.ts';

const surveys = [{ wave, moment: 'midterm' as const, until: '2026-10-29' }];
const asked = homes.asked.model;
if (asked.kind !== 'home') throw new Error('the sample is of a home');

/** A questionnaire that waits: alone, or after somebody who waits for an answer. */
export const surveyHomes = {
  'a-questionnaire': homeOf({ surveys }),
  'a-questionnaire-too': homeOf({
    surveys,
    next: asked.next,
    waiting: [...asked.waiting],
    syntheses: [{ wave, moment: 'midterm' }],
  }),
};

/** What a browser keeps of an answer begun without a name by Marc Lebrun. */
export const begun = (pair: string) => ({
  key: `telemaque-ballot ${wave} ${pair} mentor`,
  value: JSON.stringify({ ballot: 'AA', blinded: 'AA', inverse: 'AA', signature: 'AA' }),
});
