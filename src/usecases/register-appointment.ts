import type { Appointment } from '../db/appointments.ts';
import type { Tables } from '../db/db.ts';
import { standsAt, whyNotRegister } from '../domain/appointment.ts';
import type { Manner, Meeting } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { type Interval, overlaps } from '../domain/time.ts';
import { endSilence } from './alerts.ts';
import { aNewMeeting, mannerOf } from './book-meeting.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followClosely } from './follow.ts';
import { pairFor } from './pair-access.ts';
import { refreshCards } from './redraw.ts';

export interface RegisterAppointment extends Manner {
  pair: string;
  time: Interval;
  /** What the same appointment was registered as before its time was changed. */
  meeting?: string | undefined;
  /** The organiser's own address in Outlook, in lower case. */
  mailbox?: string | undefined;
}

/**
 * A meeting that whoever acts makes in their own Outlook, before anybody is invited: its date counts
 * from now on, and its invitation is awaited. The same appointment registered again is one meeting.
 */
export async function registerAppointment(
  deps: Deps,
  by: By,
  wish: RegisterAppointment,
): Promise<{ meeting: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const pair = await pairFor(t, by.person, 'meeting.propose', wish.pair, deps.now());
    if (isRefused(pair)) return pair;
    const why = whyNotRegister(wish.time, pair, deps.now());
    if (why) return refuse(why);
    await t.pairs.lock(pair.id);
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    const meetings = await t.meetings.ofPair(pair.id);
    const own = await ownOf(t, by.person, meetings);
    const standing = standingAs(wish, own);
    if (standing && isRefused(standing)) return standing;
    const others = meetings.filter((meeting) => meeting !== standing?.meeting);
    if (isTaken(others, wish.time)) return refuse('pair-has-meeting-then');
    const meeting = await write(deps, t, by, wish, standing);
    await t.appointments.save(await appointmentOf(t, by.person, meeting, wish, standing));
    await follow(deps, t, pair, meeting);
    return { meeting: meeting.id };
  });
}

interface Own {
  meeting: Meeting;
  appointment: Appointment;
  /** Whether its invitation is in the programme mailbox: then Outlook tells its time. */
  isThere: boolean;
}

/** Meetings of the pair that this person made in Outlook. */
async function ownOf(t: Tables, person: string, meetings: readonly Meeting[]): Promise<Own[]> {
  const made = await t.appointments.ofAll(meetings.map(({ id }) => id));
  const own: Own[] = [];
  for (const meeting of meetings) {
    const appointment = made.get(meeting.id);
    if (appointment?.organiser !== person) continue;
    const isThere = (await t.events.latest(meeting.id))?.state === 'there';
    own.push({ meeting, appointment, isThere });
  }
  return own;
}

/** The appointment as it was registered before: the one named, else the one at the same start. */
function standingAs({ meeting, time }: RegisterAppointment, own: Own[]): Own | undefined | Refused {
  const named = own.find((one) => one.meeting.id === meeting);
  if (meeting !== undefined && !named) return refuse('not-found');
  const open = ({ meeting: { state } }: Own) => state === 'booked' || state === 'cancelled';
  if (named && open(named)) return named;
  const same = own.filter((one) => open(one) && one.meeting.time?.start === time.start);
  return same.find((one) => one.meeting.state === 'booked') ?? same[0];
}

const isTaken = (meetings: readonly Meeting[], time: Interval): boolean =>
  meetings
    .filter(({ state }) => state === 'booked' || state === 'proposed')
    .flatMap((meeting) => [...(meeting.time ? [meeting.time] : []), ...meeting.proposals])
    .some((taken) => overlaps(taken, time));

/** Nothing is written of what stands as it is asked for, nor of a time that Outlook tells. */
async function write(
  deps: Deps,
  t: Tables,
  by: By,
  wish: RegisterAppointment,
  standing: Own | undefined,
): Promise<Meeting> {
  if (!standing) {
    const fresh = aNewMeeting(deps.newId(), wish.pair, by.person, 'outlook', mannerOf(wish));
    const meeting: Meeting = { ...fresh, state: 'booked', time: wish.time };
    await t.meetings.insert(meeting, deps.now());
    return meeting;
  }
  const { meeting, isThere } = standing;
  const isSame = meeting.time?.start === wish.time.start && meeting.time.end === wish.time.end;
  const stands = meeting.state === 'booked' && meeting.proposedBy !== null;
  if (stands && (isSame || isThere)) return meeting;
  const time = isThere && meeting.time ? meeting.time : wish.time;
  const anew = { ...standsAt(meeting, by.person, time), ...mannerOf(wish) };
  await t.meetings.save(anew);
  return anew;
}

async function appointmentOf(
  t: Tables,
  organiser: string,
  { id: meeting }: Meeting,
  { mailbox }: RegisterAppointment,
  standing: Own | undefined,
): Promise<Appointment> {
  const joined = standing?.appointment.joined ?? null;
  // Under an address of somebody else's, their invitations would be taken for this person's.
  const holder = mailbox === undefined ? undefined : await t.people.byMail(mailbox);
  const organiserMail = mailbox === undefined || holder ? null : mailbox;
  return { meeting, organiser, organiserMail, joined, awaited: standing?.isThere !== true };
}

async function follow(deps: Deps, t: Tables, pair: Pair, meeting: Meeting): Promise<void> {
  await followClosely(deps, t);
  await refreshCards(deps, t, meeting.id);
  await endSilence(deps, t, pair.id, [meeting]);
}
