import type { CalendarEvent } from './calendar-api.ts';
import type { Person } from './control-api.ts';

export const isOrganiser = (event: CalendarEvent, me: Person): boolean =>
  event.isOrganizer ??
  (event.organizer?.emailAddress.address?.toLowerCase() ?? me.mail) === me.mail.toLowerCase();

/** Why that person cannot move the event in the week; undefined when they can. */
export function refusalToMove(event: CalendarEvent, me: Person): string | undefined {
  if (event.isCancelled) return 'Cet événement est annulé : il ne se déplace plus.';
  if (!isOrganiser(event, me))
    return 'Seul l’organisateur peut déplacer ; proposez un autre horaire.';
  if (event.seriesMasterId)
    return 'Un événement qui se répète ne se déplace pas ici : supprimez la série et recréez-la.';
  if (event.isAllDay) return 'Une journée entière se déplace en ouvrant l’événement.';
  return undefined;
}
