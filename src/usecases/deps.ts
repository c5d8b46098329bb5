import type { Db, Tables } from '../db/db.ts';
import type { Refused } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import type { Calendar } from '../graph/ports.ts';
import type { Log } from '../log.ts';
import type { WaveKeys } from '../seal/ports.ts';
import type { Tell } from '../tell/tell.ts';
import type { AuditSynthesis } from './close-wave.ts';

/** What every use case is handed: the store, the windows, the clock, chance. */
export interface Deps {
  db: Db;
  tell: Tell;
  calendar: Calendar;
  now: () => Instant;
  newId: () => string;
  log: Log;
  /** There may be effects to carry out. */
  wake: () => void;
  /** The keys that ballots are sealed and counted by. */
  keys: WaveKeys;
  /** Attacks a synthesis before it may be shown to anybody. */
  audit: AuditSynthesis;
}

/** Who acts, through what. */
export interface By {
  person: string;
  /** The card that was pressed; it shows the result from then on. */
  card?: string;
  /** The activity's id: the same one again is answered, not carried out. */
  turn?: string;
}

/** The same act was carried out before; what is true now is the answer. */
export interface Repeated {
  repeated: true;
}

export const isRepeated = (value: object): value is Repeated => 'repeated' in value;

/** One decision, whole: its rows and its effects stand together or not at all. */
export async function decide<T extends object>(
  deps: Deps,
  by: By,
  work: (t: Tables) => Promise<T | Refused>,
): Promise<T | Refused | Repeated> {
  const decided = await deps.db.tx(async (t): Promise<T | Refused | Repeated> => {
    if (by.turn !== undefined && !(await t.inbound.first(by.turn, deps.now()))) {
      return { repeated: true };
    }
    return work(t);
  });
  deps.wake();
  return decided;
}
