import type { Cell, Level, Moment, Topic } from '../../domain/survey.ts';
import type { Promised } from '../../domain/survey-model.ts';
import type { Class, Size } from '../../domain/synthesis-model.ts';

const titles: Record<Moment, string> = {
  midterm: 'Votre questionnaire de mi-parcours',
  end: 'Votre questionnaire de fin de programme',
};
const moments: Record<Moment, string> = { midterm: 'mi-parcours', end: 'fin de programme' };
const topics: Record<Topic, string> = {
  engagement: 'Votre engagement',
  satisfaction: 'Votre satisfaction',
  relation: 'La relation',
  subjects: 'Les sujets abordés',
  learning: 'Ce que vous en retirez',
};
const subjects: Record<Topic, string> = {
  engagement: 'Engagement',
  satisfaction: 'Satisfaction',
  relation: 'Relation',
  subjects: 'Sujets abordés',
  learning: 'Apprentissages',
};
const levels: Record<Level, string> = {
  1: 'Pas du tout d’accord',
  2: 'Plutôt pas d’accord',
  3: 'Ni oui ni non',
  4: 'Plutôt d’accord',
  5: 'Tout à fait d’accord',
};
const cells: Record<Cell, string> = {
  all: 'Tous les participants et participantes',
  mentee: 'Mentoré·es',
  mentor: 'Mentors',
};
const sizes: Record<Size, string> = {
  '7-9': 'de 7 à 9 réponses',
  '10-24': 'de 10 à 24 réponses',
  '25+': '25 réponses ou plus',
};
const classes: Record<Class, string> = {
  low: 'Pas d’accord',
  middle: 'Ni oui ni non',
  high: 'D’accord',
};

