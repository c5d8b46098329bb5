import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { openDb } from '../../src/db/db.ts';
import { letBeAtHome } from '../support/at-home.ts';
import { openSheet, type Summary, short, times } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';
// Stopped half-way, it takes its server along.
import './processes.ts';
import { afternoon, type Called, morning, nextMorning } from './sweep-histories.ts';
import { alertsAmong, layStore, saidSince } from './sweep-store.ts';
import { askEachPair, sweepOnce, type Told } from './sweep-worker.ts';

const execute = promisify(execFile);

const sizes = [10, 100, 1_000, 10_000, 100_000];
/** The largest takes minutes to lay and is swept once. */
const roundsOf = (people: number) => (people >= 100_000 ? 1 : 3);
/** Beyond this a question for each pair is not borne, and there in one round alone. */
const mostAskedEach = 10_000;

/** All people in one cohort, in large ones, and in cohorts as the programme has them. */
const shapes = [
  { name: 'one cohort', pairs: Number.POSITIVE_INFINITY, sizes },
  { name: 'cohorts of 1,000 pairs', pairs: 1_000, sizes: sizes.slice(-2) },
  { name: 'cohorts of 40 pairs', pairs: 40, sizes: [10_000] },
];
type Shape = (typeof shapes)[number];

interface Found {
  people: number;
  busy: Summary;
  quiet: Summary;
  peak: Summary;
}

type Sheet = ReturnType<typeof openSheet>;

async function run(): Promise<void> {
  const page = openSheet('sweep', 'The daily sweep of the rhythm, from 10 people to 100,000');
  const server = await startDurablePostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  let small: Found[] = [];
  for (const shape of shapes) {
    // Up to a thousand people all shapes are one: a single cohort.
    const found = [...small];
    for (const people of shape.sizes)
      found.push(await size({ page, admin }, server.url, shape, people));
    if (shape.sizes.length > 1) judge(page, shape, found);
    small = found.filter(({ people }) => people <= 1000);
  }
  await admin.end();
  await server.stop();
  page.close();
}

interface Bench {
  page: Sheet;
  admin: pg.Client;
}

/** One size: laid once, and copied for each round. */
async function size(bench: Bench, server: string, shape: Shape, people: number): Promise<Found> {
  const { page, admin } = bench;
  const pairs = people / 2;
  const laid = addressOf(server, 'laid');
  await admin.query('create database laid');
  const called = await layStore(laid, pairs, Math.min(shape.pairs, pairs));
  const told: Round[] = [];
  for (let round = 0; round < roundsOf(people); round++) {
    await admin.query('create database swept template laid');
    await letBeAtHome(addressOf(server, 'swept'));
    told.push(await aRound(addressOf(server, 'swept'), called, asksEach(shape, people, round)));
    await admin.query('drop database swept');
  }
  await admin.query('drop database laid');
  return report(page, `${shape.name}, ${people.toLocaleString('en')}`, people, told);
}

const asksEach = (shape: Shape, people: number, round: number) =>
  people < mostAskedEach || (people === mostAskedEach && round === 0 && shape.sizes === sizes);

const addressOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

interface Round {
  busy: Told;
  quiet: Told;
  each: Told | null;
  /** What was called for and said, and what was said beyond, over all the looks at the store. */
  right: number;
  expected: number;
  beyond: number;
}

/** The morning; again; the afternoon, when Martinique gets up; the next morning. Each in a process. */
async function aRound(url: string, called: Called, asksEach: boolean): Promise<Round> {
  const each = asksEach ? await inAProcess('each', url, morning) : null;
  const busy = await inAProcess('sweep', url, morning);
  const looks = [await look(url, called.morning)];
  await inAProcess('sweep', url, morning);
  looks.push(await look(url, called.morning));
  await inAProcess('sweep', url, afternoon);
  const quiet = await inAProcess('sweep', url, nextMorning);
  looks.push(await look(url, new Set([...called.morning, ...called.afternoon])));
  const sum = (of: (one: Look) => number) => looks.reduce((total, one) => total + of(one), 0);
  return {
    ...{ busy, quiet, each },
    right: sum((one) => one.right) + (each?.words ?? 0),
    expected: sum((one) => one.expected) + (each ? called.morning.size : 0),
    beyond: sum((one) => one.beyond),
  };
}

