import type { Frame } from 'playwright-core';
import type { WavesPage } from '../../src/domain/waves-model.ts';
import type { Locale } from '../../src/words/words.ts';
import { wavesPages } from './waves-samples.ts';
import { pressedAs, told, type WavesServer } from './waves-server.ts';

/** A state of the questionnaires. */
export interface WavesState {
  name: string;
  lay: (server: WavesServer, locale: Locale) => void;
  /** What stands there once it is reached. */
  shown: string;
  reach?: (tab: Frame) => Promise<void>;
}

export function inTheLanguage(page: WavesPage, locale: Locale): WavesPage {
  const { head } = page;
  return { ...page, head: { ...head, reader: { ...head.reader, locale } } };
}

/** Lays a page for its reader. */
export function lay(server: WavesServer, page: WavesPage, locale: Locale = 'fr'): void {
  const read = inTheLanguage(page, locale);
  server.head = read.head;
  server.onRead = [told(read)];
}

const standing = Object.entries(wavesPages).map(
  ([name, page]: [string, WavesPage]): WavesState => ({
    name,
    lay: (server, locale) => lay(server, page, locale),
    shown: '.wave',
  }),
);

const press = '.sharing .fui-Button';

export const wavesStates: WavesState[] = [
  ...standing,
  {
    name: 'asked whether to share',
    lay: (server, locale) => lay(server, wavesPages.ready, locale),
    shown: press,
    reach: async (tab) => {
      await tab.locator(press).first().click();
      await tab.locator('.asking').waitFor();
    },
  },
  {
    name: 'held back',
    lay: (server, locale) => {
      lay(server, wavesPages.ready, locale);
      const page = inTheLanguage(wavesPages.held, locale);
      server.onPress = [pressedAs({ page, done: 'held' })];
    },
    shown: press,
    reach: async (tab) => {
      await tab.locator(press).last().click();
      await tab.locator('.said').waitFor();
    },
  },
  {
    name: 'changed by a colleague meanwhile',
    lay: (server, locale) => {
      lay(server, wavesPages.ready, locale);
      const page = inTheLanguage(wavesPages.released, locale);
      server.onPress = [pressedAs({ page, refused: 'changed-since' })];
    },
    shown: press,
    reach: async (tab) => {
      await tab.locator(press).last().click();
      await tab.locator('.trouble').waitFor();
    },
  },
  {
    name: 'a document that fails',
    lay: (server, locale) => {
      lay(server, wavesPages.released, locale);
      server.onDocument = { status: 500, body: { refused: 'try-again' } };
    },
    shown: '.take .fui-Button',
    reach: async (tab) => {
      await tab.locator('.take .fui-Button').click();
      await tab.locator('.take .trouble').waitFor();
    },
  },
  {
    name: 'a busy product',
    lay: (server, locale) => {
      lay(server, wavesPages.ready, locale);
      server.onRead = [{ status: 503, body: {} }];
    },
    shown: '.panel [role=alert]',
  },
];
