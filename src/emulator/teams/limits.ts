import type { RateLimit } from '../limits.ts';
import type { Store } from '../store.ts';
import type { World } from '../world.ts';
import { refuse } from './refuse.ts';

/**
 * What Teams enforces beside `world.limits.botPerConversation` and `botPerTenant`.
 * Rates: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-bot-per-thread-limit
 * Size: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const teamsLimits = {
  /** Messages of one bot in one conversation, over longer times than `botPerConversation`. */
  conversationRates: [
    { most: 8, windowMs: 2_000 },
    { most: 60, windowMs: 30_000 },
    { most: 1_800, windowMs: 3_600_000 },
  ],
  /** Roster reads of one bot in one conversation. */
  memberRates: [
    { most: 14, windowMs: 1_000 },
    { most: 16, windowMs: 2_000 },
    { most: 120, windowMs: 30_000 },
    { most: 3_600, windowMs: 3_600_000 },
  ],
  /** Bytes of one activity, written as UTF-16. */
  activityBytes: 100 * 1024,
} as const;

/** Something counted, and the rates it must keep. */
interface Toll {
  counter: string;
  rates: readonly RateLimit[];
}

/** Counts sends, replies and creations; updates do not ring in a person's chat. */
export const conversationToll = (world: World, conversationId: string): Toll => ({
  counter: `send|${conversationId}`,
  rates: [world.limits.botPerConversation, ...teamsLimits.conversationRates],
});
export const membersToll = (conversationId: string): Toll => ({
  counter: `members|${conversationId}`,
  rates: teamsLimits.memberRates,
});
/** Counts sends, replies, creations, updates and deletions. */
export const tenantToll = (world: World, tenant: string): Toll => ({
  counter: `tenant|${tenant}`,
  rates: [world.limits.botPerTenant],
});

const counters = new WeakMap<Store, Map<string, number[]>>();

/** Counts one call on every toll, or throws a 429 and counts it on none. */
export function payTolls(world: World, ...tolls: Toll[]): void {
  const now = world.clock.now().getTime();
  const times = counters.get(world.store) ?? new Map<string, number[]>();
  counters.set(world.store, times);
  const waits = tolls.map((toll) => {
    const kept = recent(times.get(toll.counter) ?? [], toll.rates, now);
    times.set(toll.counter, kept);
    return Math.max(0, ...toll.rates.map((rate) => waitMs(kept, rate, now)));
  });
  const wait = Math.max(...waits);
  if (wait > 0) {
    const seconds = String(Math.ceil(wait / 1_000));
    throw refuse(429, 'Throttled', 'Too many requests.', { 'Retry-After': seconds });
  }
  for (const toll of tolls) times.get(toll.counter)?.push(now);
}

/** Throws a 413 for an activity that Teams would find too big. */
export function checkSize(activity: unknown): void {
  const utf16Bytes = 2 * JSON.stringify(activity).length;
  if (utf16Bytes <= teamsLimits.activityBytes) return;
  throw refuse(413, 'MessageSizeTooBig', 'Message size too large.');
}

function recent(times: number[], rates: readonly RateLimit[], now: number): number[] {
  const longest = Math.max(...rates.map((rate) => rate.windowMs));
  // Times ahead of the clock were counted before a reset set it back.
  return times.filter((time) => time > now - longest && time <= now);
}

function waitMs(times: number[], { most, windowMs }: RateLimit, now: number): number {
  const oldest = times[times.length - most];
  if (oldest === undefined) return 0;
  return Math.max(0, oldest + windowMs - now);
}
