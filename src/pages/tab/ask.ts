import type { Refusal } from '../../domain/refusal.ts';
import type { TabActBody, TabReadBody, TabReply } from '../../web/contract.ts';
import type { SignReply, TabSignBody } from '../../web/survey-contract.ts';
import { post, type Raw, readReply } from '../post.ts';
import type { Token } from '../shared/host.ts';
import type { SignInFault } from '../shared/missing.ts';

export type TabAct = TabActBody['act'];
type Shown = Extract<TabReply, { page: unknown }>;
export type TabSaid = NonNullable<Shown['said']>;

/** Why nothing can be shown, or nothing was done; the last three may be asked again as they were. */
export type Missing =
  | SignInFault
  | 'sign-in'
  | 'unknown-person'
  | 'not-found'
  | 'too-many'
  | 'busy'
  | 'offline';

export type Outcome =
  | { kind: 'page'; page: Shown['page']; said: TabSaid | null; refused: Refusal | null }
  | { kind: 'refused'; refused: Refusal }
  | Missed;

interface Missed {
  kind: 'missing';
  missing: Missing;
}

export type Signed =
  | { kind: 'signed'; signature: string }
  | { kind: 'refused'; refused: Refusal }
  | Missed;

/** The product behind the tab, asked in the name of whoever Teams says is reading. */
export class TabApi {
  readonly #ask: () => Promise<Token>;
  /** In memory alone; Teams keeps its own copy. */
  #token: string | null = null;

  constructor(ask: () => Promise<Token>) {
    this.#ask = ask;
  }

  /** What is true now. Changes nothing. */
  read(body: TabReadBody): Promise<Outcome> {
    return this.#send('/api/tab/read', body, outcomeOf);
  }

  act(body: TabActBody): Promise<Outcome> {
    return this.#send('/api/tab/act', body, outcomeOf);
  }

  /** A token of a questionnaire's signed unseen; the same blinded one gets the same signature. */
  sign(body: TabSignBody): Promise<Signed> {
    return this.#send('/api/tab/survey-sign', body, signedOf);
  }

  async #send<Read extends { kind: string }>(
    path: string,
    body: object,
    read: (answer: Raw) => Read,
  ): Promise<Read | Missed> {
    const held = this.#token !== null;
    const first = await this.#once(path, body, read);
    // A token lasts about an hour: an old one is asked anew, once.
    const old = 'missing' in first && first.missing === 'sign-in' && held;
    return old ? this.#once(path, body, read) : first;
  }

  async #once<Read>(
    path: string,
    body: object,
    read: (answer: Raw) => Read,
  ): Promise<Read | Missed> {
    if (this.#token === null) {
      const given = await this.#ask();
      if ('fault' in given) return { kind: 'missing', missing: given.fault };
      this.#token = given.token;
    }
    const answer = await post(path, body, this.#token);
    if (answer?.status === 401) this.#token = null;
    return answer ? read(answer) : { kind: 'missing', missing: 'offline' };
  }
}

const byStatus: Readonly<Record<number, Missing>> = {
  401: 'sign-in',
  403: 'unknown-person',
  404: 'not-found',
  429: 'too-many',
};

const missingOf = (status: number): Missing | null =>
  byStatus[status] ?? (status >= 500 ? 'busy' : null);

function outcomeOf({ status, text }: Raw): Outcome {
  const missing = missingOf(status);
  if (missing) return { kind: 'missing', missing };
  const reply = readReply<TabReply>(text);
  if (!reply) return { kind: 'missing', missing: 'busy' };
  if (!('page' in reply)) return { kind: 'refused', refused: reply.refused };
  const { page, said = null, refused = null } = reply;
  return { kind: 'page', page, said, refused };
}

function signedOf({ status, text }: Raw): Signed {
  const missing = missingOf(status);
  if (missing) return { kind: 'missing', missing };
  const reply = readReply<SignReply>(text, ['signature', 'refused']);
  if (!reply) return { kind: 'missing', missing: 'busy' };
  if (!('signature' in reply)) return { kind: 'refused', refused: reply.refused };
  return { kind: 'signed', signature: reply.signature };
}
