import type { Refusal } from '../../domain/refusal.ts';

/** What differs from the chat: there is no bot here to write to, and no calendar to move. */
const refusals = {
  'no-pair':
    'Vous n’êtes dans aucun binôme en cours. Écrivez à l’équipe du programme si cela vous étonne.',
  'not-found': 'Cela n’existe pas, ou plus. Rouvrez votre lien depuis le message reçu.',
  'not-yours-to-answer':
    'C’est à l’autre de répondre à cette proposition. Voici où en est la rencontre maintenant.',
  'slot-unreadable': 'Ce moment n’a pas pu être lu. Choisissez-en un dans la liste.',
  'slot-gone': 'Ce moment n’est plus proposé. Voici où en est la rencontre maintenant.',
  'wrong-values': 'Cette réponse n’a pas pu être lue. Choisissez parmi ce que propose cette page.',
} satisfies Partial<Record<Refusal, string>>;

export const link = {
  /** Neutral: it stays in the browser's history and on its tabs. */
  pageTitle: 'Télémaque : votre page personnelle',
  opening: 'Ouverture de votre page…',
  about: 'Votre page personnelle pour cette rencontre de mentorat : ne transférez pas son adresse.',
  doubt: 'Un doute sur cette page ?',
  doubtReferent: (name: string) => `Vérifiez auprès de votre référent·e, ${name}`,
  doubtTeam: 'Écrivez à l’équipe du programme :',
  team: 'Pour toute question, l’équipe du programme :',
  choose: 'Choisir ce moment',
  noneSuits: 'Aucun ne convient : autre moment',
  yearAbout:
    'Votre page personnelle pour vos rencontres de mentorat : ne transférez pas son adresse.',
  yearFailed:
    'Les invitations n’ont pas toutes pu être inscrites dans vos agendas. Notez ces dates dans le vôtre et, si cela se reproduit, dites-le à l’équipe du programme.',
  toChangeDates: (partner: string) => `Pour déplacer ou annuler une date, écrivez à ${partner}`,
  allPast: 'Ces moments sont passés. Vous pouvez en demander un autre.',
  youWishOther: (partner: string) =>
    `Vous avez demandé un autre moment. ${partner} en est averti·e et peut vous en proposer.`,
  calendarsFailed:
    'L’invitation n’a pas pu être inscrite dans vos agendas. Notez cette date dans le vôtre et, si cela se reproduit, dites-le à l’équipe du programme.',
  toMove: (partner: string) => `Pour la déplacer ou l’annuler, écrivez à ${partner}`,
  toPropose: (partner: string) => `Pour proposer un moment, écrivez à ${partner}`,
  toBook: (partner: string) => `Pour en fixer une autre, écrivez à ${partner}`,
  orReferent: (name: string) => `ou à votre référent·e, ${name}`,
  sending: 'Envoi en cours…',
  retry: 'Réessayer',
  /** After an act whose answer did not come: repeating it is safe, and what was chosen stays. */
  notSent: {
    busy: 'Le service ne répond pas pour l’instant. Votre choix est gardé sur cette page : réessayez dans une minute.',
    offline:
      'La connexion a manqué, et votre réponse n’est peut-être pas arrivée. Votre choix est gardé sur cette page : vous pouvez l’envoyer de nouveau, il ne comptera qu’une fois.',
  },
  /** In place of the page. */
  problem: {
    unknown: {
      title: 'Ce lien n’est pas reconnu',
      text: 'Il est peut-être incomplet : rouvrez-le depuis le message reçu, ou copiez-le en entier. S’il ne s’ouvre toujours pas, répondez à ce message : l’équipe du programme le lira.',
    },
    expired: {
      title: 'Ce lien n’est plus valable',
      text: 'Pour en recevoir un nouveau à votre adresse habituelle, répondez au message où vous l’avez trouvé : l’équipe du programme le lira.',
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
