import type { HeldModel, MeetingModel, Reader } from '../../src/domain/card-model.ts';
import { aHeld, aMeeting, at, inParis, tuesday } from '../tell/sample-models.ts';
import type { LinkPage } from './link-server.ts';

export const token = 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k';

/** Marc Lebrun reads: the mentor, partner of Awa Diallo. */
export const pageOf = (
  model: MeetingModel | HeldModel,
  change: Partial<LinkPage> = {},
  reader: Reader = inParis,
): LinkPage => ({
  reader,
  model,
  bodyName: 'Agence du mentorat public',
  replyTo: 'equipe@programme.example',
  referent: { name: 'Claire Morvan', phone: '01 00 00 00 12' },
  now: Date.parse('2026-04-20T08:00:00Z'),
  ...change,
});

export const slots = [
  at('2026-04-21', '10:00'),
  at('2026-04-22', '14:30'),
  at('2026-04-23', '10:00'),
];

const nothing = { accept: false, decline: false, move: false, cancel: false, undo: false };
const agreedMay = { ...nothing, move: true, cancel: true };
const joinUrl = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0';

export const proposals = aMeeting({
  state: 'proposed',
  time: null,
  proposals: slots,
  calendars: 'none',
});
export const asked = aMeeting({
  mode: 'in-person',
  place: 'mentee',
  placeLabel: 'Centre hospitalier de la Baie, Roscaël',
});
export const agreed = aMeeting({ agreement: 'agreed', joinUrl, may: agreedMay });
export const otherTime = aMeeting({
  agreement: 'other-time',
  time: null,
  state: 'proposed',
  may: agreedMay,
  calendars: 'none',
});
export const held = aHeld({
  state: 'held',
  heldOn: '2026-05-05',
  recorded: ['networks', 'taking-up-post'],
  iSaid: true,
});

/** One page for each thing this address can have to say. */
export const pages = {
  proposals: pageOf(proposals),
  'proposals-while-one-stands': pageOf(
    aMeeting({ proposals: slots, time: tuesday }),
    {},
    { ...inParis, zone: 'Indian/Reunion', nameZone: true },
  ),
  'proposals-past': pageOf(proposals, { now: Date.parse('2026-04-24T08:00:00Z') }),
  'proposals-mine': pageOf({ ...proposals, mine: true, may: agreedMay }),
  asked: pageOf(asked),
  agreed: pageOf(agreed),
  'agreed-troubled': pageOf(
    aMeeting({ agreement: 'agreed', linkMissing: true, calendars: 'failed', may: agreedMay }),
  ),
  'agreed-begun': pageOf(aMeeting({ agreement: 'agreed', may: nothing, calendars: 'waiting' })),
  'other-time': pageOf(otherTime),
  'other-time-theirs': pageOf(
    { ...otherTime, mine: true, wishedBy: 'Awa Diallo' },
    { referent: null },
  ),
  cancelled: pageOf(aMeeting({ state: 'cancelled', may: nothing })),
  question: pageOf(aHeld()),
  'question-en': pageOf(aHeld(), {}, { ...inParis, locale: 'en' }),
  recorded: pageOf(held),
  'recorded-by-other': pageOf({ ...held, iSaid: false, saidBy: 'Awa Diallo' }),
  'not-held': pageOf(aHeld({ state: 'not-held', saidBy: 'Awa Diallo' })),
} satisfies Record<string, LinkPage>;
