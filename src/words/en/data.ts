import type { data as french } from '../fr/data.ts';

export const data: typeof french = {
  link: 'Your data',
  title: 'Your data',
  lang: 'en',
  other: 'En français, plus haut',
  intro:
    'Télémaque cannot keep what you say to each other: it has no place for free text. This is all it keeps, what for, and until when.',
  by: (body) => `Controller: ${body}.`,
  write: (mail) => `To use your rights or ask a question: ${mail}.`,
  rights:
    'You may ask for a copy of all that is kept about you, and have it corrected or erased. An erasure closes your pair and takes its meetings away, which are the other person’s too; the team tells them. Your answers to questionnaires bear no name: nobody can find them. If an answer does not satisfy you, you may turn to the CNIL, the French data protection authority.',
  readers:
    'The mentoring coaches of your cohort read dates and themes. The pilot reads totals only. Every look at a pair is written down.',
  keptTitle: 'What is kept',
  keptColumns: ['What', 'What for', 'Until when'],
  outsideTitle: 'Elsewhere than in the store',
  outsideColumns: ['Where', 'What becomes of it'],
  proof:
    'Each purge and each erasure leaves a signed proof, which tells how much and when, and names nobody.',
  accessLink: 'Accessibility',
  whose: {
    person: 'one person',
    pair: 'the two people of a pair',
    cohort: 'the cohort',
    nobody: 'nobody',
  },
  why: {
    know: {
      what: 'Name, address, profession, institution, département, role, pair, referent',
      why: 'to know who takes part, with whom, and who accompanies them',
    },
    reach: {
      what: 'Microsoft account, chat with the assistant, personal links (as a fingerprint)',
      why: 'to reach you where you are, and nowhere else',
    },
    meet: {
      what: 'Times, form and place of meetings, answers to invitations, days of the programme',
      why: 'to put meetings in calendars and to remind you',
    },
    list: {
      what: 'Date and general themes of each meeting',
      why: 'to keep the tracking list that the coaches read',
    },
    rhythm: {
      what: 'Nudges, agreed pauses, alerts to the referent, a wish to stop (without a reason)',
      why: 'to notice a pair that does not meet any more',
    },
    ask: {
      what: 'Who was sent a questionnaire and who has answered',
      why: 'to remind only those who have not answered',
    },
    tell: {
      what: 'Answers to questionnaires, sealed and without a name, then their synthesis',
      why: 'to draw a synthesis in which nobody can be recognised',
    },
    once: {
      what: 'Messages sent: of what kind, when and with what end, never their text',
      why: 'to send nothing twice and lose nothing',
    },
    prove: {
      what: 'Who looked at a pair, took a file away or changed a setting; proofs of erasure',
      why: 'to be accountable',
    },
    run: { what: 'Technical settings', why: 'to run the service' },
  },
  clock: {
    closing: '180 days after the cohort’s closing day (or the time the cohort has chosen)',
    'last-cohort': 'until your last cohort is purged',
    synthesis: 'some minutes after the questionnaire closes',
    link: '30 days after the link expires',
    month: '30 days',
    day: 'one day',
    read: 'until it is dealt with',
    ids: 'as long as the service, as ids that lead to nobody any more',
    service: 'as long as the service',
  },
  eraser: {
    purge: 'purge of the cohort',
    erasure: 'erasure on request',
    'by-itself': 'by itself, in time',
    stays: 'stays',
  },
  outside: {
    events: {
      where: 'Events in the calendar of the programme mailbox',
      fate: 'past ones are deleted without a message, coming ones are called off with one',
    },
    attendees: {
      where: 'Copies of events in your calendar and the other person’s',
      fate: 'in your mailboxes: yours alone to delete',
    },
    inbox: {
      where: 'Answers to invitations that the programme mailbox received',
      fate: 'the service can neither read nor delete them: the mailbox’s retention rule, set by the administrator',
    },
    list: {
      where: 'Rows of the committee’s SharePoint list (code of the pair, date, themes)',
      fate: 'deleted one by one',
    },
    chats: {
      where: 'Messages of the assistant in Teams',
      fate: 'deleted from the chat, unless you have blocked the assistant',
    },
    mails: {
      where: 'Mails received from the programme',
      fate: 'in your mailbox: yours alone to delete; no copy is kept when they are sent',
    },
    keys: {
      where: 'Keys of questionnaires, outside the store (key folder or Key Vault)',
      fate: 'destroyed at the closing; a vault may keep a deleted key for up to 90 days',
    },
    logs: {
      where: 'Technical logs of the service',
      fate: 'ids only, neither names nor addresses; for as long as its operator says, a year at most',
    },
    files: {
      where: 'Files taken away, the file the cohort was imported from',
      fate: 'with whoever holds them: a date to destroy them by stands in them',
    },
    'recoverable-items': { where: 'Exchange’s recoverable items', fate: '14 days, 30 at most' },
    'recycle-bin': { where: 'SharePoint’s recycle bins', fate: '93 days' },
    'chat-copies': {
      where: 'Compliance copies of Teams',
      fate: 'by the organisation’s retention rules',
    },
    backups: { where: 'Backups of the store', fate: '35 days at most' },
    'log-ahead': {
      where: 'Write-ahead log of a database server',
      fate: 'with its backups, 35 days at most',
    },
  },
};
