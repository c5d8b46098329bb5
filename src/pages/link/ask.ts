import type { Refusal } from '../../domain/refusal.ts';
import type { LinkActBody, LinkReadBody, LinkReply } from '../../web/contract.ts';
import { post, readReply } from '../post.ts';

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

function outcomeOf(status: number, text: string): Outcome {
  if (status === 404) return { kind: 'unknown' };
  if (status === 410) return { kind: 'expired' };
  if (status === 429 || status >= 500) return { kind: 'busy' };
  const reply = readReply<LinkReply>(text);
  if (!reply) return { kind: 'busy' };
  if (!('page' in reply)) return { kind: 'refused', refused: reply.refused };
  const { page, said = null, refused = null } = reply;
  return { kind: 'page', page, said, refused };
}
