import type { Unread } from '../../domain/card-model.ts';
import type { booking as french } from '../fr/booking.ts';
import { weeks } from './count.ts';

const why: Record<Unread, (partner: string, since: string | null) => string> = {
  nobody: (_, since) =>
    since === null
      ? 'The first one: free in both calendars, within working hours.'
      : `The first one: you are both free; ${since}.`,
  mine: (partner, since) =>
    `Calendar not visible: yours.${first(since)} Check the time: it will be proposed to ${partner}, and nothing is booked before the answer.`,
  theirs: (partner, since) =>
    `Calendar not visible: ${partner}’s, who will choose among your proposals. Nothing is booked until then.${first(since)}`,
  both: (partner, since) =>
    `Calendar not visible, for either of you. Check your own; ${partner} will choose among your proposals. Nothing is booked until then.${first(since)}`,
};

const first = (since: string | null): string => (since === null ? '' : ` The first one: ${since}.`);

const since: Record<Parameters<typeof french.since>[0], (number: number) => string> = {
  launch: () => 'for a first meeting, as early as can be',
  meeting: (number) => `${weeks(number)} after the meeting before`,
};

export const booking: typeof french = {
  findTitle: (partner) => `What kind of meeting would you like with ${partner}?`,
  moveTitle: (partner) => `Move your meeting with ${partner}`,
  mode: 'How would you like to meet?',
  modeError: 'Choose video or in person.',
  inPerson: 'In person',
  minutes: 'For how long?',
  minutesError: 'Choose a length.',
  where: 'Where, if you meet in person?',
  whereError: 'Choose a place.',
  seeSlots: 'See the times',
  slotsTitle: (partner) => `When would you like to meet ${partner}?`,
  pickOne: 'Your time',
  pickSome: 'Times that suit you',
  pickOneError: 'Choose a time.',
  pickSomeError: 'Choose at least one time.',
  why: (unread, partner, after) => why[unread](partner, after),
  since: (anchor, number) => since[anchor](number),
  firstIs: (moment) => `The first time is ${moment}.`,
  noSlot: 'No common time in the weeks ahead. Try a shorter meeting, or video.',
  book: 'Book',
  move: 'Move to this time',
  propose: 'Propose these times',
  proposeOne: 'Propose this time',
  otherCriteria: 'Other criteria',
};
