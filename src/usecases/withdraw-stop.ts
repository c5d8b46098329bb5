import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { closeAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { pairFor } from './pair-access.ts';
import { redraw } from './redraw.ts';

/**
 * Takes back one's wish to stop, until the referent has had a last meeting offered. `withdrawn` is
 * false when there was nothing to take back.
 */
export async function withdrawStop(
  deps: Deps,
  by: By,
  wish: { pair: string },
): Promise<{ withdrawn: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'pair.stop', wish.pair, deps.now());
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    const asked = await t.stops.ofPair(pair.id);
    if (!asked.some((stop) => stop.by === by.person)) return { withdrawn: false };
    if (asked.some((stop) => stop.offered !== null || stop.closed !== null)) {
      return refuse('too-late');
    }
    await t.stops.withdraw(pair.id, by.person);
    await closeAlerts(deps, t, pair.id, ['stop'], 'withdrawn', by.person);
    for (const card of await t.stops.touchCards(pair.id, by.person)) await redraw(deps, t, card);
    return { withdrawn: true };
  });
}
