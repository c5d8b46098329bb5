import type { link as french } from '../fr/link.ts';

const refusals: typeof french.refusals = {
  'no-pair': 'You are in no current pair. Write to the programme’s team if this surprises you.',
  'not-found': 'This does not exist, or no longer does. Open your link again from the message.',
  'not-yours-to-answer':
    'It is for the other one to answer this proposal. Here is how the meeting stands now.',
  'slot-unreadable': 'This time could not be read. Choose one from the list.',
  'slot-gone': 'This time is no longer free. Here is what is possible now.',
  'wrong-values': 'This answer could not be read. Choose among what this page offers.',
};

export const link: typeof french = {
  pageTitle: 'Télémaque: your personal page',
  opening: 'Opening your page…',
  about: 'Your personal page for your mentoring meetings: please do not forward its address.',
  doubt: 'Unsure about this page?',
  doubtReferent: (name) => `Check with your referent, ${name}`,
  doubtTeam: 'Write to the programme’s team:',
  team: 'For any question, the programme’s team:',
  choose: 'Choose this time',
  noneSuits: 'None suits me: another time',
  yearFailed:
    'Not all the invitations could be put in your calendars. Note these dates in yours and, if it happens again, tell the programme’s team.',
  allPast: 'These times have passed. You can ask for another one.',
  youWishOther: (partner) =>
    `You asked for another time: ${partner} can propose some, and so can you.`,
  calendarsFailed:
    'The invitation could not be put in your calendars. Note this date in yours and, if it happens again, tell the programme’s team.',
  already: 'This had already arrived: here is how things stand now.',
  home: 'What else I can do',
  homeTitle: (partner) => `Your pair with ${partner}`,
  next: 'Next meeting',
  waiting: 'Waiting for your answer',
  toAnswer: (moment) => `Time proposed: ${moment}`,
  answer: 'Answer',
  openThat: (what) => `Open: ${what}`,
  answerThat: (what) => `Answer: ${what}`,
  correctThat: (what) => `Correct: ${what}`,
  menu: 'What would you like to do?',
  book: 'Book a meeting',
  plan: 'Plan my meetings of the year',
  meetings: 'See my meetings',
  record: 'Record a meeting',
  recordWhy: 'For a meeting you arranged yourselves.',
  referent: 'Reach my referent',
  pause: 'Agree on a pause',
  seePause: 'See the pause',
  stop: 'Stop the mentoring',
  seeStop: 'See my request to stop',
  pausedUntil: (day) => `Pause agreed until ${day} included.`,
  pauseAsked: 'A pause is proposed.',
  change: 'Move or cancel',
  language: 'Français',
  sending: 'Sending…',
  retry: 'Try again',
  notSent: {
    busy: 'The service does not answer for now. Your choice is kept on this page: try again in a minute.',
    offline:
      'The connection was lost, and your answer may not have arrived. Your choice is kept on this page: you can send it again, it will count only once.',
  },
  renew: 'Receive a new link',
  renewed:
    'Done. A new link will reach your usual address within a few minutes; if it does not, answer the message in which you found this one.',
  mailRenewed: 'Here is the new link you asked for.',
  mailLink: (partner) => `Your personal page, for your mentoring meetings with ${partner}:`,
  mailNotYou: 'You asked for nothing? You may ignore this message: nothing has changed.',
  problem: {
    unknown: {
      title: 'This link is not recognised',
      text: 'It may be incomplete: open it again from the message, or copy all of it. If it still does not open, answer that message: the programme’s team will read it.',
    },
    expired: {
      title: 'This link is no longer valid',
      text: 'You can receive a new one: it will be sent to the address the programme has for you.',
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
