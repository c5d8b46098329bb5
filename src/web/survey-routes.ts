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
  async (deps, { ballot, ...wish }) => {
    const done = await castBallot(deps, { ...wish, token: ballot });
    if (isRefused(done)) return refused(done.refused);
    return { status: 200, body: { taken: true } satisfies CastReply };
  },
);

async function signed(
  deps: WebDeps,
  person: string,
  wish: { wave: string; blinded: Uint8Array },
): Promise<Answer> {
  const done = await signBallot(deps, person, wish).catch((error: unknown) => {
    // Larger than the key: made by no page of ours.
    if (error instanceof Error && error.name === 'UnfitToSign') return refuse('wrong-values');
    throw error;
  });
  if (isRefused(done)) return refused(done.refused);
  const signature = Buffer.from(done.signature).toString('base64url');
  return { status: 200, body: { signature } satisfies SignReply };
}
