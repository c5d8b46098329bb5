import type { Frame } from 'playwright-core';
import type { ReportPage } from '../../src/domain/report-model.ts';
import type { Locale } from '../../src/words/words.ts';
import { reports } from './report-samples.ts';
import { type Canned, type ReportServer, told } from './report-server.ts';

/** A state of the overview. */
export interface ReportState {
  name: string;
  lay: (server: ReportServer, locale: Locale) => void;
  /** What stands there once it is reached. */
  shown: string;
  reach?: (tab: Frame) => Promise<void>;
}

const inTheLanguage = (page: ReportPage, locale: Locale): ReportPage => {
  const { head } = page;
  return { ...page, head: { ...head, reader: { ...head.reader, locale } } };
};

const { english: _english, emptyEnglish: _emptyEnglish, ...samples } = reports;
const withFigures = Object.entries(samples).map(
  ([name, page]: [string, ReportPage]): ReportState => ({
    name,
    lay: (server, locale) => {
      server.onRead = [told(inTheLanguage(page, locale))];
    },
    shown: page.meetings ? '.months-chart rect' : '.report h3',
  }),
);

// The shell asks first, to know who is reading.
const denied = (name: string, then: Canned): ReportState => ({
  name,
  lay: (server, locale) => {
    server.onRead = [told(inTheLanguage(reports.full, locale)), then];
  },
  shown: '.panel',
});

const takenAway = (name: string, onExport: ReportServer['onExport']): ReportState => ({
  name,
  lay: (server, locale) => {
    server.onRead = [told(inTheLanguage(reports.coach, locale))];
    server.onExport = onExport;
  },
  shown: '.months-chart rect',
  reach: async (tab) => {
    await tab.locator('.file .fui-Button').first().click();
    await tab.locator('.take-messages p').first().waitFor();
  },
});

export const reportStates: ReportState[] = [
  ...withFigures,
  denied('a busy product', { status: 503, body: {} }),
  denied('not theirs', { status: 404, body: { refused: 'not-found' } }),
  takenAway('a file is taken away', 'Binômes actifs;35\r\n'),
  takenAway('a file that fails', { status: 500, body: { refused: 'try-again' } }),
];
