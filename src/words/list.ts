import type { Locale } from './words.ts';

/** « Awa, Marc et Rose » */
export const listText = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
