import type { Frame } from 'playwright-core';
import type { CohortHead, PairList, PairSheet } from '../../src/domain/coach-model.ts';
import type { Locale } from '../../src/words/words.ts';
import type { CoachTabs } from './coach-browser.ts';
import { forty, lists, sheets } from './coach-samples.ts';
import { acted, denied, listed, read } from './coach-server.ts';

/** A state of the coaches' tab: how it comes about, in whichever language its reader has. */
export interface CoachState {
  name: string;
  /** Before it is opened, at this query. */
  lay: (tabs: CoachTabs, locale: Locale) => void;
  query?: string;
  /** What stands there once it is reached. */
  shown: string;
  reach?: (tab: Frame, tabs: CoachTabs) => Promise<void>;
}

/** The same for a reader of the other language; samples that are a language of their own are left out. */
function inTheLanguage<Shown extends { head: CohortHead }>(shown: Shown, locale: Locale): Shown {
  const { head } = shown;
  return { ...shown, head: { ...head, reader: { ...head.reader, locale } } };
}
const samples = <Shown>(all: Record<string, Shown>): [string, Shown][] =>
  Object.entries(all).filter(([name]) => name !== 'english');

const withList = (name: string, list: PairList): CoachState => ({
  name,
  lay: ({ server }, locale) => {
    server.onList = [listed(inTheLanguage(list, locale))];
  },
  query: `?shown=${list.shown}`,
  shown: '.lines, .nothing',
});

const withSheet = (name: string, sheet: PairSheet): CoachState => ({
  name,
  lay: ({ server }, locale) => {
    server.onList = [listed(inTheLanguage(lists.mine, locale))];
    server.onPair = [read(inTheLanguage(sheet, locale))];
  },
  query: '?pair=pair-1',
  shown: '.sheet',
});

const pressed = (tab: Frame, button: string) => tab.locator(button).first().click();

const atSheets: CoachState[] = [
  ...samples(sheets).map(([name, sheet]) => withSheet(`sheet ${name}`, sheet)),
  {
    ...withSheet('a pair out of reach', sheets.late),
    lay: ({ server }, locale) => {
      server.onList = [listed(inTheLanguage(lists.mine, locale))];
      server.onPair = [denied(404, 'not-found')];
    },
    shown: 'main h2',
  },
  {
    ...withSheet('a choice is missing', sheets.late),
    reach: async (tab) => {
      for (const button of await tab.locator('.choose button').all()) await button.click();
      await tab.locator('.wrong').last().waitFor();
    },
  },
  {
    ...withSheet('closing is asked twice', sheets.stopping),
    reach: async (tab) => {
      await pressed(tab, '.alert .fui-Button >> text=/^(Clore le binôme|Close the pair)/');
      await tab.locator('.confirm').waitFor();
    },
  },
  {
    ...withSheet('handed over, with a way back', sheets.late),
    reach: async (tab, { server }) => {
      const given = { act: 'hand-over-pair', to: 'coach-1' } as const;
      const locale = (await tab.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'fr';
      const page = inTheLanguage(sheets['not theirs'], locale);
      server.onAct = [acted({ page, said: 'pair-given', undo: given })];
      const form = tab.locator('.choose').last();
      await form.locator('select').selectOption('coach-2');
      await form.locator('button').click();
      await tab.locator('.said').waitFor();
    },
  },
  {
    ...withSheet('an act refused', sheets.late),
    reach: async (tab, { server }) => {
      server.onAct = [denied(503, 'try-again')];
      await pressed(tab, '.alert .fui-Button');
      await tab.locator('.trouble').waitFor();
    },
  },
  {
    ...withSheet('no network at a press', sheets.late),
    reach: async (tab) => {
      await tab.page().context().setOffline(true);
      await pressed(tab, '.alert .fui-Button');
      await tab.locator('.trouble').waitFor();
    },
  },
];

const atLists: CoachState[] = [
  ...samples(lists).map(([name, list]) => withList(`list ${name}`, list)),
  withList('list of forty', forty()),
  {
    ...withList('looked for, in vain', lists['nothing found']),
    query: '?shown=all&q=diallo&standing=late,due',
    reach: async (tab) => {
      // Folded away on a phone.
      const filters = tab.locator('.unfold');
      if (await filters.isVisible()) await filters.click();
    },
  },
];

const fromTeams = ['resourceRequiresConsent', 'CancelledByUser', 'resourceDisabled'].map(
  (error): CoachState => ({
    name: `Teams says ${error}`,
    lay: ({ host }) => {
      host.given = [{ error }];
    },
    shown: '.problem',
  }),
);

const fromProduct = (
  [
    [401, 'sign-in'],
    [403, 'unknown-person'],
    [403, 'app-role'],
    [404, 'not-found'],
    [429, 'try-again'],
    [503, 'try-again'],
  ] as const
).map(
  ([status, refusal]): CoachState => ({
    name: `the product says ${status} ${refusal}`,
    lay: ({ server }) => {
      server.onList = [denied(status, refusal)];
    },
    shown: '.problem',
  }),
);

export const coachStates: CoachState[] = [...atLists, ...atSheets, ...fromTeams, ...fromProduct];
