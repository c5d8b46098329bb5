import type { SlotsModel, Unread } from '../../domain/card-model.ts';
import { weeks } from './count.ts';

type Anchor = NonNullable<SlotsModel['since']>['anchor'];

/** Why the first slot comes first, and what was not seen. */
const why: Record<Unread, (partner: string, since: string | null) => string> = {
  nobody: (_, since) =>
    since === null
      ? 'En tête : libre dans vos deux agendas, sur vos heures de travail.'
      : `En tête : vous êtes libres tous les deux ; ${since}.`,
  mine: (partner, since) =>
    `Agenda non visible : le vôtre.${first(since)} Vérifiez le créneau : il sera proposé à ${partner}, et rien n’est réservé avant sa réponse.`,
  theirs: (partner, since) =>
    `Agenda non visible : celui de ${partner}, qui choisira parmi vos propositions. Rien n’est réservé d’ici là.${first(since)}`,
  both: (partner, since) =>
    `Agenda non visible, pour vous deux. Vérifiez le vôtre ; ${partner} choisira parmi vos propositions. Rien n’est réservé d’ici là.${first(since)}`,
};

const first = (since: string | null): string => (since === null ? '' : ` En tête : ${since}.`);

/** What the first one comes after. */
const since: Record<Anchor, (number: number) => string> = {
  launch: () => 'pour une première rencontre, au plus tôt',
  meeting: (number) => `${weeks(number)} après la rencontre précédente`,
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
  why: (unread: Unread, partner: string, after: string | null) => why[unread](partner, after),
  since: (anchor: Anchor, number: number) => since[anchor](number),
  firstIs: (moment: string) => `Le premier créneau est ${moment}.`,
  noSlot:
    'Aucun créneau commun dans les semaines à venir. Essayez une durée plus courte, ou la visio.',
  book: 'Réserver',
  move: 'Déplacer à ce moment',
  propose: 'Proposer ces créneaux',
  proposeOne: 'Proposer ce créneau',
  otherCriteria: 'Autres critères',
};