type Look = Pick<Round, 'right' | 'expected' | 'beyond'>;

/** Each word stands in the ledger of nudges and in one message; those to a referent are an alert. */
async function look(url: string, called: ReadonlySet<string>): Promise<Look> {
  const db = await openDb({ url });
  const found = await saidSince(db);
  await db.close();
  const wanted = [called, called, alertsAmong(called)];
  const each = [found.nudges, found.messages, found.alerts].map((words, n) => {
    const right = [...new Set(words)].filter((one) => wanted[n]?.has(one)).length;
    return { right, beyond: words.length - right };
  });
  return {
    right: each.reduce((sum, { right }) => sum + right, 0),
    expected: wanted.reduce((sum, { size }) => sum + size, 0),
    beyond: each.reduce((sum, { beyond }) => sum + beyond, 0),
  };
}

/** Its own process: its memory is its own, and nothing is warm. */
async function inAProcess(role: 'sweep' | 'each', url: string, now: number): Promise<Told> {
  const args = [import.meta.filename, role, url, String(now)];
  const { stdout } = await execute(process.execPath, args);
  const told: Told = JSON.parse(stdout);
  return told;
}

function report(page: Sheet, name: string, people: number, rounds: Round[]): Found {
  const busy = page.line(`${name}: busy day`, mapped(rounds, 'busy', 'ms'), 'ms');
  const quiet = page.line(`${name}: quiet day`, mapped(rounds, 'quiet', 'ms'), 'ms');
  const peak = page.line(`${name}: memory at most`, mapped(rounds, 'busy', 'peak'), 'MB');
  page.line(`${name}: memory before`, mapped(rounds, 'busy', 'before'), 'MB');
  const asked = rounds.flatMap(({ each }) => each?.ms ?? []);
  if (asked.length > 0) {
    const each = page.line(`${name}: a question for each pair`, asked, 'ms');
    page.say(
      `a question for each pair, and nothing written: ${times(each, quiet)} the quiet day, ` +
        `${times(each, busy)} the busy one`,
    );
  }
  const sum = (of: (round: Round) => number) => rounds.reduce((total, one) => total + of(one), 0);
  page.ledger(
    `${name}: called for and said`,
    sum((one) => one.right),
    sum((one) => one.expected),
  );
  page.ledger(
    `${name}: said beyond`,
    sum((one) => one.beyond),
    0,
  );
  return { people, busy, quiet, peak };
}

const mapped = (rounds: Round[], day: 'busy' | 'quiet', what: 'ms' | 'peak' | 'before') =>
  rounds.map((round) => round[day][what]);

function judge(page: Sheet, { name }: Shape, found: readonly Found[]): void {
  for (const day of ['busy', 'quiet'] as const) {
    const points = found.map((one) => [one.people, one[day].median] as const);
    const large = points.filter(([people]) => people >= 1000);
    page.say(
      `${name}, ${day} day: log-log slope ${short(slope(points))} over all sizes, ` +
        `${short(slope(large))} from 1,000 on (target: 1.05)`,
    );
  }
  const [last, hundred] = [found.at(-1), found.find(({ people }) => people === 100)];
  if (!last || !hundred) return;
  page.say(`${name}: ${short(last.busy.median / 1000)} s at 100,000 (target: 20 s)`);
  page.say(`${name}: memory ${times(last.peak, hundred.peak)} that at 100 (target: 1.5 ×)`);
}

/** By least squares, of the logarithm of the time on that of the size. */
function slope(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

const [role, url = '', now] = process.argv.slice(2);
if (role === 'sweep') console.log(JSON.stringify(await sweepOnce(url, Number(now))));
else if (role === 'each') console.log(JSON.stringify(await askEachPair(url, Number(now))));
else await run();
