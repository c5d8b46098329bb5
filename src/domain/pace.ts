import type { EffectKind } from './effect.ts';
import type { Instant } from './time.ts';

/** At most `most` in any `ms` milliseconds. */
export interface Window {
  most: number;
  ms: number;
}

const second = 1000;

/**
 * Messages of one bot to one tenant, updates counted; older pages say 30.
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const tenantWindow: Window = { most: 50, ms: second };
/** Messages of one bot in one conversation, same page; an update is none. */
export const chatWindows: readonly Window[] = [
  { most: 7, ms: second },
  { most: 8, ms: 2 * second },
  { most: 60, ms: 30 * second },
  { most: 1800, ms: 3600 * second },
];
/** Mails of one mailbox: Exchange Online's sending limits. */
export const mailWindow: Window = { most: 30, ms: 60 * second };

/** Effects that wait for the same thing go through one gate. */
export type Gate = 'chat' | 'mailbox' | 'list';

export const gateOf: Record<EffectKind, Gate> = {
  'card.send': 'chat',
  'card.update': 'chat',
  mail: 'mailbox',
  event: 'mailbox',
  day: 'mailbox',
  list: 'list',
  'card.erase': 'chat',
  'event.erase': 'mailbox',
  'day.erase': 'mailbox',
  'day.leave': 'mailbox',
  'list.erase': 'list',
};

/**
 * Calls in flight. Outlook answers four at a time for a mailbox, whoever calls, so all instances
 * share that number; 50 messages a second at up to a second each want about as many in flight.
 */
export const atOnce: Record<Gate, number> = { chat: 64, mailbox: 4, list: 8 };

/**
 * Between two sends on our side and on theirs some milliseconds are gained or lost: a place in a
 * window is taken for free this much later than it is.
 */
export const slackMs = 6;

/** The soonest from `from` on that one more may leave, given when others left, in order. */
export function nextSlot(
  left: readonly Instant[],
  windows: readonly Window[],
  from: Instant,
): Instant {
  const frees = windows.map(({ most, ms }) => {
    const oldest = left.at(-most);
    return oldest === undefined ? from : oldest + ms + slackMs;
  });
  return Math.max(from, ...frees);
}

/** What was learned of one budget: how many a window holds at present, and how to find out more. */
export interface Pace {
  /** How many may leave in a window. */
  most: number;
  /** As many were taken without a 429; above it is a trial. */
  good: number;
  /** How many more the next raise tries. */
  step: number;
  /** When `most` last changed. */
  since: Instant;
  /** How long from then to the next raise, in milliseconds. */
  wait: number;
}

export const freshPace = ({ most }: Window, now: Instant): Pace => {
  return { most, good: most, step: 1, since: now, wait: 0 };
};

/** In windows: a trial without a 429 for so long has succeeded. */
const trial = 3;
/** In windows: after one more was too many, that long nothing is tried. */
const rest = 30;

/** A budget that is spent while others wait tries more: one at first, then twice as many each time. */
export function raised(pace: Pace, documented: Window, now: Instant): Pace {
  const { most, step, since, wait } = pace;
  // A clock set back would otherwise never raise it again.
  if (now < since + wait && now >= since) return pace;
  if (pace.good >= documented.most) return pace;
  const more = Math.min(documented.most, most + step);
  return { most: more, good: most, step: step * 2, since: now, wait: trial * documented.ms };
}

/** A 429 for what left at `left`, and how others fared that left around it. */
export interface Refusal {
  left: Instant;
  /** In the window before it. */
  accepted: number;
  /** In the window before it, and itself. */
  refused: number;
  /** Within the last `refusalsCount` windows. */
  refusedLately: number;
}

/** In windows: refusals further apart have nothing to do with each other. */
export const refusalsCount = 3;

/**
 * Goes down at once to what was accepted. One refusal alone, but for a trial, is a matter of
 * milliseconds on the way, and what left before a trial says nothing of it.
 */
