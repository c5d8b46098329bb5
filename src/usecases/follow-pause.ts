import type { Tables } from '../db/db.ts';
import type { Pause } from '../domain/pause.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { type Day, dayOf } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { pairFor } from './pair-access.ts';
import { redraw } from './redraw.ts';

/** What has just become of a pause; beside the pause, it tells one message from the next. */
export type PauseStep =
  | 'proposed'
  | 'agreed'
  | 'declined'
  | 'withdrawn'
  | 'set'
  | 'resumed'
  /** Ended by whoever answers for the pair. */
  | 'lifted';

/** One of the two's pause and its pair, which nobody else changes in this transaction. */
export async function pauseFor(
  t: Tables,
  person: string,
  id: string,
  now: number,
): Promise<{ pause: Pause; pair: Pair; today: Day } | Refused> {
  const found = await t.pauses.get(id);
  if (!found) return refuse('not-found');
  const pair = await pairFor(t, person, 'pair.pause', found.pair, now);
  if (isRefused(pair)) return pair;
  await t.pairs.lock(pair.id);
  // Read anew: whoever held the lock may have changed it.
  const pause = (await t.pauses.get(id)) ?? found;
  return { pause, pair, today: dayOf(now, pair.cohort.zone) };
}

/** What follows any change to a pause: who hears of it, and every card that shows it. */
export async function followPause(
  deps: Deps,
  t: Tables,
  { pause, step, to }: { pause: Pause; step: PauseStep; to: readonly string[] },
): Promise<void> {
  for (const person of to) {
    await deps.tell(t, {
      person,
      notice: { kind: 'pause', pair: pause.pair, pause: pause.id },
      occurrence: step,
    });
  }
  for (const card of await t.pauses.touchCards(pause)) await redraw(deps, t, card);
}
