import type { PlanModel, YearModel } from '../../src/domain/card-model.ts';
import type { Gap } from '../../src/domain/plan.ts';
import type { Interval } from '../../src/domain/time.ts';

/** Awa Diallo and Marc Lebrun are in a year from 14 April to 8 December 2026. */
const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';
const planId = '3f0c7a52-6a0e-4a58-8f5d-2b7e9c1d4e6a';

const meetingIds = [
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c61',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c62',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c63',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c64',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c65',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c66',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c67',
  'a1d5b0f2-0c4e-4f3a-9b7d-1e2f3a4b5c68',
] as const;
export const [firstMeeting, secondMeeting, thirdMeeting] = meetingIds;

const hourFrom = (start: string): Interval => {
  const at = Date.parse(start);
  return { start: at, end: at + 3_600_000 };
};

/** Clocks go back on 25 October: ten in the morning is nine UTC from then on. */
export const yearSlots = [
  hourFrom('2026-05-05T08:00:00Z'),
  hourFrom('2026-06-09T12:30:00Z'),
  hourFrom('2026-07-03T08:00:00Z'),
  hourFrom('2026-09-10T12:30:00Z'),
  hourFrom('2026-10-13T08:00:00Z'),
  hourFrom('2026-11-17T09:00:00Z'),
];

const marks: YearModel['marks'] = [
  { day: '2026-04-14', kind: 'launch' },
  { day: '2026-09-29', kind: 'midterm' },
  { day: '2026-12-08', kind: 'closing' },
];

const marksAndMeetings: PlanModel['marks'] = [
  { day: '2026-04-14', kind: 'launch' },
  { day: '2026-04-21', kind: 'held' },
  { day: '2026-05-26', kind: 'booked' },
  { day: '2026-09-29', kind: 'midterm' },
  { day: '2026-12-08', kind: 'closing' },
];

export const summer: Gap = {
  from: { kind: 'new', day: '2026-07-03' },
  to: { kind: 'new', day: '2026-09-10' },
  days: 69,
  kept: false,
  why: 'no-common-time',
};

export const aPlan = (change: Partial<PlanModel> = {}): PlanModel => ({
  kind: 'plan',
  pair,
  partner: 'Marc Lebrun',
  mode: 'video',
  place: null,
  minutes: 60,
  dates: yearSlots.map((slot) => ({ slot, from: null })),
  marks,
  broken: [summer],
  markDays: 56,
  unread: 'nobody',
  tail: false,
  ...change,
});

type YearDate = YearModel['dates'][number];

export const aDate = (index: number, change: Partial<YearDate> = {}): YearDate => {
  const date = {
    meeting: meetingIds[index] ?? '',
    time: yearSlots[index] ?? hourFrom('2026-12-01T09:00:00Z'),
    state: 'booked' as const,
    agreement: 'asked' as const,
    mine: false,
    ...change,
  };
  const isOpen = date.state === 'booked' || date.state === 'proposed';
  return { asked: isOpen && date.agreement === 'asked' && !date.mine, ...date };
};

const everyDate = (change: Partial<YearDate>) => yearSlots.map((_, index) => aDate(index, change));
const nothing = { confirm: false, undo: false, replan: false };

/** As Marc Lebrun reads it, to whom Awa Diallo proposed the year. */
export const aYear = (change: Partial<YearModel> = {}): YearModel => ({
  kind: 'year',
  pair,
  plan: planId,
  partner: 'Awa Diallo',
  dates: everyDate({}),
  marks,
  broken: [],
  markDays: 56,
  calendars: 'written',
  may: { ...nothing, confirm: true },
  replanAfter: null,
  ...change,
});

const eight = [...yearSlots, hourFrom('2026-11-24T09:00:00Z'), hourFrom('2026-12-01T13:30:00Z')];

const reasons = ['past', 'notice', 'no-common-time', 'most-reached', null] as const;

/** One for each thing the card of a plan can have to say. */
export const plans: Record<string, PlanModel> = {
  plan: aPlan(),
  'plan of eight dates, every gap kept': aPlan({
    dates: eight.map((slot) => ({ slot, from: null })),
    marks: marksAndMeetings,
    broken: [],
    mode: 'in-person',
    place: 'neutral',
    minutes: 90,
  }),
  'plan of one date': aPlan({ dates: aPlan().dates.slice(0, 1), broken: [] }),
  'plan, mine unread': aPlan({ unread: 'mine' }),
  'plan, theirs unread': aPlan({ unread: 'theirs' }),
  'plan, both unread': aPlan({ unread: 'both' }),
  'plan broken for every reason': aPlan({
    markDays: 60,
    broken: reasons.map((why) => ({ ...summer, why })),
  }),
  'tail of a plan': aPlan({
    tail: true,
    broken: [],
    dates: [
      { slot: hourFrom('2026-09-15T08:00:00Z'), from: yearSlots[3] ?? null },
      { slot: hourFrom('2026-10-20T08:00:00Z'), from: yearSlots[4] ?? null },
      { slot: hourFrom('2026-11-17T09:00:00Z'), from: yearSlots[5] ?? null },
    ],
  }),
  'plan without a date': aPlan({ dates: [] }),
  'plan with nothing to add': aPlan({ dates: [], broken: [] }),
};

/** One for each thing a plan can come to. */
export const years: Record<string, YearModel> = {
  'year asked of me': aYear(),
  'year of eight asked of me': aYear({
    dates: eight.map((time, index) => aDate(index, { time, state: 'proposed' })),
    broken: [summer],
    calendars: 'none',
  }),
  'year partly asked of me': aYear({
    dates: [
      aDate(0, { state: 'held', agreement: 'agreed' }),
      aDate(1, { agreement: 'agreed' }),
      aDate(2, { agreement: 'other-time' }),
      aDate(3),
      aDate(4),
    ],
    may: { ...nothing, confirm: true, replan: true },
    replanAfter: thirdMeeting,
    calendars: 'waiting',
  }),
  'year one date of which is asked': aYear({ dates: [aDate(0)] }),
  'year asked by me': aYear({
    dates: everyDate({ mine: true }),
    may: { ...nothing, undo: true },
    partner: 'Marc Lebrun',
    calendars: 'waiting',
  }),
  'year agreed': aYear({ dates: everyDate({ agreement: 'agreed' }), may: nothing }),
  'year to be planned anew': aYear({
    dates: [
      aDate(0, { state: 'held', agreement: 'agreed' }),
      aDate(1, { state: 'not-held', agreement: 'agreed' }),
      aDate(2, { agreement: 'other-time', mine: true }),
      aDate(3, { agreement: 'agreed' }),
    ],
    broken: [summer],
    may: { ...nothing, replan: true },
    replanAfter: secondMeeting,
    calendars: 'failed',
  }),
  'year undone': aYear({ dates: [], may: nothing, calendars: 'none' }),
};