export function lowered(pace: Pace, documented: Window, refusal: Refusal, now: Instant): Pace {
  const { most, good } = pace;
  const { left, accepted, refused, refusedLately } = refusal;
  const down = (to: number, windows: number): Pace => {
    const next = Math.max(1, to);
    return { most: next, good: next, step: 1, since: now, wait: windows * documented.ms };
  };
  if (most > good) {
    if (left < pace.since) return pace;
    const to = Math.min(Math.max(accepted, good), most - 1);
    return down(to, most - good > 1 ? trial : rest);
  }
  // A window that was not nearly full was refused for what came late on the way, unless most was.
  const full = accepted + refused >= nearly * most || refusedLately > Math.max(accepted, most / 10);
  return refusedLately < 2 || !full || accepted >= most ? pace : down(accepted, trial);
}

const nearly = 0.8;

/** What is known of one budget when effects are let go. */
export interface Budget {
  pace: Pace;
  documented: Window;
  /** When others left on it, in order. */
  left: Instant[];
  /** Whether some were put off and wait for it. */
  behind: boolean;
}

/** An effect that is due, and what it counts in; `still` when nothing will leave for it. */
export interface Waiting {
  id: number;
  budget: string | null;
  /** Whose chat it rings in. */
  chat: string | null;
  still: boolean;
}

export interface Decision {
  /** `at` lies a breath ahead at most; null when nothing leaves. */
  go: { id: number; at: Instant | null; budget: string | null }[];
  /** Put off alone: their own chat is full. */
  later: { id: number; due: Instant }[];
  /** Budgets with no place left, and when they have one again. */
  spent: Map<string, Instant>;
}

/** So far ahead a place is given out: what has to be read first is read by then. */
export const aheadMs = 160;

/** Who may leave now, in the given order; one that may not holds up nobody who counts elsewhere. */
export function decide(
  waiting: readonly Waiting[],
  budgets: ReadonlyMap<string, Budget>,
  chats: ReadonlyMap<string, Instant[]>,
  now: Instant,
): Decision {
  const decision: Decision = { go: [], later: [], spent: new Map() };
  const until = now + aheadMs;
  const given = new Map<string | null, number>();
  for (const { id, still, ...one } of waiting) {
    const budget = one.budget === null ? undefined : budgets.get(one.budget);
    const chat = one.chat === null ? undefined : chats.get(one.chat);
    if (still) {
      decision.go.push({ id, at: null, budget: one.budget });
      continue;
    }
    const before = given.get(one.budget) ?? 0;
    const free = budget ? placeIn(budget, now, before) : now;
    if (one.budget !== null && free > until) {
      decision.spent.set(one.budget, free);
      continue;
    }
    const at = chat ? nextSlot(chat, chatWindows, free) : free;
    chat?.push(at);
    if (at > until) {
      decision.later.push({ id, due: at });
      continue;
    }
    budget?.left.push(at);
    given.set(one.budget, before + 1);
    decision.go.push({ id, at, budget: one.budget });
  }
  return decision;
}

/**
 * When a budget next has a place. While some wait, places lie a little less than their even share
 * apart, so that no burst repeats itself for ever; `given` of them were just given out.
 */
export function placeIn({ pace, documented, left, behind }: Budget, now: Instant, given = 0) {
  const window = { most: pace.most, ms: documented.ms };
  const free = nextSlot(left, [window], now);
  if (!behind) return Math.ceil(free);
  const gap = (evenly * window.ms) / window.most;
  // A turn that comes a little late makes up for what it missed since the last one before it; where
  // the share is longer than that, as with mails, whoever waited for one share leaves now.
  const before = Math.max(left.at(-1 - given) ?? 0, now - Math.max(aheadMs, gap));
  return Math.ceil(Math.max(free, before + (given + 1) * gap));
}

const evenly = 0.9;
