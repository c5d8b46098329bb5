import type { Refusal } from './refusal.ts';
import { type Interval, readMoment } from './time.ts';

/** A slot as cards and pages carry it: `start/end`, ISO 8601 in UTC. */
export const slotText = ({ start, end }: Interval): string =>
  `${new Date(start).toISOString().replace('.000', '')}/${new Date(end).toISOString().replace('.000', '')}`;

const why = {
  unreadable: 'slot-unreadable',
  'no-such-day': 'no-such-day',
  'no-such-hour': 'no-such-hour',
} as const satisfies Record<string, Refusal>;

/**
 * Reads what a card sent back: `start/end`, or a start alone with the length that was asked for.
 * A client can send anything, so every fault has its own answer.
 */
export function readSlot(
  text: string,
  zone: string,
  minutes: number,
): { slot: Interval } | { refused: Refusal } {
  const [from = '', to, ...more] = text.split('/');
  if (more.length > 0) return { refused: 'slot-unreadable' };
  const start = readMoment(from, zone);
  if ('fault' in start) return { refused: why[start.fault] };
  if (to === undefined) return { slot: { start: start.at, end: start.at + minutes * 60_000 } };
  const end = readMoment(to, zone);
  if ('fault' in end) return { refused: why[end.fault] };
  if (end.at <= start.at) return { refused: 'end-before-start' };
  return { slot: { start: start.at, end: end.at } };
}
