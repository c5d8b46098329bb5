import { endsWhenSeen } from '../domain/alert.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import { alertFor, closeAlerts, redrawAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';

/** Somebody who answers for the pair has taken note; a call asked for is theirs to make from then on. */
export async function seeAlert(
  deps: Deps,
  by: By,
  wish: { alert: string },
): Promise<{ alert: string; seen: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await alertFor(t, by.person, 'alert.act', wish.alert, deps.now());
    if (isRefused(found)) return found;
    const { alert } = found;
    if (alert.closed !== null || alert.seen !== null) return { alert: alert.id, seen: false };
    await t.alerts.see(alert.id, by.person, deps.now());
    if (endsWhenSeen(alert.cause)) {
      const about = alert.about ?? undefined;
      await closeAlerts(deps, t, alert.pair, [alert.cause], 'seen', about);
    } else {
      await redrawAlerts(deps, t, [alert.id]);
    }
    return { alert: alert.id, seen: true };
  });
}
