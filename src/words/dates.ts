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
  const format = new Intl.DateTimeFormat(tags[reader.locale], {
    timeZone: reader.zone,
    hourCycle: 'h23',
    ...options,
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

function dayAt(at: Instant, reader: Reader): string {
  const { weekday, day, month } = partsOf(at, reader, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const number = reader.locale === 'fr' && day === '1' ? '1er' : day;
  return `${weekday} ${number} ${month}`;
}

function timeAt(at: Instant, reader: Reader): string {
  const { hour = '', minute = '' } = partsOf(at, reader, { hour: '2-digit', minute: '2-digit' });
  if (reader.locale === 'en') return `${hour}:${minute}`;
  // No-break spaces: an « h » alone at the start of a line is unreadable.
  const spoken = `${Number(hour)}\u00a0h`;
  return minute === '00' ? spoken : `${spoken}\u00a0${minute}`;
}

/** « (heure de Paris) » after a blank, or nothing when both of a pair live by the same clock. */
export function zoneText(at: Instant, reader: Reader): string {
  if (!reader.nameZone) return '';
  const known = zoneNames[reader.locale][reader.zone];
  const name = known ?? partsOf(at, reader, { timeZoneName: 'longGeneric' }).timeZoneName;
  return ` (${name})`;
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
  dayAt(Date.parse(`${day}T12:00:00Z`), { ...reader, zone: 'UTC' });

/** The same words at the start of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
