/** What happens, said plainly; no reason is asked, and nobody is held to anything. */
export const stop = {
  formTitle: (partner: string) => `Arrêter le mentorat avec ${partner}`,
  formTells: (referent: string) =>
    `Seul·e votre référent·e en est averti·e : ${referent}. Aucune raison n’est demandée.`,
  formTellsTeam: (replyTo: string) =>
    `Seule l’équipe du programme en est avertie : ${replyTo}. Aucune raison n’est demandée.`,
  formPartner: (partner: string) =>
    `Télémaque n’en dit rien à ${partner} : c’est vous qui lui en parlerez, ou votre référent·e.`,
  formSilence:
    'Les rappels se taisent. Les rencontres déjà posées restent dans vos agendas, et vous pouvez encore en poser une.',
  formBack:
    'Vous pouvez revenir sur cette demande tant qu’une dernière rencontre n’est pas proposée.',
  ask: 'Confirmer l’arrêt',
  askedTitle: 'Votre demande d’arrêt est transmise',
  asked: (referent: string) =>
    `Votre référent·e vous recontactera : ${referent}. Personne d’autre n’est averti.`,
  askedTeam: (replyTo: string) =>
    `L’équipe du programme vous recontactera : ${replyTo}. Personne d’autre n’est averti.`,
  withdraw: 'Revenir sur ma demande',
  withdrawnTitle: 'Votre demande d’arrêt est retirée',
  withdrawn: 'Tout continue comme avant, et les rappels reprennent.',
  lastTitle: (partner: string) => `Une dernière rencontre avec ${partner}`,
  last: 'Votre mentorat touche à sa fin. Une dernière rencontre permet de faire le point ensemble et de regarder la suite.',
  closedTitle: (partner: string) => `Votre mentorat avec ${partner} est terminé`,
  closed:
    'Les rencontres à venir sont annulées ; celles qui ont eu lieu restent notées. Merci du temps que vous y avez consacré.',

  mailLast: (partner: string) =>
    `Votre mentorat avec ${partner} touche à sa fin. Une dernière rencontre permet de faire le point ensemble et de regarder la suite.`,
  mailLastLink: 'Votre page personnelle vous permet de poser cette rencontre :',
  mailClosed: (partner: string) => `Votre mentorat avec ${partner} est terminé.`,
};
