import { cohortSettings } from '../../src/domain/cohort-settings.ts';
import type { Cohort, Pair, Person } from '../../src/domain/people.ts';
import type { Interval } from '../../src/domain/time.ts';

const uuid = (group: number, number: number) =>
  `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const person = (number: number, name: string, change: Partial<Person> = {}): Person => ({
  id: uuid(1, number),
  name,
  mail: `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replace(' ', '.')}@mentorat.example`,
  phone: null,
  locale: 'fr',
  zone: 'Europe/Paris',
  departement: '75',
  institution: 'CH de Valaubrune',
  city: 'Valaubrune',
  reach: 'email',
  ...change,
});

export const awa = person(1, 'Awa Lemoine');
export const marc = person(2, 'Marc Delcourt', {
  departement: '38',
  institution: 'CHU de Clairvallon',
  city: 'Clairvallon',
});
/** Coach of the cohort, and referent of P01. */
export const rose = person(3, 'Rose Vogt', { phone: '01 99 00 10 02' });
export const ines = person(4, 'Ines Belkacem');
export const karim = person(5, 'Karim Prigent');
export const nadia = person(6, 'Nadia Chantereau');
export const everyone = [awa, marc, rose, ines, karim, nadia];

export const aCohort: Cohort = {
  id: uuid(2, 1),
  code: '2026',
  name: 'Promotion 2026',
  zone: 'Europe/Paris',
  themeVersion: 1,
  launch: '2026-04-14',
  midterm: '2026-10-08',
  closing: '2027-03-25',
  settings: cohortSettings.parse({
    list: { hostname: 'body.sharepoint.example', path: '/sites/mentorat', name: 'Suivi' },
    recording: 'at-once',
    workingHours: { from: '09:00', to: '18:00' },
    lunch: { from: '12:30', to: '14:00' },
    noticeHours: 24,
    horizonDays: 28,
    bodyName: 'Agence des directeurs',
    replyTo: 'coachs@body.example',
  }),
};

/** Awa, the mentee, and Marc, her mentor; Rose answers for them. */
export const p01: Pair = {
  id: uuid(3, 1),
  code: 'P01',
  state: 'active',
  cohort: aCohort,
  mentee: awa,
  mentor: marc,
  referent: rose,
};
/** Inès and Karim, for whom nobody answers yet. */
export const p02: Pair = {
  ...p01,
  id: uuid(3, 2),
  code: 'P02',
  mentee: ines,
  mentor: karim,
  referent: null,
};

/** An id of nothing at all. */
export const nowhere = uuid(9, 9);

/** The instant a clock in Paris shows that. */
export const paris = (day: string, time: string): number => {
  const summer = (day > '2026-03-29' && day < '2026-10-25') || day > '2027-03-28';
  return Date.parse(`${day}T${time}:00${summer ? '+02:00' : '+01:00'}`);
};

export const slot = (day: string, time: string, minutes = 60): Interval => {
  const start = paris(day, time);
  return { start, end: start + minutes * 60_000 };
};

/** Tuesday 21 April 2026, 09:00 in Paris, a week after the launch. */
export const tuesday = paris('2026-04-21', '09:00');
export const thursday = slot('2026-04-23', '10:00');
export const friday = slot('2026-04-24', '14:30');
