import type { Tables } from '../db/db.ts';
import { isDoubted, whyNotRegister } from '../domain/appointment.ts';
import type { Address, AppointmentModel, PaneModel } from '../domain/appointment-model.ts';
import { type Meeting, whyNot } from '../domain/meeting.ts';
import { type Pair, type Person, partnerOf, selfOf } from '../domain/people.ts';
import { type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { themesOf } from '../domain/theme-choice.ts';
import { dayOf, type Instant, type Interval, overlaps } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { heldModel } from './meeting-models.ts';

export interface PaneDeps extends Deps {
  /** Invited last, and once. */
  mailbox: Address;
  /** The same for every meeting: says nothing. */
  subject: string;
}

/** What the pane stands beside; all of it may be left out. */
export interface BesideAppointment {
  pair?: string | undefined;
  meeting?: string | undefined;
  time?: Interval | undefined;
}

/** What is true of an appointment for one of a pair. Changes nothing. */
export async function readPane(
  deps: PaneDeps,
  person: string,
  beside: BesideAppointment,
): Promise<PaneModel | Refused> {
  const t = deps.db.read;
  const now = deps.now();
  const own = await pairsOf(t, person, now);
  const found = await standing(t, own, beside);
  if (!found) return refuse('not-found');
  const { pair, meetings, meeting } = found;
  const reader = selfOf(pair, person);
  const begun = meeting && (meeting.time === null || meeting.time.start <= now);
  const { bodyName, replyTo, recording } = pair.cohort.settings;
  const nameZone = pair.mentee.zone !== pair.mentor.zone;
  return {
    ...{ reader: { locale: reader.locale, zone: reader.zone, nameZone }, now, bodyName, replyTo },
    pairs: own.map((one) => ({ pair: one.id, partner: addressOf(partnerOf(one, person)) })),
    ...{ pair: pair.id, partner: addressOf(partnerOf(pair, person)) },
    ...{ mailbox: deps.mailbox, subject: deps.subject },
    appointment: meeting ? await appointmentOf(t, pair, meeting, person, now) : null,
    held: begun && isSaid(meeting) ? await heldModel(t, pair, meeting, person, now) : null,
    why: beside.time ? whyNotThere(pair, meetings, meeting, beside.time, now) : null,
    ...{ themes: [...themesOf(pair.cohort.themeVersion)], recording },
  };
}

/** All of a person's pairs, in the order in which they most likely come for one. */
async function pairsOf(t: Tables, person: string, now: Instant): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const { pair } of await t.people.pairsOf(person, now)) {
    const found = await t.pairs.get(pair, dayOf(now, 'UTC'));
    if (found) pairs.push(found);
  }
  return pairs;
}

interface Found {
  pair: Pair;
  meetings: Meeting[];
  meeting: Meeting | undefined;
}

/** The pair that is named, else the one with a meeting there; another's is as if it were not there. */
async function standing(
  t: Tables,
  own: Pair[],
  beside: BesideAppointment,
): Promise<Found | undefined> {
  const asked = beside.pair === undefined ? own : own.filter(({ id }) => id === beside.pair);
  let first: Found | undefined;
  for (const pair of asked) {
    const meetings = await t.meetings.ofPair(pair.id);
    const meeting = meetingOf(meetings, pair, beside);
    if (meeting) return { pair, meetings, meeting };
    first ??= { pair, meetings, meeting };
  }
  return beside.meeting === undefined ? first : undefined;
}

function meetingOf(
  meetings: readonly Meeting[],
  { cohort }: Pair,
  { meeting, time }: BesideAppointment,
): Meeting | undefined {
  if (meeting !== undefined) return meetings.find(({ id }) => id === meeting);
  if (!time) return undefined;
  const there = meetings.filter((one) => one.time?.start === time.start);
  const on = dayOf(time.start, cohort.zone);
  return (
    there.find(({ state }) => state !== 'cancelled' && state !== 'proposed') ??
    meetings.find(({ state, heldOn }) => state === 'held' && heldOn === on)
  );
}

const addressOf = ({ name, mail }: Person): Address => ({ name, mail });

const isSaid = ({ state }: Meeting): boolean => ['booked', 'held', 'not-held'].includes(state);

/** One that stands there, in Outlook or here, needs no registering. */
function whyNotThere(
  pair: Pair,
  meetings: readonly Meeting[],
  meeting: Meeting | undefined,
  time: Interval,
  now: Instant,
): Refusal | null {
  if (pair.state === 'closed') return 'too-late';
  const why = whyNotRegister(time, pair, now);
  if (why) return why;
  const others = meetings.filter(({ id, state }) => id !== meeting?.id && state !== 'cancelled');
  const taken = others
    .filter(({ state }) => state === 'booked' || state === 'proposed')
    .flatMap((one) => [...(one.time ? [one.time] : []), ...one.proposals]);
  return taken.some((one) => overlaps(one, time)) ? 'pair-has-meeting-then' : null;
}

async function appointmentOf(
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  person: string,
  now: Instant,
): Promise<AppointmentModel | null> {
  const { id, state, time } = meeting;
  if (!time) return null;
  const made = await t.appointments.of(id);
  const cancel = pair.state !== 'closed' && whyNot('cancel', meeting, now) === null;
  const told = { meeting: id, time, state, may: { cancel } };
  if (!made) return { ...told, organiser: 'programme', invitation: 'none' };
  const event = await t.events.latest(id);
  const organiser = made.organiser === person ? 'reader' : 'partner';
  const isThere = event?.state === 'there' && !isDoubted(meeting);
  const missing = event ? 'gone' : 'awaited';
  return { ...told, organiser, invitation: isThere ? 'arrived' : missing };
}
