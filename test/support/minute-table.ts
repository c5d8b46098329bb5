/** What the clock on a wall shows, minute after minute; asked of `Intl`, and of nothing of ours. */
export interface MinuteTable {
  /** The instant of the first minute. */
  begin: number;
  length: number;
  /** Which minute of the table an instant lies in. */
  at(instant: number): number;
  day(minute: number): string;
  /** 1 for Monday to 7. */
  weekday(minute: number): number;
  /** 1 for each minute from when a day's clock first shows `from` until it first shows `to`. */
  between(hours: { from: string; to: string }): Uint8Array;
}

const quarter = 15 * 60_000;
const tables = new Map<string, MinuteTable>();

export function minuteTable(zone: string, begin: number, days: number): MinuteTable {
  const key = `${zone} ${begin} ${days}`;
  const kept = tables.get(key) ?? build(zone, begin, days * 24 * 60);
  tables.set(key, kept);
  return kept;
}

function build(zone: string, begin: number, length: number): MinuteTable {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  // No zone changes its hour within a quarter: the minutes up to the next one are counted.
  const shown = Array.from({ length: length / 15 }, (_, n) => clock.format(begin + n * quarter));
  const dayAt = shown.flatMap((text) => Array<string>(15).fill(text.slice(0, 10)));
  const timeAt = shown.flatMap((text) =>
    Array.from({ length: 15 }, (_, more) => {
      const minute = Number(text.slice(14)) + more;
      return `${text.slice(11, 14)}${String(minute).padStart(2, '0')}`;
    }),
  );
  const weekdayAt = dayAt.map((day) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7);
  const spans = new Map<string, Uint8Array>();
  return {
    begin,
    length,
    at: (instant) => Math.floor((instant - begin) / 60_000),
    day: (minute) => dayAt[minute] ?? '',
    weekday: (minute) => weekdayAt[minute] ?? 0,
    between({ from, to }) {
      const key = `${from} ${to}`;
      const kept = spans.get(key) ?? between(dayAt, timeAt, from, to);
      spans.set(key, kept);
      return kept;
    },
  };
}

function between(dayAt: string[], timeAt: string[], from: string, to: string): Uint8Array {
  const inside = new Uint8Array(dayAt.length);
  let begun = false;
  let ended = false;
  for (let minute = 0; minute < dayAt.length; minute++) {
    if (dayAt[minute] !== dayAt[minute - 1]) {
      begun = false;
      ended = false;
    }
    const time = timeAt[minute] ?? '';
    if (time >= from) begun = true;
    if (time >= to) ended = true;
    inside[minute] = begun && !ended ? 1 : 0;
  }
  return inside;
}
