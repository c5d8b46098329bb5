import type { Meeting } from './meeting.ts';
import type { AlertCause, AlertModel } from './rhythm-model.ts';
import type { Day, Instant } from './time.ts';

/** Worst first: somebody who waits for a word, then whom nothing reaches, then a silence. */
const gravity: readonly AlertCause[] = ['stop', 'call', 'unreachable', 'inactive'];

interface Ranked {
  cause: AlertCause;
  since: Day;
  pairCode: string;
}

/** The graver cause first; of one cause what has lasted longest. */
export const worstFirst = <Each extends Ranked>(alerts: readonly Each[]): Each[] =>
  alerts.toSorted(
    (a, b) =>
      gravity.indexOf(a.cause) - gravity.indexOf(b.cause) ||
      a.since.localeCompare(b.since) ||
      a.pairCode.localeCompare(b.pairCode),
  );

export interface AlertFacts {
  cause: AlertCause;
  open: boolean;
  seen: boolean;
  /** Nobody else was given it. */
  mine: boolean;
  /** A last meeting was offered to both. */
  offered: boolean;
  /** Last days that a pause may have, today. */
  pauses: number;
  /** Coaches it can be handed over to. */
  coaches: number;
}

export type AlertMay = AlertModel['may'];

const nothing: AlertMay = {
  see: false,
  pause: false,
  handOver: false,
  offerLast: false,
  close: false,
};

/** What its reader may do about an alert now. What was given away can be taken back, no more. */
export function mayAbout(facts: AlertFacts): AlertMay {
  const { cause, open, seen, mine, offered, pauses, coaches } = facts;
  if (!open) return nothing;
  const handOver = coaches > 0;
  if (!mine) return { ...nothing, handOver };
  const stops = cause === 'stop';
  return {
    see: !seen,
    pause: !stops && pauses > 0,
    handOver,
    offerLast: stops && !offered,
    close: stops,
  };
}

/** Asked for by a person: seeing it is all there is to do about it. */
export const endsWhenSeen = (cause: AlertCause): boolean => cause === 'call';

/** It took place, it stands ahead, or times for it wait for an answer: the pair has acted. */
export function endsSilence(
  { state, time, proposals }: Pick<Meeting, 'state' | 'time' | 'proposals'>,
  now: Instant,
): boolean {
  if (state === 'held') return true;
  if (state !== 'booked' && state !== 'proposed') return false;
  return [...(time ? [time] : []), ...proposals].some(({ end }) => end > now);
}

/** Of open alerts, as one text: another one whenever one of them opened, closed or changed hands. */
export const toldOf = (open: readonly string[]): string => open.toSorted().join(' ');
