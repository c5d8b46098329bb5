/** What the Outlook pane says before it can do more. */
export const words = {
  lang: 'fr',
  pane: {
    title: 'Ce volet n’est pas encore disponible',
    text: [
      'Dans cette version, vos rencontres se posent avec Télémaque dans Teams, ou depuis la page personnelle reçue par courrier.',
      'Les rendez-vous posés ainsi se déplacent et s’annulent au même endroit.',
    ],
  },
};

export type HostWords = typeof words;
