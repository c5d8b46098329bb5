import type { MeetingState } from '../../domain/meeting.ts';

const states: Record<MeetingState, string> = {
  proposed: 'à confirmer',
  booked: 'à noter',
  held: 'a eu lieu',
  'not-held': 'n’a pas eu lieu',
  cancelled: 'annulée',
};

export const record = {
  heldTitle: (day: string) => `Votre rencontre du ${day} a-t-elle eu lieu ?`,
  heldTitleNoDay: 'Cette rencontre a-t-elle eu lieu ?',
  with: (partner: string) => `Avec ${partner}`,
  themes: 'Thématiques générales, une à trois',
  themesError: 'Choisissez une à trois thématiques.',
  date: 'Date de la rencontre',
  dateError: 'Indiquez une date du programme, aujourd’hui au plus tard.',
  yes: 'Oui, elle a eu lieu',
  no: 'Elle n’a pas eu lieu',
  recorded: 'Rencontre notée',
  heldOn: (day: string, partner: string) => `Le ${day}, avec ${partner}`,
  saidBy: (name: string) => `Notée par ${name}. Est-ce exact ?`,
  exact: 'C’est exact',
  correct: 'Corriger',
  saveCorrection: 'Enregistrer',
  notHeldTitle: 'C’est noté : elle n’a pas eu lieu',
  notHeldOn: (day: string, partner: string) => `La rencontre du ${day} avec ${partner}`,
  notHeldSaidBy: (name: string) =>
    `Noté par ${name}. Si elle a bien eu lieu, choisissez « Corriger ».`,
  bookNext: 'Réserver la prochaine',
  recordTitle: (partner: string) => `Noter une rencontre avec ${partner}`,
  recordWhy: 'Pour une rencontre que vous avez fixée sans moi.',
  save: 'Noter la rencontre',
  listTitle: (partner: string) => `Vos rencontres avec ${partner}`,
  ahead: 'À venir',
  toConfirm: 'à confirmer',
  past: 'Rencontres notées',
  noNext: 'Aucune rencontre n’est posée pour la suite.',
  empty:
    'Rien n’est noté pour l’instant. Réservez une rencontre, ou notez celle que vous avez déjà eue.',
  state: (state: MeetingState) => states[state],
  andOlder: (count: number) =>
    count === 1 ? 'Et une rencontre plus ancienne.' : `Et ${count} rencontres plus anciennes.`,
};
