import type { Tables } from '../db/db.ts';
import type { CardModel, Contact, Reader, Seen } from '../domain/card-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { isOfPair, type Pair, type Person, partnerOf } from '../domain/people.ts';
import { themesOf } from '../domain/theme-choice.ts';
import { dayOf, type Instant, minute } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import { alertDrawn, digestDrawn } from './alert-models.ts';
import type { Drawn } from './drawn.ts';
import { heldModel, meetingModel, placesOf, slotsModel } from './meeting-models.ts';
import { pauseDrawn } from './pause-models.ts';
import { meetingsModel, planModel, yearModel } from './plan-models.ts';
import { reachDrawn } from './reach-models.ts';
import { rhythmDrawn } from './rhythm-models.ts';
import { endingModel, stopDrawn } from './stop-models.ts';
import { surveyDrawn } from './survey-models.ts';

/** What a view shows its reader now; undefined when it is about something that is no longer theirs. */
export async function readView(
  t: Tables,
  person: string,
  view: View,
  now: Instant,
): Promise<Seen | undefined> {
  const reader = await t.people.get(person);
  return reader && readAs(t, reader, view, now);
}

/** Likewise, for a reader who is known already. */
export async function readAs(
  t: Tables,
  reader: Person,
  view: View,
  now: Instant,
): Promise<Seen | undefined> {
  const model = await modelOf(t, reader, view, now);
  if (!model) return undefined;
  const said = 'said' in view ? view.said : undefined;
  const seen = { model: model.model, reader: readerOf(reader, model.pair) };
  return said === undefined ? seen : { ...seen, said };
}

export const readerOf = (person: Person, pair: Pair | null): Reader => ({
  locale: person.locale,
  zone: person.zone,
  nameZone: pair !== null && pair.mentee.zone !== pair.mentor.zone,
});

async function modelOf(
  t: Tables,
  person: Person,
  view: View,
  now: Instant,
): Promise<Drawn | undefined> {
  switch (view.kind) {
    case 'welcome':
      return { model: await welcomeModel(t, person, now), pair: null };
    case 'help':
      return {
        model: { kind: 'help', mayBook: (await t.pairs.of(person.id)).length > 0 },
        pair: null,
      };
    case 'language':
      return { model: { kind: 'language', current: person.locale }, pair: null };
    case 'which-pair':
      return { model: await whichPair(t, person, view.next, now), pair: null };
    case 'stranger':
      return undefined;
    case 'meeting':
    case 'newer':
    case 'held':
      return ofMeeting(t, person, view, now);
    case 'alert':
    case 'alert-more':
      return alertDrawn(t, person, view, now);
    case 'digest':
      return digestDrawn(t, person, view, now);
    case 'reach':
      return reachDrawn(t, person, view, now);
    case 'rhythm':
      return rhythmDrawn(t, person, view, now);
    case 'pause-form':
    case 'pause':
      return pauseDrawn(t, person, view, now);
    case 'survey':
    case 'synthesis':
      return surveyDrawn(t, person, view, now);
    case 'stop-form':
    case 'stopping':
    case 'ending':
      return stopDrawn(t, person, view, now);
    default:
      return ofPair(t, person, view, now);
  }
}

async function ofMeeting(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'meeting' | 'newer' | 'held' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const meeting = await t.meetings.get(view.meeting);
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(now, 'UTC')));
  if (!meeting || !pair || !isOfPair(pair, person.id)) return undefined;
  if (view.kind === 'newer') return { model: { kind: 'newer', time: meeting.time }, pair };
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  if (pair.state === 'closed' && (recorded || view.kind === 'held')) {
    return { model: endingModel(pair, person.id, 'closed'), pair };
  }
  if (view.kind === 'held' && !recorded && !hasBegun(meeting, now)) {
    // It was put at a new time since it was asked about: a card further down says so.
    return { model: { kind: 'newer', time: meeting.time }, pair };
  }
  if (view.kind === 'meeting' && recorded && (await hasHeldCard(t, meeting.id, person.id))) {
    // One card tells what was recorded: the one that asked.
    return { model: { kind: 'newer', time: meeting.time }, pair };
  }
  const model =
    view.kind === 'held' || recorded
      ? await heldModel(t, pair, meeting, person.id, now)
      : await meetingModel(t, pair, meeting, person.id, now);
  return { model, pair };
}

const hasBegun = ({ state, time }: Meeting, now: Instant): boolean =>
  state === 'booked' && time !== null && time.start <= now;

