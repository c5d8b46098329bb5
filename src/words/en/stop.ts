import type { stop as french } from '../fr/stop.ts';

export const stop: typeof french = {
  formTitle: (partner) => `Stop the mentoring with ${partner}`,
  formTells: (referent) => `Only your referent is told: ${referent}. No reason is asked.`,
  formTellsTeam: (replyTo) => `Only the programme’s team is told: ${replyTo}. No reason is asked.`,
  formPartner: (partner) =>
    `Télémaque says nothing of it to ${partner}: you will talk about it yourself, or your referent will.`,
  formSilence:
    'Reminders fall silent. Meetings already booked stay in your calendars, and you can still book one.',
  formBack: 'You can take this back as long as no last meeting has been offered.',
  ask: 'Confirm the stop',
  askedTitle: 'Your request to stop has been passed on',
  asked: (referent) => `Your referent will get in touch: ${referent}. Nobody else is told.`,
  askedTeam: (replyTo) =>
    `The programme’s team will get in touch: ${replyTo}. Nobody else is told.`,
  withdraw: 'Take my request back',
  withdrawnTitle: 'Your request to stop is withdrawn',
  withdrawn: 'Everything goes on as before, and reminders resume.',
  lastTitle: (partner) => `A last meeting with ${partner}`,
  last: 'Your mentoring is coming to its end. A last meeting is a time to take stock together and look at what comes next.',
  closedTitle: (partner) => `Your mentoring with ${partner} is over`,
  closed:
    'Meetings to come are cancelled; those that took place stay recorded. Thank you for the time you gave.',

  mailLast: (partner) =>
    `Your mentoring with ${partner} is coming to its end. A last meeting is a time to take stock together and look at what comes next.`,
  mailLastLink: 'Your personal page lets you book this meeting:',
  mailClosed: (partner) => `Your mentoring with ${partner} is over.`,
};
