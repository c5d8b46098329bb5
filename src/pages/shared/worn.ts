import type { Locale } from '../../words/words.ts';
import type { HostTheme } from './host.ts';

/** The whole document looks as the host does. */
export function wear(theme: HostTheme): void {
  document.documentElement.dataset.theme = theme;
}

/** The whole document is in this language, under this title. */
export function speak(locale: Locale, title: string): void {
  document.documentElement.lang = locale;
  document.title = title;
}

/** Of a browser on its own, whose reader nobody knows. */
export const ownLocale = (): Locale =>
  navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
