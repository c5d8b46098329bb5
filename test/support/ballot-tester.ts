import { auc, ranks, type Scored } from './auc.ts';
import { allFiguresOf, type Figures, figuresOf, type Row } from './dba-eyes.ts';
import { type Answered, isFavourable } from './secret-wave.ts';

/** All that whoever keeps the store has of one wave, but not its key. */
export interface Evidence {
  /** Copies of the store, as they were made while people answered; the last one is its dump. */
  looks: Row[][];
  /** What the write-ahead log tells of each transaction. */
  log: Map<number, Figures>;
  /** What the program logged, a line each. */
  lines: string[];
}

/** A figure by which something is told, and how well: 0.5 is chance. */
export interface Verdict {
  by: string;
  auc: number;
}

interface Person {
  id: string;
  row: Row;
}

const text = ({ values }: Row, column: string): string => String(values[column] ?? '');
const byTransaction = (a: Row, b: Row) => a.xmin - b.xmin;

/** As the table was in the last copy in which anything stood in it. */
const rowsOf = ({ looks }: Evidence, table: string): Row[] =>
  looks
    .map((look) => look.filter((row) => row.table === table))
    .findLast((all) => all.length > 0) ?? [];

const whoAnswered = (evidence: Evidence): Person[] =>
  rowsOf(evidence, 'participation')
    .filter(({ values }) => values.answered === true)
    .sort(byTransaction)
    .map((row) => ({ id: text(row, 'person_id'), row }));

/**
 * The ballot of each person, as far as it can be told: of those who answered on a card the one of the
 * same transaction; of the others, the next one of their cell after theirs was signed.
 */
function ballotsOf(evidence: Evidence, people: readonly Person[]): Map<string, Row> {
  const found = new Map<string, Row>();
  const ballots = rowsOf(evidence, 'ballot').sort(byTransaction);
  const onCard = new Map(ballots.map((ballot) => [ballot.xmin, ballot]));
  const signed: Person[] = [];
  for (const person of people) {
    const ballot = onCard.get(person.row.xmin);
    if (ballot) found.set(person.id, ballot);
    else signed.push(person);
  }
  const taken = new Set(found.values());
  for (const ballot of ballots.filter((one) => !taken.has(one))) {
    const next = signed.findIndex(
      ({ row }) => text(row, 'party') === text(ballot, 'cell') && row.xmin < ballot.xmin,
    );
    const [person] = next < 0 ? [] : signed.splice(next, 1);
    if (person) found.set(person.id, ballot);
  }
  return found;
}

/** How each sum over a table has changed from one copy to the next, shared by whose rows are new. */
function changes(evidence: Evidence, ballots: ReadonlyMap<string, Row>): Map<string, Figures> {
  const found = new Map<string, Figures>();
  const owners = new Map([...ballots].map(([person, row]) => [text(row, 'id'), person]));
  const known = { answered: new Set<string>(), voted: new Set<string>() };
  let before: Figures = new Map();
  for (const look of evidence.looks) {
    const seen = { answered: new Set<string>(), voted: new Set<string>() };
    const sums: Figures = new Map();
    for (const row of look) {
      if (row.values.answered === true) seen.answered.add(text(row, 'person_id'));
      const owner = row.table === 'ballot' ? owners.get(text(row, 'id')) : undefined;
      if (owner) seen.voted.add(owner);
      for (const [name, figure] of figuresOf(row)) sums.set(name, (sums.get(name) ?? 0) + figure);
    }
    for (const which of ['answered', 'voted'] as const) {
      const news = [...seen[which]].filter((id) => !known[which].has(id));
      for (const id of news) known[which].add(id);
      for (const id of news) {
        const figures = found.get(id) ?? new Map();
        for (const [name, sum] of sums)
          figures.set(`${which}: ${name}`, (sum - (before.get(name) ?? 0)) / news.length);
        found.set(id, figures);
      }
    }
    before = sums;
  }
  return found;
}

/** All figures that have to do with a person, however little it seems. */
function figuresOfPeople(evidence: Evidence): Map<string, Figures> {
  const people = whoAnswered(evidence);
  const ballots = ballotsOf(evidence, people);
  const changed = changes(evidence, ballots);
  const dump = evidence.looks.at(-1) ?? [];
  const texts = dump.map((row) => ({ row, text: JSON.stringify(row.values) }));
  return new Map(
    people.map(({ id, row }) => {
      const ballot = ballots.get(id);
      const figures: Figures = new Map(changed.get(id));
      const add = (more: Figures | undefined, of = '') => {
        for (const [name, figure] of more ?? []) figures.set(`${of}${name}`, figure);
      };
      for (const one of texts) if (one.text.includes(id)) add(allFiguresOf(one.row));
      if (ballot) add(allFiguresOf(ballot));
      add(evidence.log.get(row.xmin), 'person’s ');
      add(evidence.log.get(ballot?.xmin ?? 0), 'ballot’s ');
      const lines = evidence.lines.filter((line) => line.includes(id));
      return [id, figures.set('lines logged', lines.length)];
    }),
  );
}

