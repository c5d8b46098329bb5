import { addDays, type Day, type Instant, instantOf } from './time.ts';

/** When a meeting should be: as near to the ideal as can be, and inside the mark. */
export interface Aim {
  ideal: Instant;
  /** The last instant inside the mark. */
  mark: Instant;
}

/** What a pair's rhythm is counted from. */
export interface Since {
  anchor: 'launch' | 'meeting';
  day: Day;
}

/** How long before the mark the ideal lies: room to move a meeting once and still keep the mark. */
const margin = 14;

/**
 * Where the next new meeting of a pair should lie. The guide wants less than eight weeks between two
 * meetings (« repère », a mark, not a rule), so it is strict: 56 days after the latest meeting that
 * was held or is booked, the mark is passed. The ideal is a fortnight earlier, or now when that day
 * is gone. Before the first meeting there is no aim: the sooner after the launch, the better.
 */
export function aimFor(input: {
  launch: Day;
  zone: string;
  /** Days of meetings held or booked, in any order. */
  meetings: readonly Day[];
  now: Instant;
  markDays: number;
}): { aim: Aim | null; since: Since } {
  const { launch, zone, meetings, now, markDays } = input;
  const [latest] = [...meetings].sort().reverse();
  if (latest === undefined) return { aim: null, since: { anchor: 'launch', day: launch } };
  const morning = (after: number): Instant => instantOf(addDays(latest, after), '00:00', zone);
  return {
    aim: {
      ideal: Math.max(morning(Math.max(0, markDays - margin)), now),
      mark: morning(markDays) - 1,
    },
    since: { anchor: 'meeting', day: latest },
  };
}
