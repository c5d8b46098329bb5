import type { AlertCause, AlertOutcome } from '../../domain/rhythm-model.ts';
import type { alert as fr } from '../fr/alert.ts';
import { count } from './count.ts';

const titles: Record<AlertCause, string> = {
  inactive: 'A pair with no meeting set',
  unreachable: 'Somebody our messages no longer reach',
  stop: 'A wish to stop mentoring',
  call: 'A request for a call',
};

const inShort: Record<AlertCause, (since: string) => string> = {
  inactive: (since) => `no meeting set, counted from ${since}`,
  unreachable: (since) => `messages not received since ${since}`,
  stop: (since) => `a wish to stop, said on ${since}`,
  call: (since) => `a call asked for on ${since}`,
};

const outcomes: Record<AlertOutcome, string> = {
  acted: 'The pair has a meeting set, proposed or recorded again. This alert is closed.',
  paused: 'The pair is on a pause. This alert is closed.',
  reached: 'Our messages arrive again. This alert is closed.',
  seen: 'This request has been seen: the rest is between you.',
  withdrawn: 'This wish was taken back: the pair goes on. This alert is closed.',
  ended: 'The pair is closed.',
};

const mark = (days: number): string =>
  days % 7 === 0 ? `${count(days / 7)}-week mark` : `${days}-day mark`;

export const alert: typeof fr = {
  title: (cause) => titles[cause],
  pair: (code) => `Pair ${code}`,
  passed: (days) => `The ${mark(days)} has passed, and no meeting is set.`,
  sinceLaunch: (day) => `No meeting yet since the launch on ${day}.`,
  sinceMeeting: (day) => `Last meeting: ${day}.`,
  unreachable: (name, day) =>
    `Since ${day} our messages to ${name} arrive neither in Teams nor by email.`,
  stop: (name, day) => `${name} told us on ${day} of a wish to stop.`,
  stopThen:
    'No reason is asked for. The other person hears nothing of it from Télémaque, and reminders are silent. Meetings that are set stay so until the pair is closed.',
  offered: 'A last meeting is offered to both.',
  call: (name, day) => `${name} would like to talk to you (asked on ${day}).`,
  tried: 'What was tried',
  nothingTried: 'No message had been sent yet.',
  triedMentee: (name, day) => `A message to ${name} on ${day}.`,
  triedBoth: (day) => `A message to each of the two on ${day}.`,
  contacts: 'How to reach them',
  seenBy: (name) => `Seen by ${name}.`,
  given: (name) => `This alert is now with ${name}.`,
  outcome: (outcome) => outcomes[outcome],
  callThem: (name) => `Call ${name}`,
  see: 'Seen',
  more: 'More',
  offerLast: 'Offer a last meeting',
  close: 'Close the pair',
  closeIntro:
    'Meetings ahead will be taken out of both calendars, and each will get the same message. This cannot be undone.',
  closeConfirm: 'Yes, close the pair',
  moreTitle: 'What would you like to do?',
  pause: 'Set a pause',
  pauseUntil: 'Pause until',
  pauseUntilError: 'Choose the last day of the pause.',
  pauseThen: 'The pause begins today and ends by itself. Each of the two is told.',
  handOver: 'Hand over to a colleague',
  to: 'Coach',
  toError: 'Choose a colleague.',
  handOverThen: 'From today on this person looks after the pair with you and gets this alert.',
  back: 'Back',
  digestTitle: (cohort) => `Your alerts · ${cohort}`,
  digestNone: 'No alert is open any more.',
  digestRow: (names, code) => `${names} (pair ${code})`,
  inShort: (cause, since) => inShort[cause](since),
  isNew: 'new',
  digestClosed: (number) =>
    number === 1
      ? 'One alert has closed since the last summary.'
      : `${number} alerts have closed since the last summary.`,
  digestMore: (number) => (number === 1 ? 'And one more alert.' : `And ${number} more alerts.`),
  which: 'Which alert would you like to open?',
  whichError: 'Choose an alert.',
  open: 'Open',
};
