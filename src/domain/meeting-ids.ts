import { v5 } from 'uuid';
import type { DayKind } from './people.ts';

/** Our own name space for ids made from ids. */
const nameSpace = '6f1c3f0a-6d0e-4c3e-9f64-0b6f6a7a2b51';

/** The `transactionId` of a meeting's event: the same incarnation is the same event to Exchange. */
export const eventId = (meeting: string, incarnation: number): string =>
  v5(`event/${meeting}/${incarnation}`, nameSpace);

/** The `transactionId` of one part of a cohort's collective day. */
export const dayEventId = (
  cohort: string,
  kind: DayKind,
  part: number,
  incarnation: number,
): string => v5(`day/${cohort}/${kind}/${part}/${incarnation}`, nameSpace);

/** By what the audit log names a person whose file was taken away: leads to nobody once they are erased. */
export const exportedAs = (person: string): string => v5(`export/${person}`, nameSpace);

/** The hidden key of a meeting's row in the list; says nothing of the meeting. */
export const rowKey = (meeting: string): string => v5(`row/${meeting}`, nameSpace);
