import type { HostWords } from '../fr/host.ts';

export const words: HostWords = {
  lang: 'en',
  pane: {
    title: 'This pane is not available yet',
    text: [
      'In this version meetings are arranged with Télémaque in Teams, or from the personal page you received by mail.',
      'What is arranged there is moved and cancelled there too.',
    ],
  },
};
