import type { Reader } from '../../domain/card-model.ts';
import type { Moment } from '../../domain/survey.ts';
import type { Day } from '../../domain/time.ts';
import { dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { type Html, paragraph } from './html.ts';
import type { PersonalLink } from './mail-model.ts';

/** A questionnaire that waits, a reminder of it, or the link to it that was asked for. */
export interface SurveyMail {
  kind: 'survey';
  why: 'asked' | 'reminded' | 'wished';
  moment: Moment;
  until: Day;
  link: PersonalLink;
}

/** A synthesis, to coaches before it is shared and to everybody from then on. */
export interface SynthesisMail {
  kind: 'synthesis';
  moment: Moment;
  released: boolean;
  /** None for those who have no page of their own: they have the tab. */
  link: PersonalLink | null;
}

type LinkParts = (purpose: string, link: PersonalLink, reader: Reader) => Html[];

export function surveyParts(model: SurveyMail, reader: Reader, parts: LinkParts): Html[] {
  const { survey } = words(reader.locale);
  const moment = survey.moment(model.moment);
  const day = dayText(model.until, reader);
  const opening = {
    asked: survey.mailAsk(moment, day),
    reminded: survey.mailChase(moment, day),
    wished: survey.mailPage,
  };
  return [
    paragraph(opening[model.why]),
    paragraph(survey.confidential),
    ...parts(survey.mailLink, model.link, reader),
  ];
}

export function synthesisParts(model: SynthesisMail, reader: Reader, parts: LinkParts): Html[] {
  const { survey } = words(reader.locale);
  const moment = survey.moment(model.moment);
  const where = model.link
    ? parts(survey.mailSynthesisLink, model.link, reader)
    : model.released
      ? [paragraph(survey.mailSynthesisTab)]
      : [];
  return [
    paragraph(model.released ? survey.mailReleased(moment) : survey.mailReady(moment)),
    ...where,
  ];
}
