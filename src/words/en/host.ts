import type { HostWords } from '../fr/host.ts';

export const words: HostWords = {
  lang: 'en',
  tab: {
    title: 'Your meetings are arranged in the chat',
    text: [
      'Open the “Chat” tab and type “book”: Télémaque suggests times to you.',
      '“my meetings” lists your dates and their themes, “my referent” tells how to reach your referent.',
      'The picture of your year is not part of this version yet.',
    ],
  },
  pane: {
    title: 'This pane is not available yet',
    text: [
      'In this version meetings are arranged with Télémaque in Teams, or from the personal page you received by mail.',
      'What is arranged there is moved and cancelled there too.',
    ],
  },
};
