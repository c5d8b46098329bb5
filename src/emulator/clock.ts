import type { Store } from './store.ts';
import type { WorldClock } from './world.ts';

/** How often the virtual now is written down, so that a later start resumes there. */
export const beatMs = 5_000;

export interface RunningClock extends WorldClock {
  /** Goes on from the last instant written down: the time spent switched off does not count. */
  resume(): void;
  /** Writes the present instant down. */
  beat(): void;
}

/** The clock kept in the store's table `clock`: `offset`, and `last` instant written down. */
export function openClock(store: Store, realNow: () => number = Date.now): RunningClock {
  const rows = store.table<number>('clock');
  const offset = () => rows.get('offset') ?? 0;
  const now = () => realNow() + offset();
  const standAt = (instant: number) => {
    rows.put('offset', instant - realNow());
    rows.put('last', instant);
  };
  return {
    now: () => new Date(now()),
    offset,
    moveTo(instant) {
      if (instant.getTime() > now()) standAt(instant.getTime());
    },
    resume() {
      const last = rows.get('last');
      // A kill may have cut off up to one beat: going past it keeps time from running backward.
      if (last !== undefined) standAt(Math.min(last + beatMs, now()));
    },
    beat: () => rows.put('last', now()),
  };
}
