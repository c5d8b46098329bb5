import { z } from 'zod';
import { answerSurvey } from '../usecases/answer-survey.ts';
import { after, entry } from './link-act.ts';
import { id } from './link-views.ts';

/** A questionnaire answered under one's own name; without it, the page goes by `survey-routes.ts`. */
export const surveyActs = {
  'answer-survey': entry(
    z.strictObject({
      act: z.literal('answer-survey'),
      wave: id,
      answers: z.record(z.string().max(40), z.string().max(1)),
    }),
    async (deps, { by }, { wave, answers }) =>
      after(await answerSurvey(deps, by, { wave, answers }), 'survey-answered'),
  ),
} as const;
