import { defaultRetentionDays } from './retention.ts';
import { addDays, type Day } from './time.ts';

/** Days that a file taken away later than that may still be read. */
const atLeast = 30;

/**
 * The last day on which a file with a pair's dates may still lie on somebody's disk. Ours to say:
 * no source gives one.
 */
export function destroyBy(closing: Day, today: Day): Day {
  const [usual, late] = [addDays(closing, defaultRetentionDays), addDays(today, atLeast)];
  return usual < late ? late : usual;
}
