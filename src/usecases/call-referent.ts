import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { hearingOf, openAlert } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { pairFor } from './pair-access.ts';
import { redraw } from './redraw.ts';

/** Asks whoever answers for the pair for a call: one open alert an asker, however often it is pressed. */
export async function callReferent(
  deps: Deps,
  by: By,
  wish: { pair: string },
): Promise<{ asked: true } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'referent.call', wish.pair, deps.now());
    if (isRefused(pair)) return pair;
    if ((await hearingOf(t, pair, deps.now())).length === 0) return refuse('not-found');
    const since = dayOf(deps.now(), pair.cohort.zone);
    await openAlert(deps, t, pair, { cause: 'call', about: by.person, since });
    if (by.card !== undefined) {
      const view = { kind: 'referent', pair: pair.id, asked: true } as const;
      await redraw(deps, t, await t.cards.show(by.card, view));
    }
    return { asked: true };
  });
}
