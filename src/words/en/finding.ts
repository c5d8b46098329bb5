import { count } from './count.ts';

const meetings = (number: number): string =>
  number === 1 ? 'one meeting' : `${count(number)} meetings`;

/** What a drawing of the year shows, in one line. */
export function finding(held: number, booked: number): string {
  if (held === 0 && booked === 0) return 'no meeting is booked yet';
  if (held === 0) return `${meetings(booked)} booked`;
  const took = `${meetings(held)} held`;
  return booked === 0 ? took : `${took}, ${count(booked)} booked`;
}
