import { pane as english } from '../../words/en/pane.ts';
import { pane as french, type PaneWords } from '../../words/fr/pane.ts';
import { type Locale, type Words, words } from '../../words/words.ts';

/** The words of the pane, and those it shares with the other pages. */
export interface Told extends Words {
  pane: PaneWords;
}

export const toldIn = (locale: Locale): Told => ({
  ...words(locale),
  pane: locale === 'en' ? english : french,
});
