import type { DayEvent } from '../db/day-events.ts';
import type { Tables } from '../db/db.ts';
import { dayShown, dayTime, inOrder } from '../domain/collective-day.ts';
import { shownAt, shownTime } from '../domain/shown.ts';
import type { EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { isOpen, planDay } from './plan-days.ts';
import { calledOff } from './sync-day.ts';

/**
 * Takes what Outlook says of one part of a collective day, as it was known before it was read. A part
 * that was moved takes the cohort's day and every other part with it; one that is gone was called off
 * and stays so until an import asks for it again. What attendees answer is not looked at.
 */
export async function followDay(
  deps: Deps,
  known: DayEvent,
  state: EventState | 'gone',
): Promise<void> {
  if (state !== 'gone' && !state.cancelled && state.changeKey === known.changeKey) return;
  await deps.db.tx(async (t) => {
    const event = await asKnown(t, known);
    if (!event) return;
    if (state !== 'gone' && !state.cancelled) return take(deps, t, event, state);
    await t.dayEvents.save({ ...event, state: 'gone' });
    calledOff(deps, event);
  });
  deps.wake();
}

/** Nothing when the product wrote the event since it was known, or is about to: its word is newer. */
async function asKnown(t: Tables, known: DayEvent): Promise<DayEvent | undefined> {
  const { cohort, kind, part } = known;
  await t.dayEvents.lock(cohort);
  const event = (await t.dayEvents.latest(cohort, kind)).find((one) => one.part === part);
  if (event?.state !== 'there' || event.incarnation !== known.incarnation) return undefined;
  if (event.changeKey !== known.changeKey || event.shows !== known.shows) return undefined;
  const effects = await t.effects.byKeyPrefix(`day:${cohort}:${kind}:${part}:`);
  return effects.some(isOpen) ? undefined : event;
}

async function take(deps: Deps, t: Tables, event: DayEvent, state: EventState): Promise<void> {
  const { cohort, kind } = event;
  const read = { ...event, changeKey: state.changeKey };
  const time = { start: state.startsAt, end: state.endsAt };
  const shown = shownTime(event.shows);
  const day = await t.dayEvents.day(cohort, kind);
  const moved = shown?.start !== time.start || shown.end !== time.end;
  if (!moved || !day || event.shows === null) return t.dayEvents.save(read);
  const next = dayShown(time, day.zone, day.hours);
  const { launch = '', midterm = '', closing = '' } = await t.dayEvents.days(cohort);
  if (!inOrder({ launch, midterm, closing, [kind]: next.day })) {
    // Every date of the year hangs on this order: people put it right, in Outlook or in the file.
    deps.log.warn({ event: 'day.out-of-order', cohort, kind, part: event.part });
    return t.dayEvents.save(read);
  }
  await t.dayEvents.setDay(cohort, kind, next.day, next.hours);
  // As the cohort says it now: this part is where the organiser wants it and is not written again.
  const shows = shownAt(event.shows, dayTime({ ...next, zone: day.zone }));
  await t.dayEvents.save({ ...read, shows });
  await planDay({ t, now: deps.now(), cohort, kind, asker: 'outlook' });
}
