import type { pause as french } from '../fr/pause.ts';

export const pause: typeof french = {
  formTitle: (partner) => `An agreed pause with ${partner}`,
  noReason:
    'A pause needs no reason. Reminders fall silent; meetings already booked stay in your calendars.',
  formThen: (partner) => `${partner} agrees in one press; nothing changes until then.`,
  pick: 'Until when?',
  weeks: (weeks, day) => `${weeks} weeks, until ${day}`,
  otherDay: 'Another last day',
  otherDayError: 'Choose the last day of the pause.',
  propose: 'Propose this day',
  noRoom:
    'The end of the programme is too close for a pause. Your referent can help you see what comes next.',
  askedTitle: (partner) => `${partner} proposes a pause`,
  until: (day) => `Until ${day}, that day included`,
  question: 'Does this suit you?',
  agree: 'Agreed',
  decline: 'Not now',
  mineTitle: 'Your proposal of a pause',
  waiting: (partner) => `It waits for ${partner}’s answer; nothing changes until then.`,
  withdraw: 'Withdraw the proposal',
  runningTitle: (partner) => `Agreed pause with ${partner}`,
  byReferent: 'Set by your referent.',
  endsAlone: 'It ends by itself; either of you can resume earlier.',
  resume: 'Resume now',
  declinedTitle: 'No pause for now',
  declinedByThem: (partner) =>
    `${partner} would rather go on. You can talk about it together, or with your referent.`,
  declinedByMe: (partner) =>
    `Your answer has been passed on to ${partner}. You can talk about it together, or with your referent.`,
  withdrawnTitle: 'Proposal of a pause withdrawn',
  withdrawn: 'Everything goes on as before.',
  lapsedTitle: 'Proposal of a pause out of date',
  lapsed: 'Its last day has passed: nothing has changed. You can propose another one.',
  endedTitle: 'The pause is over',
  ended: (partner) => `You can book your next meeting with ${partner} whenever you wish.`,
  menu: 'Take a pause',

  mailAsked: (partner, day) =>
    `${partner} proposes a pause in your mentoring meetings, until ${day}, that day included.`,
  mailAskedLink: 'Your personal page lets you say whether this suits you:',
  mailAgreed: (partner, day) =>
    `${partner} agrees to the pause you proposed, until ${day}, that day included.`,
  mailSet: (partner, day) =>
    `Your referent has set a pause in your mentoring meetings with ${partner}, until ${day}, that day included.`,
  mailRunsLink: 'Your personal page lets you resume earlier:',
  mailDeclined: (partner) =>
    `${partner} would rather go on without a pause for now. You can talk about it together, or with your referent.`,
  mailWithdrawn: (partner) =>
    `${partner} has withdrawn the proposal of a pause: everything goes on as before.`,
  mailResumed: (partner) =>
    `${partner} would like to resume your mentoring meetings: the pause is over.`,
  mailLifted: (partner) =>
    `The pause is over: you can take up your mentoring meetings with ${partner} again whenever you like.`,
  mailStateLink: 'Your personal page shows where your meetings stand:',
};
