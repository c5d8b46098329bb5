import type { Refusal } from '../../domain/refusal.ts';
import type { LinkActBody, LinkReply } from '../../web/contract.ts';

export type LinkPage = Extract<LinkReply, { page: unknown }>['page'];
export type LinkAct = LinkActBody['act'];

/** How a question to the product ended; `busy` and `offline` may be asked again as they were. */
export type Outcome =
  | { kind: 'page'; page: LinkPage; refused: Refusal | null }
  | { kind: 'refused'; refused: Refusal }
  | { kind: 'unknown' | 'expired' | 'busy' | 'offline' };

/** Milliseconds; a phone that changes networks leaves requests hanging for minutes. */
const patience = 20_000;

/** What is true now. Changes nothing, so that whatever opens a link may do it. */
export const askPage = (token: string): Promise<Outcome> => post('/api/link/read', { token });

export const sendAct = (token: string, act: LinkAct): Promise<Outcome> =>
  post('/api/link/act', { token, act } satisfies LinkActBody);

async function post(path: string, body: object): Promise<Outcome> {
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
    return outcomeOf(response.status, await response.text());
  } catch {
    // Whatever the browser calls it, no answer came.
    return { kind: 'offline' };
  }
}

function outcomeOf(status: number, text: string): Outcome {
  if (status === 404) return { kind: 'unknown' };
  if (status === 410) return { kind: 'expired' };
  if (status === 429 || status >= 500) return { kind: 'busy' };
  const reply = readReply(text);
  if (!reply) return { kind: 'busy' };
  if (!('page' in reply)) return { kind: 'refused', refused: reply.refused };
  return { kind: 'page', page: reply.page, refused: reply.refused ?? null };
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
