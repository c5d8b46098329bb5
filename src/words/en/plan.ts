import type { Unread } from '../../domain/card-model.ts';
import type { plan as french } from '../fr/plan.ts';
import { count } from './count.ts';

const why: Record<Unread, (partner: string) => string> = {
  nobody: () => 'You are both free on these dates, within working hours.',
  mine: (partner) =>
    `Calendar not visible: yours. Check these dates; they will be proposed to ${partner}, and nothing is booked before the answer.`,
  theirs: (partner) =>
    `Calendar not visible: ${partner}’s, who will say which dates suit. Nothing is booked until then.`,
  both: (partner) =>
    `Calendar not visible, for either of you. Check your own; ${partner} will say which dates suit. Nothing is booked until then.`,
};

const dates = (number: number): string =>
  number === 1 ? 'Here is one date' : `Here are ${count(number)} dates`;

export const plan: typeof french = {
  title: (partner) => `Plan your meetings with ${partner}`,
  tailTitle: (partner) => `Plan the rest again with ${partner}`,
  dates: (number) => `${dates(number)} for the year. Nothing is booked yet.`,
  tailDates: (number) => `${dates(number)} for what comes next. Nothing changes until you agree.`,
  insteadOf: (moment) => `instead of ${moment}`,
  why: (unread, partner) => why[unread](partner),
  enough: 'There is nothing to add: your meetings already follow a good rhythm.',
  noDate:
    'I find no date to add for now. You can look for a single meeting, or talk to your referent about it.',
  confirm: (number) => (number === 1 ? 'Book this date' : `Book these ${number} dates`),
  propose: (number) => (number === 1 ? 'Propose this date' : `Propose these ${number} dates`),
  shift: 'Shift a date',
  which: 'Date to shift (those after it follow)',
  whichError: 'Choose the date to shift.',
  earlier: 'Earlier',
  later: 'Later',
  onlyOne: 'A single meeting',
};
