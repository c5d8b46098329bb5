import type { DayEvent } from '../db/day-events.ts';
import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import {
  type CollectiveDay,
  dayKinds,
  dayShows,
  dayTime,
  fateOf,
  seatsFor,
} from '../domain/collective-day.ts';
import type { DayKind } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Who asks for the days to be in calendars: an import brings back a part that was called off in
 * Outlook, a change followed from Outlook does not.
 */
export type DayAsker = 'import' | 'outlook';

interface Days {
  t: Tables;
  now: Instant;
  cohort: string;
  kind: DayKind;
  asker: DayAsker;
  /** Milliseconds that what is to be done waits, for whoever may still take it back; none when absent. */
  hold?: number;
}

/** What a part is to show; null when it is to be taken out of the calendars. */
type Wish = string | null;

/** Writes what is to be done so that calendars show all of a cohort's collective days. */
export async function planDays(
  { now, hold = 0 }: { now: () => Instant; hold?: number },
  t: Tables,
  cohort: string,
  asker: DayAsker,
): Promise<void> {
  await t.dayEvents.lock(cohort);
  for (const kind of dayKinds) await planDay({ t, now: now(), cohort, kind, asker, hold });
}

/** The same for one day, by whoever holds the cohort's lock. */
export async function planDay(days: Days): Promise<void> {
  const { t, cohort, kind } = days;
  const day = await t.dayEvents.day(cohort, kind);
  const events = await t.dayEvents.latest(cohort, kind);
  const standing = events.filter(({ state }) => state !== 'gone');
  const shown = standing.map(({ shows }) => shows);
  const fate = fateOf(day, shown, days.now);
  if (fate === 'call-off') for (const event of standing) await wish(days, event, null);
  if (fate === 'invite' && day) await invite(days, day, events);
}

async function invite(days: Days, day: CollectiveDay, events: DayEvent[]): Promise<void> {
  const { t, cohort, kind, asker } = days;
  if (asker === 'import') await seat(days);
  const seats = await t.dayEvents.seats(cohort, kind);
  const parts = new Set([...events, ...seats].map(({ part }) => part));
  for (const part of parts) {
    const last = events.find((event) => event.part === part);
    const stands = last !== undefined && last.state !== 'gone';
    if (!stands && asker === 'outlook') continue;
    const invitees = await t.dayEvents.invitees(cohort, kind, part);
    if (invitees.length === 0) {
      if (stands) await wish(days, last, null);
      continue;
    }
    const event = stands ? last : nextIncarnation(days, part, last);
    if (!stands) await t.dayEvents.save(event);
    const mails = invitees.map(({ mail }) => mail);
    await wish(days, event, dayShows(dayTime(day), mails));
  }
}

async function seat({ t, cohort, kind }: Days): Promise<void> {
  const before = await t.dayEvents.seats(cohort, kind);
  const after = seatsFor(before, await t.dayEvents.people(cohort));
  const same = after.length === before.length && after.every((one, at) => one === before[at]);
  if (!same) await t.dayEvents.saveSeats(cohort, kind, after);
}

/** A part as it is before it was ever asked for, or asked for again. */
export const nextIncarnation = (
  { cohort, kind }: { cohort: string; kind: DayKind },
  part: number,
  last: DayEvent | undefined,
): DayEvent => ({
  cohort,
  kind,
  part,
  incarnation: (last?.incarnation ?? 0) + 1,
  state: 'wanted',
  graphId: null,
  iCalUId: null,
  changeKey: null,
  shows: null,
});

/** The same wish is one effect, until another one came between. */
async function wish(days: Days, event: DayEvent, wanted: Wish): Promise<void> {
  const { t, now, cohort, kind, asker, hold = 0 } = days;
  const lane = `day:${cohort}:${kind}:${event.part}`;
  const last = (await t.effects.byKeyPrefix(`${lane}:`)).at(-1);
  const shown = event.state === 'there' ? event.shows : undefined;
  const coming = last && isOpen(last) ? last.ids.shows : shown;
  const text = wanted ?? 'nothing';
  if (coming === text) return;
  await t.effects.add({
    key: `${lane}:${text}:after-${last?.id ?? 0}`,
    kind: 'day',
    lane,
    ids: { cohort, kind, part: event.part, asker, shows: text },
    due: now + hold,
    created: now,
  });
}

export const isOpen = ({ state }: Pick<Effect, 'state'>): boolean =>
  state === 'waiting' || state === 'running';
