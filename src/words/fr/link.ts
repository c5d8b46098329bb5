import type { Refusal } from '../../domain/refusal.ts';

/** What differs from the chat: there is no bot here to write to, and no calendar to move. */
const refusals = {
  'no-pair':
    'Vous n’êtes dans aucun binôme en cours. Écrivez à l’équipe du programme si cela vous étonne.',
  'not-found': 'Cela n’existe pas, ou plus. Rouvrez votre lien depuis le message reçu.',
  'not-yours-to-answer':
    'C’est à l’autre de répondre à cette proposition. Voici où en est la rencontre maintenant.',
  'slot-unreadable': 'Ce moment n’a pas pu être lu. Choisissez-en un dans la liste.',
  'slot-gone': 'Ce moment n’est plus libre. Voici ce qui est possible maintenant.',
  'wrong-values': 'Cette réponse n’a pas pu être lue. Choisissez parmi ce que propose cette page.',
} satisfies Partial<Record<Refusal, string>>;

export const link = {
  /** Neutral: it stays in the browser's history and on its tabs. */
  pageTitle: 'Télémaque : votre page personnelle',
  opening: 'Ouverture de votre page…',
  about: 'Votre page personnelle pour vos rencontres de mentorat : ne transférez pas son adresse.',
  doubt: 'Un doute sur cette page ?',
  doubtReferent: (name: string) => `Vérifiez auprès de votre référent·e, ${name}`,
  doubtTeam: 'Écrivez à l’équipe du programme :',
  team: 'Pour toute question, l’équipe du programme :',
  choose: 'Choisir ce moment',
  noneSuits: 'Aucun ne convient : autre moment',
  yearFailed:
    'Les invitations n’ont pas toutes pu être inscrites dans vos agendas. Notez ces dates dans le vôtre et, si cela se reproduit, dites-le à l’équipe du programme.',
  allPast: 'Ces moments sont passés. Vous pouvez en demander un autre.',
  youWishOther: (partner: string) =>
    `Vous avez demandé un autre moment : ${partner} peut en proposer, et vous aussi.`,
  calendarsFailed:
    'L’invitation n’a pas pu être inscrite dans vos agendas. Notez cette date dans le vôtre et, si cela se reproduit, dites-le à l’équipe du programme.',
  /** Told of an act that had arrived before, whatever came of it. */
  already: 'Votre geste était déjà arrivé : voici ce qu’il en est maintenant.',
  home: 'Mes autres démarches',
  homeTitle: (partner: string) => `Votre binôme avec ${partner}`,
  next: 'Prochaine rencontre',
  waiting: 'En attente de votre réponse',
  toAnswer: (moment: string) => `Moment proposé : ${moment}`,
  answer: 'Répondre',
  /** For whoever hears the page: which one the button opens. */
  openThat: (what: string) => `Ouvrir : ${what}`,
  answerThat: (what: string) => `Répondre : ${what}`,
  correctThat: (what: string) => `Corriger : ${what}`,
  menu: 'Que souhaitez-vous faire ?',
  book: 'Réserver une rencontre',
  plan: 'Poser mes rencontres de l’année',
  meetings: 'Voir mes rencontres',
  record: 'Noter une rencontre',
  recordWhy: 'Pour une rencontre que vous avez fixée vous-mêmes.',
  referent: 'Joindre mon ou ma référent·e',
  pause: 'Convenir d’une pause',
  seePause: 'Voir la pause',
  stop: 'Arrêter le mentorat',
  seeStop: 'Voir ma demande d’arrêt',
  pausedUntil: (day: string) => `Pause convenue jusqu’au ${day} inclus.`,
  pauseAsked: 'Une pause est proposée.',
  change: 'Déplacer ou annuler',
  language: 'English',
  sending: 'Envoi en cours…',
  retry: 'Réessayer',
  /** After an act whose answer did not come: repeating it is safe, and what was chosen stays. */
  notSent: {
    busy: 'Le service ne répond pas pour l’instant. Votre choix est gardé sur cette page : réessayez dans une minute.',
    offline:
      'La connexion a manqué, et votre réponse n’est peut-être pas arrivée. Votre choix est gardé sur cette page : vous pouvez l’envoyer de nouveau, il ne comptera qu’une fois.',
  },
  renew: 'Recevoir un nouveau lien',
  renewed:
    'C’est demandé. Un nouveau lien arrive dans quelques minutes à votre adresse habituelle ; s’il n’arrive pas, répondez au message où vous avez trouvé celui-ci.',
  mailRenewed: 'Voici le nouveau lien que vous avez demandé.',
  mailLink: (partner: string) =>
    `Votre page personnelle, pour vos rencontres de mentorat avec ${partner} :`,
  mailNotYou: 'Vous n’avez rien demandé ? Vous pouvez ignorer ce message : rien n’a changé.',
  /** In place of the page. */
  problem: {
    unknown: {
      title: 'Ce lien n’est pas reconnu',
      text: 'Il est peut-être incomplet : rouvrez-le depuis le message reçu, ou copiez-le en entier. S’il ne s’ouvre toujours pas, répondez à ce message : l’équipe du programme le lira.',
    },
    expired: {
      title: 'Ce lien n’est plus valable',
      text: 'Vous pouvez en recevoir un nouveau : il partira vers l’adresse que le programme connaît de vous.',
    },
    busy: {
      title: 'Votre page ne s’ouvre pas pour l’instant',
      text: 'Le service est occupé. Rien n’a changé : réessayez dans une minute.',
    },
    offline: {
      title: 'La connexion manque',
      text: 'Rien n’a changé. Réessayez une fois la connexion revenue.',
    },
  },
  refusals,
};
