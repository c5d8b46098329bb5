import { type Level, levels } from '../../domain/survey.ts';
import type { SurveyModel } from '../../domain/survey-model.ts';
import { ballotBytes } from '../../domain/tally.ts';
import { blind, newToken, unblind } from '../../seal/blind-token.ts';
import { seal } from '../../seal/sealed-box.ts';
import {
  ballotTaken,
  dropBallot,
  type KeptBallot,
  keepBallot,
  type Owner,
  readBallot,
} from '../shared/kept-ballot.ts';
import type { SignBlinded } from './act-row.ts';
import { type Failed, putBallot } from './ask.ts';
import { fromBase64url, toBase64url } from './base64url.ts';

/** By which keys a cell answers, as the page was told. */
export type Anonymous = NonNullable<SurveyModel['anonymous']>;

/** `unable`: the browser lacks what it takes; nothing was asked of the product. */
export type Prepared = { kind: 'ready'; ballot: KeptBallot } | { kind: 'unable' } | Failed;

/*
 * Loaded when somebody chooses to answer without their name, and not before: the library that blinds
 * is heavier than the page. All of it runs here; what the server sees of a token is blinded.
 */

/**
 * Has a token signed unseen. From then on its person can answer in no other way: so that what the
 * browser has to do later, to seal and to keep, is tried before anything is asked.
 */
export async function prepareBallot(
  sign: SignBlinded,
  owner: Owner,
  by: Anonymous,
): Promise<Prepared> {
  const ballot = await madeBallot(owner, by);
  if (!ballot || !keepBallot(owner, ballot)) return { kind: 'unable' };
  const answer = await sign(owner.wave, ballot.blinded);
  if (!('signature' in answer)) {
    // Answered before, by another way: this token is signed for nobody.
    if (answer.kind === 'refused' && answer.refused === 'survey-answered') dropBallot(owner);
    return answer;
  }
  const signature = await unblinded(ballot, answer.signature, by);
  if (signature === null) return { kind: 'busy' };
  const signed = { ...ballot, signature };
  return keepBallot(owner, signed) ? { kind: 'ready', ballot: signed } : { kind: 'unable' };
}

/** Seals the answers and puts them in by a token signed before, or signed now when its answer was lost. */
export async function castBallot(
  sign: SignBlinded,
  owner: Owner,
  by: Anonymous,
  answers: readonly string[],
): Promise<{ kind: 'taken' } | { kind: 'unable' } | Failed> {
  const kept = readBallot(owner);
  if (kept === 'taken') return { kind: 'taken' };
  const ready: Prepared =
    kept?.signature == null
      ? await prepareBallot(sign, owner, by)
      : { kind: 'ready', ballot: kept };
  if (ready.kind !== 'ready') return ready;
  const { ballot, signature } = ready.ballot;
  const sealed = await sealedBy(owner.wave, by, answers.map(levelOf));
  if (!sealed || signature === null) return { kind: 'unable' };
  const { cell } = by;
  const answer = await putBallot({ wave: owner.wave, cell, ballot, signature, sealed });
  if (!('taken' in answer)) return answer;
  ballotTaken(owner);
  return { kind: 'taken' };
}

/** The one that was kept, or a new one; null where the browser cannot seal or blind. */
async function madeBallot(owner: Owner, { signing, ...by }: Anonymous): Promise<KeptBallot | null> {
  if ((await sealedBy(owner.wave, { signing, ...by }, [])) === null) return null;
  const kept = readBallot(owner);
  if (kept !== null && kept !== 'taken') return kept;
  try {
    const token = newToken();
    const { blinded, inverse } = await blind(fromBase64url(signing), token);
    return {
      ...{ ballot: toBase64url(token), blinded: toBase64url(blinded) },
      ...{ inverse: toBase64url(inverse), signature: null },
    };
  } catch {
    // Whatever an old browser calls what it lacks.
    return null;
  }
}

/** Null for a browser that knows no X25519. */
async function sealedBy(
  wave: string,
  { sealing, edition }: Anonymous,
  answers: readonly Level[],
): Promise<string | null> {
  try {
    const plain = ballotBytes(edition, answers);
    return toBase64url(await seal(wave, fromBase64url(sealing), plain));
  } catch {
    return null;
  }
}

/** Null for what the cell's key has not signed. */
async function unblinded(
  { ballot, inverse }: KeptBallot,
  signature: string,
  { signing }: Anonymous,
): Promise<string | null> {
  try {
    const [key, token, signed, back] = [signing, ballot, signature, inverse].map(fromBase64url);
    return key && token && signed && back
      ? toBase64url(await unblind(key, token, signed, back))
      : null;
  } catch {
    return null;
  }
}

function levelOf(text: string): Level {
  const level = levels.find((each) => String(each) === text);
  if (level === undefined) throw new RangeError('an answer that is none');
  return level;
}
