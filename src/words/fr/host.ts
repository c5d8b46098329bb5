/** What the tab and the Outlook pane say before they can do more. */
export const words = {
  lang: 'fr',
  tab: {
    title: 'Vos rencontres se posent dans la conversation',
    text: [
      'Ouvrez l’onglet « Conversation » et écrivez « réserver » : Télémaque vous propose des moments.',
      '« mes rencontres » redonne vos dates et leurs thématiques, « mon référent » les coordonnées de votre référent·e.',
      'La frise de votre année n’est pas encore dans cette version.',
    ],
  },
  pane: {
    title: 'Ce volet n’est pas encore disponible',
    text: [
      'Dans cette version, vos rencontres se posent avec Télémaque dans Teams, ou depuis la page personnelle reçue par courrier.',
      'Les rendez-vous posés ainsi se déplacent et s’annulent au même endroit.',
    ],
  },
};

export type HostWords = typeof words;
