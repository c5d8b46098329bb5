import { z } from 'zod';
import { isRefused, type Refusal } from '../domain/refusal.ts';
import { actByLink, readLink } from '../usecases/open-link.ts';
import { type LinkReply, linkAct, linkRead } from './contract.ts';
import type { WebDeps } from './web.ts';

export interface Answer {
  status: number;
  body: unknown;
}

export interface Route<Body = unknown> {
  method: 'GET' | 'POST';
  path: string;
  body: z.ZodType<Body>;
  handle(deps: WebDeps, body: Body): Promise<Answer>;
}

export const route = <Body>(
  method: Route['method'],
  path: string,
  body: z.ZodType<Body>,
  handle: Route<Body>['handle'],
): Route => ({ method, path, body, handle: (deps, read) => handle(deps, body.parse(read)) });

/** What a refusal is in HTTP. Somebody else's link and no link at all look the same. */
const statuses: Partial<Record<Refusal, number>> = { 'not-found': 404, 'link-expired': 410 };

const refused = (refusal: Refusal): Answer => ({
  status: statuses[refusal] ?? 400,
  body: { refused: refusal } satisfies LinkReply,
});

export const routes: Route[] = [
  route('GET', '/healthz', z.unknown(), async (deps) => {
    await deps.db.read.pairs.cohortCount();
    return { status: 200, body: { ok: true } };
  }),
  route('POST', '/api/link/read', linkRead, async (deps, { token }) => {
    const page = await readLink(deps, deps.hash(token));
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies LinkReply };
  }),
  route('POST', '/api/link/act', linkAct, async (deps, { token, act }) => {
    const done = await actByLink(deps, deps.hash(token), act);
    if ('page' in done) return { status: 200, body: done satisfies LinkReply };
    return refused(done.refused);
  }),
];
