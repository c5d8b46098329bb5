/** What is known of how far the pages can be used by everybody, and by what it was checked. */
export const accessibility = {
  title: 'Accessibilité',
  lang: 'fr',
  other: 'In English, below',
  state:
    'État de conformité : non conforme. Aucun audit selon le RGAA 4.1 n’a encore été mené ; sans audit, la loi ne permet pas d’en déclarer davantage (loi 2005-102, article 47 ; décret 2019-768).',
  scope:
    'Cette déclaration vaut pour la page du lien personnel, les onglets dans Teams, le volet d’Outlook, les pages « Vos données » et « Accessibilité », et le texte des cartes. Teams, Outlook et SharePoint sont à Microsoft, qui publie ses propres déclarations.',
  checkedTitle: 'Ce qui est vérifié à chaque version',
  checked: [
    'les règles d’axe-core pour les niveaux A et AA des WCAG 2.1 : aucun défaut admis',
    'à 320, 400 et 1280 pixels de large, et texte agrandi, sans défilement dans deux sens',
    'thèmes clair, sombre et contraste forcé',
    'tout au clavier, dans l’ordre de lecture, le focus visible',
    'un texte lu à voix haute pour chaque carte',
  ],
  unknownTitle: 'Ce qui n’est pas encore vérifié',
  unknown: [
    'l’usage avec un lecteur d’écran par des personnes qui s’en servent',
    'les fichiers emportés (tableurs, documents)',
    'les critères du RGAA qui demandent un jugement humain',
  ],
  otherWay:
    'Tout ce qui se fait dans Teams se fait aussi par un lien personnel reçu par courriel, ou en écrivant à l’équipe.',
  write: (mail: string) => `Un obstacle ? Écrivez à ${mail} : une réponse vous sera faite.`,
  defender:
    'Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits (defenseurdesdroits.fr).',
  dataLink: 'Vos données',
};
