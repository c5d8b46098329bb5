import type { Reader } from '../../src/domain/card-model.ts';
import { aHeld, aMeeting, at, inParis, models, someSlots, tuesday } from '../tell/sample-models.ts';
import { pauses } from '../tell/sample-pauses.ts';
import { aDate, aPlan, aYear, summer, years } from '../tell/sample-plans.ts';
import { aRhythm } from '../tell/sample-rhythm.ts';
import type { LinkPage } from './link-server.ts';
import { over, survey, syntheses, wave } from './link-survey-samples.ts';

export const token = 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k';

export const pair = '0b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f60';
const plan = '3f0c7a52-6a0e-4a58-8f5d-2b7e9c1d4e6a';

type Model = LinkPage['model'];

const manner = { mode: 'video', place: null, minutes: 60 } as const;

/** The view of a model, as the product would tell it beside. */
function viewOf(model: Model): LinkPage['view'] {
  switch (model.kind) {
    case 'home':
      return { kind: 'rhythm', pair };
    case 'meeting':
    case 'held':
      return { kind: model.kind, meeting: model.meeting };
    case 'year':
      return { kind: 'year', pair, plan };
    case 'slots':
      return { kind: 'slots', pair, ...manner, slots: [text], unread: [] };
    case 'plan':
      return {
        ...{ kind: 'plan', pair, ...manner, dates: [{ slot: text }] },
        ...{ unread: [], broken: [], around: [] },
      };
    case 'find':
      return { kind: 'find', pair, ...(model.meeting ? { meeting: model.meeting } : {}) };
    case 'referent':
      return { kind: 'referent', pair, asked: model.asked };
    case 'pause':
      return { kind: 'pause', pair, pause: model.pause };
    case 'survey':
    case 'synthesis':
      return { kind: model.kind, wave: model.wave };
    default:
      return { kind: model.kind, pair };
  }
}

const text = '2026-04-21T08:00:00Z/2026-04-21T09:00:00Z';

/** Marc Lebrun reads: the mentor, partner of Awa Diallo. */
export const pageOf = (
  model: Model,
  change: Partial<LinkPage> = {},
  reader: Reader = inParis,
): LinkPage => ({
  reader,
  pair,
  view: viewOf(model),
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

type HomeModel = Extract<Model, { kind: 'home' }>;

const everything = { book: true, plan: true, record: true, pause: true, stop: true };
export const home = (change: Partial<HomeModel> = {}): HomeModel => ({
  ...{ kind: 'home', pair, partner: 'Awa Diallo', rhythm: aRhythm() },
  ...{ next: null, waiting: [], pause: null, may: everything, stopping: false },
  ...{ surveys: [], syntheses: [] },
  ...change,
});

export const pause = '3d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4b';
export const meeting = '5d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a4b';
const next: HomeModel['next'] = { meeting, time: tuesday, agreed: false };
const onePause = Object.values(pauses).find((model) => model.kind === 'pause') ?? null;

/** The card's own samples, which the page shows as well. */
const ofCards = (...kinds: Model['kind'][]): Record<string, LinkPage> =>
  Object.fromEntries(
    Object.entries({ ...models, ...pauses }).flatMap(([name, model]) => {
      const kept = kinds.some((kind) => kind === model.kind);
      return kept && isOfPage(model) ? [[name.replaceAll(' ', '-'), pageOf(model)]] : [];
    }),
  );

function sample(name: string): Model {
  const found = { ...models, ...pauses }[name];
  if (!found || !isOfPage(found)) throw new Error(`no sample of the page: ${name}`);
  return found;
}

const isOfPage = (model: { kind: string }): model is Model =>
  model.kind !== 'meetings' && model.kind !== 'rhythm';

const listed: Model = {
  ...{ kind: 'meetings', pair, partner: 'Awa Diallo' },
  meetings: [
    { meeting, day: '2026-05-05', state: 'held', themes: ['networks', 'taking-up-post'] },
    { meeting, day: '2026-04-21', state: 'held', themes: ['skills'] },
  ],
  ahead: [
    { meeting, time: tuesday, agreed: true },
    { meeting, time: at('2026-06-09', '14:30'), agreed: false },
  ],
  days: [{ kind: 'midterm', day: '2026-09-29' }],
};

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
  home: pageOf(home()),
  'home-en': pageOf(home(), {}, { ...inParis, locale: 'en' }),
  'home-with-a-meeting': pageOf(
    home({
      next,
      waiting: [
        { meeting, ask: 'answer', time: tuesday },
        { meeting, ask: 'held', time: at('2026-04-17', '10:00') },
      ],
    }),
  ),
  'home-paused': pageOf(
    home({
      pause: onePause && { ...onePause, state: 'agreed' },
      may: { ...everything, pause: false, stop: false },
      stopping: true,
    }),
  ),
  'home-over': pageOf(
    home({
      rhythm: aRhythm({ state: 'over' }),
      may: { book: false, plan: false, record: false, pause: false, stop: false },
    }),
  ),
  'home-with-surveys': pageOf(
    home({
      surveys: [{ wave, moment: 'end', until: '2027-04-15' }],
      syntheses: [{ wave, moment: 'midterm' }],
    }),
  ),
  survey: pageOf(survey()),
  'survey-signed-elsewhere': pageOf(survey({ state: 'signed' })),
  'survey-answered': pageOf(over('answered')),
  'survey-closed': pageOf(over('closed')),
  ...Object.fromEntries(
    Object.entries(syntheses).map(([name, model]) => [name, pageOf(model)] as const),
  ),
  slots: pageOf(someSlots),
  'slots-to-propose': pageOf({ ...someSlots, unread: 'theirs' }, {}, inReunion),
  'slots-none': pageOf({ ...someSlots, slots: [] }),
  plan: pageOf(aPlan({ partner: 'Awa Diallo' })),
  'plan-moving': pageOf(
    aPlan({
      ...{ tail: true, broken: [], unread: 'theirs' },
      dates: aPlan().dates.map(({ slot }) => ({ slot, from: tuesday })),
    }),
    {},
    inReunion,
  ),
  'plan-empty': pageOf(aPlan({ dates: [], broken: [] })),
  meetings: pageOf(listed),
  'meetings-none': pageOf({ ...listed, meetings: [], ahead: [], days: [] }),
  find: pageOf(sample('find')),
  'pause-form': pageOf(sample('pause form')),
  'pause-asked': pageOf(sample('pause asked of me')),
  'pause-runs': pageOf(sample('pause that runs')),
  'stop-form': pageOf(sample('stop form')),
  'stop-asked': pageOf(sample('stopping')),
  referent: pageOf(sample('referent')),
  record: pageOf(sample('record')),
  ...ofCards('find', 'record', 'referent', 'pause-form', 'pause'),
  ...ofCards('stop-form', 'stopping', 'ending'),
  question: pageOf(aHeld()),
  'question-en': pageOf(aHeld(), {}, { ...inParis, locale: 'en' }),
  recorded: pageOf(held),
  'recorded-by-other': pageOf({ ...held, iSaid: false, saidBy: 'Awa Diallo' }),
  'not-held': pageOf(aHeld({ state: 'not-held', saidBy: 'Awa Diallo' })),
};
