/// <reference types="office-js" />
import type { Interval } from '../../domain/time.ts';
import { addressOf } from './people.ts';

/** An appointment that is read: its time and the addresses in it. Its words are not looked at. */
export interface Kept {
  time: Interval;
  organiser: string;
  attendees: readonly string[];
}

export function readKept(item: Office.AppointmentRead): Kept {
  const { start, end, organizer, requiredAttendees, optionalAttendees } = item;
  const invited = [...(requiredAttendees ?? []), ...(optionalAttendees ?? [])];
  return {
    time: { start: start.getTime(), end: end.getTime() },
    organiser: addressOf(organizer.emailAddress),
    attendees: invited.map(({ emailAddress }) => addressOf(emailAddress)),
  };
}
