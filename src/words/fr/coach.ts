import type { Standing } from '../../domain/coach-model.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { finding } from './finding.ts';
import { refusals as everywhere } from './refusals.ts';

/** How a pair stands, as a filter names it. */
const standings: Record<Standing, string> = {
  stop: 'Arrêt souhaité',
  call: 'Appel demandé',
  unreachable: 'À joindre',
  late: 'Sans rencontre',
  due: 'À poser',
  paused: 'En pause',
  'on-track': 'En bonne voie',
  closed: 'Clos',
};

/** The one act that answers each, beside its fact; it opens the pair where that is done. */
const acts: Partial<Record<Standing, string>> = {
  stop: 'Accompagner',
  call: 'Rappeler',
  unreachable: 'Joindre',
  late: 'Prendre des nouvelles',
};

const said = {
  'alert-seen': 'C’est noté.',
  'alert-given': 'Le signalement est transmis à votre collègue.',
  'alert-taken-back': 'C’est défait : le signalement est de nouveau le vôtre.',
  'pair-given': 'Le binôme est confié à votre collègue.',
  'pair-taken-back': 'C’est défait : vous répondez de nouveau de ce binôme.',
  'pause-set': 'La pause est posée, et chacun en est informé.',
  resumed: 'La pause est terminée.',
  'last-meeting-offered': 'Une dernière rencontre est proposée aux deux.',
  'pair-closed': 'Le binôme est clos, et chacun en est informé.',
};

/** What differs from the chat: there is no card here, and no bot to write to. */
const refusals: Record<Refusal, string> = {
  ...everywhere,
  'not-found': 'Cela n’existe pas, ou plus. Voici ce qu’il en est maintenant.',
  'wrong-values': 'Cette réponse n’a pas pu être lue. Choisissez parmi ce que propose cette page.',
  'nothing-to-undo': 'Il n’y a plus rien à défaire. Voici ce qu’il en est maintenant.',
  'pause-stands': 'Une pause est déjà proposée ou en cours : il n’y en a qu’une à la fois.',
  'pair-stopping': 'Un arrêt est demandé dans ce binôme : une pause n’y a plus de place.',
};

const pairs = (number: number): string => (number === 1 ? 'un binôme' : `${number} binômes`);

