import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { openAlert } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { pairFor } from './pair-access.ts';
import { redraw } from './redraw.ts';

/**
 * Somebody wishes to stop: their referent alone is told, and reminders fall silent. Nothing the
 * partner sees or hears depends on it, and whoever asks second is treated as the first was.
 */
export async function askStop(
  deps: Deps,
  by: By,
  wish: { pair: string },
): Promise<{ pair: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const pair = await pairFor(t, by.person, 'pair.stop', wish.pair, now);
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    const asked = await t.stops.ofPair(pair.id);
    if (!asked.some((stop) => stop.by === by.person)) {
      await t.stops.ask(pair.id, by.person, now);
      const since = dayOf(now, pair.cohort.zone);
      await openAlert(deps, t, pair, { cause: 'stop', about: by.person, since });
    }
    if (by.card !== undefined) await t.cards.show(by.card, { kind: 'stopping', pair: pair.id });
    for (const card of await t.stops.touchCards(pair.id, by.person)) await redraw(deps, t, card);
    return { pair: pair.id };
  });
}