/** Tries to tell favourable answers from the others, by one figure after another, over many waves. */
export function openAnswerTester() {
  const pool = new Map<string, Scored[]>();
  return {
    add(evidence: Evidence, truth: readonly Answered[]): void {
      const figures = figuresOfPeople(evidence);
      const names = new Set([...figures.values()].flatMap((each) => [...each.keys()]));
      const counted = truth.map(({ person, levels }) => {
        const yes = levels.filter(isFavourable).length;
        return { of: figures.get(person), yes, no: levels.length - yes };
      });
      for (const name of names) {
        // Of different waves only places are alike.
        const places = ranks(counted.map(({ of }) => of?.get(name) ?? Number.NEGATIVE_INFINITY));
        const scored = counted.map(({ yes, no }, at) => ({ score: places[at] ?? 0, yes, no }));
        pool.set(name, [...(pool.get(name) ?? []), ...scored]);
      }
    },
    verdicts: () => sorted([...pool].map(([by, scored]) => ({ by, auc: auc(scored) }))),
  };
}

const sorted = (all: Verdict[]): Verdict[] =>
  all.sort((a, b) => Math.abs(b.auc - 0.5) - Math.abs(a.auc - 0.5));

/**
 * Tries to tie ballots to people by what is written in their rows, as in a copy made for keeping,
 * where transactions and places are lost: by how near both are in the order of some column.
 */
export function openTieTester() {
  const pool = new Map<string, { nearer: number; all: number }>();
  const count = (name: string, own: number, others: readonly number[]) => {
    const tally = pool.get(name) ?? { nearer: 0, all: 0 };
    // One of them is their own.
    tally.nearer -= 0.5;
    for (const other of others) tally.nearer += own < other ? 1 : own === other ? 0.5 : 0;
    tally.all += others.length - 1;
    pool.set(name, tally);
  };
  const addCell = (evidence: Evidence, truth: readonly Answered[], cell: string) => {
    const people = whoAnswered(evidence).filter(({ row }) => text(row, 'party') === cell);
    const ballots = rowsOf(evidence, 'ballot').filter((row) => text(row, 'cell') === cell);
    const owners = ballots.map((row) => people.indexOf(ownerOf(row, people, truth)));
    const columns = placesBy(ballots.map(figuresOf));
    for (const [mine, persons] of placesBy(people.map(({ row }) => allFiguresOf(row)))) {
      for (const [theirs, places] of columns) {
        for (const [at, owner] of owners.entries()) {
          const distances = persons.map((place) => Math.abs(place - (places[at] ?? 0)));
          const known = distances.filter((distance) => !Number.isNaN(distance));
          const own = distances[owner] ?? Number.NaN;
          if (!Number.isNaN(own)) count(`${mine} ~ ${theirs}`, own, known);
        }
      }
    }
  };
  return {
    add(evidence: Evidence, truth: readonly Answered[]): void {
      for (const cell of ['mentee', 'mentor']) addCell(evidence, truth, cell);
    },
    verdicts: () => sorted([...pool].map(([by, { nearer, all }]) => ({ by, auc: nearer / all }))),
  };
}

/** Whose it is: on a card the same transaction says so, else the one who cast it knows. */
function ownerOf(ballot: Row, people: readonly Person[], truth: readonly Answered[]): Person {
  const caster = truth.find((one) => `\\x${one.ballot}` === text(ballot, 'id'))?.person;
  const owner = people.find(({ id, row }) => (caster ? id === caster : row.xmin === ballot.xmin));
  if (!owner) throw new Error('a ballot of nobody');
  return owner;
}

/** The places of rows in the order of each figure that tells any of them apart; NaN without one. */
function placesBy(figures: readonly Figures[]): Map<string, number[]> {
  const names = new Set(figures.flatMap((each) => [...each.keys()]));
  const found = new Map<string, number[]>();
  for (const name of names) {
    const values = figures.map((each) => each.get(name));
    const known = values.filter((value) => value !== undefined);
    if (new Set(known).size < 2) continue;
    const places = ranks(known);
    let next = 0;
    found.set(
      name,
      values.map((value) => (value === undefined ? Number.NaN : (places[next++] ?? 0))),
    );
  }
  return found;
}
