import type { Unread } from '../../domain/card-model.ts';
import { count } from './count.ts';

/** What the dates go by, and what was not seen. */
const why: Record<Unread, (partner: string) => string> = {
  nobody: () => 'Vous êtes libres tous les deux à ces dates, sur vos heures de travail.',
  mine: (partner) =>
    `Agenda non visible : le vôtre. Vérifiez ces dates ; elles seront proposées à ${partner}, et rien n’est réservé avant sa réponse.`,
  theirs: (partner) =>
    `Agenda non visible : celui de ${partner}, qui dira quelles dates lui conviennent. Rien n’est réservé d’ici là.`,
  both: (partner) =>
    `Agenda non visible, pour vous deux. Vérifiez le vôtre ; ${partner} dira quelles dates lui conviennent. Rien n’est réservé d’ici là.`,
};

const dates = (number: number): string => (number === 1 ? 'une date' : `${count(number)} dates`);

/** A year's dates before they are confirmed. */
export const plan = {
  title: (partner: string) => `Poser vos rencontres avec ${partner}`,
  tailTitle: (partner: string) => `Replanifier la suite avec ${partner}`,
  dates: (number: number) => `Voici ${dates(number)} pour l’année. Rien n’est encore réservé.`,
  tailDates: (number: number) =>
    `Voici ${dates(number)} pour la suite. Rien ne change avant votre accord.`,
  insteadOf: (moment: string) => `au lieu du ${moment}`,
  why: (unread: Unread, partner: string) => why[unread](partner),
  /** Every stretch is shorter than the mark without another date. */
  enough: 'Il n’y a rien à ajouter : vos rencontres se suivent déjà au bon rythme.',
  noDate:
    'Je ne trouve pas de date à ajouter pour l’instant. Vous pouvez chercher une seule rencontre, ou en parler à votre référent·e.',
  confirm: (number: number) => (number === 1 ? 'Poser cette date' : `Poser ces ${number} dates`),
  propose: (number: number) =>
    number === 1 ? 'Proposer cette date' : `Proposer ces ${number} dates`,
  shift: 'Décaler une date',
  which: 'Date à décaler (les suivantes s’ajustent)',
  whichError: 'Choisissez la date à décaler.',
  earlier: 'Plus tôt',
  later: 'Plus tard',
  onlyOne: 'Une seule rencontre',
};
