import { neverConnected, type OutsideFault } from './outside.ts';
import { hour, type Instant, minute } from './time.ts';

export const effectKinds = [
  ...(['event', 'day', 'list', 'card.send', 'card.update', 'mail'] as const),
  // What a purge or an erasure takes away: an event, a place in a collective day, a row, a message.
  ...(['event.erase', 'day.erase', 'day.leave', 'list.erase', 'card.erase'] as const),
] as const;
export type EffectKind = (typeof effectKinds)[number];

/**
 * Whether the other side takes a repeated call for the same one: events by `transactionId`, list
 * items by their unique key, a card's update by its id. A new message or a mail arrives twice.
 */
const repeatable: Record<EffectKind, boolean> = {
  event: true,
  day: true,
  list: true,
  'card.update': true,
  'card.send': false,
  mail: false,
  'event.erase': true,
  'day.erase': true,
  'day.leave': true,
  'list.erase': true,
  'card.erase': true,
};

/** Statuses after which a call that may be repeated is tried again; the rest would only fail again. */
const passing = [412, 429, 502, 503, 504];
/** Statuses that say the call was not carried out; after a 401 the next try asks for a new token. */
const surelyNot = [401, 412, 429, 503];

const mostTries = 12;
const longestWait = hour;

export type Verdict =
  | { state: 'waiting'; due: Instant; outcome: string }
  | { state: 'unknown' | 'failed'; outcome: string };

/** Whether a claim found running, its holder gone, may be run again. */
export const mayRepeat = (kind: EffectKind): boolean => repeatable[kind];

/**
 * What becomes of an effect whose call did not end well. `chance` in [0, 1) spreads the next tries.
 * Retry rules: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit and "Status codes
 * from bot conversational APIs"; a send that may have arrived is never repeated.
 */
export function afterFault(
  kind: EffectKind,
  fault: OutsideFault,
  tries: number,
  now: Instant,
  chance: number,
): Verdict {
  const outcome = `${fault.status ?? 'no-answer'} ${fault.code}`.slice(0, 120);
  const didNotHappen =
    fault.status === undefined
      ? neverConnected.includes(fault.code)
      : surelyNot.includes(fault.status);
  const ambiguous =
    fault.status === undefined ? !didNotHappen : !didNotHappen && mayHave(kind, fault.status);
  if (!didNotHappen && !ambiguous) return { state: 'failed', outcome };
  if (ambiguous && !repeatable[kind]) return { state: 'unknown', outcome };
  if (tries >= mostTries) return { state: 'failed', outcome };
  return { state: 'waiting', due: now + wait(fault.retryAfter, tries, chance), outcome };
}

/** A 500 is never repeated, but a message it answered may have left all the same. */
const mayHave = (kind: EffectKind, status: number): boolean =>
  passing.includes(status) || (status === 500 && !repeatable[kind]);

/** What the other side asked for, else 2, 4, 8… seconds, each with up to half as much again. */
function wait(asked: number | undefined, tries: number, chance: number): number {
  if (asked !== undefined) return Math.min(Math.max(asked, 0), longestWait);
  const base = Math.min(2 ** tries * 1000, 15 * minute);
  return Math.round(base * (1 + chance / 2));
}
