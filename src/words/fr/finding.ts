import { count } from './count.ts';

const met = (number: number): string =>
  number === 1 ? 'une rencontre a eu lieu' : `${count(number)} rencontres ont eu lieu`;
const stand = (number: number): string =>
  number === 1 ? 'une rencontre est posée' : `${count(number)} rencontres sont posées`;
const alsoStand = (number: number): string =>
  number === 1 ? 'une est posée' : `${count(number)} sont posées`;

/** What a drawing of the year shows, in one line. */
export function finding(held: number, booked: number): string {
  if (held === 0 && booked === 0) return 'aucune rencontre n’est encore posée';
  if (held === 0) return stand(booked);
  return booked === 0 ? met(held) : `${met(held)}, ${alsoStand(booked)}`;
}
