import type { Refusal } from '../../domain/refusal.ts';
import type { LinkActBody, LinkReadBody, LinkReply } from '../../web/contract.ts';
import type { CastBody, LinkSignBody } from '../../web/survey-contract.ts';
import { post, postByLink, type Raw, readReply } from '../post.ts';

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

/** How a question ended that is not answered with a page. */
export type Failed = Exclude<Outcome, { kind: 'page' }>;

/** What is true now. Changes nothing, so that whatever opens a link may do it. */
export const askPage = (token: string, view?: LinkView): Promise<Outcome> =>
  ask('/api/link/read', (view === undefined ? { token } : { token, view }) satisfies LinkReadBody);

/** The same id again is answered, and carried out once. */
export const sendAct = (body: LinkActBody): Promise<Outcome> => ask('/api/link/act', body);

/** Whatever became of it is not told: only whether the question arrived. */
export async function askRenewal(token: string): Promise<'asked' | 'busy' | 'offline'> {
  const answer = await postByLink('/api/link/renew', { token });
  if (!answer) return 'offline';
  return answer.status < 300 ? 'asked' : 'busy';
}

/** A token signed unseen, in base64url; the same blinded one gets the same signature. */
export const askSignature = (body: LinkSignBody): Promise<{ signature: string } | Failed> =>
  postByLink('/api/link/survey-sign', body).then((answer) =>
    given(answer, (reply) =>
      'signature' in reply && typeof reply.signature === 'string'
        ? { signature: reply.signature }
        : null,
    ),
  );

/** A ballot of nobody: without the link, and not on its connection. The same one counts once. */
export const putBallot = (body: CastBody): Promise<{ taken: true } | Failed> =>
  post('/api/survey/ballot', body).then((answer) =>
    given(answer, (reply) => ('taken' in reply ? { taken: true as const } : null)),
  );

async function ask(path: string, body: object): Promise<Outcome> {
  const answer = await postByLink(path, body);
  return answer ? outcomeOf(answer) : { kind: 'offline' };
}

function outcomeOf({ status, text }: Raw): Outcome {
  const failed = failedOf(status);
  if (failed) return failed;
  const reply = readReply<LinkReply>(text);
  if (!reply) return { kind: 'busy' };
  if (!('page' in reply)) return { kind: 'refused', refused: reply.refused };
  const { page, said = null, refused = null } = reply;
  return { kind: 'page', page, said, refused };
}

function given<Reply>(answer: Raw | null, read: (reply: object) => Reply | null): Reply | Failed {
  if (!answer) return { kind: 'offline' };
  const failed = failedOf(answer.status);
  if (failed) return failed;
  const refused = readReply<{ refused: Refusal }>(answer.text);
  if (refused) return { kind: 'refused', refused: refused.refused };
  return read(objectIn(answer.text)) ?? { kind: 'busy' };
}

function objectIn(text: string): object {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    // The page of a proxy, or of a network that wants a sign-in.
    return {};
  }
}

function failedOf(status: number): Failed | null {
  if (status === 404) return { kind: 'unknown' };
  if (status === 410) return { kind: 'expired' };
  return status === 429 || status >= 500 ? { kind: 'busy' } : null;
}
