import type { Tables } from '../db/db.ts';
import { heldOn, type Meeting, notHeld, whyNot } from '../domain/meeting.ts';
import { type Cohort, type Pair, partnerOf } from '../domain/people.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { readThemes, type ThemeKey } from '../domain/theme-choice.ts';
import { type Day, dayOf, type Instant, instantOf, isDay } from '../domain/time.ts';
import { endSilence } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { writeList } from './follow.ts';
import { meetingFor, pairFor } from './pair-access.ts';
import { refreshCards } from './redraw.ts';

type Recorded = Promise<{ meeting: string } | Refused | Repeated>;

/** It took place. The first answer counts; the second one's word is kept, and changes nothing. */
export async function sayHeld(
  deps: Deps,
  by: By,
  said: { meeting: string; themes: readonly string[] },
): Recorded {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.record', said.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting } = found;
    if (meeting.state === 'held') {
      await t.meetings.say(meeting.id, by.person, true);
      await shows(deps, t, meeting, by);
      return { meeting: meeting.id };
    }
    const why = whyNot('held', meeting, deps.now());
    if (why) return refuse(why);
    const themes = readThemes(said.themes, found.pair.cohort.themeVersion);
    if ('refused' in themes) return themes;
    const start = meeting.time?.start ?? deps.now();
    const held = heldOn(meeting, dayOf(start, found.pair.cohort.zone));
    await keep(deps, t, found.pair, held, themes.themes, by);
    return { meeting: held.id };
  });
}

/** It did not take place: nothing of it stays in the list. */
export async function sayNotHeld(deps: Deps, by: By, said: { meeting: string }): Recorded {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.record', said.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting } = found;
    if (meeting.state !== 'not-held') {
      const why = whyNot('not-held', meeting, deps.now());
      if (why) return refuse(why);
      await keep(deps, t, found.pair, notHeld(meeting), [], by);
      return { meeting: meeting.id };
    }
    await t.meetings.say(meeting.id, by.person, false);
    await shows(deps, t, meeting, by);
    return { meeting: meeting.id };
  });
}

/** Either of the two puts right the day or the themes. */
export async function correctMeeting(
  deps: Deps,
  by: By,
  said: { meeting: string; date: string; themes: readonly string[] },
): Recorded {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.correct', said.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting } = found;
    const why = whyNot('correct', meeting, deps.now());
    if (why) return refuse(why);
    const fault = whyNotOn(said.date, found.pair.cohort, deps.now());
    if (fault) return refuse(fault);
    const themes = readThemes(said.themes, found.pair.cohort.themeVersion);
    if ('refused' in themes) return themes;
    await keep(deps, t, found.pair, heldOn(meeting, said.date), themes.themes, by);
    return { meeting: meeting.id };
  });
}

/** A meeting held outside the tool. One that stood in the calendars that day is the same meeting. */
export async function recordMeeting(
  deps: Deps,
  by: By,
  said: { pair: string; date: string; themes: readonly string[] },
): Recorded {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'meeting.record', said.pair, deps.now());
    if (isRefused(pair)) return pair;
    const fault = whyNotOn(said.date, pair.cohort, deps.now());
    if (fault) return refuse(fault);
    const themes = readThemes(said.themes, pair.cohort.themeVersion);
    if ('refused' in themes) return themes;
    await t.pairs.lock(pair.id);
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    const meetings = await t.meetings.ofPair(pair.id);
    if (meetings.some((m) => m.state === 'held' && m.heldOn === said.date)) {
      return refuse('already-recorded');
    }
    const standing = meetings.find((m) => isBookedOn(m, said.date, pair.cohort, deps.now()));
    const meeting = standing ?? (await insertRecorded(deps, t, pair, by, said.date));
    await keep(deps, t, pair, heldOn(meeting, said.date), themes.themes, by);
    return { meeting: meeting.id };
  });
}

const isBookedOn = (meeting: Meeting, on: Day, { zone }: Cohort, now: Instant): boolean =>
  meeting.state === 'booked' &&
  meeting.time !== null &&
  meeting.time.start <= now &&
  dayOf(meeting.time.start, zone) === on;

/** A day of the programme that has come. */
function whyNotOn(date: string, cohort: Cohort, now: Instant): Refusal | null {
  if (!isDay(date)) return 'no-such-day';
  if (date > dayOf(now, cohort.zone)) return 'in-the-future';
  return date < cohort.launch || date > cohort.closing ? 'outside-programme' : null;
}

async function insertRecorded(deps: Deps, t: Tables, pair: Pair, by: By, on: Day) {
  const meeting: Meeting = {
    id: deps.newId(),
    pair: pair.id,
    state: 'held',
    source: 'record',
    version: 0,
    plan: null,
    proposedBy: by.person,
    mode: 'video',
    place: null,
    time: null,
    agreement: 'agreed',
    answeredBy: null,
    heldOn: on,
    previous: null,
    askedAt: deps.now(),
    proposals: [],
  };
  await t.meetings.insert(meeting, deps.now());
  return meeting;
}

/** Saves what was said, and lets the list and every card follow. */
async function keep(
  deps: Deps,
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  themes: readonly ThemeKey[],
  by: By,
): Promise<void> {
  await t.meetings.save(meeting);
  await t.meetings.say(meeting.id, by.person, meeting.state === 'held');
  await t.meetings.setThemes(meeting.id, pair.cohort.themeVersion, themes);
  await writeList(deps, t, meeting, listDue(pair.cohort, deps.now()));
  await shows(deps, t, meeting, by);
  await endSilence(deps, t, pair.id, [meeting]);
  const other = partnerOf(pair, by.person);
  const isNews = meeting.source === 'record' && meeting.version === 1;
  if (isNews || (await t.appointments.isUnsent(meeting.id, other.id))) {
    await deps.tell(t, {
      person: other.id,
      notice: { kind: 'held', meeting: meeting.id },
      occurrence: 'recorded',
    });
  }
}

async function shows(deps: Deps, t: Tables, meeting: Meeting, by: By): Promise<void> {
  if (by.card !== undefined) await t.cards.show(by.card, { kind: 'held', meeting: meeting.id });
  await refreshCards(deps, t, meeting.id);
}

/** At once, or at the next of the two checkpoints the guide gives: mid-term and closing. */
export function listDue(cohort: Cohort, now: Instant): Instant {
  if (cohort.settings.recording === 'at-once') return now;
  const opens = cohort.settings.workingHours.from;
  const midterm = instantOf(cohort.midterm, opens, cohort.zone);
  const closing = instantOf(cohort.closing, opens, cohort.zone);
  if (now < midterm) return midterm;
  return now < closing ? closing : now;
}
