import type { CardModel, HeldModel, MeetingModel, Reader } from '../../src/domain/card-model.ts';
import { themes } from '../../src/domain/theme.ts';
import type { Interval } from '../../src/domain/time.ts';
import { alerts } from './sample-alerts.ts';
import { pauses } from './sample-pauses.ts';
import { plans, years } from './sample-plans.ts';
import { reaches } from './sample-reach.ts';
import { rhythms } from './sample-rhythm.ts';
import { surveys } from './sample-surveys.ts';

/** Awa Diallo is the mentee, Marc Lebrun the mentor; the year is 2026. */
export const inParis: Reader = { locale: 'fr', zone: 'Europe/Paris', nameZone: false };
export const inEnglish: Reader = { ...inParis, locale: 'en' };
export const inReunion: Reader = { locale: 'fr', zone: 'Indian/Reunion', nameZone: true };

export const tag = { card: '7c9e6679-7425-40de-944b-e07fc1f90ae7', rev: 3 };

const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';
const meeting = '5d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4b';
const laterMeeting = '5d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4c';

/** An hour that starts at a time of Paris summer. */
export const at = (day: string, hour: string, minutes = 60): Interval => {
  const start = Date.parse(`${day}T${hour}:00+02:00`);
  return { start, end: start + minutes * 60_000 };
};

export const tuesday = at('2026-05-05', '14:00');
const slots = [
  at('2026-04-21', '10:00'),
  at('2026-04-22', '14:30'),
  at('2026-04-23', '10:00'),
  at('2026-04-24', '14:30'),
  at('2026-04-27', '10:00'),
];

const referent = {
  name: 'Claire Morvan',
  mail: 'claire.morvan@programme.example',
  phone: '01 00 00 00 12',
};

const nothing = { accept: false, decline: false, move: false, cancel: false, undo: false };

export const aMeeting = (change: Partial<MeetingModel> = {}): MeetingModel => ({
  kind: 'meeting',
  meeting,
  pair,
  state: 'booked',
  agreement: 'asked',
  mine: false,
  fromOutlook: false,
  partner: 'Awa Diallo',
  wishedBy: null,
  time: tuesday,
  proposals: [],
  mode: 'video',
  place: null,
  placeLabel: null,
  joinUrl: null,
  linkMissing: false,
  calendars: 'written',
  undoes: null,
  may: { ...nothing, accept: true, decline: true, cancel: true },
  ...change,
});

export const aHeld = (change: Partial<HeldModel> = {}): HeldModel => ({
  kind: 'held',
  meeting,
  partner: 'Awa Diallo',
  state: 'booked',
  time: tuesday,
  heldOn: null,
  recorded: [],
  themes: [...themes[1]],
  iSaid: false,
  saidBy: null,
  recording: 'at-once',
  earliest: '2026-04-14',
  today: '2026-05-06',
  ...change,
});

const aFind: Extract<CardModel, { kind: 'find' }> = {
  kind: 'find',
  pair,
  meeting: null,
  partner: 'Marc Lebrun',
  places: [
    { place: 'mentee', label: 'Centre hospitalier de la Baie, Roscaël' },
    { place: 'mentor', label: 'Hôpital du Lac, Aiguebelle' },
    { place: 'neutral', label: null },
  ],
  standing: null,
};

export const someSlots: Extract<CardModel, { kind: 'slots' }> = {
  kind: 'slots',
  pair,
  meeting: null,
  partner: 'Marc Lebrun',
  mode: 'video',
  place: null,
  minutes: 60,
  slots,
  unread: 'nobody',
  since: { anchor: 'meeting', days: 41 },
};

const aWelcome: Extract<CardModel, { kind: 'welcome' }> = {
  kind: 'welcome',
  name: 'Awa Diallo',
  bodyName: 'Agence du mentorat public',
  roles: ['mentee'],
  partners: ['Marc Lebrun'],
  referent,
  recording: 'at-once',
};

const joinUrl = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0';
const agreedMay = { ...nothing, move: true, cancel: true };

