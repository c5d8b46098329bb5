import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { LaidWave } from '../../src/db/waves.ts';
import { type Cell, cellOf, type Level, type Party, questionsAt } from '../../src/domain/survey.ts';
import { ballotBytes } from '../../src/domain/tally.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { unpacked } from '../../src/seal/packing.ts';
import type { KeptKeys } from '../../src/seal/ports.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import type { Wrapping } from '../../src/seal/wrapping.ts';
import { answerSurvey } from '../../src/usecases/answer-survey.ts';
import { castBallot } from '../../src/usecases/cast-ballot.ts';
import { type SignDeps, signBallot } from '../../src/usecases/sign-ballot.ts';
import { inBytes, inverse, number } from '../seal/keys.ts';
import type { Chance } from './chance.ts';
import { morePairs, opens, waveOf } from './survey-world.ts';
import { hash, type World } from './world.ts';

/** Beside the two pairs of the world: 37. */
const otherPairs = 35;

export interface Answered {
  person: string;
  cell: Cell;
  /** On a card person and ballot are in one transaction; the others have a token signed first. */
  path: 'card' | 'page';
  levels: Level[];
  /** The id of a ballot that came with a token. */
  ballot?: string;
}

interface Token {
  token: Uint8Array;
  blinded: Uint8Array;
  inverse: Uint8Array;
  signature?: Uint8Array;
}

interface Signing {
  key: KeyObject;
  n: bigint;
  e: bigint;
}

export interface SecretWave {
  wave: LaidWave;
  kept: KeptKeys;
  deps: SignDeps;
  folder: string;
  /** What was wrapped, in the clear, as nobody but the closing has it. */
  secrets: Buffer[];
  signing: Map<Cell, Signing>;
}

let made: Promise<Omit<SecretWave, 'wave' | 'deps'>> | undefined;

/** The wave of mid-term of 37 pairs, told of apart, with real keys in a folder: made once a process. */
export async function secretWave(world: World): Promise<SecretWave> {
  await morePairs(world, otherPairs);
  const wave = await waveOf(world, 'midterm');
  made ??= makeKeys(wave.id);
  const keys = await made;
  if (keys.kept.wave !== wave.id) throw new Error('these keys are of another wave');
  const waveKeys = openWaveKeys(remembering(await openKeyFolder(keys.folder), keys.secrets));
  const db = { ...world.db, read: { ...world.db.read, waves: remembered(world, wave, keys.kept) } };
  const deps = { ...world.deps, db, keys: waveKeys, newId: () => randomUUID(), hash };
  return { ...keys, wave, deps };
}

/** Asked for at each answer, and the same each time: an open wave and its keys. */
function remembered({ db }: World, wave: LaidWave, kept: KeptKeys): World['db']['read']['waves'] {
  const open = { ...wave, state: 'open' as const };
  return { ...db.read.waves, get: async () => open, keysOf: async () => kept };
}

async function makeKeys(wave: string) {
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-keys-'));
  const secrets: Buffer[] = [];
  const keys = openWaveKeys(remembering(await openKeyFolder(folder), secrets));
  const kept = await keys.make(wave, ['mentee', 'mentor']);
  const parts = unpacked(secrets[1] ?? Buffer.alloc(0)) ?? [];
  const signing = new Map<Cell, Signing>();
  for (const [at, { cell }] of kept.signing.entries()) {
    const key = parts[2 * at + 1] ?? Buffer.alloc(0);
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    signing.set(cell, { key: privateKey, ...numbersOf(privateKey) });
  }
  return { folder, kept, secrets, signing };
}

const remembering = (wrapping: Wrapping, secrets: Buffer[]): Wrapping => ({
  ...wrapping,
  wrap: (wave, half, bytes) => {
    secrets.push(Buffer.from(bytes));
    return wrapping.wrap(wave, half, bytes);
  },
});

/** Open as on its first morning, nobody having answered, whatever was lived of it before. */
export async function openAfresh(world: World, { wave, kept }: SecretWave): Promise<void> {
  const { db, clock } = world;
  clock.now = opens.midterm;
  const store = db.opened.sql;
  await sql`truncate ballot, participation, synthesis`.execute(store);
  for (const table of ['wave_signing', 'effect'] as const) await store.deleteFrom(table).execute();
  const anew = { state: 'planned' as const, sealing: null, wrapped: null, key_destroyed: false };
  await store.updateTable('wave').set(anew).where('id', '=', wave.id).execute();
  await db.tx((t) => t.waves.keepKeys(kept));
  await db.tx((t) => t.waves.open(wave));
}

export interface Step {
  who: Answered;
  act: () => Promise<void>;
}

