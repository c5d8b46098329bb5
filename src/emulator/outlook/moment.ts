import { Temporal } from 'temporal-polyfill';

/** Graph's dateTimeTimeZone. Stored moments are always in UTC. */
export interface Moment {
  dateTime: string;
  timeZone: string;
}

/** Windows names of the zones that French institutions live in; Outlook speaks these. */
const windowsZones: Record<string, string> = {
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'SA Western Standard Time': 'America/Guadeloupe',
  'SA Eastern Standard Time': 'America/Cayenne',
  'Mauritius Standard Time': 'Indian/Reunion',
  'E. Africa Standard Time': 'Indian/Mayotte',
  'Central Pacific Standard Time': 'Pacific/Noumea',
  'Hawaiian Standard Time': 'Pacific/Tahiti',
  'Saint Pierre Standard Time': 'America/Miquelon',
  'Pacific Standard Time': 'America/Los_Angeles',
};

/** The IANA name behind a Windows or IANA name; undefined when neither knows it. */
export function ianaZone(name: string): string | undefined {
  const zone = windowsZones[name] ?? name;
  try {
    return Temporal.Now.zonedDateTimeISO(zone).timeZoneId;
  } catch {
    // The only way Temporal has to say that a zone does not exist.
    return undefined;
  }
}

/** The name Exchange gives in working hours; IANA when the zone is not in our short table. */
export function windowsZone(iana: string): string {
  const known = Object.entries(windowsZones).find(([, zone]) => zone === iana);
  return known?.[0] ?? iana;
}

/**
 * Milliseconds of the instant meant, or undefined when it is no date. A clock time skipped in
 * spring is read as the hour after it, as Exchange does. An offset in the text wins over the zone.
 */
export function instantOf(moment: Moment): number | undefined {
  const zone = ianaZone(moment.timeZone);
  if (zone === undefined) return undefined;
  try {
    if (/(Z|[+-]\d\d:\d\d)$/.test(moment.dateTime)) {
      return Temporal.Instant.from(moment.dateTime).epochMilliseconds;
    }
    return Temporal.PlainDateTime.from(moment.dateTime, { overflow: 'reject' }).toZonedDateTime(
      zone,
    ).epochMilliseconds;
  } catch {
    // Temporal throws on anything that is not a date of the calendar.
    return undefined;
  }
}

/** An instant as Graph writes it, seven decimals included; `timeZone` is echoed as asked. */
export function momentAt(instant: number, timeZone = 'UTC'): Moment {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(
    ianaZone(timeZone) ?? 'UTC',
  );
  return { dateTime: zoned.toPlainDateTime().toString({ fractionalSecondDigits: 7 }), timeZone };
}

/** Milliseconds of a stored moment. */
export function utcMs(moment: Moment): number {
  return Date.parse(`${moment.dateTime.slice(0, 23)}Z`);
}
