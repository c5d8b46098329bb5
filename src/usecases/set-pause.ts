import type { Alert } from '../db/alerts.ts';
import type { Tables } from '../db/db.ts';
import { pauseFault, pauseLimits, pauseState, setPause as setOne } from '../domain/pause.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { alertFor, closeAlerts, redrawAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPause } from './follow-pause.ts';
import { pairFor } from './pair-access.ts';
import { clearTheWay } from './propose-pause.ts';

/**
 * A pause for both at once, by whoever answers for the pair: nobody is asked, both hear the same.
 * It takes the place of one that waits for an answer.
 */
export async function setPause(
  deps: Deps,
  by: By,
  wish: ({ alert: string } | { pair: string }) & { until: string },
): Promise<{ pause: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const found = await pairOf(t, by.person, wish, now);
    if (isRefused(found)) return found;
    const { alert, pair } = found;
    if (pair.state === 'closed') return refuse('too-late');
    if (pair.state === 'stopping') return refuse('pair-stopping');
    const today = dayOf(now, pair.cohort.zone);
    const { until } = wish;
    const fault = pauseFault(until, pauseLimits(pair, today));
    if (fault) return refuse(fault);
    const standing = await clearTheWay(t, pair.id, today);
    if (standing && pauseState(standing, today) === 'agreed') {
      const isSame = standing.proposedBy === by.person && standing.until === until;
      return isSame ? { pause: standing.id } : refuse('pause-stands');
    }
    if (standing) {
      const withdrawn = { ...standing, state: 'withdrawn' } as const;
      await t.pauses.save(withdrawn);
      await followPause(deps, t, { pause: withdrawn, step: 'withdrawn', to: [] });
    }
    const pause = setOne({ id: deps.newId(), pair: pair.id, by: by.person, until }, today);
    await t.pauses.insert(pause, now);
    if (alert) await t.alerts.see(alert.id, by.person, now);
    await closeAlerts(deps, t, pair.id, ['inactive'], 'paused');
    if (alert) await redrawAlerts(deps, t, [alert.id]);
    await followPause(deps, t, { pause, step: 'set', to: [pair.mentee.id, pair.mentor.id] });
    return { pause: pause.id };
  });
}

/** By an alert of it or as such, and held: nobody else changes it meanwhile. */
async function pairOf(
  t: Tables,
  person: string,
  wish: { alert: string } | { pair: string },
  now: Instant,
): Promise<{ pair: Pair; alert?: Alert } | Refused> {
  if ('alert' in wish) return alertFor(t, person, 'pair.set-pause', wish.alert, now);
  const pair = await pairFor(t, person, 'pair.set-pause', wish.pair, now);
  if (isRefused(pair)) return pair;
  const state = await t.pairs.lock(pair.id);
  return { pair: { ...pair, state: state ?? pair.state } };
}
