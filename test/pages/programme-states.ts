import type { Frame } from 'playwright-core';
import type { CohortHead } from '../../src/domain/coach-model.ts';
import type { Locale } from '../../src/words/words.ts';
import { aHead, english } from './coach-samples.ts';
import {
  aProgrammePage,
  noPairs,
  pairList,
  previews,
  someFaults,
  undoable,
} from './programme-samples.ts';
import { ok, type ProgrammeServer } from './programme-server.ts';
import { questionsPage } from './waves-samples.ts';

/** A state of the programme's settings. */
export interface ProgrammeState {
  name: string;
  lay: (server: ProgrammeServer) => void;
  /** What stands there once it is reached. */
  shown: string;
  reach?: (tab: Frame) => Promise<void>;
}

export const headIn = (locale: Locale): CohortHead => (locale === 'en' ? aHead(english) : aHead());

const file = {
  ...{ name: 'cohorte.csv', mimeType: 'text/csv' },
  buffer: Buffer.from('code;mentoré nom\r\nP01;Awa Diallo', 'latin1'),
};
const chooseFile = (tab: Frame) => tab.locator('input[type=file]').setInputFiles([file]);
const pairs = '.answering li';

export const programmeStates: ProgrammeState[] = [
  { name: 'settings', lay: () => {}, shown: pairs },
  {
    name: 'a preview, and a change to take back',
    lay: ({ answers }) => {
      answers.read = [ok({ page: aProgrammePage(undoable('import')) })];
      answers.check = [ok({ preview: previews.full, seen: 'seen-1' })];
    },
    shown: pairs,
    reach: async (tab) => {
      await chooseFile(tab);
      await tab.locator('.preview').waitFor();
    },
  },
  {
    name: 'a preview of nothing',
    lay: ({ answers }) => {
      answers.check = [ok({ preview: previews.nothing, seen: 'seen-1' })];
    },
    shown: pairs,
    reach: async (tab) => {
      await chooseFile(tab);
      await tab.locator('.preview, .told p').first().waitFor();
    },
  },
  {
    name: 'faults of a file',
    lay: ({ answers }) => {
      answers.check = [ok({ faults: someFaults })];
    },
    shown: pairs,
    reach: async (tab) => {
      await chooseFile(tab);
      await tab.locator('.file-faults li').first().waitFor();
    },
  },
  {
    name: 'a setting that is wrong',
    lay: ({ answers }) => {
      const faults = [
        { field: 'ladder.mentee', problem: 'too-small', limit: 7 },
        { field: 'ladder.referent', problem: 'ladder-order' },
      ];
      answers.save = [ok({ page: aProgrammePage(), saved: false, faults })];
    },
    shown: pairs,
    reach: async (tab) => {
      const rhythm = tab.locator('form').filter({ has: tab.locator('[type=number]') });
      await rhythm.last().locator('[type=number]').first().fill('3');
      await rhythm.last().locator('button[type=submit]').click();
      await tab.locator('.wrong:not(:empty)').first().waitFor();
    },
  },
  {
    name: 'saved, and a way back',
    lay: ({ answers }) => {
      answers.save = [ok({ page: aProgrammePage(undoable('answering')), saved: true })];
    },
    shown: pairs,
    reach: async (tab) => {
      await tab.locator('.coaches select').first().selectOption('');
      await tab.locator('.undo').waitFor();
    },
  },
  {
    name: 'one pair’s referent, not saved yet',
    lay: () => {},
    shown: pairs,
    reach: async (tab) => {
      await tab.locator('.answering select').first().selectOption('coach-2');
      await tab.locator('.answering button').waitFor();
    },
  },
  {
    name: 'a hand-over without a choice',
    lay: () => {},
    shown: pairs,
    reach: async (tab) => {
      await tab.locator('form:has(select) button[type=submit]').last().click();
      await tab.locator('.wrong:not(:empty)').first().waitFor();
    },
  },
  {
    name: 'no pairs',
    lay: ({ answers }) => {
      answers.pairs = [ok({ page: noPairs })];
    },
    shown: '[role=status]:not(:empty)',
  },
  {
    name: 'more pairs further down',
    lay: ({ answers }) => {
      answers.pairs = [ok({ page: { ...pairList, next: 'P02' } })];
    },
    shown: '.answering + .fui-Button',
  },
  {
    name: 'questions that may still change',
    lay: ({ answers }) => {
      answers.questions = [ok({ page: questionsPage({ begun: false, launch: '2026-05-12' }) })];
    },
    shown: '.own li',
    reach: async (tab) => {
      await tab.locator('.own summary').nth(1).click();
      await tab.locator('.own input').last().click();
    },
  },
  {
    name: 'questions with faults',
    lay: ({ answers }) => {
      const page = questionsPage({ begun: false, launch: '2026-05-12' });
      const faults = [
        { field: 'part.mentor.fr', problem: 'characters' },
        { field: 'end', problem: 'too-few' },
      ];
      answers.questions = [ok({ page })];
      answers['questions-save'] = [ok({ page, saved: false, faults })];
    },
    shown: '.own li',
    reach: async (tab) => {
      await tab.locator('.questions button[type=submit]').click();
      await tab.locator('.questions .wrong').first().waitFor();
    },
  },
  {
    name: 'questions that stay as they are',
    lay: () => {},
    shown: '.questions summary',
    reach: (tab) => tab.locator('.questions summary').click(),
  },
  {
    name: 'questions that cannot be read',
    lay: ({ answers }) => {
      answers.questions = [{ status: 503, body: {} }];
    },
    shown: '.questions .trouble',
  },
  {
    name: 'no answer',
    lay: ({ answers }) => {
      answers.read = [{ status: 503, body: {} }];
    },
    shown: '.told p',
  },
];
