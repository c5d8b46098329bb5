import type { tab as french } from '../fr/tab.ts';
import { count } from './count.ts';
import { finding } from './finding.ts';

type State = Parameters<typeof french.year.state>[0];

const states: Record<State, string> = {
  held: 'took place',
  booked: 'booked',
  proposed: 'proposed, to be confirmed',
};

const refusals: typeof french.refusals = {
  'not-found': 'This does not exist, or no longer does. Here is how your pair stands now.',
};

export const tab: typeof french = {
  pageTitle: 'Télémaque: your pair',
  opening: 'Opening your year…',
  slow: 'This is taking longer than usual: the connection seems slow.',
  close: 'Close',
  message: 'Notice',
  firstVisit: {
    title: 'Welcome to your tab',
    text: [
      'It shows your year of mentoring at a glance, from the launch to the closing day: what took place, what is booked, and where a meeting is missing.',
      'You can book, move, cancel or note a meeting here, and agree on a pause. The person you are paired with sees the same dates.',
      'Whatever changes a calendar can be undone.',
    ],
    done: 'Got it',
  },
  pairs: 'Your pairs',
  year: {
    title: 'Your year',
    finding,
    usual: (least, most) => `A year usually has ${count(least)} to ${count(most)} meetings.`,
    from: (launch, closing) => `From ${launch} to ${closing}`,
    asText: 'See as text',
    launch: 'Launch',
    midterm: 'Midterm',
    closing: 'Closing',
    today: 'Today',
    state: (state) => states[state],
    meeting: (day, state) => `${day}: meeting ${states[state]}`,
    missing: 'A meeting is missing',
    missingFrom: (from, to) => `Between ${from} and ${to}, a meeting is missing`,
    pause: 'Agreed pause',
    pauseFrom: (from, until) => `From ${from} to ${until} included, agreed pause`,
    band: (until) => `The guide’s mark for the next meeting: ${until}`,
    key: { held: 'held', booked: 'booked', proposed: 'proposed' },
  },
  need: {
    sayHeld: 'Say whether it took place',
    answerPause: 'Answer',
    see: 'See this meeting',
    plan: 'Plan the year’s meetings',
    gap: (from, to) => `Between ${from} and ${to}, a meeting is still missing.`,
    over: 'Your year of mentoring is over.',
    none: 'Nothing is asked of you for now.',
    unsent: 'Your ballot for the questionnaire, without your name, has not left yet.',
    finish: 'Finish it',
  },
  alsoWaiting: 'Also waiting for your answer',
  meetings: 'Your meetings',
  noMeeting: 'Your meetings will show here once the first one is booked or noted.',
  recorded: {
    title: 'What is recorded about you, and who sees it',
    table: 'The tracking list, as the programme’s team sees it',
    day: 'Day',
    themes: 'Themes',
    none: 'Nothing stands in it for now.',
    readBy: (names) => `Besides the two of you, it is seen by ${names}.`,
    readByNobody: 'Nobody but the two of you sees it for now.',
    looks: 'Who looked at it, and when',
    looked: { sheet: 'opened your page', export: 'exported the cohort’s meetings' },
    lookedByNobody: 'Nobody has looked at it in Télémaque yet.',
    olderLooks: (number) => (number === 1 ? 'See the one before' : `See the ${number} before`),
    looksElsewhere: 'What is read in the list itself, in SharePoint, is not known here.',
  },
  askTalk: 'Ask for a talk',
  noReferent: 'No referent has been named yet. The programme’s team will answer you:',
  dates: 'The programme’s dates',
  past: 'gone by',
  more: 'Other things to do',
  problem: {
    alone: {
      title: 'This page opens in Teams',
      text: 'Open Télémaque in Microsoft Teams, then the tab “Pair”. Your year and your meetings are there.',
    },
    consent: {
      title: 'Teams is not allowed yet to tell us who you are',
      text: 'Close the tab, open it again and accept Microsoft’s request. If nothing is asked, tell the programme’s team: your institution may have to allow it. Meanwhile, type “book” in the chat.',
    },
    cancelled: {
      title: 'You did not finish signing in',
      text: 'To show your year, Teams has to tell us who you are. Try again, then accept Microsoft’s request.',
    },
    'no-token': {
      title: 'Teams could not tell us who you are',
      text: 'Try again. If it happens once more, close Teams and open it again; the chat still works.',
    },
    'sign-in': {
      title: 'Your sign-in is no longer valid',
      text: 'Try again. If it happens once more, sign out of Teams and in again.',
    },
    'unknown-person': {
      title: 'Your account is not linked to the programme',
      text: 'Open Teams with the account you enrolled with, or write to the programme’s team from that address.',
    },
    'not-found': {
      title: 'No pair to show',
      text: 'You have no pair here, or it is no longer current. If this surprises you, type “my referent” in the chat.',
    },
    'too-many': {
      title: 'Many requests in a short time',
      text: 'Nothing has changed. Wait for a minute, then try again.',
    },
    busy: {
      title: 'Your year cannot be shown right now',
      text: 'The service does not answer. Nothing has changed: try again in a minute.',
    },
    offline: {
      title: 'No connection',
      text: 'Nothing has changed. Try again once the connection is back.',
    },
  },
  refusals,
};
