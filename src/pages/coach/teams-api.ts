import type { Refusal } from '../../domain/refusal.ts';
import { postFor } from '../post.ts';
import type { Token } from '../shared/host.ts';
import { missingOf } from '../shared/missing.ts';
import type { CoachApi, Outcome } from './ask.ts';
import { saveFile } from './save-file.ts';

type NoReply = Exclude<Outcome<never>, { kind: 'reply' }>;

interface Got {
  status: number;
  /** JSON of ours; null for whatever else came. */
  said: object | null;
  file: { name: string; bytes: Blob } | null;
}

/** Keeps the token in memory alone; one that has aged is asked anew, once. */
export class TeamsApi implements CoachApi {
  readonly #token: () => Promise<Token>;
  #held: string | null = null;

  constructor(token: () => Promise<Token>) {
    this.#token = token;
  }

  async ask<Reply extends object>(path: string, body: object): Promise<Outcome<Reply>> {
    const got = await this.#send(path, body);
    if ('kind' in got) return got;
    // The product's own contract for this path: what it answers with 200 is of this type.
    if (got.said) return { kind: 'reply', reply: got.said as Reply };
    return { kind: 'missing', missing: 'busy' };
  }

  async download(path: string, body: object): Promise<Outcome<{ name: string }>> {
    const got = await this.#send(path, body);
    if ('kind' in got) return got;
    if (!got.file) return { kind: 'missing', missing: 'busy' };
    saveFile(got.file.name, got.file.bytes);
    return { kind: 'reply', reply: { name: got.file.name } };
  }

  async #send(path: string, body: object): Promise<Got | NoReply> {
    const held = this.#held !== null;
    const first = await this.#once(path, body);
    const old = 'kind' in first && first.kind === 'missing' && first.missing === 'sign-in' && held;
    return old ? this.#once(path, body) : first;
  }

  async #once(path: string, body: object): Promise<Got | NoReply> {
    if (this.#held === null) {
      const given = await this.#token();
      if ('fault' in given) return { kind: 'missing', missing: given.fault };
      this.#held = given.token;
    }
    const got = await postFor(path, body, this.#held, gotOf);
    if (got?.status === 401) this.#held = null;
    return got ? judged(got) : { kind: 'missing', missing: 'offline' };
  }
}

async function gotOf(answer: Response): Promise<Got> {
  const { status, headers } = answer;
  const name = fileName(headers.get('Content-Disposition') ?? '');
  if (answer.ok && name !== null)
    return { status, said: null, file: { name, bytes: await answer.blob() } };
  return { status, said: readObject(await answer.text()), file: null };
}

/** Null for what is no reply of ours: the page of a proxy, or of a network that wants a sign-in. */
function readObject(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : null;
  } catch {
    return null;
  }
}

const quoted = /filename="([^"]+)"/;
const encoded = /filename\*=UTF-8''([^;]+)/i;

/** https://www.rfc-editor.org/rfc/rfc6266: the encoded name is the better one. */
function fileName(disposition: string): string | null {
  const whole = encoded.exec(disposition)?.[1];
  return whole === undefined ? (quoted.exec(disposition)?.[1] ?? null) : decodeURIComponent(whole);
}

function judged(got: Got): Got | NoReply {
  const refused = refusalIn(got.said);
  if (got.status === 403 && refused === 'app-role') return { kind: 'missing', missing: 'app-role' };
  const missing = missingOf(got.status);
  if (missing) return { kind: 'missing', missing };
  if (got.status < 400) return got;
  return refused ? { kind: 'refused', refused } : { kind: 'missing', missing: 'busy' };
}

/** A refusal younger than this page is told as one that may be tried again. */
const refusalIn = (said: object | null): Refusal | null =>
  said && 'refused' in said && typeof said.refused === 'string' ? (said.refused as Refusal) : null;
