import { isRefused, refuse } from '../domain/refusal.ts';
import { castBallot } from '../usecases/cast-ballot.ts';
import { openLink } from '../usecases/open-link.ts';
import { signBallot } from '../usecases/sign-ballot.ts';
import { type Answer, type Route, refused, route, signedInRoute } from './routes.ts';
import { type CastReply, cast, linkSign, type SignReply, tabSign } from './survey-contract.ts';
import type { WebDeps } from './web.ts';

/** What of a questionnaire goes by requests of its own: a token signed unseen, and nobody's ballot. */
export const surveyLinkRoutes: Route[] = [
  route('POST', '/api/link/survey-sign', linkSign, async (deps, { token, ...wish }) => {
    const link = await openLink(deps, deps.hash(token));
    return isRefused(link) ? refused(link.refused) : signed(deps, link.person, wish);
  }),
];

export const surveyTabRoutes: Route[] = [
  signedInRoute('/api/tab/survey-sign', tabSign, async (deps, wish, { person }) =>
    signed(deps, person, wish),
  ),
];

/** Neither signed in nor by a link: whoever sends it has nothing to show but the signed token. */
export const ballotRoute: Route = route(
  'POST',
  '/api/survey/ballot',
  cast,
  async (deps, { wave, cell, ...sent }) => {
    const token = bytesOf(sent.ballot);
    const [signature, sealed] = [bytesOf(sent.signature), bytesOf(sent.sealed)];
    const done = await castBallot(deps, { wave, cell, token, signature, sealed });
    if (isRefused(done)) return refused(done.refused);
    return { status: 200, body: { taken: true } satisfies CastReply };
  },
);

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64url');

async function signed(
  deps: WebDeps,
  person: string,
  { wave, blinded }: { wave: string; blinded: string },
): Promise<Answer> {
  const wish = { wave, blinded: bytesOf(blinded) };
  const done = await signBallot(deps, person, wish).catch((error: unknown) => {
    // Larger than the key: made by no page of ours.
    if (error instanceof Error && error.name === 'UnfitToSign') return refuse('wrong-values');
    throw error;
  });
  if (isRefused(done)) return refused(done.refused);
  const signature = Buffer.from(done.signature).toString('base64url');
  return { status: 200, body: { signature } satisfies SignReply };
}
