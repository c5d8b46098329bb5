import type { Refusal } from '../../domain/refusal.ts';
import type { YearLine } from '../../domain/tab-model.ts';
import { count } from './count.ts';
import { finding } from './finding.ts';

type State = YearLine['meetings'][number]['state'];

const states: Record<State, string> = {
  held: 'a eu lieu',
  booked: 'posée',
  proposed: 'proposée, à confirmer',
};

/** What differs from the chat and from the personal page: nothing is written here, and no link led here. */
const refusals = {
  'not-found': 'Cela n’existe pas, ou plus. Voici où en est votre binôme maintenant.',
} satisfies Partial<Record<Refusal, string>>;

export const tab = {
  pageTitle: 'Télémaque : votre binôme',
  opening: 'Ouverture de votre année…',
  slow: 'C’est plus long que d’habitude : la connexion semble lente.',
  close: 'Fermer',
  /** Of a frame that says what was just done, or what went wrong. */
  message: 'Message',
  firstVisit: {
    title: 'Bienvenue sur votre onglet',
    text: [
      'Vous y voyez votre année de mentorat d’un coup d’œil, du lancement au bilan : ce qui a eu lieu, ce qui est posé, et où une rencontre manque.',
      'Vous pouvez y poser, déplacer, annuler ou noter une rencontre, et convenir d’une pause. La personne avec qui vous êtes en binôme voit les mêmes dates.',
      'Tout ce qui change un agenda peut être défait.',
    ],
    done: 'J’ai compris',
  },
  pairs: 'Vos binômes',
  year: {
    title: 'Votre année',
    finding,
    usual: (least: number, most: number) =>
      `Une année compte d’ordinaire ${count(least)} à ${count(most)} rencontres.`,
    from: (launch: string, closing: string) => `Du ${launch} au ${closing}`,
    asText: 'Voir en texte',
    launch: 'Lancement',
    midterm: 'Mi-parcours',
    closing: 'Bilan',
    today: 'Aujourd’hui',
    state: (state: State) => states[state],
    meeting: (day: string, state: State) => `${day} : rencontre ${states[state]}`,
    missing: 'Il manque une rencontre',
    missingFrom: (from: string, to: string) =>
      `Entre le ${from} et le ${to}, il manque une rencontre`,
    pause: 'Pause convenue',
    pauseFrom: (from: string, until: string) => `Du ${from} au ${until} inclus, pause convenue`,
    band: (until: string) => `Repère du guide pour la prochaine rencontre : ${until}`,
    key: { held: 'a eu lieu', booked: 'posée', proposed: 'proposée' } satisfies Record<
      State,
      string
    >,
  },
  need: {
    sayHeld: 'Dire si elle a eu lieu',
    answerPause: 'Répondre',
    see: 'Voir cette rencontre',
    plan: 'Poser les rencontres de l’année',
    gap: (from: string, to: string) =>
      `Entre le ${from} et le ${to}, il manque encore une rencontre.`,
    over: 'Votre année de mentorat est terminée.',
    none: 'Rien ne vous est demandé pour l’instant.',
    unsent: 'Votre bulletin du questionnaire, sans votre nom, n’est pas encore parti.',
    finish: 'Le terminer',
  },
  alsoWaiting: 'En attente aussi de votre réponse',
  meetings: 'Vos rencontres',
  noMeeting: 'Vos rencontres s’afficheront ici dès que la première sera posée ou notée.',
  recorded: {
    title: 'Ce qui est noté de vous, et qui le voit',
    table: 'Le tableau de suivi, tel que l’équipe du programme le voit',
    day: 'Date',
    themes: 'Thématiques',
    none: 'Rien n’y figure pour l’instant.',
    readBy: (names: string) => `Le voient, en plus de vous deux : ${names}.`,
    readByNobody: 'Personne d’autre que vous deux ne le voit pour l’instant.',
    looks: 'Qui l’a consulté, et quand',
    looked: { sheet: 'a ouvert votre fiche', export: 'a exporté les rencontres de la promotion' },
    lookedByNobody: 'Personne ne l’a encore consulté dans Télémaque.',
    /** Folded away, after the newest. */
    olderLooks: (number: number) =>
      number === 1 ? 'Voir la consultation précédente' : `Voir les ${number} précédentes`,
    looksElsewhere: 'Ce qui est lu dans le tableau lui-même, sous SharePoint, n’est pas connu ici.',
  },
  askTalk: 'Demander un échange',
  noReferent: 'Aucun·e référent·e n’est encore indiqué·e. L’équipe du programme vous répondra :',
  dates: 'Les dates du programme',
  /** Beside a day that has gone by. */
  past: 'passé',
  more: 'Autres démarches',
  problem: {
    alone: {
      title: 'Cette page s’ouvre dans Teams',
      text: 'Ouvrez Télémaque dans Microsoft Teams, puis l’onglet « Binôme ». Vous y retrouverez votre année et vos rencontres.',
    },
    consent: {
      title: 'Teams n’a pas encore l’autorisation de vous reconnaître ici',
      text: 'Fermez puis rouvrez l’onglet et acceptez la demande de Microsoft. Si rien ne vous est demandé, signalez-le à l’équipe du programme : une autorisation de votre établissement est peut-être nécessaire. En attendant, écrivez « réserver » dans la conversation.',
    },
    cancelled: {
      title: 'Vous n’avez pas terminé la connexion',
      text: 'Pour afficher votre année, Teams doit nous dire qui vous êtes. Réessayez, puis acceptez la demande de Microsoft.',
    },
    'no-token': {
      title: 'Teams n’a pas pu nous dire qui vous êtes',
      text: 'Réessayez. Si cela se reproduit, fermez Teams et rouvrez-le ; la conversation reste disponible.',
    },
    'sign-in': {
      title: 'Votre connexion n’est plus valable',
      text: 'Réessayez. Si cela se reproduit, déconnectez-vous de Teams puis reconnectez-vous.',
    },
    'unknown-person': {
      title: 'Votre compte n’est pas relié au programme',
      text: 'Ouvrez Teams avec le compte de votre inscription, ou écrivez à l’équipe du programme depuis cette adresse.',
    },
    'not-found': {
      title: 'Aucun binôme à afficher',
      text: 'Vous n’avez pas de binôme ici, ou il n’est plus en cours. Si cela vous étonne, écrivez « mon référent » dans la conversation.',
    },
    'too-many': {
      title: 'Beaucoup de demandes en peu de temps',
      text: 'Rien n’a changé. Attendez une minute, puis réessayez.',
    },
    busy: {
      title: 'Votre année ne s’affiche pas pour l’instant',
      text: 'Le service ne répond pas. Rien n’a changé : réessayez dans une minute.',
    },
    offline: {
      title: 'Pas de connexion',
      text: 'Rien n’a changé. Réessayez une fois la connexion revenue.',
    },
  },
  refusals,
};
