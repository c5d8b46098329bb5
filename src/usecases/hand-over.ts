import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { alertFor, redrawAlerts, tellAlert } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';

/**
 * Gives an alert to another coach of the cohort, who answers for the pair from today on beside its
 * referent. `given` is false when it was closed meanwhile, or was theirs already.
 */
export async function handOver(
  deps: Deps,
  by: By,
  wish: { alert: string; to: string },
): Promise<{ given: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const found = await alertFor(t, by.person, 'alert.act', wish.alert, now);
    if (isRefused(found)) return found;
    const { alert, pair } = found;
    if (!(await t.alerts.coachesOf(pair.cohort.id)).some(({ id }) => id === wish.to)) {
      return refuse('wrong-values');
    }
    const isTheirs = (alert.holder ?? by.person) === wish.to;
    if (alert.closed !== null || isTheirs) return { given: false };
    const named = await t.pairs.answering(pair.id, dayOf(now, 'UTC'));
    if (!named.some(({ person }) => person.id === wish.to)) {
      await t.alerts.deputise(pair.id, wish.to, dayOf(now, 'UTC'));
    }
    await t.alerts.handOver(alert.id, wish.to);
    await redrawAlerts(deps, t, [alert.id]);
    await tellAlert(deps, t, pair, alert, wish.to, `given${alert.version}`);
    return { given: true };
  });
}
