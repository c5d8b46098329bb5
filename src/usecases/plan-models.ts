import type { Tables } from '../db/db.ts';
import type {
  CardModel,
  MeetingModel,
  PlanModel,
  YearMark,
  YearModel,
} from '../domain/card-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Cohort, type DayKind, type Pair, partnerOf } from '../domain/people.ts';
import { judgePlan } from '../domain/plan.ts';
import { readSlot } from '../domain/slot-text.ts';
import { type Day, dayOf, type Instant } from '../domain/time.ts';
import type { PlanView } from '../domain/view.ts';
import {
  byTime,
  mendable,
  replanAfter,
  timeOf,
  waitingFor,
  withdrawable,
  workingDays,
} from '../domain/year.ts';
import { meetingModel, unreadOf } from './meeting-models.ts';
import { yearInput } from './plan-ground.ts';

/** A draft as its reader sees it: its dates, and the year around them. */
export async function planModel(
  t: Tables,
  view: PlanView,
  pair: Pair,
  reader: string,
): Promise<PlanModel> {
  const meetings = await t.meetings.ofPair(pair.id);
  const planned = view.dates.flatMap(({ meeting }) => meeting ?? []);
  return {
    kind: 'plan',
    pair: pair.id,
    partner: partnerOf(pair, reader).name,
    ...{ mode: view.mode, place: view.place, minutes: view.minutes },
    dates: view.dates.flatMap(({ slot, meeting }) => {
      const read = readSlot(slot, 'UTC', view.minutes);
      const from = meetings.find((m) => m.id === meeting)?.time ?? null;
      return 'slot' in read ? [{ slot: read.slot, from }] : [];
    }),
    marks: marksOf(
      pair.cohort,
      meetings.filter((m) => !planned.includes(m.id)),
    ),
    broken: view.broken,
    markDays: pair.cohort.settings.rhythm.markDays,
    unread: unreadOf(
      view.unread.includes(reader),
      view.unread.some((id) => id !== reader),
    ),
    tail: view.after !== undefined,
  };
}

/** A plan as it stands for one of the two, and what they may do about the whole of it. */
export async function yearModel(
  t: Tables,
  at: { pair: Pair; plan: string },
  reader: string,
  now: Instant,
): Promise<YearModel> {
  const { pair, plan } = at;
  const { zone, settings } = pair.cohort;
  const meetings = await t.meetings.ofPair(pair.id);
  const all = meetings.filter((m) => m.plan === plan);
  const planned = all.filter((m) => m.state !== 'cancelled' && timeOf(m)).toSorted(byTime);
  const models = await Promise.all(planned.map((m) => meetingModel(t, pair, m, reader, now)));
  const waiting = waitingFor(all, reader, now);
  const today = dayOf(now, zone);
  // What lies behind is nobody's to mend any more.
  const broken = brokenIn(pair, meetings, now).filter((gap) => gap.to.day > today);
  const replan = mendable(broken, today).length > 0;
  return {
    kind: 'year',
    pair: pair.id,
    plan,
    partner: partnerOf(pair, reader).name,
    dates: planned.flatMap((m) => dateOf(m, reader, waiting) ?? []),
    marks: marksOf(
      pair.cohort,
      meetings.filter((m) => !planned.includes(m)),
    ),
    broken,
    markDays: settings.rhythm.markDays,
    calendars: worst(models),
    may: {
      confirm: waiting.length > 0,
      undo: withdrawable(all, reader, now).length > 0,
      replan,
    },
    replanAfter: (replan && replanAfter(broken, meetings, zone, now)) || null,
  };
}

function dateOf(
  meeting: Meeting,
  reader: string,
  waiting: Meeting[],
): YearModel['dates'][number] | null {
  const time = timeOf(meeting);
  if (!time) return null;
  const { id, state, agreement, proposedBy } = meeting;
  const asked = waiting.includes(meeting);
  return { meeting: id, time, state, agreement, mine: proposedBy === reader, asked };
}

/** What people must be told of first: an invitation that failed, then one on its way. */
function worst(models: MeetingModel[]): MeetingModel['calendars'] {
  const order = ['failed', 'waiting', 'written'] as const;
  return order.find((one) => models.some(({ calendars }) => calendars === one)) ?? 'none';
}

/** No calendar is read for a card: until somebody looks, each working day might keep the mark. */
function brokenIn(pair: Pair, meetings: Meeting[], now: Instant): YearModel['broken'] {
  const input = yearInput(pair, meetings, now);
  const candidates = workingDays(pair.cohort, input.from);
  return judgePlan({ ...input, candidates }, []).gaps.filter(({ kept }) => !kept);
}

const dayKinds = ['launch', 'midterm', 'closing'] as const satisfies readonly DayKind[];

export const collectiveDays = (cohort: Cohort): { kind: DayKind; day: Day }[] =>
  dayKinds
    .map((kind) => ({ kind, day: cohort[kind] }))
    .toSorted((a, b) => a.day.localeCompare(b.day));

function marksOf(cohort: Cohort, meetings: Meeting[]): YearMark[] {
  const own = meetings.flatMap(({ state, heldOn, time }): YearMark[] => {
    if (state === 'held' && heldOn !== null) return [{ day: heldOn, kind: 'held' }];
    const stands = state === 'booked' && time;
    return stands ? [{ day: dayOf(stands.start, cohort.zone), kind: 'booked' }] : [];
  });
  return [...collectiveDays(cohort), ...own].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** What was held, what is to come, and the programme's own days. */
export async function meetingsModel(
  t: Tables,
  pair: Pair,
  partner: string,
  now: Instant,
): Promise<CardModel> {
  const all = await t.meetings.ofPair(pair.id);
  const held = all.filter((m) => m.state === 'held' && m.heldOn !== null);
  const rows = await Promise.all(
    held.map(async (m) => ({
      day: m.heldOn ?? pair.cohort.launch,
      state: m.state,
      themes: await t.meetings.themes(m.id),
    })),
  );
  const today = dayOf(now, pair.cohort.zone);
  return {
    kind: 'meetings',
    pair: pair.id,
    partner,
    meetings: rows.sort((a, b) => b.day.localeCompare(a.day)),
    ahead: all
      .flatMap(({ id, state, time, agreement }) =>
        state === 'booked' && time && time.end > now
          ? [{ meeting: id, time, agreed: agreement === 'agreed' }]
          : [],
      )
      .sort((a, b) => a.time.start - b.time.start),
    days: collectiveDays(pair.cohort).filter(({ day }) => day >= today),
  };
}
