import type {
  PaneActBody,
  PaneReadBody,
  PaneRegisterBody,
  PaneReply,
  PaneSlotsBody,
  PaneSlotsReply,
} from '../../web/pane-contract.ts';
import { post, type Raw } from '../post.ts';
import type { SignIn, SignInFault } from './sign-in.ts';

type Shown = Extract<PaneReply, { pane: unknown }>;
export type PaneModel = Shown['pane'];
export type PaneSaid = NonNullable<Shown['said']>;
export type PaneAct = PaneActBody['act'];
export type PaneSlots = Extract<PaneSlotsReply, { slots: unknown }>['slots'];

/** Why nothing can be shown, or nothing was done. */
export type Missing =
  | SignInFault
  | 'sign-in'
  | 'unknown-person'
  | 'not-found'
  | 'too-many'
  | 'busy';

export type Outcome<Reply> = { reply: Reply } | { missing: Missing };

/** The product behind the pane, asked in the name of whoever is signed in to Outlook. */
export class PaneApi {
  readonly #signIn: SignIn;
  /** Set by a press: Outlook may then open its own question, once. */
  #ask = false;
  #anew = false;
  /** In memory alone; Outlook keeps its own copy. */
  #token: string | null = null;

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  /** The person has just pressed « sign in »: the next question may lead to Microsoft's. */
  mayAsk(): void {
    this.#ask = true;
  }

  /** What is true now. Changes nothing. */
  read(body: PaneReadBody): Promise<Outcome<PaneReply>> {
    return this.#send('/api/pane/read', body);
  }

  slots(body: PaneSlotsBody): Promise<Outcome<PaneSlotsReply>> {
    return this.#send('/api/pane/slots', body);
  }

  register(body: PaneRegisterBody): Promise<Outcome<PaneReply>> {
    return this.#send('/api/pane/register', body);
  }

  act(body: PaneActBody): Promise<Outcome<PaneReply>> {
    return this.#send('/api/pane/act', body);
  }

  async #send<Reply extends object>(path: string, body: object): Promise<Outcome<Reply>> {
    const first = await this.#once<Reply>(path, body);
    // A token lasts about an hour: an old one is asked anew, once.
    const old = 'missing' in first && first.missing === 'sign-in';
    return old ? this.#once<Reply>(path, body) : first;
  }

  async #once<Reply extends object>(path: string, body: object): Promise<Outcome<Reply>> {
    if (this.#token === null) {
      const given = await this.#signIn({ ask: this.#ask, anew: this.#anew });
      this.#ask = false;
      this.#anew = false;
      if ('fault' in given) return { missing: given.fault };
      this.#token = given.token;
    }
    const answer = await post(path, body, this.#token);
    if (answer?.status === 401) {
      this.#token = null;
      this.#anew = true;
    }
    return answer ? outcomeOf<Reply>(answer) : { missing: 'offline' };
  }
}

const byStatus: Readonly<Record<number, Missing>> = {
  401: 'sign-in',
  403: 'unknown-person',
  404: 'not-found',
  429: 'too-many',
};

function outcomeOf<Reply extends object>({ status, text }: Raw): Outcome<Reply> {
  const missing = byStatus[status] ?? (status >= 500 ? 'busy' : null);
  if (missing) return { missing };
  try {
    const read: unknown = JSON.parse(text);
    const keys = typeof read === 'object' && read !== null ? Object.keys(read) : [];
    // The product's own contract: one of its keys says that it is.
    if (keys.some((key) => ['pane', 'slots', 'refused'].includes(key)))
      return { reply: read as Reply };
  } catch {
    // The page of a proxy, or of a network that wants a sign-in.
  }
  return { missing: 'busy' };
}
