import { canonical } from './content-digest.ts';
import {
  fitsPublished,
  inferencesOf,
  type Reach,
  reachAsPublished,
  reachByRule,
} from './inference.ts';
import { fewestAnswers, type LevelCounts, ruleEdition, sizeOf, toldOf } from './output-rule.ts';
import { readPublished } from './published-synthesis.ts';
import { type Cell, cellsOf, questionsAt } from './survey.ts';
import { answeredIn, rateOf, trendOf, type WaveTallies } from './synthesis.ts';
import type { CellTold, QuestionTold, Share, Size, Synthesis, Told } from './synthesis-model.ts';

/** Why a synthesis must not be published. */
export type Danger =
  /** No synthesis: not JSON, a part that is missing or of another kind, or another spelling of it. */
  | 'unreadable'
  /** Something that has no place in a synthesis; the same when it is a number. */
  | 'unknown-field'
  | 'exact-count'
  /** A heading, a figure of the rule or a question that is not the wave's own. */
  | 'not-of-this-wave'
  | 'published-twice'
  | 'other-partition'
  /** Two published sets of answers of which one holds the other and one to six more. */
  | 'small-difference'
  | 'too-few'
  /** A cell of fewer than seven that shows something. */
  | 'suppression-shows'
  /** Finer than the number of answers allows. */
  | 'too-fine'
  /** The answers do not fit what would be published. */
  | 'untrue'
  /** True, and not what the rule tells of these answers. */
  | 'not-by-the-rule'
  /** Two insiders could be sure how somebody answered. */
  | 'certain-inference'
  /** Two insiders could be sure that nobody else answered so. */
  | 'nobody-else'
  | 'trend-beyond-published';

export interface Where {
  cell: Cell | null;
  /** A question's key. */
  question: string | null;
}

export type Verdict = { safe: true } | { safe: false; why: Danger; where: Where };

/** People who pool their own answers. */
export const insiders = 2;

export interface AuditTask {
  tallies: WaveTallies;
  /** The very bytes that would be published. */
  text: string;
  /** All that was published of this cohort before, the last one at the end. */
  earlier: readonly Synthesis[];
}

/**
 * Attacks what would be published, as it is written, by whoever knows the rule, who was asked, who
 * answered and two of the answers (docs/decisions/049-what-a-synthesis-may-tell.md). The first
 * danger found is the verdict. `rule` is what the values were told by. Throws `RangeError` for tallies that cannot be.
 */
export function auditSynthesis(
  { tallies, text, earlier }: AuditTask,
  rule: (counts: LevelCounts) => Told = toldOf,
): Verdict {
  const read = readPublished(text);
  if ('why' in read) return { safe: false, why: read.why, where: nowhere };
  const previous = earlier.at(-1) ?? null;
  const seen: Seen = { published: read.published, tallies, earlier, previous, rule };
  for (const check of checks) {
    const found = check(seen);
    if (found) return { safe: false, ...found };
  }
  return { safe: true };
}

interface Seen {
  published: Synthesis;
  tallies: WaveTallies;
  earlier: readonly Synthesis[];
  previous: Synthesis | null;
  rule: (counts: LevelCounts) => Told;
}
type Found = { why: Danger; where: Where } | null;

const nowhere: Where = { cell: null, question: null };
const at = (why: Danger, cell: Cell | null = null, question: string | null = null): Found => ({
  why,
  where: { cell, question },
});

const checks: readonly ((seen: Seen) => Found)[] = [
  publishedOnce,
  differencesAreLarge,
  partitionIsKept,
  headingIsTheWaves,
  ...[cellMayBeTold, questionsAreTheWaves].map(inEachCell),
  inEachCell(eachQuestionHolds),
];

function publishedOnce({ published, earlier }: Seen): Found {
  if (earlier.some(({ wave }) => wave === published.wave)) return at('published-twice');
  const cells = published.cells.map(({ cell }) => cell);
  const twice = cells.find((cell, index) => cells.indexOf(cell) !== index);
  return twice ? at('published-twice', twice) : null;
}

/**
 * Whoever reads a whole and one of its parts reads the other part too. Parts of one wave never
 * overlap, nor do answers of two waves: there is no other difference.
 */
function differencesAreLarge({ published, tallies }: Seen): Found {
  const shown = published.cells.filter(({ questions }) => questions.length > 0);
  const whole = shown.find(({ cell }) => cell === 'all');
  const answers = answersByCell(tallies);
  const part = shown.find(({ cell }) => {
    const rest = (answers.get('all') ?? 0) - (answers.get(cell) ?? 0);
    return cell !== 'all' && rest > 0 && rest < fewestAnswers;
  });
  return whole && part ? at('small-difference', part.cell) : null;
}

function partitionIsKept({ published, tallies, earlier }: Seen): Found {
  const cells = (of: Pick<Synthesis, 'cells'>) => of.cells.map(({ cell }) => cell).join();
  const declared = cellsOf(tallies.wave.partition).join();
  const kept = [published, ...earlier].every((one) => cells(one) === declared);
  return kept ? null : at('other-partition');
}

