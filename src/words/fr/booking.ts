import type { SlotsModel } from '../../domain/card-model.ts';

type Unread = SlotsModel['unread'];

/** Why the first slot comes first, and what was not seen. */
const why: Record<Unread, (partner: string) => string> = {
  nobody: () => 'En tête, le plus proche : libre dans vos deux agendas, sur vos heures de travail.',
  mine: (partner) =>
    `Agenda non visible : le vôtre. En tête, le créneau le plus proche pour ${partner} ; vérifiez qu’il vous va.`,
  theirs: (partner) =>
    `Agenda non visible : celui de ${partner}, qui choisira parmi vos propositions. Rien n’est réservé d’ici là.`,
  both: (partner) =>
    `Agenda non visible, pour vous deux. Vérifiez le vôtre ; ${partner} choisira parmi vos propositions. Rien n’est réservé d’ici là.`,
};

export const booking = {
  findTitle: (partner: string) => `Quelle rencontre souhaitez-vous avec ${partner} ?`,
  moveTitle: (partner: string) => `Déplacer votre rencontre avec ${partner}`,
  mode: 'Comment vous rencontrer ?',
  modeError: 'Choisissez la visio ou une rencontre sur place.',
  inPerson: 'Sur place',
  minutes: 'Pour combien de temps ?',
  minutesError: 'Choisissez une durée.',
  where: 'Où, si vous vous voyez sur place ?',
  whereError: 'Choisissez un lieu.',
  seeSlots: 'Voir les créneaux',
  slotsTitle: (partner: string) => `Quand rencontrer ${partner} ?`,
  pickOne: 'Votre créneau',
  pickSome: 'Vos créneaux possibles',
  pickOneError: 'Choisissez un créneau.',
  pickSomeError: 'Choisissez au moins un créneau.',
  why: (unread: Unread, partner: string) => why[unread](partner),
  firstIs: (moment: string) => `Le premier créneau est ${moment}.`,
  noSlot:
    'Aucun créneau commun dans les semaines à venir. Essayez une durée plus courte, ou la visio.',
  book: 'Réserver',
  move: 'Déplacer à ce moment',
  propose: 'Proposer ces créneaux',
  otherCriteria: 'Autres critères',
};
