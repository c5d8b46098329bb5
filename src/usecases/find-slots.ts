import type { Tables } from '../db/db.ts';
import { aimFor } from '../domain/aim.ts';
import { dayThatCounts, type Minutes, type Mode, type Place } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { slotText } from '../domain/slot-text.ts';
import { commonSlots } from '../domain/slots.ts';
import { day, hour, type Instant, type Interval, instantOf } from '../domain/time.ts';
import type { SlotsView } from '../domain/view.ts';
import type { By, Deps } from './deps.ts';
import { readDiaries } from './diaries.ts';
import { isMeetingOf, pairFor } from './pair-access.ts';

export interface FindSlots {
  pair: string;
  /** The meeting that is to be moved. */
  meeting?: string | undefined;
  mode: Mode;
  minutes: Minutes;
  place: Place;
}

/** A card offers no more than this: a choice, not a calendar. */
const mostSlots = 5;

/** Common times of the two, as far as their calendars can be read. Stores nothing. */
export async function findSlots(deps: Deps, by: By, wish: FindSlots): Promise<SlotsView | Refused> {
  const t = deps.db.read;
  const pair = await pairFor(t, by.person, 'meeting.propose', wish.pair, deps.now());
  if (isRefused(pair)) return pair;
  if (!(await isMeetingOf(t, pair.id, wish.meeting))) return refuse('not-found');
  const window = bookable(pair, deps.now());
  if (window.start >= window.end) return refuse('outside-programme');
  const { mode, minutes, meeting } = wish;
  const manner = { mode, place: mode === 'in-person' ? wish.place : null };
  const diaries = await readDiaries(deps, t, pair, by.person, window, meeting, manner);
  if (isRefused(diaries)) return diaries;
  const { aim, since } = await aimOf(t, pair, meeting, deps.now());
  const slots = commonSlots(diaries.both, { minutes, mode, window, most: mostSlots, aim });
  if (slots.length === 0) return refuse('no-slot');
  return {
    kind: 'slots',
    pair: pair.id,
    ...(meeting === undefined ? {} : { meeting }),
    ...manner,
    minutes,
    slots: slots.map(slotText),
    unread: diaries.unread,
    since,
  };
}

/** What a new time goes by: the pair's other meetings, held or standing, and the launch. */
async function aimOf(t: Tables, pair: Pair, moving: string | undefined, now: Instant) {
  const { launch, zone, settings } = pair.cohort;
  const others = (await t.meetings.ofPair(pair.id)).filter((m) => m.id !== moving);
  const meetings = others.flatMap((m) => dayThatCounts(m, zone) ?? []);
  return aimFor({ launch, zone, meetings, now, markDays: settings.rhythm.markDays });
}

/** From the notice people are due to the horizon, inside the programme. */
export function bookable(pair: Pair, now: Instant): Interval {
  const { settings, zone, launch, closing } = pair.cohort;
  const opens = instantOf(launch, '00:00', zone);
  const closes = instantOf(closing, '23:59', zone);
  return {
    start: Math.max(now + settings.noticeHours * hour, opens),
    end: Math.min(now + settings.horizonDays * day, closes),
  };
}
