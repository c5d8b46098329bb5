export const referent = {
  title: 'Votre référent·e',
  none: (replyTo: string) =>
    `Aucun·e référent·e n’est encore indiqué·e pour votre binôme. Écrivez à ${replyTo} : l’équipe du programme vous répondra.`,
  isYours: (contact: string) => `Votre référent·e : ${contact}`,
  intro: 'Pour toute question sur votre binôme, écrivez, téléphonez, ou demandez un appel.',
  phone: (phone: string) => `Téléphone : ${phone}`,
  mail: (mail: string) => `Courriel : ${mail}`,
  ask: 'Demander un appel',
  asked: (name: string) => `Votre demande d’appel est transmise à ${name}, qui vous recontactera.`,
  askedTeam: 'Votre demande d’appel est transmise à l’équipe du programme.',
};
