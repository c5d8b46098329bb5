import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { redraw } from './follow.ts';
import { pairFor } from './pair-access.ts';

/** Asks the pair's referent for a call: told once a day, however often it is pressed. */
export async function callReferent(
  deps: Deps,
  by: By,
  wish: { pair: string },
): Promise<{ asked: true } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'referent.call', wish.pair, deps.now());
    if (isRefused(pair)) return pair;
    if (!pair.referent) return refuse('not-found');
    await deps.tell(t, {
      person: pair.referent.id,
      notice: { kind: 'call', pair: pair.id, by: by.person },
      occurrence: dayOf(deps.now(), pair.cohort.zone),
    });
    if (by.card !== undefined) {
      const view = { kind: 'referent', pair: pair.id, asked: true } as const;
      await redraw(deps, t, await t.cards.show(by.card, view));
    }
    return { asked: true };
  });
}
