import type { LevelCounts } from './output-rule.ts';
import { type Level, levels } from './survey.ts';

/** Ballots counted one after the other: of none of them anything is kept but its part of the sums. */
export interface Tally {
  /** A ballot's answers in the order of the questions. Throws `RangeError` for another number of them. */
  add(answers: readonly Level[]): void;
  /** One a question, in their order; the sums of each are the number of ballots. */
  counts(): LevelCounts[];
}

export function openTally(questions: number): Tally {
  const sums = new Uint32Array(questions * levels.length);
  const at = (question: number, level: Level) => sums[question * levels.length + level - 1] ?? 0;
  return {
    add: (answers) => {
      if (answers.length !== questions) throw new RangeError('a ballot answers every question');
      for (const [question, level] of answers.entries()) {
        sums[question * levels.length + level - 1] = at(question, level) + 1;
      }
    },
    counts: () =>
      Array.from({ length: questions }, (_, question) => [
        at(question, 1),
        at(question, 2),
        at(question, 3),
        at(question, 4),
        at(question, 5),
      ]),
  };
}

const ballotVersion = 1;
const headBytes = 4;
const mostEditions = 0xffff;
const mostQuestions = 0xff;

/**
 * A ballot before it is sealed: version, edition of the questions (two bytes), how many answers,
 * and the answers, a byte each. As long whatever was answered. Throws `RangeError` for an edition
 * or a number of answers that does not fit.
 */
export function ballotBytes(edition: number, answers: readonly Level[]): Uint8Array {
  if (!Number.isInteger(edition) || edition < 0 || edition > mostEditions) {
    throw new RangeError('no such edition');
  }
  if (answers.length > mostQuestions) throw new RangeError('too many answers');
  return Uint8Array.of(ballotVersion, edition >> 8, edition & 0xff, answers.length, ...answers);
}

/** Null for anything that is no ballot with so many answers to this edition of the questions. */
export function readBallot(bytes: Uint8Array, questions: number, edition: number): Level[] | null {
  const [version, high = 0, low = 0, count] = bytes;
  if (version !== ballotVersion || ((high << 8) | low) !== edition || count !== questions) {
    return null;
  }
  if (bytes.length !== headBytes + questions) return null;
  const answers: Level[] = [];
  for (const value of bytes.subarray(headBytes)) {
    const level = levels.find((each) => each === value);
    if (!level) return null;
    answers.push(level);
  }
  return answers;
}
