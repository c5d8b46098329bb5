import { z } from 'zod';
import { refuse } from '../domain/refusal.ts';
import { answerSurvey } from '../usecases/answer-survey.ts';
import { mailSurvey } from '../usecases/mail-survey.ts';
import { holdSynthesis, releaseSynthesis } from '../usecases/release-synthesis.ts';
import { surveyModel } from '../usecases/survey-models.ts';
import { after, id, verb } from './verb.ts';

const aSynthesis = z.object({ wave: id, version: z.int().min(1).max(1_000_000) });

/** A questionnaire's answers, and what the coaches do with what comes of it. */
export const surveyVerbs = {
  'survey.answer': verb(
    // Answers come by the keys of the questions; each is read by the use case, the rest is dropped.
    z.looseObject({ wave: id }),
    async (deps, { by, reader }, { wave, ...answers }) => {
      const done = await answerSurvey(deps, by, { wave, answers });
      if ('missing' in done) return { ...done, given: answers };
      if ('refused' in done) return done;
      const model = await surveyModel(deps.db.read, done.survey, reader, deps.now());
      return model ? { model, said: 'survey-answered' } : refuse('not-found');
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
