import type { CohortSettings } from './cohort-settings.ts';
import type { Day, WorkingTime } from './time.ts';

export interface Person {
  id: string;
  name: string;
  mail: string;
  phone: string | null;
  locale: 'fr' | 'en';
  zone: string;
  departement: string | null;
  institution: string | null;
  city: string | null;
  reach: 'bot' | 'email';
}

/** The cohort's collective days. */
export type DayKind = 'launch' | 'midterm' | 'closing';

export interface Cohort {
  id: string;
  code: string;
  name: string;
  zone: string;
  settings: CohortSettings;
  themeVersion: number;
  launch: Day;
  midterm: Day;
  closing: Day;
}

/** A pair with everything its rules look at. */
export interface Pair {
  id: string;
  code: string;
  state: 'active' | 'stopping' | 'closed';
  cohort: Cohort;
  mentee: Person;
  mentor: Person;
  /** Who answers for the pair today; null when nobody was named. */
  referent: Person | null;
}

/** The other one of the pair. */
export const partnerOf = (pair: Pair, person: string): Person =>
  pair.mentee.id === person ? pair.mentor : pair.mentee;

export const isOfPair = (pair: Pair, person: string): boolean =>
  pair.mentee.id === person || pair.mentor.id === person;

export const selfOf = (pair: Pair, person: string): Person =>
  pair.mentee.id === person ? pair.mentee : pair.mentor;

export const workOf = (person: Person, cohort: Cohort): WorkingTime => ({
  zone: person.zone,
  departement: person.departement,
  hours: cohort.settings.workingHours,
});

/** Whoever acts, with the roles their rights come from; read anew at every door. */
export interface Actor {
  person: string;
  coachOf: string[];
  pilotOf: string[];
}
