import type { Tables } from '../db/db.ts';
import {
  type Pause,
  pauseFault,
  pauseLimits,
  pauseState,
  proposedPause,
  standingPause,
  withdrawnPause,
} from '../domain/pause.ts';
import { partnerOf } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { type Day, dayOf } from '../domain/time.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPause, pauseFor } from './follow-pause.ts';
import { pairFor } from './pair-access.ts';

/** Asks the other one for a pause until a day; nothing is paused before their yes. */
export async function proposePause(
  deps: Deps,
  by: By,
  wish: { pair: string; until: string },
): Promise<{ pause: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const pair = await pairFor(t, by.person, 'pair.pause', wish.pair, now);
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    const today = dayOf(now, pair.cohort.zone);
    const { until } = wish;
    const fault = pauseFault(until, pauseLimits(pair, today));
    if (fault) return refuse(fault);
    const stands = await clearTheWay(t, pair.id, today);
    if (stands)
      return isSame(stands, by.person, until) ? { pause: stands.id } : refuse('pause-stands');
    const id = deps.newId();
    const pause = proposedPause({ id, pair: pair.id, by: by.person, until }, today);
    await t.pauses.insert(pause, now);
    if (by.card !== undefined) {
      await t.cards.show(by.card, { kind: 'pause', pair: pair.id, pause: id });
    }
    await followPause(deps, t, { pause, step: 'proposed', to: [partnerOf(pair, by.person).id] });
    return { pause: id };
  });
}

/** Pressed twice: the very same wish. */
const isSame = ({ state, proposedBy, until }: Pause, by: string, wished: Day): boolean =>
  state === 'proposed' && proposedBy === by && until === wished;

/** The pause that stands in the way of another; a question that has lapsed no longer does. */
export async function clearTheWay(t: Tables, pair: string, today: Day): Promise<Pause | undefined> {
  const all = await t.pauses.ofPair(pair);
  for (const pause of all) {
    if (pauseState(pause, today) === 'lapsed') {
      await t.pauses.save({ ...pause, state: 'withdrawn' });
    }
  }
  return standingPause(all, today);
}

/** Takes one's question back before it is answered. */
export async function withdrawPause(
  deps: Deps,
  by: By,
  wish: { pause: string },
): Promise<{ pause: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await pauseFor(t, by.person, wish.pause, deps.now());
    if (isRefused(found)) return found;
    const pause = withdrawnPause(found.pause, by.person, found.today);
    if (typeof pause === 'string') return refuse(pause);
    if (pause === found.pause) return { pause: pause.id };
    await t.pauses.save(pause);
    const other = partnerOf(found.pair, by.person).id;
    // In a chat the question itself changes; a mail cannot.
    const to = (await t.people.conversationOf(other)) ? [] : [other];
    await followPause(deps, t, { pause, step: 'withdrawn', to });
    return { pause: pause.id };
  });
}
