import type { Meeting, Mode, Place } from '../domain/meeting.ts';
import { judgePlan, type Plan, type PlanInput, planYear, shiftDate } from '../domain/plan.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { readSlot, slotText } from '../domain/slot-text.ts';
import { dayOf, type Interval } from '../domain/time.ts';
import type { PlanView, View } from '../domain/view.ts';
import { byTime, isAhead, plannedDay, timeOf } from '../domain/year.ts';
import type { By, Deps } from './deps.ts';
import { type Ground, inputOf, type PlanWish, planGround, plannedManner } from './plan-ground.ts';

export interface DraftPlan {
  pair: string;
  /** As what was planned before when left out, else an hour by video. */
  mode?: Mode | undefined;
  minutes?: number | undefined;
  place?: Place | null | undefined;
  after?: string | undefined;
}

export type YearView = Extract<View, { kind: 'year' }>;

/** The dates of a year as they could be; the plan that stands when there is nothing to add to it. */
export async function draftPlan(
  deps: Deps,
  by: By,
  wish: DraftPlan,
): Promise<PlanView | YearView | Refused> {
  const before = await plannedManner(deps.db.read, wish.pair, wish.after);
  const mode = wish.mode ?? before?.mode ?? 'video';
  const place = (wish.mode === undefined ? before?.place : wish.place) ?? 'neutral';
  const ground = await planGround(deps, by, {
    ...{ pair: wish.pair, after: wish.after, mode },
    place: mode === 'in-person' ? place : null,
    minutes: wish.minutes ?? before?.minutes ?? 60,
  });
  if (isRefused(ground)) return ground;
  const view = drawUp(ground, planYear);
  if (view === null) return refuse('no-slot');
  if (wish.after !== undefined) return isSameAsNow(view, ground) ? refuse('no-better-plan') : view;
  const standing = view.dates.length === 0 ? planStanding(ground) : undefined;
  return standing ?? view;
}

/** One act for whoever types or chooses it: the draft, or first the question for which pair. */
export async function openPlan(deps: Deps, by: By, named?: string): Promise<View | Refused> {
  const own = await deps.db.read.pairs.of(by.person);
  const pair = named ?? (own.length === 1 ? own[0] : undefined);
  if (own.length === 0) return refuse('no-pair');
  if (pair === undefined) return { kind: 'which-pair', next: 'plan' };
  return own.includes(pair) ? draftPlan(deps, by, { pair }) : refuse('not-found');
}

/** One date put earlier or later, and those after it planned anew from the calendars of now. */
export async function shiftPlan(
  deps: Deps,
  by: By,
  view: PlanView,
  { index, to }: { index: number; to: 'earlier' | 'later' },
): Promise<PlanView | Refused> {
  if (!view.dates[index]) return refuse('wrong-values');
  const ground = await planGround(deps, by, view);
  if (isRefused(ground)) return ground;
  const dates = slotsOf(view);
  return drawUp(ground, (input) => shiftDate(input, dates, index, to)) ?? refuse('no-slot');
}

/** The draft once some of its dates are gone: the others stay, and what is missing is looked for. */
export const mendPlan = (ground: Ground, kept: Interval[]): PlanView | null =>
  drawUp(ground, (input) => {
    const days = kept.map(({ start }) => dayOf(start, input.zone));
    const found = planYear({ ...input, fixed: [...input.fixed, ...days] });
    const dates = [...kept, ...found.dates].toSorted((a, b) => a.start - b.start);
    return judgePlan(input, dates);
  });

export const slotsOf = ({ dates, minutes }: PlanView): Interval[] =>
  dates.flatMap(({ slot }) => {
    const read = readSlot(slot, 'UTC', minutes);
    return 'slot' in read ? [read.slot] : [];
  });

/**
 * A plan that has a date for every meeting planned anew. Where there is none for the last of them,
 * it stays where it is, and the others are planned around it: nothing is called off by a plan.
 */
function drawUp(ground: Ground, choose: (input: PlanInput) => Plan | null): PlanView | null {
  for (let count = ground.tail.length; count >= 0; count -= 1) {
    const replanned = ground.tail.slice(0, count);
    const input = inputOf(ground, replanned);
    const { rhythm } = input;
    const standing = judgePlan(input, []).total;
    const least = Math.max(rhythm.least, standing + count);
    const plan = choose({ ...input, rhythm: { ...rhythm, least } });
    if (!plan) return null;
    if (plan.dates.length >= count) return viewOf(ground, plan, replanned);
  }
  return null;
}

function viewOf(ground: Ground, plan: Plan, replanned: Meeting[]): PlanView {
  const { pair, minutes, mode, place, after } = ground.wish;
  const { meetings, spare, since, now } = ground;
  const ids = [...replanned, ...spare].map(({ id }) => id);
  const named = plan.dates.map((slot, index) => {
    const meeting = ids[index];
    return { slot: slotText(slot), ...(meeting === undefined ? {} : { meeting }) };
  });
  const used = new Set(ids.slice(0, plan.dates.length));
  return {
    ...{ kind: 'plan', pair, minutes, mode, place, dates: named, unread: ground.unread },
    broken: plan.gaps.filter((gap) => !gap.kept && (since === null || gap.to.day > since)),
    around: meetings
      .filter((m) => !used.has(m.id) && plannedDay(m, ground.pair.cohort.zone, now) !== null)
      .map(({ id }) => id),
    ...(after === undefined ? {} : { after }),
  };
}

const isSameAsNow = (view: PlanView, { meetings }: Ground): boolean =>
  view.dates.every(({ slot, meeting }) => {
    const standing = meetings.find((m) => m.id === meeting);
    const time = standing && timeOf(standing);
    return time && slotText(time) === slot;
  });

function planStanding({ pair, meetings, now }: Ground): YearView | undefined {
  const last = meetings.filter((m) => m.plan !== null && isAhead(m, now)).toSorted(byTime);
  const plan = last.at(-1)?.plan ?? null;
  return plan === null ? undefined : { kind: 'year', pair: pair.id, plan };
}

/** What a draft was asked for with. */
export const wishOf = ({ pair, minutes, mode, place, after }: PlanView): PlanWish => ({
  ...{ pair, minutes, mode, place, after },
});
