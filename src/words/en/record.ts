import type { MeetingState } from '../../domain/meeting.ts';
import type { record as french } from '../fr/record.ts';

const states: Record<MeetingState, string> = {
  proposed: 'to be confirmed',
  booked: 'to be recorded',
  held: 'took place',
  'not-held': 'did not take place',
  cancelled: 'cancelled',
};

export const record: typeof french = {
  heldTitle: (day) => `Did your meeting of ${day} take place?`,
  heldTitleNoDay: 'Did this meeting take place?',
  with: (partner) => `With ${partner}`,
  themes: 'General themes, one to three',
  themesError: 'Choose one to three themes.',
  date: 'Date of the meeting',
  dateError: 'Give a date within the programme, today at the latest.',
  yes: 'Yes, it took place',
  no: 'It did not take place',
  recorded: 'Meeting recorded',
  heldOn: (day, partner) => `${day}, with ${partner}`,
  saidBy: (name) => `Recorded by ${name}. Is this right?`,
  exact: 'This is right',
  correct: 'Correct',
  saveCorrection: 'Save',
  notHeldTitle: 'Noted: it did not take place',
  notHeldOn: (day, partner) => `The meeting of ${day} with ${partner}`,
  notHeldSaidBy: (name) => `Recorded by ${name}. If you did meet, choose “Correct”.`,
  bookNext: 'Book the next one',
  recordTitle: (partner) => `Record a meeting with ${partner}`,
  recordWhy: 'For a meeting you arranged without me.',
  save: 'Record the meeting',
  listTitle: (partner) => `Your meetings with ${partner}`,
  ahead: 'Ahead',
  toConfirm: 'to be confirmed',
  past: 'Recorded meetings',
  noNext: 'No meeting is planned yet.',
  empty: 'Nothing is recorded yet. Book a meeting, or record one you have already had.',
  state: (state) => states[state],
  andOlder: (count) => (count === 1 ? 'And one older meeting.' : `And ${count} older meetings.`),
};
