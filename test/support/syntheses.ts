import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import type { LevelCounts } from '../../src/domain/output-rule.ts';
import {
  type Cell,
  cellsOf,
  type Moment,
  type Partition,
  questionsAt,
} from '../../src/domain/survey.ts';
import { synthesise } from '../../src/domain/synthesis.ts';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';
import { chanceOf } from './chance.ts';

interface Wish {
  moment?: Moment;
  partition?: Partition;
  /** How many were asked and how many answered, in each group. */
  asked: number;
  answered: number | Partial<Record<Cell, number>>;
  seed: number;
  cohortName?: string;
  previous?: Synthesis | null;
}

const days: Record<Moment, Pick<Synthesis, 'from' | 'until'>> = {
  midterm: { from: '2026-10-09', until: '2026-10-29' },
  end: { from: '2027-03-26', until: '2027-04-15' },
};

/** The synthesis of ballots drawn from a seed, mostly content, some questions divided. */
export function aSynthesis(wish: Wish): Synthesis {
  const { moment = 'midterm', partition = 'by-party', asked, answered, seed } = wish;
  const chance = chanceOf(seed);
  const questions = questionsAt(guideInstrument, moment);
  const cells = cellsOf(partition).map((cell) => {
    const ballots = typeof answered === 'number' ? answered : (answered[cell] ?? 0);
    const counts = questions.map(({ key }, at) => [key, drawn(chance, ballots, at % 3)] as const);
    return { cell, asked, counts: Object.fromEntries(counts) };
  });
  return synthesise({
    ...{ wave: { id: `wave-${moment}`, moment, partition }, days: days[moment] },
    cohortName: wish.cohortName ?? 'Promotion 2026',
    ...{ instrument: guideInstrument, cells, previous: wish.previous ?? null },
  });
}

/** Per cent at or below each level: content, mixed, divided. */
const shapes = [
  [2, 7, 20, 65],
  [8, 22, 45, 80],
  [25, 45, 55, 75],
];

function drawn(chance: ReturnType<typeof chanceOf>, ballots: number, shape: number): LevelCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (let ballot = 0; ballot < ballots; ballot += 1) {
    const at = chance.below(100);
    const level = (shapes[shape] ?? []).findIndex((limit) => at < limit);
    counts[level < 0 ? 4 : level] = (counts[level < 0 ? 4 : level] ?? 0) + 1;
  }
  return counts;
}

/** Of 9, 37 and 300 pairs, as a coach would see them. */
export const syntheses = {
  ofNine: aSynthesis({ partition: 'together', asked: 18, answered: { all: 14 }, seed: 9 }),
  ofThirtySeven: aSynthesis({ asked: 37, answered: { mentee: 33, mentor: 21 }, seed: 37 }),
  ofThreeHundred: aSynthesis({ asked: 300, answered: { mentee: 281, mentor: 240 }, seed: 300 }),
  /** Eight mentees, six mentors. */
  few: aSynthesis({ asked: 14, answered: { mentee: 8, mentor: 6 }, seed: 8 }),
};
