import type { Reader } from '../domain/card-model.ts';
import type { Day, Instant, Interval } from '../domain/time.ts';
import { zones as enZones } from './en/zones.ts';
import { zones as frZones } from './fr/zones.ts';
import type { Locale } from './words.ts';

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

/** British: day before month, and the clock of 24 hours that the French half of a pair uses. */
const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const zoneNames: Record<Locale, Readonly<Record<string, string>>> = { fr: frZones, en: enZones };

function partsOf(at: Instant, reader: Reader, options: Intl.DateTimeFormatOptions): Parts {
  const parts = formatOf(reader, options).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** One takes longer to make than a card to draw; there are a few for each zone people live in. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf({ locale, zone }: Reader, options: Intl.DateTimeFormatOptions) {
  const key = `${locale} ${zone} ${Object.entries(options)}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(tags[locale], { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, format);
  return format;
}

function dateAt(at: Instant, reader: Reader): string {
  const { day, month } = partsOf(at, reader, { day: 'numeric', month: 'long' });
  return `${reader.locale === 'fr' && day === '1' ? '1er' : day} ${month}`;
}

function dayAt(at: Instant, reader: Reader): string {
  const { weekday } = partsOf(at, reader, { weekday: 'long' });
  return `${weekday} ${dateAt(at, reader)}`;
}

function timeAt(at: Instant, reader: Reader): string {
  const { hour = '', minute = '' } = partsOf(at, reader, { hour: '2-digit', minute: '2-digit' });
  if (reader.locale === 'en') return `${hour}:${minute}`;
  // No-break spaces: an « h » alone at the start of a line is unreadable.
  const spoken = `${Number(hour)}\u00a0h`;
  return minute === '00' ? spoken : `${spoken}\u00a0${minute}`;
}

/** « heure de Paris », or null when both of a pair live by the same clock. */
export function zoneName(at: Instant, reader: Reader): string | null {
  if (!reader.nameZone) return null;
  const known = zoneNames[reader.locale][reader.zone];
  return known ?? partsOf(at, reader, { timeZoneName: 'longGeneric' }).timeZoneName ?? reader.zone;
}

/** The same in brackets, after a blank; or nothing. */
export function zoneText(at: Instant, reader: Reader): string {
  const name = zoneName(at, reader);
  return name === null ? '' : ` (${name})`;
}

/** « mardi 5 mai, 14 h – 15 h », with « (heure de Paris) » when the two live by different clocks. */
export function momentText({ start, end }: Interval, reader: Reader): string {
  const from = dayAt(start, reader);
  const to = dayAt(end, reader);
  const last = from === to ? timeAt(end, reader) : `${to}, ${timeAt(end, reader)}`;
  return `${from}, ${timeAt(start, reader)} – ${last}${zoneText(start, reader)}`;
}

/** The same without its zone, for a list whose title names it once. */
export const listedMoment = (interval: Interval, reader: Reader): string =>
  momentText(interval, { ...reader, nameZone: false });

/** « mardi 5 mai, 14 h » */
export const instantText = (at: Instant, reader: Reader): string =>
  `${dayAt(at, reader)}, ${timeAt(at, reader)}${zoneText(at, reader)}`;

/** « mardi 5 mai », the day it starts where the reader lives. */
export const startDayText = ({ start }: Interval, reader: Reader): string => dayAt(start, reader);

/** « mardi 5 mai » of a plain day, which is the same day everywhere. */
export const dayText = (day: Day, reader: Reader): string =>
  dayAt(noonOf(day), { ...reader, zone: 'UTC' });

/** « 5 mai » of a plain day: for a day that is not the point of its sentence. */
export const shortDayText = (day: Day, reader: Reader): string =>
  dateAt(noonOf(day), { ...reader, zone: 'UTC' });

const noonOf = (day: Day): Instant => Date.parse(`${day}T12:00:00Z`);

/** The day it is in a zone; the domain's own would bring Temporal into the pages. */
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

/** The same words at the start of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
