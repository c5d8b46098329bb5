import type { coach as french } from '../fr/coach.ts';
import { finding } from './finding.ts';
import { refusals as everywhere } from './refusals.ts';

type Standing = Parameters<typeof french.standing>[0];

const standings: Record<Standing, string> = {
  stop: 'Wish to stop',
  call: 'Call asked for',
  unreachable: 'To be reached',
  late: 'No meeting',
  due: 'To be booked',
  paused: 'Paused',
  'on-track': 'On track',
  closed: 'Closed',
};

const acts: Partial<Record<Standing, string>> = {
  stop: 'See it through',
  call: 'Call back',
  unreachable: 'Reach them',
  late: 'Check in',
};

const pairs = (number: number): string => (number === 1 ? 'one pair' : `${number} pairs`);

export const coach: typeof french = {
  pageTitle: 'Télémaque: your cohort',
  opening: 'Opening your cohort…',
  reading: 'Reading…',
  sending: 'Sending…',
  retry: 'Try again',
  message: 'Notice',
  sections: {
    label: 'Parts of this tab',
    mine: 'My pairs',
    all: 'Whole cohort',
    report: 'Overview',
    waves: 'Questionnaires',
    programme: 'Programme',
  },
  cohort: 'Cohort',
  search: 'Find a name or a code',
  searchShort: 'Name or code',
  filters: 'Show only',
  narrow: 'Filter',
  standing: (standing) => standings[standing],
  filter: (standing, number) => `${standings[standing]}, ${pairs(number)}`,
  clear: 'Show all',
  shownOf: (shown) =>
    shown === 0 ? 'No pair shown.' : `${shown} pair${shown === 1 ? '' : 's'} shown.`,
  today: {
    title: 'For you today',
    waiting: (number) => (number === 1 ? 'One pair needs you.' : `${number} pairs need you.`),
    green: 'Nothing is waiting for you today.',
    greenText: (number) =>
      number === 1
        ? 'Your pair is going at its own pace.'
        : 'Your pairs are going at their own pace.',
    again: (day) => `Worth another look on ${day}, if nothing else is booked by then.`,
    noAgain: 'No mark lies ahead. You will be told if anything changes.',
  },
  others: 'The other pairs',
  pairsTitle: 'The pairs, by code',
  none: {
    mine: 'You are the referent of no pair in this cohort.',
    mineText: 'Pairs you answer for will be listed here. The whole cohort is within reach:',
    all: 'This cohort has no pairs yet.',
    allText: 'Import the cohort’s file: you will see what changes before anything does.',
    import: 'Import a file',
    found: 'No pair matches.',
    foundText: 'Change the letters or the filters, or show everything again.',
  },
  more: 'Show more',
  finding,
  fact: {
    stop: (day) => `Wish to stop, told on ${day}`,
    call: (day) => `Call asked for on ${day}`,
    unreachable: (day) => `Messages not arriving since ${day}`,
    none: (day) => `No meeting yet since ${day}`,
    since: (day) => `No meeting since ${day}`,
    due: (until) => `To be booked by ${until}`,
    paused: (until) => `Paused until ${until}`,
    next: (day) => `Meeting on ${day}`,
    last: (day) => `Last meeting on ${day}`,
    started: (day) => `Launch on ${day}`,
    closed: 'Closed pair',
  },
  act: (standing) => acts[standing] ?? null,
  actThat: (act, names) => `${act}: ${names}`,
  key: {
    label: 'What the years show',
    held: 'held',
    booked: 'booked',
    proposed: 'proposed',
    pause: 'agreed pause',
    silence: 'no meeting since',
    today: 'today',
  },
  sheet: {
    back: 'Back to the pairs',
    code: (code) => `Pair ${code}`,
    referent: (name) => `Referent: ${name}`,
    noReferent: 'No referent is named yet',
    deputies: (names) => `Deputies: ${names}`,
    alerts: 'What needs your attention',
    recorded: 'What is recorded of this pair',
    sameAsPair: 'The pair sees these very rows in its own tab, and who looked at them.',
    contacts: 'How to reach them',
    pauseTitle: 'An agreed pause',
    pauseRuns: (from, until) => `Agreed pause from ${from} to ${until} included.`,
    pauseUntil: 'Last day of the pause',
    setPause: 'Set a pause',
    resume: 'End the pause',
    handOverTitle: 'Hand this pair over',
    handOverThen:
      'From tomorrow on this person answers for it and gets its alerts. You can undo this at once.',
    handOver: 'Hand this pair over',
    handOverTo: 'Coach',
    alone: 'You are the only coach of this cohort: there is nobody to hand it over to.',
    others: 'Hand this alert over to',
    giveAlert: 'Hand the alert over',
    close: 'Close the pair…',
    keep: 'Do not close',
    choose: 'Choose…',
    notYours:
      'You see this pair’s dates and themes. Its alerts and what can be done are for its referent.',
  },
  undo: 'Undo',
  already: 'That had arrived before: here is how things stand now.',
  said: {
    'alert-seen': 'Noted.',
    'alert-given': 'The alert is with your colleague.',
    'alert-taken-back': 'Undone: the alert is yours again.',
    'pair-given': 'The pair is handed over to your colleague.',
    'pair-taken-back': 'Undone: you answer for this pair again.',
    'pause-set': 'The pause is set, and both are told.',
    resumed: 'The pause has ended.',
    'last-meeting-offered': 'A last meeting is offered to both.',
    'pair-closed': 'The pair is closed, and both are told.',
  },
  refusals: {
    ...everywhere,
    'not-found': 'This does not exist, or no longer does. Here is how things stand now.',
    'wrong-values': 'This answer could not be read. Choose among what this page offers.',
    'nothing-to-undo': 'There is nothing left to undo. Here is how things stand now.',
    'pause-stands': 'A pause is already proposed or under way: there is only one at a time.',
    'pair-stopping': 'Somebody asked to stop in this pair: there is no room for a pause.',
  },
  problem: {
    alone: {
      title: 'This page opens in Teams',
      text: 'Open Télémaque in Microsoft Teams, then the “Cohort” tab. Your pairs are there.',
    },
    consent: {
      title: 'Teams is not yet allowed to recognise you here',
      text: 'Close this tab, open it again and accept what Microsoft asks. If nothing is asked, your organisation may have to allow it: tell your IT service.',
    },
    cancelled: {
      title: 'You did not finish signing in',
      text: 'To show your cohort, Teams has to tell us who you are. Try again, then accept what Microsoft asks.',
    },
    'no-token': {
      title: 'Teams could not tell us who you are',
      text: 'Try again. If this happens again, close Teams and open it anew.',
    },
    'sign-in': {
      title: 'Your sign-in is no longer valid',
      text: 'Try again. If this happens again, sign out of Teams and in again.',
    },
    'unknown-person': {
      title: 'Your account is not linked to the programme',
      text: 'This tab is for those who look after a cohort. If you do, write to the programme’s team from the address you were enrolled with.',
    },
    'app-role': {
      title: 'Your account lacks a role',
      text: 'The programme knows you, but your account does not have the role “Coach” or “Pilot” of Télémaque in Entra yet. Ask your IT service for it, then open this tab again.',
    },
    'not-found': {
      title: 'This tab is for the programme’s team',
      text: 'Coaches and pilots look after their cohort here. Your own year of mentoring is in the “Pair” tab.',
    },
    'too-many': {
      title: 'Many requests in a short time',
      text: 'Nothing has changed. Wait a minute, then try again.',
    },
    busy: {
      title: 'Your cohort cannot be shown right now',
      text: 'The service does not answer. Nothing has changed: try again in a minute.',
    },
    offline: {
      title: 'No connection',
      text: 'Nothing has changed. Try again once the connection is back.',
    },
  },
  pairGone: {
    title: 'This pair is not within your reach',
    text: 'It does not exist, or it belongs to another cohort.',
  },
};
