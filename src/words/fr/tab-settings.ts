/** Where somebody adds the pair's tab to a chat. */
export const tabSettings = {
  pageTitle: 'Télémaque : ajouter l’onglet',
  title: 'Ajouter l’onglet « Binôme » à cette conversation',
  text: [
    'Chaque personne qui l’ouvre y voit son propre binôme : son année, ses rencontres, et ce qui est noté. Les autres n’y voient rien du vôtre.',
    'Rien de ce qui s’écrit dans cette conversation n’est lu ni gardé.',
  ],
  how: 'Choisissez « Enregistrer » : l’onglet s’ajoute en haut de la conversation. Il peut en être retiré à tout moment.',
  /** Teams shows it beside its own button. */
  failed: 'L’onglet n’a pas pu être ajouté. Réessayez.',
  /** The tab's name in the chat. */
  tabName: 'Binôme',
  alone: {
    title: 'Cette page s’ouvre dans Teams',
    text: 'Dans une conversation de Teams, choisissez « + » en haut, puis Télémaque.',
  },
};
