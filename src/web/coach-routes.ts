import { isRefused } from '../domain/refusal.ts';
import { readPairs } from '../usecases/read-pairs.ts';
import { readSheet } from '../usecases/read-sheet.ts';
import { actOnSheet } from './coach-acts.ts';
import {
  type CoachActReply,
  type CoachPairReply,
  type CoachPairsReply,
  coachAct,
  coachPair,
  coachPairs,
} from './coach-contract.ts';
import { type Route, refused, signedInRoute } from './routes.ts';

/** The coaches' tab: their pairs, one pair, and what may be done about it. */
export const coachRoutes: Route[] = [
  signedInRoute('/api/coach/pairs', coachPairs, async (deps, asked, who) => {
    const page = await readPairs(deps, who, asked);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies CoachPairsReply };
  }),
  signedInRoute('/api/coach/pair', coachPair, async (deps, { pair }, who) => {
    const page = await readSheet(deps, who, pair);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies CoachPairReply };
  }),
  signedInRoute('/api/coach/act', coachAct, async (deps, sent, who) => {
    const done = await actOnSheet(deps, who, sent);
    if (!('page' in done)) return refused(done.refused);
    return { status: 200, body: done satisfies CoachActReply };
  }),
];
