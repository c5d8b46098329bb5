import type { HeldModel, MeetingModel, Reader, YearModel } from '../../src/domain/card-model.ts';
import { aHeld, aMeeting, at, inParis, tuesday } from '../tell/sample-models.ts';
import { aDate, aYear, summer, years } from '../tell/sample-plans.ts';
import type { LinkPage } from './link-server.ts';

export const token = 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k';

/** Marc Lebrun reads: the mentor, partner of Awa Diallo. */
export const pageOf = (
  model: MeetingModel | HeldModel | YearModel,
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

const inReunion: Reader = { ...inParis, zone: 'Indian/Reunion', nameZone: true };
export const year = aYear({ broken: [summer] });
export const yearAnswered = aYear({
  dates: year.dates.map((date) => ({ ...date, agreement: 'agreed' as const, asked: false })),
  may: { confirm: false, undo: false, replan: false },
});

/** One page for each thing this address can have to say. */
export const pages = {
  proposals: pageOf(proposals),
  'proposals-while-one-stands': pageOf(
    aMeeting({ proposals: slots, time: tuesday }),
    {},
    inReunion,
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
  'one-proposal-left': pageOf(proposals, { now: Date.parse('2026-04-22T20:00:00Z') }),
  'moved-in-outlook': pageOf(aMeeting({ fromOutlook: true })),
  'cancelled-in-outlook': pageOf(aMeeting({ state: 'cancelled', fromOutlook: true, may: nothing })),
  year: pageOf(year),
  'year-en': pageOf(year, {}, { ...inParis, locale: 'en' }),
  'year-from-afar': pageOf(year, {}, inReunion),
  'year-partly': pageOf(
    aYear({
      dates: [
        aDate(0, { state: 'held', agreement: 'agreed' }),
        aDate(1, { agreement: 'other-time' }),
        aDate(2),
        aDate(3),
      ],
      calendars: 'failed',
    }),
  ),
  'year-read-late': pageOf(year, { now: Date.parse('2026-06-01T08:00:00Z') }),
  'year-agreed': pageOf(yearAnswered),
  'year-mine': pageOf(
    aYear({
      dates: year.dates.map((date) => ({ ...date, mine: true, asked: false })),
      may: { confirm: false, undo: true, replan: false },
    }),
    { referent: null },
  ),
  'year-undone': pageOf(years['year undone'] ?? year),
  question: pageOf(aHeld()),
  'question-en': pageOf(aHeld(), {}, { ...inParis, locale: 'en' }),
  recorded: pageOf(held),
  'recorded-by-other': pageOf({ ...held, iSaid: false, saidBy: 'Awa Diallo' }),
  'not-held': pageOf(aHeld({ state: 'not-held', saidBy: 'Awa Diallo' })),
} satisfies Record<string, LinkPage>;
