import { z } from 'zod';
import { isRefused, type Refusal } from '../domain/refusal.ts';
import { openLink, readLink } from '../usecases/open-link.ts';
import { heardByLink } from '../usecases/reach-person.ts';
import { renewLink } from '../usecases/renew-link.ts';
import { type LinkReply, linkAct, linkRead, linkRenew } from './contract.ts';
import { actByLink } from './link-acts.ts';
import type { WebDeps } from './web.ts';

export interface Answer {
  status: number;
  body: unknown;
}

/** Whoever signed in: somebody of the programme. */
export interface Who {
  person: string;
  /** App roles of their token; what they may do is the cohort's own table's to say as well. */
  roles: readonly string[];
}

export interface Route<Body = unknown> {
  method: 'GET' | 'POST';
  path: string;
  body: z.ZodType<Body>;
  /** Only for people of the programme who signed in: nobody else's body is even read. */
  signedIn?: true;
  /** Longest body, as `express.json` reads it; 16kb when absent. */
  mostBody?: string;
  handle(deps: WebDeps, body: Body, who?: Who): Promise<Answer>;
}

export const route = <Body>(
  method: Route['method'],
  path: string,
  body: z.ZodType<Body>,
  handle: Route<Body>['handle'],
): Route => ({ method, path, body, handle: (deps, read) => handle(deps, body.parse(read)) });

/** A row for whoever signed in; left unguarded by mistake, it answers nobody. */
export const signedInRoute = <Body>(
  path: string,
  body: z.ZodType<Body>,
  handle: (deps: WebDeps, body: Body, who: Who) => Promise<Answer>,
): Route => ({
  ...{ method: 'POST', path, body, signedIn: true },
  handle: async (deps, read, who) =>
    who ? handle(deps, body.parse(read), who) : refused('sign-in'),
});

/** What a refusal is in HTTP. Somebody else's link or pair and none at all look the same. */
const statuses: Partial<Record<Refusal, number>> = {
  'sign-in': 401,
  'unknown-person': 403,
  'app-role': 403,
  'not-found': 404,
  'link-expired': 410,
};

export const refused = (refusal: Refusal): Answer => ({
  status: statuses[refusal] ?? 400,
  body: { refused: refusal } satisfies LinkReply,
});

export const routes: Route[] = [
  route('GET', '/healthz', z.unknown(), async () => ({ status: 200, body: { ok: true } })),
  route('POST', '/api/link/read', linkRead, async (deps, { token, view }) => {
    const page = await readLink(deps, deps.hash(token), view);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies LinkReply };
  }),
  route('POST', '/api/link/act', linkAct, async (deps, { token, ...sent }) => {
    const hash = deps.hash(token);
    const link = await openLink(deps, hash);
    if (isRefused(link)) return refused(link.refused);
    await deps.db.tx((t) => heardByLink(deps, t, { person: link.person, hash }));
    const done = await actByLink(deps, link, sent);
    if ('page' in done) return { status: 200, body: done satisfies LinkReply };
    return refused(done.refused);
  }),
  // The answer says nothing of whether the link was known, nor whether a mail has just left.
  route('POST', '/api/link/renew', linkRenew, async (deps, { token }) => {
    await renewLink(deps, deps.hash(token));
    return { status: 202, body: { ok: true } };
  }),
];