const hasHeldCard = async (t: Tables, meeting: string, person: string): Promise<boolean> =>
  (await t.cards.aboutMeeting(meeting, person)).some((card) => card.view.kind === 'held');

type PairView = Extract<
  View,
  {
    kind: 'find' | 'slots' | 'plan' | 'year' | 'record' | 'meetings' | 'referent';
    pair: string;
  }
>;

async function ofPair(
  t: Tables,
  person: Person,
  view: PairView,
  now: Instant,
): Promise<Drawn | undefined> {
  const pair = await t.pairs.get(view.pair, dayOf(now, 'UTC'));
  if (!pair || !isOfPair(pair, person.id)) return undefined;
  // Nothing is asked or offered any more.
  if (pair.state === 'closed') return { model: endingModel(pair, person.id, 'closed'), pair };
  const partner = partnerOf(pair, person.id).name;
  return { model: await pairModel(t, person, pair, partner, view, now), pair };
}

async function pairModel(
  t: Tables,
  person: Person,
  pair: Pair,
  partner: string,
  view: PairView,
  now: Instant,
): Promise<CardModel> {
  const today = dayOf(now, pair.cohort.zone);
  switch (view.kind) {
    case 'find': {
      const { meeting = null } = view;
      const standing = meeting === null ? null : await standingOf(t, meeting);
      return { kind: 'find', pair: pair.id, meeting, partner, places: placesOf(pair), standing };
    }
    case 'slots':
      return slotsModel(view, pair, person.id, partner);
    case 'plan':
      return planModel(t, view, pair, person.id);
    case 'year':
      return yearModel(t, { pair, plan: view.plan }, person.id, now);
    case 'record': {
      const offered = [...themesOf(pair.cohort.themeVersion)];
      const earliest = pair.cohort.launch;
      const { recording } = pair.cohort.settings;
      return {
        kind: 'record',
        pair: pair.id,
        partner,
        themes: offered,
        earliest,
        today,
        recording,
      };
    }
    case 'meetings':
      return meetingsModel(t, pair, partner, now);
    case 'referent': {
      const referent = pair.referent && contact(pair.referent);
      const { replyTo } = pair.cohort.settings;
      return { kind: 'referent', pair: pair.id, referent, asked: view.asked, replyTo };
    }
  }
}

async function standingOf(t: Tables, id: string) {
  const meeting = await t.meetings.get(id);
  if (!meeting?.time) return null;
  const { mode, place, time } = meeting;
  return { mode, place, minutes: (time.end - time.start) / minute };
}

async function welcomeModel(t: Tables, person: Person, now: Instant): Promise<CardModel> {
  const actor = await t.people.actor(person.id);
  const ids = await t.pairs.of(person.id);
  const found = await Promise.all(ids.map((id) => t.pairs.get(id, dayOf(now, 'UTC'))));
  const own = found.filter((pair) => pair !== undefined);
  const cohorts = await t.pairs.cohortsOf(person.id);
  const cohort = own[0]?.cohort ?? (cohorts[0] && (await t.pairs.cohort(cohorts[0])));
  const referent = own[0]?.referent;
  return {
    kind: 'welcome',
    name: person.name,
    bodyName: cohort ? cohort.settings.bodyName : '',
    roles: [
      ...(own.some((pair) => pair.mentee.id === person.id) ? (['mentee'] as const) : []),
      ...(own.some((pair) => pair.mentor.id === person.id) ? (['mentor'] as const) : []),
      ...(actor.coachOf.length > 0 ? (['coach'] as const) : []),
      ...(actor.pilotOf.length > 0 ? (['pilot'] as const) : []),
    ],
    partners: own.map((pair) => partnerOf(pair, person.id).name),
    referent: referent ? contact(referent) : null,
    recording: cohort ? cohort.settings.recording : 'at-once',
  };
}

async function whichPair(
  t: Tables,
  person: Person,
  next: Extract<View, { kind: 'which-pair' }>['next'],
  now: Instant,
): Promise<CardModel> {
  const ids = await t.pairs.of(person.id);
  const found = await Promise.all(ids.map((id) => t.pairs.get(id, dayOf(now, 'UTC'))));
  const own = found.filter((pair) => pair !== undefined);
  return {
    kind: 'which-pair',
    next,
    pairs: own.map((pair) => ({
      id: pair.id,
      partner: partnerOf(pair, person.id).name,
      cohort: pair.cohort.name,
    })),
  };
}

export const contact = ({ name, mail, phone }: Person): Contact => ({ name, mail, phone });
