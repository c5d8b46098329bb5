export const mails = {
  hello: (name: string) => `Bonjour ${name},`,
  /** Neutral on purpose: the first lines of a mail are shown in its preview. */
  opening: (bodyName: string) =>
    `Ce message vous vient de Télémaque, l’outil de suivi mis à votre disposition par : ${bodyName}. Il concerne votre agenda ; vous pouvez le lire quand vous aurez un moment.`,
  proposal: (partner: string) =>
    `${partner} vous propose une rencontre de mentorat, à l’un de ces moments :`,
  proposalThen: 'Rien n’est réservé avant votre réponse.',
  proposalLink:
    'Votre page personnelle vous permet de choisir le moment qui vous convient, ou d’en demander un autre :',
  confirm: (partner: string) =>
    `${partner} vous propose une rencontre de mentorat à ce moment, à confirmer :`,
  confirmOutlook: (partner: string) =>
    `Votre rencontre de mentorat avec ${partner} a été déplacée dans Outlook, à ce moment, à confirmer :`,
  doubtedOutlook: (partner: string) =>
    `Votre rencontre de mentorat avec ${partner} a été créée dans Outlook, et notre copie nous dit qu’elle est annulée. Tient-elle toujours à ce moment ?`,
  confirmLink:
    'Votre page personnelle vous permet de dire si ce moment convient, ou d’en demander un autre :',
  otherTime: (partner: string) =>
    `${partner} souhaite un autre moment pour votre rencontre de mentorat.`,
  otherTimeStands: (moment: string) =>
    `En attendant, celle du ${moment} reste posée dans vos agendas.`,
  otherTimeLink:
    'Votre page personnelle montre où en est cette rencontre et vous permet de proposer un moment :',
  booked: (partner: string) => `Votre rencontre de mentorat avec ${partner} est confirmée :`,
  join: 'Adresse de la visio :',
  linkMissing:
    'Le lien de visio n’a pas pu être créé. La rencontre tient toujours : convenez entre vous d’un appel ou d’un autre lien.',
  bookedLink: 'Votre page personnelle montre où en est cette rencontre :',
  cancelled: (partner: string) => `Votre rencontre de mentorat avec ${partner} est annulée :`,
  cancelledOutlook: (partner: string) =>
    `Votre rencontre de mentorat avec ${partner} a été annulée dans Outlook :`,
  /** Nothing stood in the calendars yet. */
  withdrawn: (partner: string) =>
    `Les propositions de rencontre de mentorat avec ${partner} sont retirées.`,
  withdrawnLink: 'Votre page personnelle montre où en sont vos rencontres :',
  cancelledLink: 'Votre page personnelle montre où en est cette rencontre :',
  plan: (partner: string) =>
    `${partner} vous propose des dates pour vos rencontres de mentorat de l’année :`,
  planBooked: 'Ces moments sont déjà inscrits dans vos agendas, à confirmer.',
  planSome:
    'Ceux marqués « inscrit » sont déjà dans vos agendas, à confirmer ; pour les autres, rien n’est réservé avant votre réponse.',
  planMarked: 'inscrit',
  planLink: 'Votre page personnelle vous permet de dire lesquels vous conviennent :',
  held: (partner: string, day: string) =>
    `Votre rencontre de mentorat avec ${partner}, prévue le ${day}, a-t-elle eu lieu ?`,
  heldLink:
    'Votre page personnelle vous permet de répondre oui ou non et, si oui, d’indiquer une à trois thématiques générales :',
  linkIsYours: (until: string) =>
    `Ce lien vous est personnel : ne le transférez pas. Il est valable jusqu’au ${until}. Passé ce délai, la même page pourra vous en envoyer un autre.`,
  doubt: (contact: string) =>
    `Un doute sur ce message ? Vérifiez auprès de votre référent·e : ${contact}.`,
  doubtNoReferent: (replyTo: string) => `Un doute sur ce message ? Écrivez à ${replyTo}.`,
  reply: (replyTo: string) =>
    `Vous pouvez aussi répondre à ce message : l’équipe du programme lit ${replyTo}.`,
};
