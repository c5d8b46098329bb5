import type { referent as french } from '../fr/referent.ts';

export const referent: typeof french = {
  title: 'Your referent',
  none: (replyTo) =>
    `No referent is named for your pair yet. Write to ${replyTo}: the programme’s team will answer.`,
  isYours: (contact) => `Your referent: ${contact}`,
  intro: 'For anything about your pair: write, phone, or ask for a call.',
  phone: (phone) => `Phone: ${phone}`,
  mail: (mail) => `Mail: ${mail}`,
  ask: 'Ask for a call',
  asked: (name) => `Your request has been passed on to ${name}, who will get in touch.`,
  askedTeam: 'Your request has been passed on to the programme’s team.',
};
