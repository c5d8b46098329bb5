import type { tabSettings as french } from '../fr/tab-settings.ts';

/** Where somebody adds the pair's tab to a chat. */
export const tabSettings: typeof french = {
  pageTitle: 'Télémaque: add the tab',
  title: 'Add the “Pair” tab to this chat',
  text: [
    'Whoever opens it sees their own pair: its year, its meetings, and what is recorded. The others see nothing of yours.',
    'Nothing written in this chat is read or kept.',
  ],
  how: 'Choose “Save”: the tab is added at the top of the chat. It can be removed at any time.',
  failed: 'The tab could not be added. Try again.',
  tabName: 'Pair',
  alone: {
    title: 'This page opens in Teams',
    text: 'In a chat of Teams, choose “+” at the top, then Télémaque.',
  },
};
