import type { SlotsModel } from '../../domain/card-model.ts';
import type { booking as french } from '../fr/booking.ts';

const why: Record<SlotsModel['unread'], (partner: string) => string> = {
  nobody: () => 'First comes the nearest one: free in both calendars, within working hours.',
  mine: (partner) =>
    `Calendar not visible: yours. First comes the nearest time for ${partner}; check that it suits you.`,
  theirs: (partner) =>
    `Calendar not visible: ${partner}’s, who will choose among your proposals. Nothing is booked until then.`,
  both: (partner) =>
    `Calendar not visible, for either of you. Check your own; ${partner} will choose among your proposals. Nothing is booked until then.`,
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
  why: (unread, partner) => why[unread](partner),
  firstIs: (moment) => `The first time is ${moment}.`,
  noSlot: 'No common time in the weeks ahead. Try a shorter meeting, or video.',
  book: 'Book',
  move: 'Move to this time',
  propose: 'Propose these times',
  otherCriteria: 'Other criteria',
};
