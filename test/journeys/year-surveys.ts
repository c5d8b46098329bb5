import { randomUUID } from 'node:crypto';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { type Moment, questionsAt } from '../../src/domain/survey.ts';
import { hasAction } from './control.ts';
import { askByLink } from './steps.ts';
import type { Day } from './year-calendar.ts';
import type { YearWorld } from './year-world.ts';

/** Whoever answers does so on one of three afternoons: before and between the reminders. */
const afternoons: Record<Moment, readonly [Day, Day, Day]> = {
  midterm: ['2026-10-12', '2026-10-19', '2026-10-26'],
  end: ['2027-03-30', '2027-04-06', '2027-04-13'],
};
/** The afternoons after the nights on which the waves close. */
const released: Record<Moment, Day> = { midterm: '2026-10-30', end: '2027-04-16' };
/** The last of them. */
export const yearsEnd: Day = released.end;

/** A pair of which one stopped, and the day after it was closed. */
export const stoppedEarly = { code: 'P09', answersOn: '2026-06-17' };

export interface Respondent {
  mail: string;
  code: string;
  reach: string;
  /** 0 to 2: which afternoon; null for those who never answer. */
  turn: number | null;
}

/** Every fifth never answers, the others turn by turn. */
export const respondents = (world: YearWorld): Respondent[] =>
  world.seed.people
    .flatMap(({ mail, pair, reach }) => (pair ? [{ mail, code: pair, reach }] : []))
    .map((person, at) => ({ ...person, turn: at % 5 === 3 ? null : at % 3 }));

/** Who has answered what, as they saw it. */
export type AnswersOfYear = Record<Moment, Set<string>>;

/** What of the two questionnaires is to be done on an afternoon: answers, then the coach's word. */
export async function surveysOf(
  world: YearWorld,
  day: Day,
  answered: AnswersOfYear,
): Promise<void> {
  for (const moment of ['midterm', 'end'] as const) {
    const turn = afternoons[moment].indexOf(day);
    const due = respondents(world).filter(
      (one) =>
        (turn >= 0 && one.turn !== null && one.turn <= turn) ||
        (moment === 'end' && one.code === stoppedEarly.code && day === stoppedEarly.answersOn),
    );
    for (const one of due) {
      if (answered[moment].has(one.mail)) continue;
      if (await answers(world, one, moment)) answered[moment].add(one.mail);
    }
    if (day === released[moment]) await release(world);
  }
}

const levelOf = (mail: string): string => String(1 + (mail.length % 5));

const answersAt = (moment: Moment, mail: string): Record<string, string> =>
  Object.fromEntries(questionsAt(guideInstrument, moment).map(({ key }) => [key, levelOf(mail)]));

/** False for somebody whom the question has not reached yet. */
async function answers(
  world: YearWorld,
  { mail, reach }: Respondent,
  moment: Moment,
): Promise<boolean> {
  if (reach !== 'bot') return byPage(world, mail, moment);
  const found = (await world.chat(mail)).findLast(
    ({ card }) => card && hasAction(card, 'survey.answer'),
  );
  if (!found) return false;
  const done = await world.press(mail, found.id, 'survey.answer', answersAt(moment, mail));
  if (!JSON.stringify(done.card).includes('Merci pour vos réponses'))
    throw new Error(`${mail} was not thanked: ${JSON.stringify(done.card).slice(0, 300)}`);
  return true;
}

/** By the newest of one's links that leads to the questionnaire. */
async function byPage(world: YearWorld, mail: string, moment: Moment): Promise<boolean> {
  for (const letter of await world.mails(mail)) {
    const token = /\/l#([A-Za-z0-9_-]{43})/.exec(letter.body.content)?.[1];
    if (token === undefined || !letter.body.content.includes('questionnaire')) continue;
    const { body } = await askByLink(world, 'read', { token });
    const model = body.page?.model;
    if (model?.kind !== 'survey' || model.state !== 'asked') continue;
    const wave = 'wave' in model ? model.wave : '';
    const act = { act: 'answer-survey', wave, answers: answersAt(moment, mail) };
    const done = await askByLink(world, 'act', { token, id: randomUUID(), act });
    if (done.body.said !== 'survey-answered') throw new Error(JSON.stringify(done.body));
    return true;
  }
  return false;
}

/** By the first of the coaches whose card offers it. */
async function release(world: YearWorld): Promise<void> {
  for (const { mail, roles } of world.seed.people) {
    if (!roles.includes('coach')) continue;
    const found = (await world.chat(mail)).findLast(
      ({ card }) => card && hasAction(card, 'synthesis.release'),
    );
    if (!found) continue;
    await world.press(mail, found.id, 'synthesis.release');
    return;
  }
  throw new Error('no coach was asked to release a synthesis');
}
