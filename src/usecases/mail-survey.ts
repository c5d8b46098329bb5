import { type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { whyNotAnswer } from '../domain/wave.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';

/**
 * Has a personal link to a questionnaire mailed to whoever asks for it, once a day: on that page it
 * can be answered with nobody's name on it.
 */
export async function mailSurvey(
  deps: Deps,
  by: By,
  wish: { wave: string },
): Promise<{ mailed: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const survey = await t.participation.survey(wish.wave, by.person);
    if (!survey) return refuse('not-found');
    const why = whyNotAnswer(survey.wave, survey.asked, deps.now());
    if (why) return refuse(why);
    const notice = { kind: 'survey-page', wave: survey.wave.id } as const;
    const occurrence = dayOf(deps.now(), 'UTC');
    return { mailed: await deps.tell(t, { person: by.person, notice, occurrence }) };
  });
}
