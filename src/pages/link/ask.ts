import type { Refusal } from '../../domain/refusal.ts';
import type { LinkActBody, LinkReadBody, LinkReply } from '../../web/contract.ts';

type Shown = Extract<LinkReply, { page: unknown }>;
export type LinkPage = Shown['page'];
export type LinkSaid = NonNullable<Shown['said']>;
export type LinkAct = LinkActBody['act'];
export type LinkView = LinkPage['view'];

/** How a question to the product ended; `busy` and `offline` may be asked again as they were. */
export type Outcome =
  | { kind: 'page'; page: LinkPage; said: LinkSaid | null; refused: Refusal | null }
  | { kind: 'refused'; refused: Refusal }
  | { kind: 'unknown' | 'expired' | 'busy' | 'offline' };

/** Milliseconds; a phone that changes networks leaves requests hanging for minutes. */
const patience = 20_000;

/** What is true now. Changes nothing, so that whatever opens a link may do it. */
export const askPage = (token: string, view?: LinkView): Promise<Outcome> =>
  ask('/api/link/read', (view === undefined ? { token } : { token, view }) satisfies LinkReadBody);

/** The same id again is answered, and carried out once. */
export const sendAct = (body: LinkActBody): Promise<Outcome> => ask('/api/link/act', body);

/** Whatever became of it is not told: only whether the question arrived. */
export async function askRenewal(token: string): Promise<'asked' | 'busy' | 'offline'> {
  const answer = await post('/api/link/renew', { token });
  if (!answer) return 'offline';
  return answer.status < 300 ? 'asked' : 'busy';
}

async function ask(path: string, body: object): Promise<Outcome> {
  const answer = await post(path, body);
  return answer ? outcomeOf(answer.status, answer.text) : { kind: 'offline' };
}

async function post(path: string, body: object): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    // Whatever the browser calls it, no answer came.
    return null;
  }
}

function outcomeOf(status: number, text: string): Outcome {
  if (status === 404) return { kind: 'unknown' };
  if (status === 410) return { kind: 'expired' };
  if (status === 429 || status >= 500) return { kind: 'busy' };
  const reply = readReply(text);
  if (!reply) return { kind: 'busy' };
  if (!('page' in reply)) return { kind: 'refused', refused: reply.refused };
  const { page, said = null, refused = null } = reply;
  return { kind: 'page', page, said, refused };
}

/** Null for what is no reply of ours: the page of a proxy, or of a network that wants a sign-in. */
function readReply(text: string): LinkReply | null {
  try {
    const read: unknown = JSON.parse(text);
    return isReply(read) ? read : null;
  } catch {
    return null;
  }
}

const isReply = (read: unknown): read is LinkReply =>
  typeof read === 'object' && read !== null && ('page' in read || 'refused' in read);
