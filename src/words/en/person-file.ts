import type { personFile as french } from '../fr/person-file.ts';

export const personFile: typeof french = {
  title: (day) => `All that Télémaque keeps about you, ${day}`,
  ballots:
    'Answers to questionnaires bear no name: nobody can find them, neither for this file nor otherwise.',
  nothing: 'nothing',
  sections: {
    person: 'You',
    identities: 'Microsoft account',
    chats: 'Chats with the assistant',
    roles: 'Roles in a cohort',
    answering: 'Pairs you are the referent of',
    pairs: 'Pair',
    meetings: 'Meetings',
    list: 'Rows of the tracking list',
    pauses: 'Pauses',
    rhythm: 'Nudges and alerts',
    stops: 'Request to stop',
    days: 'Collective days',
    questionnaires: 'Questionnaires (received, answered; never the answers)',
    messages: 'Messages sent (of what kind, never their text)',
    links: 'Personal links',
    'looked-at': 'Who looked at your pair',
    'own-acts': 'What you looked at or changed',
  },
  // Their names in the store say the same.
  fields: {},
};
