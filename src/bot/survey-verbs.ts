import { z } from 'zod';
import { answerSurvey } from '../usecases/answer-survey.ts';
import { mailSurvey } from '../usecases/mail-survey.ts';
import { holdSynthesis, releaseSynthesis } from '../usecases/release-synthesis.ts';
import { after, id, verb } from './verb.ts';

const aSynthesis = z.object({ wave: id, version: z.int().min(1).max(1_000_000) });

/** A questionnaire's answers, and what the coaches do with what comes of it. */
export const surveyVerbs = {
  'survey.answer': verb(
    // Answers come by the keys of the questions; each is read by the use case, the rest is dropped.
    z.looseObject({ wave: id }),
    async (deps, { by }, { wave, ...answers }) => {
      const done = await answerSurvey(deps, by, { wave, answers });
      return 'missing' in done ? { ...done, given: answers } : after(done, 'survey-answered');
    },
  ),
  'survey.by-mail': verb(z.object({ wave: id }), async (deps, { by }, input) =>
    after(await mailSurvey(deps, by, input), 'survey-mailed'),
  ),
  'synthesis.release': verb(aSynthesis, async (deps, { by }, input) =>
    after(await releaseSynthesis(deps, by, input), 'synthesis-released'),
  ),
  'synthesis.hold': verb(aSynthesis, async (deps, { by }, input) =>
    after(await holdSynthesis(deps, by, input), 'synthesis-held'),
  ),
} as const;