/** Who answers what, on which path and in which order, by chance; most never do. */
export async function stepsOf(world: World, secret: SecretWave, chance: Chance): Promise<Step[]> {
  const asked = await world.db.opened.sql
    .selectFrom('participation')
    .select(['person_id', 'party'])
    .orderBy('person_id')
    .execute();
  const steps: (Step & { at: number })[] = [];
  for (const { person_id: person, party } of asked) {
    if (chance.below(5) >= 2) continue;
    const who = answeredBy(secret, chance, person, party);
    const at = chance.next();
    if (chance.below(2) === 0) {
      steps.push({ who, at, act: () => byCard(secret, who) });
      continue;
    }
    who.path = 'page';
    const token = newToken(secret, who.cell);
    let signed: Promise<void> | undefined;
    const signing = () => {
      signed = askToSign(secret, who, token);
      return signed;
    };
    steps.push({ who, at, act: signing });
    // Some minutes to read the questions, while others answer.
    const casting = async () => signed?.then(() => cast(secret, who, token));
    steps.push({ who, at: at + chance.next() / 20, act: casting });
  }
  return steps.sort((a, b) => a.at - b.at);
}

function answeredBy({ wave }: SecretWave, chance: Chance, person: string, party: Party): Answered {
  // Content people and others: of ten answers that are alike, one gives away the next.
  const content = chance.below(2) === 0 ? 0.6 : 0.4;
  const levels = questionsAt(wave.instrument, wave.moment).map(
    () => (chance.next() < content ? 4 + chance.below(2) : 1 + chance.below(3)) as Level,
  );
  return { person, cell: cellOf(wave.partition, party), path: 'card', levels };
}

/**
 * A token, blinded as the page does it. The page encodes it itself; here what the key makes of it is
 * taken back to what it was made of: the same numbers, in a hundredth of the time.
 */
function newToken(secret: SecretWave, cell: Cell): Token {
  const { key, n, e } = signingOf(secret, cell);
  const token = randomBytes(32);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = sign('sha384', token, { key, ...padding });
  const factor = ofBytes(randomBytes(16));
  let blinded = 1n;
  for (const bit of e.toString(2)) {
    blinded = (blinded * blinded) % n;
    if (bit === '1') blinded = (((blinded * ofBytes(signature)) % n) * factor) % n;
  }
  const back = ((inverse(factor, n) % n) + n) % n;
  return { token, blinded: inBytes(blinded, 256), inverse: inBytes(back, 256) };
}

function signingOf({ signing }: SecretWave, cell: Cell): Signing {
  const found = signing.get(cell);
  if (!found) throw new Error('no such cell');
  return found;
}

function numbersOf(key: KeyObject): { n: bigint; e: bigint } {
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { n: ofBytes(Buffer.from(n, 'base64url')), e: ofBytes(Buffer.from(e, 'base64url')) };
}

const ofBytes = (bytes: Uint8Array): bigint => number(Buffer.from(bytes).toString('hex'));

export const isFavourable = (level: Level): boolean => level >= 4;

async function byCard({ deps, wave }: SecretWave, { person, levels }: Answered): Promise<void> {
  const keys = questionsAt(wave.instrument, wave.moment).map(({ key }) => key);
  const answers = Object.fromEntries(keys.map((key, at) => [key, String(levels[at])]));
  const done = await answerSurvey(deps, { person }, { wave: wave.id, answers });
  if (!('answered' in done)) throw new Error(`not answered: ${done.refused}`);
}

async function askToSign(
  secret: SecretWave,
  { person, cell }: Answered,
  token: Token,
): Promise<void> {
  const { deps, wave } = secret;
  const done = await signBallot(deps, person, { wave: wave.id, blinded: token.blinded });
  if (!('signature' in done)) throw new Error(`not signed: ${done.refused}`);
  const { n } = signingOf(secret, cell);
  // Whether it is right, `castBallot` sees.
  const unblinded = (ofBytes(done.signature) * ofBytes(token.inverse)) % n;
  token.signature = inBytes(unblinded, 256);
}

async function cast(secret: SecretWave, who: Answered, token: Token): Promise<void> {
  const { deps, wave, kept } = secret;
  const { cell, levels } = who;
  who.ballot = ballotOf(token.token);
  const sealed = await deps.keys.seal(kept, plainOf(secret, levels));
  const { token: of, signature = new Uint8Array() } = token;
  const done = await castBallot(deps, { wave: wave.id, cell, token: of, signature, sealed });
  if (!('taken' in done)) throw new Error(`not taken: ${done.refused}`);
}

/** As `castBallot` names it. */
const ballotOf = (token: Uint8Array): string =>
  Buffer.from(hash(`ballot ${Buffer.from(token).toString('base64url')}`))
    .subarray(0, 16)
    .toString('hex');

/** A ballot before it is sealed. */
export const plainOf = ({ wave }: SecretWave, levels: readonly Level[]): Buffer =>
  Buffer.from(ballotBytes(wave.instrument.edition, levels));

export async function dropKeys(): Promise<void> {
  const folder = (await made)?.folder;
  if (folder) rmSync(folder, { recursive: true, force: true });
  made = undefined;
}
