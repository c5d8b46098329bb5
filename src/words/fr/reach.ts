import type { ReachState } from '../../domain/rhythm-model.ts';

const states: Record<ReachState, string> = {
  unreachable: 'injoignable : le courriel n’a pas pu partir',
  'no-answer': 'sans réponse aux derniers courriels',
  'bot-lost': 'plus dans Teams, les messages partent par courriel',
  bot: 'joint·e dans Teams',
  mail: 'joint·e par courriel',
};

/** What Teams and Exchange answer, told for somebody who has never heard of them. */
const reasons: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'application retirée',
  ForbiddenOperationException: 'application retirée',
  MessageWritesBlocked: 'application bloquée ou retirée',
  ConversationBlockedByUser: 'application bloquée',
  BotDisabledByAdmin: 'application désactivée par son organisation',
  ConversationNotFound: 'conversation introuvable',
  ErrorInvalidRecipients: 'adresse refusée',
  'no-conversation': 'application retirée',
};

export const reach = {
  title: (cohort: string) => `Joignabilité : ${cohort}`,
  nobody: 'Toutes les personnes de vos binômes sont joignables.',
  intro: 'Dans les binômes dont vous êtes référent·e :',
  row: (name: string, pairCode: string) => `${name} (${pairCode})`,
  state: (state: ReachState) => states[state],
  reason: (code: string) => reasons[code] ?? `motif : ${code}`,
  since: (day: string) => `depuis le ${day}`,
  reached: (count: number) =>
    count === 1 ? 'Une autre personne est jointe.' : `Les ${count} autres sont joint·es.`,
  more: (count: number) =>
    count === 1
      ? 'Une personne de plus est concernée.'
      : `${count} personnes de plus sont concernées.`,
  note: 'Un silence n’est pas une faute : un appel ou une autre adresse suffit souvent. Pour corriger une adresse, voyez l’équipe du programme.',
  welcomePair: (partner: string) =>
    `Le programme de mentorat commence : vous êtes en binôme avec ${partner}.`,
  welcomeMentee: 'C’est vous qui donnez le rythme et prenez l’initiative des rencontres.',
  welcomeMentor: 'Votre mentoré·e donne le rythme ; vous pouvez aussi proposer une rencontre.',
  welcomeLink:
    'Vous n’avez rien à installer. Votre page personnelle vous permet de poser vos rencontres et de joindre votre référent·e :',
  reminder: (partner: string) => `Pour mémoire, votre rencontre de mentorat avec ${partner} :`,
  reminderLink:
    'Un empêchement ? Votre page personnelle vous permet de la déplacer ou de l’annuler :',
};
