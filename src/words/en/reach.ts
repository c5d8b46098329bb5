import type { ReachState } from '../../domain/rhythm-model.ts';
import type { reach as french } from '../fr/reach.ts';

const states: Record<ReachState, string> = {
  unreachable: 'cannot be reached: the mail could not leave',
  'no-answer': 'no answer to the latest mails',
  'bot-lost': 'no longer in Teams, messages go by mail',
  bot: 'reached in Teams',
  mail: 'reached by mail',
};

const reasons: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'app removed',
  ForbiddenOperationException: 'app removed',
  MessageWritesBlocked: 'app blocked or removed',
  ConversationBlockedByUser: 'app blocked',
  BotDisabledByAdmin: 'app turned off by their organisation',
  ConversationNotFound: 'conversation not found',
  ErrorInvalidRecipients: 'address refused',
  'no-conversation': 'app removed',
};

export const reach: typeof french = {
  title: (cohort) => `Reach: ${cohort}`,
  nobody: 'Everybody in your pairs can be reached.',
  intro: 'In the pairs you are the referent of:',
  row: (name, pairCode) => `${name} (${pairCode})`,
  state: (state) => states[state],
  reason: (code) => reasons[code] ?? `reason: ${code}`,
  since: (day) => `since ${day}`,
  reached: (count) =>
    count === 1 ? 'One other person is reached.' : `The ${count} others are reached.`,
  more: (count) =>
    count === 1 ? 'One more person is concerned.' : `${count} more people are concerned.`,
  note: 'Silence is no fault: a call or another address is often enough. To correct an address, see the programme’s team.',
  welcomePair: (partner) => `The mentoring programme begins: you are paired with ${partner}.`,
  welcomeMentee: 'You set the rhythm and take the first step towards each meeting.',
  welcomeMentor: 'Your mentee sets the rhythm; you may propose a meeting too.',
  welcomeLink:
    'There is nothing to install. Your personal page lets you plan your meetings and get in touch with your referent:',
  reminder: (partner) => `As a reminder, your mentoring meeting with ${partner}:`,
  reminderLink: 'Something in the way? Your personal page lets you move or cancel it:',
};
