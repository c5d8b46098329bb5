import type { Tables } from '../db/db.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { lastDayOf, whyNotAnswer } from '../domain/wave.ts';
import { type About, frame } from './mail-models.ts';
import { synthesisModel } from './survey-models.ts';

type SurveyNotice = Extract<Notice, { kind: 'survey' | 'survey-chase' | 'survey-page' }>;
type SynthesisNotice = Extract<Notice, { kind: 'synthesis-ready' | 'synthesis' }>;

export const isSurveyNotice = (notice: Notice): notice is SurveyNotice =>
  Object.hasOwn(whys, notice.kind);
export const isSynthesisNotice = (notice: Notice): notice is SynthesisNotice =>
  notice.kind === 'synthesis' || notice.kind === 'synthesis-ready';

const whys = { survey: 'asked', 'survey-chase': 'reminded', 'survey-page': 'wished' } as const;

/** Nothing once it is answered, or closed. */
export async function aboutSurvey(
  t: Tables,
  notice: SurveyNotice,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const survey = await t.participation.survey(notice.wave, person.id);
  if (!survey || whyNotAnswer(survey.wave, survey.asked, now) !== null) return undefined;
  const { wave } = survey;
  const id = await t.participation.pairIn(wave.cohort, person.id);
  const pair = id && (await t.pairs.get(id, dayOf(now, 'UTC')));
  if (!pair) return undefined;
  const until = lastDayOf(wave, pair.cohort.zone);
  const about = { why: whys[notice.kind], moment: wave.moment, until };
  const draft: About['draft'] = (link) => ({
    ...{ kind: 'survey', ...frame(pair, person), ...about, link },
  });
  return { pair, purpose: 'survey', subject: wave.id, draft };
}

/** Those who were asked have a page to read it on; coaches and pilots have the tab. */
export async function aboutSynthesis(
  t: Tables,
  notice: SynthesisNotice,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const survey = await t.participation.survey(notice.wave, person.id);
  const model = survey && (await synthesisModel(t, survey, person.id));
  if (!survey || !model?.synthesis) return undefined;
  const { wave } = survey;
  const own = await t.participation.pairIn(wave.cohort, person.id);
  const id = own ?? (await t.digests.somePair(wave.cohort));
  const pair = id && (await t.pairs.get(id, dayOf(now, 'UTC')));
  if (!pair) return undefined;
  const released = model.state === 'released';
  const said = { kind: 'synthesis' as const, moment: wave.moment, released };
  const from = own === undefined ? { ...frame(pair, person), referent: null } : frame(pair, person);
  const draft: About['draft'] = (link) => ({
    ...{ ...said, ...from, link: own !== undefined && released ? link : null },
  });
  return { pair, purpose: 'synthesis', subject: wave.id, draft };
}
