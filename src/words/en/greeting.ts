import type { greeting as french } from '../fr/greeting.ts';

const whichPair: Record<Parameters<typeof french.whichPair>[0], string> = {
  pause: 'Whom would you like to agree on a pause with?',
  stop: 'Which pair is it about?',
  find: 'Whom would you like to meet?',
  record: 'Whom did you meet?',
  meetings: 'Which pair’s meetings would you like to see?',
  referent: 'For which pair are you looking for your referent?',
  plan: 'With whom would you like to plan your meetings of the year?',
};

const roles: Record<Parameters<typeof french.role>[0], string> = {
  mentee: 'You set the rhythm: type “book” whenever you would like to meet.',
  mentor: 'Your mentee sets the rhythm; you may propose a meeting too.',
  coach: 'When a pair you are the referent of would like a call, you will read it here.',
  pilot: 'As pilot, you see neither the dates nor the themes of the pairs.',
};

export const greeting: typeof french = {
  hello: (name) => `Hello ${name}`,
  who: (bodyName) => `I am Télémaque, the mentoring assistant provided to you by: ${bodyName}.`,
  role: (role) => roles[role],
  pairOf: (partner) =>
    `You are paired with ${partner}. I help you find times to meet, put them in your calendars, and ask afterwards whether you met.`,
  pairsOf: (partners) =>
    `You belong to several pairs, with ${partners}. I help you find times to meet, put them in your calendars, and ask afterwards whether you met.`,
  book: 'Book',
  plan: 'Plan my meetings',
  meetings: 'My meetings',
  record: 'Record',
  referent: 'Referent',
  helpTitle: 'What would you like to do?',
  helpIntro: 'Choose below, or type one of these words:',
  helpWords: [
    '“book”: set up a meeting',
    '“plan my meetings”: set up those of the year, all at once',
    '“my meetings”: read dates and themes again',
    '“record”: add a meeting arranged without me',
    '“my referent”: how to reach them, or a call',
    '“pause”: agree on a pause, without giving a reason',
    '“stop”: tell your referent',
    '“questionnaire”: answer it while it is open',
    '“language”: switch to French',
  ],
  helpNoPair:
    'You are in no pair, so there is nothing to book here. When a pair you are the referent of would like a call, you will read it in this conversation. To change language, type “language”.',
  languageTitle: 'Which language should I write to you in?',
  languageNow: 'Today I write to you in English.',
  whichPair: (next) => whichPair[next],
  whichPairLabel: 'Your pair',
  whichPairError: 'Choose a pair.',
  goOn: 'Continue',
  strangerTitle: 'We have not met yet',
  stranger: (replyTo) =>
    `Your account is not among those of the mentoring programme. If you take part in it, write to ${replyTo} from the address you registered with: the team will link your account.`,
};
