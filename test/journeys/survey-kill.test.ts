import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, test, vi } from 'vitest';
import { openDb } from '../../src/db/db.ts';
import type { Where } from '../../src/db/open.ts';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { type Level, type Party, questionsAt } from '../../src/domain/survey.ts';
import { ballotBytes } from '../../src/domain/tally.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import type { KeptKeys } from '../../src/seal/ports.ts';
import { seal } from '../../src/seal/sealed-box.ts';
import { chanceOf } from '../support/chance.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { aCohort } from '../support/people.ts';
import { closes, opens } from '../support/survey-world.ts';
import { type KillableSurveys, startSurveys } from './survey-clients.ts';

const soak = process.env.SOAK === '1';
/** Ten waves with ten kills each in `npm run soak`; one with two otherwise. */
const seeds = soak ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1];
const kills = soak ? { answering: 7, closing: 3 } : { answering: 1, closing: 1 };
/** Told of apart, and each cell large enough that a single answer changes what is told. */
const pairs = 14;
/** People who answer at the same time. */
const lines = 4;
vi.setConfig({ testTimeout: soak ? 900_000 : 120_000 });

const uuid = (group: number, number: number) =>
  `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Who answers what, and how: the same for the same seed. */
interface Person {
  id: string;
  party: Party;
  path: 'card' | 'page';
  levels: Level[];
}

function peopleOf(seed: number): Person[] {
  const chance = chanceOf(seed);
  return Array.from({ length: 2 * pairs }, (_, at) => ({
    id: uuid(1, at + 1),
    party: at % 2 === 0 ? 'mentee' : 'mentor',
    path: chance.below(3) === 0 ? 'page' : 'card',
    levels: questionsAt(guideInstrument, 'midterm').map(() => (1 + chance.below(5)) as Level),
  }));
}

/** A cohort of that many pairs, and nothing else. */
async function lay(where: Where): Promise<void> {
  const db = await openDb(where);
  const store = db.opened.sql;
  const numbers = Array.from({ length: pairs }, (_, at) => at + 1);
  const people = numbers.flatMap((number) => [2 * number - 1, 2 * number]);
  const { id: cohort_id, code, name, zone, settings, launch, midterm, closing } = aCohort;
  await store
    .insertInto('person')
    .values(
      people.map((number) => ({
        ...{ id: uuid(1, number), name: `Personne ${number}` },
        mail: `personne-${number}@mentorat.example`,
      })),
    )
    .execute();
  await store
    .insertInto('cohort')
    .values({ id: cohort_id, code, name, time_zone: zone, settings: JSON.stringify(settings) })
    .execute();
  await store
    .insertInto('cohort_day')
    .values([
      { cohort_id, kind: 'launch', day: launch },
      { cohort_id, kind: 'midterm', day: midterm },
      { cohort_id, kind: 'closing', day: closing },
    ])
    .execute();
  await store
    .insertInto('pair')
    .values(
      numbers.map((number) => ({
        ...{ id: uuid(3, number), cohort_id, code: `P${number}` },
        ...{ mentee_id: uuid(1, 2 * number - 1), mentor_id: uuid(1, 2 * number) },
      })),
    )
    .execute();
  await db.close();
}

/** A store of its own for each run, outside of which its keys lie. */
async function place() {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-survey-'));
  const fresh = await freshStore();
  const where: Where = 'url' in fresh ? fresh : { folder: join(dir, 'store') };
  await lay(where);
  return {
    ...{ where, keyFolder: join(dir, 'keys') },
    async drop() {
      await dropStore(fresh);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Asks until it is answered: what was lost with a process is asked of the next one. */
async function insist(surveys: KillableSurveys, at: number, ask: string, wish: object = {}) {
  for (;;) {
    const answer = await surveys.ask(at, ask, wish);
    if (answer === 'killed') continue;
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.done;
  }
}

/** What of the store the world outside knows: which wave, and its public keys. */
async function publicKeys(where: Where): Promise<KeptKeys> {
  const db = await openDb(where);
  const wave = (await db.read.waves.ofCohort(aCohort.id)).find((one) => one.moment === 'midterm');
  const kept = wave && (await db.read.waves.keysOf(wave.id));
  await db.close();
  if (!kept) throw new Error('the wave is not open');
  return kept;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Whoever was told that it is in is told so once; to ask again says no more than that it is. */
async function byCard(surveys: KillableSurveys, kept: KeptKeys, { id, levels }: Person) {
  const keys = questionsAt(guideInstrument, 'midterm').map(({ key }) => key);
  const answers = Object.fromEntries(keys.map((key, at) => [key, String(levels[at])]));
  const wish = { person: id, wave: kept.wave, answers };
  return insist(surveys, opens.midterm, 'card', wish);
}

/** As the page does, which keeps its token whatever becomes of the product. */
async function byPage(surveys: KillableSurveys, kept: KeptKeys, { id, party, levels }: Person) {
  const { wave } = kept;
  const key = kept.signing.find(({ cell }) => cell === party)?.key ?? new Uint8Array();
  const token = newToken();
  const { blinded, inverse } = await blind(key, token);
  const asked = { person: id, wave, blinded: base64(blinded) };
  const signed = await insist(surveys, opens.midterm, 'sign', asked);
  const { signature } = signed as { signature: string };
  const whole = await unblind(key, token, Buffer.from(signature, 'base64'), inverse);
  const sealed = await seal(wave, kept.sealing, ballotBytes(guideInstrument.edition, levels));
  const [name, by, box] = [token, whole, sealed].map(base64);
  const wish = { wave, cell: party, token: name, signature: by, sealed: box };
  return insist(surveys, opens.midterm, 'cast', wish);
}

async function answerAll(surveys: KillableSurveys, kept: KeptKeys, people: readonly Person[]) {
  const queue = [...people];
  const said: unknown[] = [];
  const line = async () => {
    for (let one = queue.shift(); one; one = queue.shift())
      said.push(await (one.path === 'card' ? byCard : byPage)(surveys, kept, one));
  };
  await Promise.all(Array.from({ length: lines }, line));
  return said;
}

/** Kills so often, each time so many milliseconds after the last one at most. */
async function killed(surveys: KillableSurveys, delays: readonly number[]): Promise<void> {
  for (const delay of delays) {
    await pause(delay);
    await surveys.killAndRestart();
  }
}

const contents = async (where: Where) => {
  const db = await openDb(where);
  const [wave] = await db.read.waves.ofCohort(aCohort.id);
  const store = db.opened.sql;
  const answered = await store
    .selectFrom('participation')
    .select('person_id')
    .where('answered', '=', true)
    .execute();
  const ballots = await store.selectFrom('ballot').select('cell').execute();
  const told = await store.selectFrom('effect').select('key').execute();
  const synthesis = wave && (await db.read.syntheses.get(wave.id));
  const unfinished = await db.read.waves.unfinished();
  await db.close();
  return { wave, answered, ballots, told, synthesis, unfinished };
};

/** From the first card to the synthesis; `chance` says when it is killed, if at all. */
async function live(
  people: readonly Person[],
  delaysOf?: (most: number, many: number) => number[],
) {
  const { where, keyFolder, drop } = await place();
  let surveys = await startSurveys(where, keyFolder);
  try {
    await insist(surveys, opens.midterm, 'keep');
    await surveys.stop();
    const kept = await publicKeys(where);
    surveys = await startSurveys(where, keyFolder);
    const plan = { answering: delaysOf?.(150, kills.answering) ?? [] };
    const killing = killed(surveys, plan.answering);
    const said = await answerAll(surveys, kept, people);
    await killing;
    await surveys.stop();
    const open = await contents(where);
    surveys = await startSurveys(where, keyFolder);
    const closing = killed(surveys, delaysOf?.(120, kills.closing) ?? []);
    await insist(surveys, closes.midterm, 'keep');
    await closing;
    // What was killed after its synthesis stood has its key destroyed by the next look.
    await insist(surveys, closes.midterm, 'keep');
    await surveys.stop();
    return { said, open, closed: await contents(where) };
  } finally {
    await surveys.stop();
    await drop();
  }
}

// Two PGlites of two processes on one folder, killed every 100 ms, start too slowly for this.
test.runIf(inject('engine') === 'postgres').each(seeds)(
  'killed at any moment (seed %i), every answer counts once, and the synthesis is that of a calm wave',
  async (seed) => {
    const people = peopleOf(seed);
    const calm = await live(people);
    const chance = chanceOf(1000 + seed);
    const delays = (most: number, many: number) =>
      Array.from({ length: many }, () => chance.below(most));
    const { said, open, closed } = await live(people, delays);

    // Whose answer was lost on its way asked again, and reads that it is in.
    const thanks = [{ answered: true }, { taken: true }, { refused: 'survey-answered' }];
    for (const one of said) expect(thanks).toContainEqual(one);
    expect(open.answered).toHaveLength(people.length);
    expect(open.ballots.map(({ cell }) => cell).sort()).toEqual(
      people.map(({ party }) => party).sort(),
    );
    expect(closed.ballots).toEqual([]);
    expect(closed.unfinished.map(({ moment }) => moment)).toEqual(['end']);
    expect(calm.closed.wave?.state).toBe('closed');
    const read = (body: string | undefined) => ({ ...JSON.parse(body ?? '{}'), wave: '' });
    expect(read(closed.synthesis?.body)).toEqual(read(calm.closed.synthesis?.body));
    expect(closed.synthesis?.body.length).toBe(calm.closed.synthesis?.body.length);
    expect(closed.told.length).toBe(calm.closed.told.length);
  },
);