/** One model for each thing a card can have to say. */
export const models: Record<string, CardModel> = {
  welcome: aWelcome,
  'welcome of a mentor of two': {
    ...aWelcome,
    roles: ['mentor'],
    partners: ['Awa Diallo', 'Paul Rey'],
    recording: 'at-checkpoints',
  },
  'welcome of a coach': { ...aWelcome, roles: ['coach', 'pilot'], partners: [], referent: null },
  help: { kind: 'help', mayBook: true, site: 'https://mentorat.example' },
  'help of a coach': { kind: 'help', mayBook: false },
  language: { kind: 'language', current: 'fr' },
  'which pair': {
    kind: 'which-pair',
    next: 'find',
    pairs: [
      { id: pair, partner: 'Awa Diallo', cohort: 'Promotion 2026' },
      { id: meeting, partner: 'Paul Rey', cohort: 'Promotion 2025' },
    ],
  },
  'which pair to plan for': {
    kind: 'which-pair',
    next: 'plan',
    pairs: [{ id: pair, partner: 'Awa Diallo', cohort: 'Promotion 2026' }],
  },
  find: aFind,
  'find to move': {
    ...aFind,
    meeting,
    standing: { mode: 'in-person', place: 'mentor', minutes: 90 },
  },
  slots: someSlots,
  'slots, mine unread': { ...someSlots, unread: 'mine' },
  'slots, theirs unread': { ...someSlots, unread: 'theirs' },
  'slots, both unread': { ...someSlots, unread: 'both', mode: 'in-person', place: 'neutral' },
  'slots, first of all': { ...someSlots, since: { anchor: 'launch', days: 3 } },
  'slots, nothing before': { ...someSlots, since: null },
  'slots to move to': { ...someSlots, meeting, minutes: 90 },
  'no slot': { ...someSlots, slots: [] },
  'asked of me': aMeeting(),
  'asked of me, all open': aMeeting({
    undoes: 'move',
    may: { accept: true, decline: true, move: true, cancel: true, undo: true },
  }),
  'asked by me': aMeeting({
    mine: true,
    undoes: 'booking',
    calendars: 'waiting',
    may: { ...nothing, move: true, cancel: true, undo: true },
  }),
  'proposals to me': aMeeting({
    state: 'proposed',
    time: null,
    proposals: slots.slice(0, 3),
    calendars: 'none',
  }),
  'proposals by me': aMeeting({
    state: 'proposed',
    time: null,
    mine: true,
    proposals: slots.slice(0, 3),
    calendars: 'none',
    may: agreedMay,
  }),
  'new proposals while one stands': aMeeting({ proposals: slots.slice(0, 2) }),
  'moved in Outlook': aMeeting({ fromOutlook: true }),
  'wished by Outlook': aMeeting({
    proposals: slots.slice(0, 1),
    may: { ...nothing, accept: true, decline: true, move: true, cancel: true },
  }),
  'cancelled in Outlook': aMeeting({ state: 'cancelled', fromOutlook: true, may: nothing }),
  agreed: aMeeting({ agreement: 'agreed', joinUrl, may: agreedMay }),
  'agreed after a move': aMeeting({
    agreement: 'agreed',
    joinUrl,
    undoes: 'move',
    may: { ...agreedMay, undo: true },
  }),
  'agreed without link': aMeeting({ agreement: 'agreed', linkMissing: true, may: agreedMay }),
  'agreed, calendars failed': aMeeting({
    agreement: 'agreed',
    mode: 'in-person',
    place: 'mentor',
    placeLabel: 'Hôpital du Lac, Aiguebelle',
    calendars: 'failed',
    may: agreedMay,
  }),
  'other time wished': aMeeting({
    agreement: 'other-time',
    mine: true,
    wishedBy: 'Awa Diallo',
    may: agreedMay,
  }),
  'other time I wished': aMeeting({ agreement: 'other-time', may: agreedMay }),
  cancelled: aMeeting({ state: 'cancelled', undoes: 'cancel', may: { ...nothing, undo: true } }),
  'meeting held': aMeeting({ state: 'held', agreement: 'agreed', may: nothing }),
  newer: { kind: 'newer', time: tuesday },
  'newer without time': { kind: 'newer', time: null },
  held: aHeld(),
  'held said by other': aHeld({
    state: 'held',
    heldOn: '2026-05-05',
    recorded: ['networks', 'taking-up-post'],
    saidBy: 'Awa Diallo',
  }),
  'held said by me': aHeld({
    state: 'held',
    heldOn: '2026-05-05',
    recorded: ['networks'],
    iSaid: true,
  }),
  'held outside the tool': aHeld({
    state: 'held',
    time: null,
    heldOn: '2026-05-01',
    recorded: ['other'],
    saidBy: 'Awa Diallo',
  }),
  'not held': aHeld({ state: 'not-held', saidBy: 'Awa Diallo' }),
  record: {
    kind: 'record',
    pair,
    partner: 'Awa Diallo',
    themes: [...themes[1]],
    earliest: '2026-04-14',
    today: '2026-05-06',
    recording: 'at-checkpoints',
  },
  meetings: {
    kind: 'meetings',
    pair,
    partner: 'Awa Diallo',
    meetings: [
      { day: '2026-07-07', state: 'held', themes: ['networks', 'taking-up-post', 'career-path'] },
      { day: '2026-06-02', state: 'not-held', themes: [] },
      { day: '2026-05-01', state: 'held', themes: ['other'] },
    ],
    ahead: [
      { meeting: laterMeeting, time: tuesday, agreed: true },
      { meeting, time: at('2026-06-09', '10:00'), agreed: false },
    ],
    days: [
      { kind: 'midterm', day: '2026-05-19' },
      { kind: 'closing', day: '2026-12-08' },
    ],
  },
  'no meetings': {
    kind: 'meetings',
    pair,
    partner: 'Awa Diallo',
    meetings: [],
    ahead: [],
    days: [],
  },
  'one meeting ahead': {
    kind: 'meetings',
    pair,
    partner: 'Awa Diallo',
    meetings: [],
    ahead: [{ meeting, time: tuesday, agreed: true }],
    days: [{ kind: 'launch', day: '2026-04-14' }],
  },
  'very many meetings': {
    kind: 'meetings',
    pair,
    partner: 'Awa Diallo',
    meetings: Array.from({ length: 80 }, () => ({
      day: '2026-09-30',
      state: 'held' as const,
      themes: ['institution-and-culture' as const, 'communication' as const, 'other' as const],
    })),
    ahead: [],
    days: [{ kind: 'closing', day: '2026-12-08' }],
  },
  referent: { kind: 'referent', pair, referent, asked: false, replyTo: 'equipe@programme.example' },
  'referent asked': {
    kind: 'referent',
    pair,
    referent: { ...referent, phone: null },
    asked: true,
    replyTo: 'equipe@programme.example',
  },
  'no referent': {
    kind: 'referent',
    pair,
    referent: null,
    asked: false,
    replyTo: 'equipe@programme.example',
  },
  'no referent, asked': {
    kind: 'referent',
    pair,
    referent: null,
    asked: true,
    replyTo: 'equipe@programme.example',
  },
  ...alerts,
  ...reaches,
  ...plans,
  ...years,
  ...pauses,
  ...rhythms,
  ...surveys,
  stranger: { kind: 'stranger', replyTo: 'equipe@programme.example' },
};
