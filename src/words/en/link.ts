import type { link as french } from '../fr/link.ts';

const refusals: typeof french.refusals = {
  'no-pair': 'You are in no current pair. Write to the programme’s team if this surprises you.',
  'not-found': 'This does not exist, or no longer does. Open your link again from the message.',
  'not-yours-to-answer':
    'It is for the other one to answer this proposal. Here is how the meeting stands now.',
  'slot-unreadable': 'This time could not be read. Choose one from the list.',
  'slot-gone': 'This time is no longer proposed. Here is how the meeting stands now.',
  'wrong-values': 'This answer could not be read. Choose among what this page offers.',
};

export const link: typeof french = {
  pageTitle: 'Télémaque: your personal page',
  opening: 'Opening your page…',
  about: 'Your personal page for this mentoring meeting: please do not forward its address.',
  doubt: 'Unsure about this page?',
  doubtReferent: (name) => `Check with your referent, ${name}`,
  doubtTeam: 'Write to the programme’s team:',
  team: 'For any question, the programme’s team:',
  choose: 'Choose this time',
  noneSuits: 'None suits me: another time',
  yearAbout: 'Your personal page for your mentoring meetings: please do not forward its address.',
  yearFailed:
    'Not all the invitations could be put in your calendars. Note these dates in yours and, if it happens again, tell the programme’s team.',
  toChangeDates: (partner) => `To move or cancel a date, write to ${partner}`,
  allPast: 'These times have passed. You can ask for another one.',
  youWishOther: (partner) =>
    `You asked for another time. ${partner} has been told and can propose some.`,
  calendarsFailed:
    'The invitation could not be put in your calendars. Note this date in yours and, if it happens again, tell the programme’s team.',
  toMove: (partner) => `To move or cancel it, write to ${partner}`,
  toPropose: (partner) => `To propose a time, write to ${partner}`,
  toBook: (partner) => `To set up another one, write to ${partner}`,
  orReferent: (name) => `or to your referent, ${name}`,
  sending: 'Sending…',
  retry: 'Try again',
  notSent: {
    busy: 'The service does not answer for now. Your choice is kept on this page: try again in a minute.',
    offline:
      'The connection was lost, and your answer may not have arrived. Your choice is kept on this page: you can send it again, it will count only once.',
  },
  problem: {
    unknown: {
      title: 'This link is not recognised',
      text: 'It may be incomplete: open it again from the message, or copy all of it. If it still does not open, answer that message: the programme’s team will read it.',
    },
    expired: {
      title: 'This link is no longer valid',
      text: 'To receive a new one at your usual address, answer the message in which you found it: the programme’s team will read it.',
    },
    busy: {
      title: 'Your page does not open for now',
      text: 'The service is busy. Nothing has changed: try again in a minute.',
    },
    offline: {
      title: 'There is no connection',
      text: 'Nothing has changed. Try again once the connection is back.',
    },
  },
  refusals,
};
