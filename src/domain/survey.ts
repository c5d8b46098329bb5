import type { Day, Instant } from './time.ts';

/** The two questionnaires of a programme year: one at mid-term, one at the end. */
export const moments = ['midterm', 'end'] as const;
export type Moment = (typeof moments)[number];

/** Whom a question speaks to: the two sides of a pair read their own wording of it. */
export const parties = ['mentee', 'mentor'] as const;
export type Party = (typeof parties)[number];

/** What the guide has the evaluation bear on, and nothing else (seed 003, « modalités d’évaluation »). */
export const topics = ['engagement', 'satisfaction', 'relation', 'subjects', 'learning'] as const;
export type Topic = (typeof topics)[number];

/** An answer to a closed question: 1, not at all, to 5, entirely. */
export const levels = [1, 2, 3, 4, 5] as const;
export type Level = (typeof levels)[number];

/** One closed question: a statement one agrees with more or less; agreement is always the good end. */
export interface Question {
  /** Stays the same from one wave to the next; never shown. */
  key: string;
  topic: Topic;
  moments: readonly Moment[];
  wording: Record<Party, Record<'fr' | 'en', string>>;
}

/** A cohort's questions, as they were when its programme began. */
export interface Instrument {
  /** The product's own wording; a cohort that changed it has a higher `edition`. */
  version: number;
  edition: number;
  questions: readonly Question[];
}

/**
 * Who is told of together. One partition a cohort, declared before its launch: everybody in one
 * cell, or mentees and mentors apart. Never by pair.
 */
export type Partition = 'together' | 'by-party';
export type Cell = 'all' | Party;

/** One questionnaire of one cohort. */
export interface Wave {
  id: string;
  cohort: string;
  moment: Moment;
  /** `closing`: no answer is taken any more and the synthesis is being made. */
  state: 'planned' | 'open' | 'closing' | 'closed';
  opens: Instant;
  closes: Instant;
  partition: Partition;
}

/** A wave's days as people read them, in the cohort's zone; `until` is the last day one can answer. */
export interface WaveDays {
  from: Day;
  until: Day;
}

/** Answers by question key. */
export type Answers = Readonly<Record<string, Level>>;

/**
 * The questions asked at one moment, topic by topic whatever their order in the instrument: ballots
 * hold the answers in this order, and pages show them in it.
 */
export const questionsAt = (
  { questions }: Pick<Instrument, 'questions'>,
  moment: Moment,
): Question[] =>
  byTopic(questions.filter((one) => one.moments.includes(moment))).flatMap(
    (each) => each.questions,
  );

/** In the order of topics, those that no question bears on left out. */
export const byTopic = <One extends { topic: Topic }>(
  questions: readonly One[],
): { topic: Topic; questions: One[] }[] =>
  topics
    .map((topic) => ({ topic, questions: questions.filter((one) => one.topic === topic) }))
    .filter((each) => each.questions.length > 0);

export const cellOf = (partition: Partition, party: Party): Cell =>
  partition === 'together' ? 'all' : party;

export const cellsOf = (partition: Partition): Cell[] =>
  partition === 'together' ? ['all'] : [...parties];

const levelTexts: Readonly<Record<string, Level>> = { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 };

/** What is wrong with answers that were sent: the questions without one, or values that are none. */
export type AnswersFault = { missing: string[] } | { invalid: true };

/**
 * Answers as a client sends them: the texts `1` to `5` by question key, each question once. Anything
 * else that comes along is dropped; any other value spoils the whole, and none of it is kept.
 */
export function readAnswers(
  questions: readonly Question[],
  sent: Readonly<Record<string, unknown>>,
): Answers | AnswersFault {
  const missing: string[] = [];
  const answers: Record<string, Level> = {};
  for (const { key } of questions) {
    const value = Object.hasOwn(sent, key) ? sent[key] : undefined;
    if (value === undefined || value === '') {
      missing.push(key);
      continue;
    }
    const level =
      typeof value === 'string' && Object.hasOwn(levelTexts, value) ? levelTexts[value] : undefined;
    if (level === undefined) return { invalid: true };
    answers[key] = level;
  }
  return missing.length > 0 ? { missing } : answers;
}
