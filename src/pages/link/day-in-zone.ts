import type { Day, Instant } from '../../domain/time.ts';

/** The day it is in a zone, as a date field takes it; the domain's own would bring Temporal along. */
export function dayInZone(at: Instant, zone: string): Day {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}
