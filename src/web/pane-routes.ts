import type { PaneModel, PaneSlots } from '../domain/appointment-model.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import { cancelMeeting } from '../usecases/cancel-meeting.ts';
import { type By, isRepeated, type Repeated } from '../usecases/deps.ts';
import { findSlots } from '../usecases/find-slots.ts';
import { slotsModel } from '../usecases/meeting-models.ts';
import { isMeetingOf } from '../usecases/pair-access.ts';
import { type PaneDeps, readPane } from '../usecases/read-pane.ts';
import { correctMeeting, recordMeeting, sayHeld, sayNotHeld } from '../usecases/record-meeting.ts';
import { registerAppointment } from '../usecases/register-appointment.ts';
import {
  type PaneActBody,
  type PaneReply,
  type PaneSaid,
  type PaneSlotsBody,
  type PaneSlotsReply,
  paneAct,
  paneRead,
  paneRegister,
  paneSlots,
} from './pane-contract.ts';
import { type Answer, type Route, refused, signedInRoute, type Who } from './routes.ts';
import type { WebDeps } from './web.ts';

/** What the pane tells of the programme mailbox, which it invites. */
export type PaneHouse = Pick<PaneDeps, 'mailbox' | 'subject'>;

type Done = { meeting: string } | Refused | Repeated;

const saidOf = {
  ...{ held: 'held', 'not-held': 'not-held', correct: 'corrected' },
  ...{ record: 'recorded', cancel: 'cancelled' },
} as const satisfies Record<PaneActBody['act']['act'], PaneSaid>;

/** The Outlook pane: the same use cases as everywhere, and one of its own. */
export const paneRoutes = (house: PaneHouse): Route[] => [
  signedInRoute('/api/pane/read', paneRead, async (deps, beside, { person }) =>
    shown(await readPane({ ...deps, ...house }, person, beside)),
  ),
  signedInRoute('/api/pane/slots', paneSlots, async (deps, wish, who) => {
    const slots = await slotsFor(deps, wish, who);
    if (isRefused(slots)) return refused(slots.refused);
    return { status: 200, body: { slots } satisfies PaneSlotsReply };
  }),
  signedInRoute('/api/pane/register', paneRegister, async (deps, body, { person }) => {
    const { id, place = null, ...wish } = body;
    const done = await registerAppointment(deps, byOf(person, id), { ...wish, place });
    const { pair, time } = body;
    const beside = { pair, time, ...('meeting' in done && { meeting: done.meeting }) };
    return after({ ...deps, ...house }, person, beside, done, 'registered');
  }),
  signedInRoute('/api/pane/act', paneAct, async (deps, { pair, id, act }, { person }) => {
    const named = 'meeting' in act ? act.meeting : undefined;
    const theirs = await readPane({ ...deps, ...house }, person, { pair, meeting: named });
    if (isRefused(theirs)) return refused(theirs.refused);
    const done = await carryOut(deps, byOf(person, id), pair, act);
    const meeting = 'meeting' in done ? done.meeting : named;
    return after({ ...deps, ...house }, person, { pair, meeting }, done, saidOf[act.act]);
  }),
];

/** The same press is carried out once, however often it is sent. */
const byOf = (person: string, id: string): By => ({ person, turn: `page:${person}:${id}` });

const shown = (pane: PaneModel | Refused): Answer =>
  isRefused(pane) ? refused(pane.refused) : { status: 200, body: { pane } satisfies PaneReply };

async function carryOut(
  deps: WebDeps,
  by: By,
  pair: string,
  act: PaneActBody['act'],
): Promise<Done> {
  if (act.act === 'record') return recordMeeting(deps, by, { pair, ...act });
  if (!(await isMeetingOf(deps.db.read, pair, act.meeting))) return refuse('not-found');
  switch (act.act) {
    case 'held':
      return sayHeld(deps, by, act);
    case 'not-held':
      return sayNotHeld(deps, by, act);
    case 'correct':
      return correctMeeting(deps, by, act);
    case 'cancel':
      return cancelMeeting(deps, by, act);
  }
}

/** What is true now, with what was done or why it was not. */
async function after(
  deps: WebDeps & PaneHouse,
  person: string,
  beside: Parameters<typeof readPane>[2],
  done: Done,
  said: PaneSaid,
): Promise<Answer> {
  const pane = await readPane(deps, person, beside);
  if (isRefused(pane)) return refused(pane.refused);
  const told = isRefused(done) ? done : { said: isRepeated(done) ? ('already' as const) : said };
  return { status: 200, body: { pane, ...told } satisfies PaneReply };
}

async function slotsFor(
  deps: WebDeps,
  { pair: id, place = 'neutral', ...wish }: PaneSlotsBody,
  { person }: Who,
): Promise<PaneSlots | Refused> {
  const found = await findSlots(deps, { person }, { pair: id, place, ...wish });
  if (isRefused(found)) return found;
  const pair = await deps.db.read.pairs.get(id, dayOf(deps.now(), 'UTC'));
  if (!pair) return refuse('not-found');
  const partner = pair.mentee.id === person ? pair.mentor.name : pair.mentee.name;
  const { kind: _, ...slots } = slotsModel(found, pair, person, partner);
  return slots;
}