/** Free text and figures of the heading could carry anything. */
function headingIsTheWaves({ published, tallies }: Seen): Found {
  const { cells, ...heading } = published;
  const { wave, cohortName, days } = tallies;
  const own = {
    wave: wave.id,
    moment: wave.moment,
    cohortName,
    from: days.from,
    until: days.until,
  };
  const expected = { ...own, rule: ruleEdition, fewest: fewestAnswers };
  return canonical(heading) === canonical(expected) ? null : at('not-of-this-wave');
}

function inEachCell(check: (told: CellTold, answers: number, seen: Seen) => Found) {
  return (seen: Seen): Found => {
    const answers = answersByCell(seen.tallies);
    for (const told of seen.published.cells) {
      const found = check(told, answers.get(told.cell) ?? 0, seen);
      if (found) return found;
    }
    return null;
  };
}

function cellMayBeTold(told: CellTold, answers: number, { tallies }: Seen): Found {
  const { cell, asked, rate, size, questions } = told;
  if (asked !== tallies.cells.find((one) => one.cell === cell)?.asked) return at('untrue', cell);
  if (answers < fewestAnswers) {
    if (questions.length > 0) return at('too-few', cell);
    return rate === null && size === null ? null : at('suppression-shows', cell);
  }
  if ((rate ?? 0) % 10 !== 0) return at('too-fine', cell);
  return rate === rateOf(answers, asked) && size === sizeOf(answers) ? null : at('untrue', cell);
}

function questionsAreTheWaves({ cell, questions }: CellTold, answers: number, seen: Seen): Found {
  if (answers < fewestAnswers) return null;
  const { instrument, wave } = seen.tallies;
  const asked = (of: Pick<QuestionTold, 'key' | 'topic' | 'wording'>[]) =>
    canonical(of.map(({ key, topic, wording }) => ({ key, topic, wording })));
  return asked(questions) === asked(questionsAt(instrument, wave.moment))
    ? null
    : at('not-of-this-wave', cell);
}

function eachQuestionHolds({ cell, size, questions }: CellTold, _: number, seen: Seen): Found {
  const tally = seen.tallies.cells.find((one) => one.cell === cell);
  for (const question of questions) {
    const counts = tally?.counts[question.key];
    const why = counts && size ? dangerOf(question, counts, size, seen.rule) : 'untrue';
    if (why) return at(why, cell, question.key);
    const trend = trendOf(seen.previous, cell, question);
    if (trend !== question.trend) return at('trend-beyond-published', cell, question.key);
  }
  return null;
}

/** First as anybody reads it, then as whoever knows the rule does. */
function dangerOf(
  { told }: QuestionTold,
  counts: LevelCounts,
  size: Size,
  rule: Seen['rule'],
): Danger | null {
  if (!isCoarse(told, size)) return 'too-fine';
  if (!fitsPublished(told, counts)) return 'untrue';
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const fits = reachAsPublished(told, answers);
  const read = worstOf(fits, fits);
  if (read) return read;
  if (canonical(told) !== canonical(rule(counts))) return 'not-by-the-rule';
  return worstOf(fits, reachByRule(told, counts, rule));
}

function worstOf(mayHold: Reach, reached: Reach): Danger | null {
  const sure = inferencesOf(insiders, mayHold, reached).map((one) => one.sure);
  if (sure.includes('class-of-all')) return 'certain-inference';
  return sure.length > 0 ? 'nobody-else' : null;
}

/** What each size allows: ways to tell, and the share from which only « at least » is told. */
const finest: Readonly<Record<Size, { kinds: readonly Told['kind'][]; most: number }>> = {
  '7-9': { kinds: ['withheld', 'majority'], most: 0 },
  '10-24': { kinds: ['withheld', 'majority', 'classes'], most: 60 },
  '25+': { kinds: ['withheld', 'majority', 'classes', 'levels'], most: 80 },
};

function isCoarse(told: Told, size: Size): boolean {
  const { kinds, most } = finest[size];
  if (!kinds.includes(told.kind)) return false;
  if (told.kind !== 'classes' && told.kind !== 'levels') return true;
  const shares: Share[] = told.kind === 'classes' ? Object.values(told.shares) : told.shares;
  return shares.every(({ percent, bound }) => {
    if (percent % 5 !== 0 || percent < 0) return false;
    if (bound === 'at-most') return percent <= 100;
    return bound === 'at-least' ? percent === most : percent <= most;
  });
}

function answersByCell({ cells, instrument, wave }: WaveTallies): Map<Cell, number> {
  const questions = questionsAt(instrument, wave.moment);
  const each = cells.map((tally): [Cell, number] => [tally.cell, answeredIn(tally, questions)]);
  const all = each.reduce((sum, [, answers]) => sum + answers, 0);
  return new Map([['all', all], ...each]);
}
