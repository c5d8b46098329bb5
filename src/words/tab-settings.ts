import { tabSettings as en } from './en/tab-settings.ts';
import { tabSettings as fr } from './fr/tab-settings.ts';
import type { Locale } from './words.ts';

/** What the page alone says by which the pair's tab is added to a chat. */
export const tabSettingsWords = (locale: Locale): typeof fr => ({ fr, en })[locale];
