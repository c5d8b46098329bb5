import type { HomeModel } from '../../src/domain/link-model.ts';
import type { TabPage, YearLine } from '../../src/domain/tab-model.ts';
import { at, tuesday } from '../tell/sample-models.ts';
import { aRhythm } from '../tell/sample-rhythm.ts';
import { home, pages as linkPages, meeting, pageOf, pair } from './link-samples.ts';

export const otherPair = '1b9f8f5e-3c58-4f0e-9a5e-1d2c3b4a5f61';
const id = (last: number): string => `6d1f7c1e-8a4b-4f7e-b1b5-9c0d1e2f3a0${last}`;

/** From February to December 2026, looked at on 20 April: two meetings held, one booked. */
export const aYearLine = (change: Partial<YearLine> = {}): YearLine => ({
  ...{ launch: '2026-02-10', midterm: '2026-06-30', closing: '2026-12-15', today: '2026-04-20' },
  meetings: [
    { meeting: id(1), day: '2026-02-20', state: 'held' },
    { meeting: id(2), day: '2026-03-31', state: 'held' },
    { meeting, day: '2026-05-05', state: 'booked' },
    { meeting: id(4), day: '2026-06-16', state: 'proposed' },
    { meeting: id(5), day: '2026-10-08', state: 'booked' },
  ],
  pauses: [{ from: '2026-07-20', until: '2026-08-23' }],
  missing: [{ from: '2026-06-16', to: '2026-10-08' }],
  band: { from: '2026-03-31', until: '2026-05-26' },
  ...{ held: 2, least: 5, most: 10 },
  ...change,
});

/** Marc Lebrun reads: the mentor of Awa Diallo, and no coach has looked elsewhere. */
export const tabOf = (page: Omit<TabPage, 'pairs' | 'year' | 'recorded'>): TabPage => ({
  ...page,
  pairs: [{ pair, partner: 'Awa Diallo' }],
  year: aYearLine(),
  recorded: {
    rows: [
      { day: '2026-02-20', themes: ['taking-up-post'] },
      { day: '2026-03-31', themes: ['networks', 'team-and-cooperation'] },
    ],
    coaches: ['Claire Morvan', 'Paul Riou'],
    recording: 'at-once',
    looks: [
      { at: Date.parse('2026-04-17T07:05:00Z'), name: 'Claire Morvan', what: 'sheet' },
      { at: Date.parse('2026-04-10T14:30:00Z'), name: 'Paul Riou', what: 'export' },
      { at: Date.parse('2026-04-02T06:00:00Z'), name: 'Claire Morvan', what: 'sheet' },
      { at: Date.parse('2026-03-20T08:40:00Z'), name: 'Paul Riou', what: 'sheet' },
    ],
  },
});

export const homeOf = (model: Partial<HomeModel> = {}, change: Partial<TabPage> = {}): TabPage => ({
  ...tabOf(pageOf(home(model))),
  ...change,
});

const next: HomeModel['next'] = { meeting, time: tuesday, agreed: true };
const nothing = { book: false, plan: false, record: false, pause: false, stop: false };
const empty = { meetings: [], pauses: [], missing: [], held: 0 };
const sinceLaunch = aRhythm({ since: { anchor: 'launch', day: '2026-02-10' } });

/** One page for each thing the year can need most. */
export const homes = {
  home: homeOf({ next }),
  planned: homeOf({ next, may: { ...home().may, plan: false } }),
  asked: homeOf({
    next,
    waiting: [
      { meeting, ask: 'answer', time: tuesday },
      { meeting: id(2), ask: 'held', time: at('2026-04-17', '10:00') },
    ],
  }),
  held: homeOf({ waiting: [{ meeting, ask: 'held', time: at('2026-04-17', '10:00') }] }),
  due: homeOf(
    {},
    { year: aYearLine({ missing: [], pauses: [], meetings: aYearLine().meetings.slice(0, 2) }) },
  ),
  empty: homeOf(
    { rhythm: sinceLaunch },
    {
      year: aYearLine({ ...empty, band: { from: '2026-02-10', until: '2026-04-07' } }),
      recorded: { rows: [], coaches: [], recording: 'at-checkpoints', looks: [] },
      referent: null,
    },
  ),
  over: homeOf(
    { rhythm: aRhythm({ state: 'over' }), may: nothing },
    { year: aYearLine({ today: '2026-12-20', band: null, missing: [] }) },
  ),
  'two-pairs': homeOf(
    { next },
    {
      pairs: [
        { pair, partner: 'Awa Diallo' },
        { pair: otherPair, partner: 'Inès Carpentier' },
      ],
    },
  ),
  english: { ...homeOf({ next }), reader: { ...pageOf(home()).reader, locale: 'en' as const } },
} satisfies Record<string, TabPage>;

/** What the personal page shows of a pair, on top of the year. */
export const views = Object.fromEntries(
  Object.entries(linkPages).map(([name, page]) => [name, tabOf(page)]),
) as { [Name in keyof typeof linkPages]: TabPage };
