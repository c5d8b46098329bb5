import { type CalendarEvent, restId, type StoredEvent } from '../outlook/event.ts';
import { type Moment, momentAt, utcMs } from '../outlook/moment.ts';
import type { Call } from '../world.ts';
import { checkSelect, select } from './page.ts';
import type { Preferences } from './preferences.ts';

/** Every property of Graph's event, also those for which nothing is kept. */
const properties = new Set(
  `id createdDateTime lastModifiedDateTime changeKey categories transactionId
   originalStartTimeZone originalEndTimeZone originalStart iCalUId uid reminderMinutesBeforeStart
   isReminderOn hasAttachments subject bodyPreview importance sensitivity isAllDay isCancelled
   isOrganizer responseRequested seriesMasterId showAs type webLink onlineMeetingUrl
   isOnlineMeeting onlineMeetingProvider allowNewTimeProposals occurrenceId isDraft hideAttendees
   recurrence responseStatus body start end location locations attendees organizer onlineMeeting`.split(
    /\s+/,
  ),
);
const always = ['@odata.etag', 'id'];

/** Refuses a `$select` of what no event has, also when no event is to be shown. */
export function checkEventSelect(call: Call): void {
  checkSelect(call, (name) => properties.has(name));
}

/** An event as Graph shows it to this caller: their kind of id, their time zone, their choice. */
export function viewEvent(
  call: Call,
  { event }: StoredEvent,
  prefer: Preferences,
): Record<string, unknown> {
  const shown = {
    '@odata.etag': etagOf(event),
    ...event,
    id: prefer.immutableIds ? event.id : restId(event.id),
    start: inZone(event.start, prefer.timeZone),
    end: inZone(event.end, prefer.timeZone),
  };
  return select(call, shown, always);
}

export function etagOf(event: CalendarEvent): string {
  return `W/"${event.changeKey}"`;
}

export function inZone(moment: Moment, timeZone: string): Moment {
  return timeZone === 'UTC' ? moment : momentAt(utcMs(moment), timeZone);
}
