import { expect, test } from 'vitest';
import {
  type Inference,
  inferencesOf,
  reachAsPublished,
  reachByRule,
} from '../../src/domain/inference.ts';
import { fewestAnswers, type LevelCounts, toldOf } from '../../src/domain/output-rule.ts';
import {
  cellOf,
  cellsOf,
  type Instrument,
  type Level,
  type Partition,
  type Party,
  type Question,
} from '../../src/domain/survey.ts';
import {
  type CellTally,
  synthesise,
  synthesisText,
  trendBetween,
  type WaveTallies,
} from '../../src/domain/synthesis.ts';
import { auditSynthesis } from '../../src/domain/synthesis-audit.ts';
import type { Synthesis, Told } from '../../src/domain/synthesis-model.ts';
import { openTally, type Tally } from '../../src/domain/tally.ts';
import { type Chance, chanceOf } from '../support/chance.ts';

/** 200 random programmes in every run, 10,000 when there is time; the same ones each time. */
const programmes = process.env.SOAK === '1' ? 10_000 : 200;
const waves = 20;

const wording = { fr: 'Nous avançons.', en: 'We move on.' };
const question = (key: string): Question => ({
  ...{ key, topic: 'learning', moments: ['midterm', 'end'] },
  wording: { mentee: wording, mentor: wording },
});
const instrument: Instrument = {
  version: 1,
  edition: 1,
  questions: [question('aims'), question('trust')],
};

interface Member {
  id: number;
  party: Party;
}

/** What a wave was answered with: an answer is one person's to one wave. */
interface Answered {
  tallies: WaveTallies;
  by: Map<string, Set<string>>;
}

/** People join and leave, seldom many at a time; most answer, and most are content, or nearly all, or none. */
function* randomProgramme(seed: number): Generator<Answered> {
  const chance = chanceOf(seed);
  const partition: Partition = chance.below(3) === 0 ? 'together' : 'by-party';
  let next = 0;
  const joining = (): Member => ({
    id: next++,
    party: chance.below(2) === 0 ? 'mentee' : 'mentor',
  });
  let members = Array.from({ length: 6 + chance.below(70) }, joining);
  for (let wave = 0; wave < waves; wave += 1) {
    const leaving = chance.below(4);
    members = members.filter((_, at) => at >= leaving);
    members.push(...Array.from({ length: chance.below(5) }, joining));
    yield answered(`wave-${wave}`, partition, members, chance);
  }
}

function answered(id: string, partition: Partition, members: Member[], chance: Chance): Answered {
  const mood = chance.below(6);
  const level = (): Level => {
    if (mood === 5) return 5;
    const drawn = Math.max(chance.next(), ...Array.from({ length: mood }, () => chance.next()));
    return ([1, 2, 3, 4, 5] as const)[Math.floor(drawn * 5)] ?? 5;
  };
  const willing = chance.next();
  const by = new Map(cellsOf(partition).map((cell) => [String(cell), new Set<string>()]));
  const tallies = new Map<string, Tally>(cellsOf(partition).map((cell) => [cell, openTally(2)]));
  for (const member of members) {
    const cell = cellOf(partition, member.party);
    if (chance.next() > willing) continue;
    by.get(cell)?.add(`${id} ${member.id}`);
    tallies.get(cell)?.add([level(), level()]);
  }
  const cells = cellsOf(partition).map((cell): CellTally => {
    const [aims = noCounts, trust = noCounts] = tallies.get(cell)?.counts() ?? [];
    const asked = members.filter((one) => cellOf(partition, one.party) === cell).length;
    return { cell, asked, counts: { aims, trust } };
  });
  const wave = { id, moment: 'midterm', partition } as const;
  const days = { from: '2026-10-05', until: '2026-10-18' };
  return { tallies: { wave, cohortName: 'Promotion Tillion', days, instrument, cells }, by };
}

const noCounts: LevelCounts = [0, 0, 0, 0, 0];

/** What two insiders are sure of; the same question is asked of the attack only once. */
const attacked = new Map<string, Inference[]>();
function sureOf(told: Told, counts: LevelCounts): Inference[] {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const key = `${answers} ${JSON.stringify(told)}`;
  const known = attacked.get(key);
  const sure =
    known ?? inferencesOf(2, reachAsPublished(told, answers), reachByRule(told, counts, toldOf));
  attacked.set(key, sure);
  return sure;
}

/** Whoever opens the published texts has these, and nothing of the tallies. */
const opened = (text: string): Synthesis => JSON.parse(text);

function publishedOf(seed: number) {
  const texts: string[] = [];
  const sets: Set<string>[] = [];
  const faults: string[] = [];
  for (const { tallies, by } of randomProgramme(seed)) {
    const earlier = texts.map(opened);
    const text = synthesisText(synthesise({ ...tallies, previous: earlier.at(-1) ?? null }));
    // The whole audit takes most of the time: it attacks a few waves, the loop below every one.
    if (texts.length % 7 === 0 && !auditSynthesis({ tallies, text, earlier }).safe) {
      faults.push(`${seed}: the audit refused ${tallies.wave.id}`);
    }
    for (const told of opened(text).cells) {
      const tally = tallies.cells.find(({ cell }) => cell === told.cell);
      if (told.questions.length > 0) sets.push(by.get(told.cell) ?? new Set());
      for (const { key, told: value, trend } of told.questions) {
        const before = earlier.at(-1)?.cells.find(({ cell }) => cell === told.cell);
        const then = before?.questions.find((one) => one.key === key)?.told;
        if (trend !== (then ? trendBetween(then, value) : null)) faults.push(`${seed}: a trend`);
        for (const { sure } of sureOf(value, tally?.counts[key] ?? noCounts)) faults.push(sure);
      }
    }
    texts.push(text);
  }
  return { texts, sets, faults };
}

/** Of every two published sets, those whose difference is small and not empty. */
function smallDifferences(sets: Set<string>[]): number {
  const pairs = sets.flatMap((one) =>
    sets.filter((other) => other !== one).map((other) => [one, other]),
  );
  return pairs.filter(([one, other]) => {
    const rest = [...(one ?? [])].filter((answer) => !other?.has(answer)).length;
    return rest > 0 && rest < fewestAnswers;
  }).length;
}

test('two insiders with every synthesis of a programme and its members are sure of nothing', () => {
  let told = 0;
  const faults: string[] = [];
  for (let seed = 1; seed <= programmes; seed += 1) {
    const published = publishedOf(seed);
    faults.push(...published.faults);
    told += published.sets.length;
  }

  expect(faults).toEqual([]);
  expect(told).toBeGreaterThan(programmes * waves * 0.5);
}, 3_600_000);

test('no two sets of answers that were published differ by one to six', () => {
  for (let seed = 1; seed <= programmes; seed += 20) {
    const { sets } = publishedOf(seed);

    expect(smallDifferences(sets)).toBe(0);
    expect(sets.every(({ size }) => size >= fewestAnswers)).toBe(true);
  }
}, 3_600_000);

test('a total beside its parts would be a small difference', () => {
  const mentors = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  expect(smallDifferences([new Set(mentors), new Set([...mentors, 'h'])])).toBe(1);
});
