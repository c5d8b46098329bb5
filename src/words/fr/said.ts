/** What was just done, told on top of the card that follows. */
export const said = {
  booked: 'La rencontre est posée dans vos agendas, à confirmer.',
  proposed: 'Vos propositions sont envoyées.',
  accepted: 'C’est entendu : la rencontre est confirmée.',
  declined: 'C’est transmis : un autre moment est demandé.',
  moved: 'La rencontre est déplacée, à confirmer.',
  cancelled: 'La rencontre est annulée, et l’autre en est averti·e.',
  undone: 'C’est défait.',
  planned: 'Vos rencontres sont posées dans vos agendas, à confirmer.',
  'plan-proposed': 'Vos dates sont proposées. Rien n’est réservé avant la réponse.',
  'plan-shifted': 'La date est décalée et les suivantes sont ajustées. Rien n’est encore réservé.',
  'plan-answered': 'Merci, votre réponse est transmise.',
  'plan-undone': 'Ces propositions sont retirées.',
  held: 'Merci, c’est noté.',
  'not-held': 'Merci, c’est noté.',
  corrected: 'La correction est enregistrée.',
  recorded: 'La rencontre est notée.',
  'language-set': 'C’est entendu : je vous écris en français.',
  'call-asked': 'Votre demande est transmise.',
  'card-was-old': 'Votre carte datait un peu : voici ce qu’il en est maintenant.',
  'not-understood': 'Je n’ai pas compris votre message, et je ne l’ai pas gardé.',
  pause: 'Une pause se convient avec votre référent·e : voici comment le ou la joindre.',
  stop: 'Pour arrêter, parlez-en d’abord à votre référent·e : voici comment le ou la joindre.',
};

export type SaidKey = keyof typeof said;