export const coach = {
  pageTitle: 'Télémaque : votre promotion',
  opening: 'Ouverture de votre promotion…',
  reading: 'Lecture en cours…',
  sending: 'Envoi en cours…',
  retry: 'Réessayer',
  message: 'Message',
  sections: {
    label: 'Parties de l’onglet',
    mine: 'Mes binômes',
    all: 'Toute la promotion',
    report: 'Vue d’ensemble',
    waves: 'Questionnaires',
    programme: 'Programme',
  },
  cohort: 'Promotion',
  search: 'Chercher un nom ou un code',
  /** Within the field. */
  searchShort: 'Nom ou code',
  filters: 'Ne montrer que',
  narrow: 'Filtrer',
  standing: (standing: Standing) => standings[standing],
  /** Of a filter, for whoever hears it. */
  filter: (standing: Standing, number: number) => `${standings[standing]}, ${pairs(number)}`,
  clear: 'Tout afficher',
  shownOf: (shown: number): string =>
    shown === 0
      ? 'Aucun binôme affiché.'
      : `${shown} binôme${shown === 1 ? '' : 's'} affiché${shown === 1 ? '' : 's'}.`,
  today: {
    title: 'À voir aujourd’hui',
    waiting: (number: number): string =>
      number === 1 ? 'Un binôme a besoin de vous.' : `${number} binômes ont besoin de vous.`,
    green: 'Rien ne vous attend aujourd’hui.',
    greenText: (number: number): string =>
      number === 1 ? 'Votre binôme avance à son rythme.' : 'Vos binômes avancent à leur rythme.',
    again: (day: string) => `Prochain regard utile : ${day}, si rien d’autre n’est posé d’ici là.`,
    noAgain: 'Aucun repère n’est à venir. Vous serez prévenu·e si quelque chose change.',
  },
  others: 'Les autres binômes',
  pairsTitle: 'Les binômes, par code',
  none: {
    mine: 'Vous n’êtes référent·e d’aucun binôme de cette promotion.',
    mineText:
      'Les binômes dont vous répondez s’afficheront ici. Toute la promotion reste à portée :',
    all: 'Cette promotion n’a pas encore de binôme.',
    allText: 'Importez le fichier de la promotion : vous verrez ce qui change avant de valider.',
    import: 'Importer un fichier',
    found: 'Aucun binôme ne correspond.',
    foundText: 'Changez les lettres cherchées ou les filtres, ou affichez de nouveau tout.',
  },
  more: 'Afficher la suite',
  finding,
  fact: {
    stop: (day: string) => `Souhait d’arrêter, exprimé le ${day}`,
    call: (day: string) => `Appel demandé le ${day}`,
    unreachable: (day: string) => `Messages non reçus depuis le ${day}`,
    none: (day: string) => `Pas encore de rencontre depuis le ${day}`,
    since: (day: string) => `Aucune rencontre depuis le ${day}`,
    due: (until: string) => `À poser d’ici au ${until}`,
    paused: (until: string) => `En pause jusqu’au ${until}`,
    next: (day: string) => `Rencontre le ${day}`,
    last: (day: string) => `Dernière rencontre le ${day}`,
    started: (day: string) => `Lancement le ${day}`,
    closed: 'Binôme clos',
  },
  /** Beside the fact, where the day is known but for what: a line that is not the reader's own. */
  act: (standing: Standing) => acts[standing] ?? null,
  actThat: (act: string, names: string) => `${act} : ${names}`,
  key: {
    label: 'Ce que montrent les années',
    held: 'a eu lieu',
    booked: 'posée',
    proposed: 'proposée',
    pause: 'pause convenue',
    silence: 'sans rencontre depuis',
    today: 'aujourd’hui',
  },
  sheet: {
    back: 'Retour aux binômes',
    code: (code: string) => `Binôme ${code}`,
    referent: (name: string) => `Référent·e : ${name}`,
    noReferent: 'Aucun·e référent·e n’est encore indiqué·e',
    deputies: (names: string) => `Suppléance : ${names}`,
    alerts: 'Ce qui demande votre attention',
    recorded: 'Ce qui est noté de ce binôme',
    sameAsPair: 'Le binôme voit ces mêmes lignes dans son onglet, et qui les a consultées.',
    contacts: 'Pour les joindre',
    pauseTitle: 'Une pause convenue',
    pauseRuns: (from: string, until: string) => `Pause convenue du ${from} au ${until} inclus.`,
    pauseUntil: 'Dernier jour de la pause',
    setPause: 'Mettre en pause',
    resume: 'Mettre fin à la pause',
    handOverTitle: 'Confier ce binôme',
    handOverThen:
      'Cette personne en répondra à partir de demain, et recevra ses signalements. Vous pourrez le défaire aussitôt.',
    handOver: 'Confier ce binôme',
    handOverTo: 'Ingénieur·e en mentorat',
    alone: 'Vous êtes seul·e à suivre cette promotion : il n’y a personne à qui le confier.',
    others: 'Confier ce signalement à',
    giveAlert: 'Confier le signalement',
    close: 'Clore le binôme…',
    keep: 'Ne pas clore',
    choose: 'Choisir…',
    /** To a coach who does not answer for the pair. */
    notYours:
      'Vous voyez les dates et les thématiques de ce binôme. Ses signalements et ses démarches sont à sa ou son référent·e.',
  },
  undo: 'Défaire',
  already: 'Déjà arrivé : voici ce qu’il en est maintenant.',
  said,
  refusals,
  problem: {
    alone: {
      title: 'Cette page s’ouvre dans Teams',
      text: 'Ouvrez Télémaque dans Microsoft Teams, puis l’onglet « Promotion ». Vous y retrouverez vos binômes.',
    },
    consent: {
      title: 'Teams n’a pas encore l’autorisation de vous reconnaître ici',
      text: 'Fermez puis rouvrez l’onglet et acceptez la demande de Microsoft. Si rien ne vous est demandé, une autorisation de votre établissement est peut-être nécessaire : signalez-le à votre service informatique.',
    },
    cancelled: {
      title: 'Vous n’avez pas terminé la connexion',
      text: 'Pour afficher votre promotion, Teams doit nous dire qui vous êtes. Réessayez, puis acceptez la demande de Microsoft.',
    },
    'no-token': {
      title: 'Teams n’a pas pu nous dire qui vous êtes',
      text: 'Réessayez. Si cela se reproduit, fermez Teams et rouvrez-le.',
    },
    'sign-in': {
      title: 'Votre connexion n’est plus valable',
      text: 'Réessayez. Si cela se reproduit, déconnectez-vous de Teams puis reconnectez-vous.',
    },
    'unknown-person': {
      title: 'Votre compte n’est pas relié au programme',
      text: 'Cet onglet est destiné aux personnes qui suivent une promotion. Si vous en êtes, écrivez à l’équipe du programme depuis l’adresse de votre inscription.',
    },
    'app-role': {
      title: 'Il manque un rôle à votre compte',
      text: 'Le programme vous connaît, mais votre compte n’a pas encore le rôle « Coach » ou « Pilot » de Télémaque dans Entra. Demandez-le à votre service informatique, puis rouvrez l’onglet.',
    },
    'not-found': {
      title: 'Cet onglet est celui de l’équipe du programme',
      text: 'Les ingénieur·es en mentorat et les pilotes y suivent leur promotion. Votre propre année de mentorat se trouve dans l’onglet « Binôme ».',
    },
    'too-many': {
      title: 'Beaucoup de demandes en peu de temps',
      text: 'Rien n’a changé. Attendez une minute, puis réessayez.',
    },
    busy: {
      title: 'Votre promotion ne s’affiche pas pour l’instant',
      text: 'Le service ne répond pas. Rien n’a changé : réessayez dans une minute.',
    },
    offline: {
      title: 'Pas de connexion',
      text: 'Rien n’a changé. Réessayez une fois la connexion revenue.',
    },
  },
  /** In place of a part of the page, while the rest stays. */
  pairGone: {
    title: 'Ce binôme n’est pas à votre portée',
    text: 'Il n’existe pas, ou il appartient à une autre promotion.',
  },
};
