import { canonical } from './content-digest.ts';
import {
  type Instrument,
  type Moment,
  moments,
  type Party,
  parties,
  type Question,
  type Topic,
} from './survey.ts';
import { questionCount } from './wave.ts';

/** Characters of a question: shorter says nothing, longer does not fit a card on a phone. */
export const wordingLength = { least: 10, most: 160 };

/** As far as a ballot can tell them apart. */
const mostEditions = 0xffff;

const languages = ['fr', 'en'] as const;

/** A question of the guide, as this cohort words it, and whether it asks it. */
export interface OwnQuestion {
  key: string;
  topic: Topic;
  moments: readonly Moment[];
  asked: boolean;
  wording: Question['wording'];
}

/** A question that is to be asked, in these words. */
export interface QuestionWish {
  key: string;
  wording: Question['wording'];
}

export type QuestionProblem =
  | 'too-short'
  | 'too-long'
  /** A character that is none, or that a card, a page or a document could take for more than itself. */
  | 'characters'
  /** It begins with something else than a letter. */
  | 'beginning'
  | 'too-few'
  | 'too-many';

export interface QuestionFault {
  /** `time.mentee.fr`; `midterm` or `end` for the number of questions there. */
  field: string;
  problem: QuestionProblem;
}

/** Those of the guide, each as the cohort has it; one that was taken out stands in the guide's words. */
export const ownQuestions = (guide: Instrument, own: Instrument): OwnQuestion[] =>
  guide.questions.map((question) => {
    const kept = own.questions.find(({ key }) => key === question.key);
    const { key, topic } = question;
    const { wording } = kept ?? question;
    return { key, topic, moments: question.moments, asked: kept !== undefined, wording };
  });

/**
 * The questions as they would be asked, or what is wrong with them. Which indicator and which moment
 * a question belongs to is the guide's alone; one that the guide does not have is `unknown`.
 */
export function adapted(
  { guide, own }: { guide: Instrument; own: Instrument },
  wishes: readonly QuestionWish[],
): { instrument: Instrument; changed: boolean } | { faults: QuestionFault[] } | { unknown: true } {
  const keys = wishes.map(({ key }) => key);
  const known = new Set(guide.questions.map(({ key }) => key));
  if (new Set(keys).size < keys.length || keys.some((key) => !known.has(key)))
    return { unknown: true };
  const questions = guide.questions.flatMap((question): Question[] => {
    const wish = wishes.find(({ key }) => key === question.key);
    return wish ? [{ ...question, wording: tidy(wish.wording) }] : [];
  });
  const faults = [...questions.flatMap(wordingFaults), ...countFaults(questions)];
  if (faults.length > 0) return { faults };
  const changed = canonical(questions) !== canonical(own.questions);
  const edition = changed ? Math.min(own.edition + 1, mostEditions) : own.edition;
  return { instrument: { version: guide.version, edition, questions }, changed };
}

const eachWording = <T>(work: (party: Party, language: 'fr' | 'en') => T): T[] =>
  parties.flatMap((party) => languages.map((language) => work(party, language)));

/** The same letters written in one way; spaces around them are nobody's wish. */
function tidy({ mentee, mentor }: Question['wording']): Question['wording'] {
  const each = ({ fr, en }: Record<'fr' | 'en', string>) => ({ fr: clean(fr), en: clean(en) });
  return { mentee: each(mentee), mentor: each(mentor) };
}
const clean = (text: string): string => text.normalize('NFC').trim().replace(/ {2,}/g, ' ');

function wordingFaults({ key, wording }: Question): QuestionFault[] {
  return eachWording((party, language) => {
    const problem = wordingProblem(wording[party][language]);
    return problem === null ? [] : [{ field: `${key}.${party}.${language}`, problem }];
  }).flat();
}

// Controls, invisible and unassigned characters, line breaks; then what Markdown, HTML, templates of
// cards, formulas and addresses are written with. The no-break spaces of French may stand.
const unfit = /[\p{C}\p{Zl}\p{Zp}<>*_~`[\]{}|\\#$^=@]|&#?\w+;|:\/\/|www\./iu;
const begins = /^[«“‘"]?\s?\p{L}/u;

/** What is wrong with one wording of a question; null when nothing is. */
export function wordingProblem(text: string): QuestionProblem | null {
  const { length } = [...text];
  if (unfit.test(text)) return 'characters';
  if (length < wordingLength.least) return 'too-short';
  if (length > wordingLength.most) return 'too-long';
  return begins.test(text) ? null : 'beginning';
}

function countFaults(questions: readonly Question[]): QuestionFault[] {
  return moments.flatMap((moment): QuestionFault[] => {
    const count = questions.filter((question) => question.moments.includes(moment)).length;
    if (count < questionCount.least) return [{ field: moment, problem: 'too-few' }];
    return count > questionCount.most ? [{ field: moment, problem: 'too-many' }] : [];
  });
}
