import type { said as french } from '../fr/said.ts';

export const said: typeof french = {
  booked: 'The meeting is in your calendars, to be confirmed.',
  proposed: 'Your proposals are on their way.',
  accepted: 'Agreed: the meeting is confirmed.',
  declined: 'Passed on: another time is asked for.',
  moved: 'The meeting is moved, to be confirmed.',
  cancelled: 'The meeting is cancelled, and the other one is told.',
  undone: 'Undone.',
  held: 'Thank you, it is recorded.',
  'not-held': 'Thank you, it is noted.',
  corrected: 'The correction is saved.',
  recorded: 'The meeting is recorded.',
  'language-set': 'Agreed: I will write to you in English.',
  'call-asked': 'Your request has been passed on.',
  'card-was-old': 'Your card was a little old: here is how things stand now.',
  'not-understood': 'I did not understand your message, and did not keep it.',
  pause: 'A pause is agreed with your referent: here is how to reach them.',
  stop: 'To stop, please talk to your referent first: here is how to reach them.',
};
