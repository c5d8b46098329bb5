import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { type Cell, type Level, type Party, questionsAt } from '../../src/domain/survey.ts';
import { ballotBytes } from '../../src/domain/tally.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { seal } from '../../src/seal/sealed-box.ts';
import { chanceOf } from '../support/chance.ts';
import { opens } from '../support/survey-world.ts';
import type { KillableSurveys } from './survey-clients.ts';

/** Told of apart, and each cell large enough that a single answer changes what is told. */
export const pairs = 14;
/** People who answer at the same time. */
const lines = 4;

/** Who answers what, and how. */
export interface Person {
  id: string;
  party: Party;
  path: 'card' | 'page';
  levels: Level[];
}

/** What the world outside knows of a wave; bytes in Base64. */
export interface PublicKeys {
  wave: string;
  sealing: string;
  signing: { cell: Cell; key: string }[];
}

/** What somebody read at last, and how many of their requests were lost with a process before. */
export interface Heard {
  done: object;
  lost: number;
}

const levels = [1, 2, 3, 4, 5] as const;

export const uuid = (group: number, number: number) =>
  `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The same people for the same seed: mentees and mentors, one after the other. */
export function peopleOf(seed: number): Person[] {
  const chance = chanceOf(seed);
  return Array.from({ length: 2 * pairs }, (_, at) => ({
    id: uuid(1, at + 1),
    party: at % 2 === 0 ? 'mentee' : 'mentor',
    path: chance.below(3) === 0 ? 'page' : 'card',
    levels: questionsAt(guideInstrument, 'midterm').map(() => chance.oneOf(levels) ?? 1),
  }));
}

/** Asks until it is answered: what was lost with a process is asked of the next one. */
export async function insist(
  surveys: KillableSurveys,
  ...request: Parameters<KillableSurveys['ask']>
): Promise<Heard> {
  for (let lost = 0; ; lost++) {
    const answer = await surveys.ask(...request);
    if (answer === 'killed') continue;
    if ('failed' in answer) throw new Error(answer.failed);
    return { done: Object(answer.done), lost };
  }
}

async function byCard(surveys: KillableSurveys, kept: PublicKeys, { id, levels }: Person) {
  const keys = questionsAt(guideInstrument, 'midterm').map(({ key }) => key);
  const answers = Object.fromEntries(keys.map((key, at) => [key, String(levels[at])]));
  const wish = { person: id, wave: kept.wave, answers };
  return insist(surveys, opens.midterm, 'card', wish);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytesOf = (text: unknown) => new Uint8Array(Buffer.from(String(text), 'base64'));

/** As the page does, which keeps its token whatever becomes of the product. */
async function byPage(surveys: KillableSurveys, kept: PublicKeys, person: Person): Promise<Heard> {
  const { id, party, levels } = person;
  const { wave } = kept;
  const key = bytesOf(kept.signing.find(({ cell }) => cell === party)?.key);
  const token = newToken();
  const { blinded, inverse } = await blind(key, token);
  const asked = { person: id, wave, blinded: base64(blinded) };
  const signed = await insist(surveys, opens.midterm, 'sign', asked);
  if (!('signature' in signed.done)) return signed;
  const whole = await unblind(key, token, bytesOf(signed.done.signature), inverse);
  const plain = ballotBytes(guideInstrument.edition, levels);
  const box = await seal(wave, bytesOf(kept.sealing), plain);
  const [name, signature, sealed] = [token, whole, box].map(base64);
  const wish = { wave, cell: party, token: name, signature, sealed };
  const cast = await insist(surveys, opens.midterm, 'cast', wish);
  return { ...cast, lost: signed.lost + cast.lost };
}

/** All of them, a few at the same time; what each one read at last. */
export async function answerAll(
  surveys: KillableSurveys,
  kept: PublicKeys,
  people: readonly Person[],
): Promise<Heard[]> {
  const queue = [...people];
  const heard: Heard[] = [];
  const line = async () => {
    for (let one = queue.shift(); one; one = queue.shift())
      heard.push(await (one.path === 'card' ? byCard : byPage)(surveys, kept, one));
  };
  await Promise.all(Array.from({ length: lines }, line));
  return heard;
}
