/** A pause is one's right: no sentence asks why, and none says what was not done. */
export const pause = {
  formTitle: (partner: string) => `Une pause convenue avec ${partner}`,
  noReason:
    'Une pause ne demande aucune raison. Les rappels se taisent ; les rencontres déjà posées restent dans vos agendas.',
  formThen: (partner: string) => `${partner} l’accepte d’un geste ; rien ne change d’ici là.`,
  pick: 'Jusqu’à quand ?',
  weeks: (weeks: number, day: string) => `${weeks} semaines, jusqu’au ${day}`,
  otherDay: 'Un autre dernier jour',
  otherDayError: 'Choisissez le dernier jour de la pause.',
  propose: 'Proposer ce jour',
  noRoom:
    'La fin du programme est trop proche pour une pause. Votre référent·e peut vous aider à voir la suite.',
  askedTitle: (partner: string) => `${partner} vous propose une pause`,
  until: (day: string) => `Jusqu’au ${day} inclus`,
  question: 'Cela vous convient-il ?',
  agree: 'D’accord',
  decline: 'Pas maintenant',
  mineTitle: 'Votre proposition de pause',
  waiting: (partner: string) => `Elle attend la réponse de ${partner} ; rien ne change d’ici là.`,
  withdraw: 'Retirer la proposition',
  runningTitle: (partner: string) => `Pause convenue avec ${partner}`,
  byReferent: 'Fixée par votre référent·e.',
  endsAlone: 'Elle se termine d’elle-même ; chacun de vous deux peut reprendre plus tôt.',
  resume: 'Reprendre maintenant',
  declinedTitle: 'Pas de pause pour le moment',
  declinedByThem: (partner: string) =>
    `${partner} préfère continuer. Vous pouvez en parler ensemble, ou avec votre référent·e.`,
  declinedByMe: (partner: string) =>
    `Votre réponse est transmise à ${partner}. Vous pouvez en parler ensemble, ou avec votre référent·e.`,
  withdrawnTitle: 'Proposition de pause retirée',
  withdrawn: 'Tout continue comme avant.',
  lapsedTitle: 'Proposition de pause échue',
  lapsed: 'Son dernier jour est passé : rien n’a changé. Vous pouvez en proposer une autre.',
  endedTitle: 'La pause est terminée',
  ended: (partner: string) =>
    `Vous pouvez poser votre prochaine rencontre avec ${partner} quand vous le souhaitez.`,
  menu: 'Faire une pause',

  mailAsked: (partner: string, day: string) =>
    `${partner} vous propose une pause dans vos rencontres de mentorat, jusqu’au ${day} inclus.`,
  mailAskedLink: 'Votre page personnelle vous permet de dire si cela vous convient :',
  mailAgreed: (partner: string, day: string) =>
    `${partner} accepte la pause que vous avez proposée, jusqu’au ${day} inclus.`,
  mailSet: (partner: string, day: string) =>
    `Votre référent·e a fixé une pause dans vos rencontres de mentorat avec ${partner}, jusqu’au ${day} inclus.`,
  mailRunsLink: 'Votre page personnelle vous permet de reprendre plus tôt :',
  mailDeclined: (partner: string) =>
    `${partner} préfère continuer sans pause pour le moment. Vous pouvez en parler ensemble, ou avec votre référent·e.`,
  mailWithdrawn: (partner: string) =>
    `${partner} a retiré sa proposition de pause : tout continue comme avant.`,
  mailResumed: (partner: string) =>
    `${partner} souhaite reprendre vos rencontres de mentorat : la pause est terminée.`,
  mailLifted: (partner: string) =>
    `La pause est terminée : vous pouvez reprendre vos rencontres de mentorat avec ${partner} quand vous le souhaitez.`,
  mailStateLink: 'Votre page personnelle montre où en sont vos rencontres :',
};
