import type { Tables } from '../db/db.ts';
import { type Meeting, movedTo, proposedAnew, whyNot } from '../domain/meeting.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { fits } from '../domain/slots.ts';
import { type Interval, overlaps } from '../domain/time.ts';
import type { PlanView, View } from '../domain/view.ts';
import { plannedDay, timeOf } from '../domain/year.ts';
import { aNewMeeting, mannerOf } from './book-meeting.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { draftPlan, mendPlan, slotsOf, wishOf } from './draft-plan.ts';
import { followPlan } from './follow-plan.ts';
import { type Ground, planGround } from './plan-ground.ts';
import { redraw, retireCards } from './redraw.ts';

export interface Confirmed {
  plan: string;
  /** Booked; proposed, where a calendar could not be read. */
  booked: boolean;
}

/**
 * Books every date of a draft at once where both calendars are known, else proposes each. The
 * calendars are read again before: a date taken meanwhile refuses the whole, and the card shows the
 * draft mended. Of two who confirm different drafts one wins, and the other sees that plan.
 */
export async function confirmPlan(
  deps: Deps,
  by: By,
  view: PlanView,
): Promise<Confirmed | Refused | Repeated> {
  // Nothing of a turn that was carried out is to be told anew.
  if (by.turn !== undefined && (await deps.db.read.inbound.seen(by.turn)))
    return { repeated: true };
  const ground = await planGround(deps, by, wishOf(view));
  if (isRefused(ground)) return ground;
  const slots = slotsOf(view);
  if (slots.length === 0 || slots.length < view.dates.length) return refuse('wrong-values');
  // A card that has become something else was pressed twice: what it shows now is the answer.
  if (!(await stillShows(deps.db.read, by, view))) return { repeated: true };
  const outdated = whyOutdated(view, slots, ground.meetings, ground);
  const kept = slots.filter((slot) => isOpen(ground, slot));
  if (!outdated && kept.length < slots.length) {
    await showInstead(deps, by, view, mendPlan(ground, kept));
    return refuse('plan-changed');
  }
  const done = outdated
    ? refuse(outdated)
    : await decide(deps, by, (t) => carryOut(deps, t, by, { view, slots, ground }));
  if (isRefused(done)) {
    const anew = await draftPlan(deps, by, wishOf(view));
    await showInstead(deps, by, view, isRefused(anew) ? null : anew);
  }
  return done;
}

/** Decided again under the pair's lock: the two may have pressed at once. */
async function carryOut(
  deps: Deps,
  t: Tables,
  by: By,
  plan: Omit<Writing, 'meetings'>,
): Promise<Confirmed | Refused | Repeated> {
  const { view, slots, ground } = plan;
  await t.pairs.lock(view.pair);
  if (await t.stops.isClosed(view.pair)) return refuse('too-late');
  if (!(await stillShows(t, by, view))) return { repeated: true };
  const meetings = await t.meetings.ofPair(view.pair);
  const why = whyOutdated(view, slots, meetings, ground);
  return why ? refuse(why) : write(deps, t, by, { ...plan, meetings });
}

const isOpen = ({ both, now, wish }: Ground, slot: Interval): boolean =>
  slot.start > now && both.every((diary) => fits(slot, diary, wish.mode) === 'fits');

async function stillShows(t: Tables, { card }: By, view: PlanView): Promise<boolean> {
  if (card === undefined) return true;
  const now = (await t.cards.get(card))?.view;
  return now?.kind === 'plan' && slotList(now) === slotList(view);
}

const slotList = ({ dates }: PlanView) => dates.map(({ slot }) => slot).join();

/** What has come between the draft and this moment: other dates, or another end of its own. */
function whyOutdated(
  view: PlanView,
  slots: Interval[],
  meetings: Meeting[],
  { pair, now }: Ground,
): Refusal | null {
  const named = new Set(view.dates.flatMap(({ meeting }) => meeting ?? []));
  const standing = meetings.filter(
    (m) => !named.has(m.id) && (m.state === 'booked' || m.state === 'proposed'),
  );
  const isNew = (m: Meeting) =>
    !view.around.includes(m.id) && plannedDay(m, pair.cohort.zone, now) !== null;
  const isInTheWay = ({ time, proposals }: Meeting) =>
    [...(time ? [time] : []), ...proposals].some((one) => slots.some((s) => overlaps(one, s)));
  if (standing.some((m) => isNew(m) || isInTheWay(m))) return 'pair-has-meeting-then';
  const planned = meetings.filter((m) => named.has(m.id));
  const isGone = planned.some((m) => whyNot('move', m, now) !== null);
  return isGone || planned.length < named.size ? 'plan-changed' : null;
}

interface Writing {
  view: PlanView;
  /** Those of the view, in its order. */
  slots: Interval[];
  ground: Ground;
  meetings: Meeting[];
}

async function write(
  deps: Deps,
  t: Tables,
  by: By,
  { view, slots, ground, meetings }: Writing,
): Promise<Confirmed | Refused> {
  const plan = deps.newId();
  const { pair, unread } = ground;
  const books = unread.length === 0;
  const written: Meeting[] = [];
  for (const [index, slot] of slots.entries()) {
    const standing = meetings.find((m) => m.id === view.dates[index]?.meeting);
    const meeting = standing
      ? putAt(standing, by.person, slot, view, books)
      : aPlannedMeeting(deps.newId(), by.person, slot, view, books);
    if (!meeting) continue;
    const planned = { ...meeting, plan };
    written.push(planned);
    await (standing ? t.meetings.save(planned) : t.meetings.insert(planned, deps.now()));
    if (standing) await retireBoth(t, standing.id, [pair.mentee.id, pair.mentor.id]);
  }
  if (written.length === 0) return refuse('no-better-plan');
  await followPlan(deps, t, { pair, plan, by }, written, books ? written : []);
  return { plan, booked: books };
}

function aPlannedMeeting(
  id: string,
  by: string,
  slot: Interval,
  view: PlanView,
  books: boolean,
): Meeting {
  const fresh = aNewMeeting(id, view.pair, by, 'plan', mannerOf(view));
  return books ? { ...fresh, state: 'booked', time: slot } : { ...fresh, proposals: [slot] };
}

/** Undefined for a meeting that is there already: nobody is asked again about what stays. */
function putAt(
  standing: Meeting,
  by: string,
  slot: Interval,
  view: PlanView,
  books: boolean,
): Meeting | undefined {
  const manner = mannerOf(view);
  const time = timeOf(standing);
  const isThere = time?.start === slot.start && time.end === slot.end;
  const isAlike = manner.mode === standing.mode && manner.place === standing.place;
  const isBooked = standing.time !== null && standing.proposals.length === 0;
  if (isThere && isAlike && (isBooked || !books)) return undefined;
  return books ? movedTo(standing, by, slot, manner) : proposedAnew(standing, by, [slot], manner);
}

async function retireBoth(t: Tables, meeting: string, people: string[]): Promise<void> {
  for (const person of people) await retireCards(t, meeting, person);
}

/** The pressed card shows this from now on; what it showed stays when there is nothing better. */
async function showInstead(
  deps: Deps,
  { card }: By,
  was: PlanView,
  view: View | null,
): Promise<void> {
  if (card === undefined) return;
  await deps.db.tx(async (t) => {
    await t.pairs.lock(was.pair);
    if ((await t.cards.get(card))?.view.kind !== 'plan') return;
    if (view !== null) await redraw(deps, t, await t.cards.show(card, view));
  });
  deps.wake();
}
