import type { YearMark } from '../../domain/card-model.ts';
import type { Agreement, MeetingState } from '../../domain/meeting.ts';
import type { GapReason } from '../../domain/plan.ts';
import type { year as french } from '../fr/year.ts';
import { count } from './count.ts';

const marks: Record<YearMark['kind'], string> = {
  launch: 'Launch day',
  midterm: 'Mid-term event (remote)',
  closing: 'Closing day',
  held: 'Meeting that took place',
  booked: 'Meeting already planned',
};

const open: Record<Agreement, string> = {
  asked: 'to be confirmed',
  agreed: 'confirmed',
  'other-time': 'another time is wished for',
};

const states: Record<MeetingState, string | null> = {
  proposed: null,
  booked: null,
  held: 'took place',
  'not-held': 'did not take place',
  cancelled: 'cancelled',
};

const mark = (days: number): string =>
  days % 7 === 0 ? `${count(days / 7)}-week mark` : `${days}-day mark`;

const reasons: Record<GapReason | 'open', (markDays: number) => string> = {
  past: (days) => `the ${mark(days)} has already passed`,
  notice: (days) => `the ${mark(days)} comes too soon to give you due notice`,
  'no-common-time': (days) => `no common time that would keep the ${mark(days)}`,
  'most-reached': (days) => `keeping the ${mark(days)} would take more meetings than a year has`,
  open: (days) => `one more date could keep the ${mark(days)}`,
};

export const year: typeof french = {
  title: (partner) => `Your meetings of the year with ${partner}`,
  mark: (kind) => marks[kind],
  state: (state, agreement) => states[state] ?? open[agreement],
  gap: (from, to, days, because) => `Between ${from} and ${to}, ${days} days: ${because}.`,
  because: (why, markDays) => reasons[why ?? 'open'](markDays),
  kept: (markDays) => `Between these dates, the ${mark(markDays)} is kept.`,
  suits: 'Untick the dates that do not suit you',
  suitsError: 'Leave at least one date ticked. If none will do, choose “None suits me”.',
  unticked: (partner) =>
    `For a date you untick, ${partner} will know that you would like another time.`,
  confirm: (number) => (number === 1 ? 'This date suits me' : 'These dates suit me'),
  none: 'None suits me',
  allAgreed: 'All these dates are confirmed.',
  empty: 'None of these dates is booked or proposed any more.',
  undo: 'Withdraw these proposals',
  replan: 'Plan the rest again',
  waiting: 'The invitations will reach both your calendars in a moment.',
  written: 'The invitations have gone to both your calendars.',
  failed:
    'Not all the invitations could be put in your calendars. Note these dates in yours; if it happens again, type “my referent”.',
};
