import { isRefused, type Refused } from '../domain/refusal.ts';
import { alertFor, redrawAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';

/** Both hear, in the same words, that a last meeting is open to them; once, by the referent's say. */
export async function offerLastMeeting(
  deps: Deps,
  by: By,
  wish: { alert: string },
): Promise<{ offered: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await alertFor(t, by.person, 'alert.act', wish.alert, deps.now());
    if (isRefused(found)) return found;
    const { alert, pair } = found;
    if (alert.cause !== 'stop' || alert.closed !== null) return { offered: false };
    if (!(await t.endings.offerLast(pair.id, deps.now()))) return { offered: false };
    await t.alerts.see(alert.id, by.person, deps.now());
    for (const { id } of [pair.mentee, pair.mentor]) {
      const notice = { kind: 'last-meeting', pair: pair.id } as const;
      // A stop may be withdrawn and asked for again: another alert, another offer.
      await deps.tell(t, { person: id, notice, occurrence: alert.id });
    }
    // Each of the two may have asked: what was offered is offered for both.
    const open = await t.alerts.openOf(pair.id, 'stop');
    await redrawAlerts(
      deps,
      t,
      open.map(({ id }) => id),
    );
    return { offered: true };
  });
}