/** A questionnaire and its synthesis: nobody is counted out loud, and nobody is named. */
export const survey = {
  title: (moment: Moment) => titles[moment],
  moment: (moment: Moment) => moments[moment],
  topic: (topic: Topic) => topics[topic],
  /** The same, of everybody. */
  subject: (topic: Topic) => subjects[topic],
  level: (level: Level) => levels[level],
  cell: (cell: Cell) => cells[cell],
  klass: (one: Class) => classes[one],
  intro: (questions: number, day: string) =>
    `${questions} phrases, cinq minutes au plus. Vous pouvez répondre jusqu’au ${day} inclus.`,
  /** The same line wherever a questionnaire is asked. */
  confidential:
    'Confidentiel. Personne ne lit votre réponse seule ; rien n’est publié sous 7 réponses.',
  /** Without a name, by what the store lets us promise; all other words are true of both. */
  promised: {
    anonymous: {
      choose: 'Répondre de façon anonyme',
      why: 'Une carte passe par notre serveur, qui voit un court instant qui répond et quoi. Depuis l’onglet ou la page personnelle, votre réponse part sans votre nom : même nous ne pouvons pas la rapprocher de vous.',
    },
    confidential: {
      choose: 'Répondre sans votre nom',
      why: 'Une carte passe par notre serveur, qui voit un court instant qui répond et quoi. Depuis l’onglet ou la page personnelle, votre réponse part sans votre nom.',
    },
  } satisfies Record<Promised, { choose: string; why: string }>,
  sameMachine:
    'Ici, les réponses et la clé qui les ouvre sont sur la même machine : sans votre nom, votre réponse reste confidentielle, mais la personne qui administre cette machine pourrait la rapprocher de vous.',
  step: (at: number, of: number, topic: string) => `${at}/${of} · ${topic}`,
  choose: 'Choisissez',
  next: 'Suivant',
  back: 'Précédent',
  send: 'Envoyer mes réponses',
  missing: 'Il manque une réponse ici.',
  answeredTitle: 'Merci pour vos réponses',
  answered:
    'Elles sont sous scellé jusqu’à la fin de la campagne. La synthèse vous sera envoyée dès que les coachs l’auront relue.',
  closedTitle: 'Ce questionnaire est clos',
  closed:
    'On ne peut plus y répondre. La synthèse vous sera envoyée dès que les coachs l’auront relue.',
  open: 'Ouvrir le questionnaire',

  synthesisTitle: (moment: Moment) => `Synthèse de ${moments[moment]}`,
  notYet: 'Pas encore : les coachs relisent la synthèse avant de la partager.',
  readyTitle: (moment: Moment) => `La synthèse de ${moments[moment]} est prête`,
  ready:
    'Vous seul·es, coachs de la promotion, pouvez la lire. Partagée, elle sera lisible au même instant par toutes les personnes interrogées et par le comité, et ne pourra plus être reprise.',
  held: 'Elle est retenue : personne d’autre que les coachs ne peut la lire.',
  released: 'Elle est lisible par toutes les personnes interrogées et par le comité.',
  read: 'Lire la synthèse',
  release: 'Partager la synthèse',
  hold: 'La retenir',
  few: 'Moins de 7 réponses : rien n’est publié.',
  size: (size: Size) => sizes[size],
  rate: (percent: number) => `environ ${percent} % de réponses (par paliers de 10)`,
  majority: (one: Class) => `Plus de la moitié : ${classes[one].toLowerCase()}`,
  noMajority: 'Aucune majorité',
  withheld: 'Non publiable',
  share: (percent: number, bound: 'at-least' | 'at-most' | undefined) =>
    `${bound === 'at-least' ? 'au moins ' : bound === 'at-most' ? 'au plus ' : ''}${percent} %`,
  levelsFrom: (from: Level, to: Level) =>
    from === to ? levels[from] : `${levels[from]} à ${levels[to].toLowerCase()}`,
  trend: { up: '↗ en hausse', same: '= stable', down: '↘ en baisse' },
  rule: 'Rien n’est dit d’un groupe de moins de 7 réponses ; les parts sont arrondies à 5 points, et les plus grandes et les plus petites ne sont données que par leur limite.',

  mailAsk: (moment: string, day: string) =>
    `Votre questionnaire de ${moment} vous attend : cinq minutes au plus, jusqu’au ${day} inclus.`,
  mailChase: (moment: string, day: string) =>
    `Votre questionnaire de ${moment} peut encore recevoir votre réponse, jusqu’au ${day} inclus. Ce rappel part de lui-même : personne ne regarde qui a répondu.`,
  mailLink: 'Votre page personnelle vous permet de répondre, sans votre nom si vous le préférez :',
  mailPage: 'Voici le lien que vous avez demandé pour répondre à votre questionnaire.',
  mailReady: (moment: string) =>
    `La synthèse du questionnaire de ${moment} est prête. Relisez-la dans l’onglet de Télémaque, puis partagez-la ou retenez-la.`,
  mailReleased: (moment: string) =>
    `La synthèse du questionnaire de ${moment} est partagée avec toutes les personnes interrogées et avec le comité.`,
  mailSynthesisLink: 'Votre page personnelle vous permet de la lire :',
  mailSynthesisTab: 'Vous pouvez la lire dans l’onglet de Télémaque.',

  /** The personal page. */
  progress: (at: number, of: number, topic: string) => `Partie ${at} sur ${of} : ${topic}`,
  anonymousHow:
    'Le serveur signe un bulletin vierge sans le voir, puis vos réponses partent à part, sans votre lien. Une fois ce choix fait, vous ne pourrez plus répondre que sans votre nom, et depuis cet appareil.',
  anonymousLimits: 'Ce qui reste possible',
  anonymousRemains:
    'Un relais devant notre serveur peut voir les adresses réseau ; nous ne les enregistrons pas, ni l’heure des envois. Qui observerait les deux envois au moment même pourrait les rapprocher par leur heure : faites ce choix en ouvrant la page, répondez ensuite à votre rythme.',
  preparing: 'Préparation de votre bulletin…',
  anonymousNow:
    'Vous répondez maintenant sans votre nom. Ce que vous avez choisi est gardé ; vos réponses partiront dans votre bulletin.',
  unable:
    'Ce navigateur ne peut pas préparer de bulletin sans votre nom : il est trop ancien, ou ne peut rien garder sur cet appareil. Vous pouvez répondre ci-dessus, de façon confidentielle, ou ouvrir votre lien dans un autre navigateur.',
  unableHere:
    'Ce navigateur ne peut pas terminer votre bulletin. Rien n’est perdu : mettez-le à jour, puis rouvrez votre lien ici.',
  elsewhereTitle: 'Votre bulletin est ailleurs',
  elsewhere:
    'Vous l’avez commencé, et peut-être envoyé, depuis un autre appareil ou un autre navigateur. Il ne peut être terminé que là : d’ici, on ne peut ni le lire ni le reprendre.',
  toFill: (moment: Moment, day: string) =>
    `Questionnaire de ${moments[moment]}, jusqu’au ${day} inclus`,
  asked: (people: number) => `${people} personnes interrogées`,
  period: (from: string, until: string) => `Questionnaire ouvert du ${from} au ${until}`,
  columns: { question: 'Question', told: 'Réponses' },
  /** A name and what is told of it. */
  of: (name: string, told: string) => `${name} : ${told}`,
};
