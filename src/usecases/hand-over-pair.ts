import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { redrawAlerts, tellAlert } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { pairFor } from './pair-access.ts';

/** `before`: whoever was the referent, to whom it can be given back until tonight. */
export interface Given {
  given: boolean;
  before: string | null;
}

/**
 * Makes another coach of the cohort the pair's referent from tomorrow on. What is open of it goes
 * along, and they are told of it: nothing is lost between the two.
 */
export async function handOverPair(
  deps: Deps,
  by: By,
  wish: { pair: string; to: string },
): Promise<Given | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const pair = await pairFor(t, by.person, 'pair.hand-over', wish.pair, now);
    if (isRefused(pair)) return pair;
    const state = await t.pairs.lock(pair.id);
    if (state === 'closed') return refuse('too-late');
    if (!(await t.alerts.coachesOf(pair.cohort.id)).some(({ id }) => id === wish.to)) {
      return refuse('wrong-values');
    }
    // Days of roles are read in UTC, as at every door.
    const today = dayOf(now, 'UTC');
    const before = await t.answering.referentAfter(pair.id, today);
    if (before === wish.to) return { given: false, before };
    await t.answering.giveTo(pair.id, wish.to, today);
    for (const { id, cause, holder } of await t.coachLists.openAlerts([pair.id])) {
      // What was given to a third coach stays with them.
      if (holder !== null && holder !== by.person && holder !== before) continue;
      await t.alerts.handOver(id, wish.to);
      const alert = await t.alerts.get(id);
      await redrawAlerts(deps, t, [id]);
      // Taken back by oneself, there is nothing one does not know.
      if (wish.to === by.person) continue;
      await tellAlert(deps, t, pair, { id, cause }, wish.to, `given${alert?.version}`);
    }
    return { given: true, before };
  });
}
