import { resumedPause, standingPause } from '../domain/pause.ts';
import { isOfPair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPause } from './follow-pause.ts';
import { pairFor } from './pair-access.ts';

/**
 * Ends a pause early, by either of the two or by whoever answers for them; the others of the pair
 * hear of it. Without `pause`, the one
 * that runs: an old card names its own, so that it never ends a later one.
 */
export async function resumePair(
  deps: Deps,
  by: By,
  wish: { pair: string; pause?: string | undefined },
): Promise<{ pause: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'pair.resume', wish.pair, deps.now());
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    const today = dayOf(deps.now(), pair.cohort.zone);
    const all = await t.pauses.ofPair(pair.id);
    const { pause: named } = wish;
    const found =
      named === undefined ? standingPause(all, today) : all.find(({ id }) => id === named);
    if (!found) return refuse(named === undefined ? 'too-late' : 'not-found');
    const pause = resumedPause(found, today);
    if (typeof pause === 'string') return refuse(pause);
    if (pause === found) return { pause: pause.id };
    await t.pauses.save(pause);
    const step = isOfPair(pair, by.person) ? 'resumed' : 'lifted';
    const to = [pair.mentee.id, pair.mentor.id].filter((id) => id !== by.person);
    await followPause(deps, t, { pause, step, to });
    return { pause: pause.id };
  });
}
