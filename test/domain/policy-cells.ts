import type { Actor } from '../../src/domain/people.ts';
import {
  type Action,
  type CohortAction,
  type CohortSubject,
  cohortRules,
  pairRules,
  type Rule,
  type Subject,
} from '../../src/domain/policy.ts';

const [here, elsewhere] = ['c2026', 'c2025'];

const people = [
  'awa',
  'marc',
  'rose',
  'paul',
  'dina',
  'lea',
  'nadia',
  'nora',
  'ines',
  'yves',
  'zoe',
];
const coachesHere = ['rose', 'paul', 'dina', 'zoe'];
const actor = (person: string): Actor => ({
  person,
  coachOf: [
    ...(coachesHere.includes(person) ? [here] : []),
    ...(person === 'lea' ? [elsewhere] : []),
  ],
  pilotOf: [
    ...(['nadia', 'zoe'].includes(person) ? [here] : []),
    ...(person === 'nora' ? [elsewhere] : []),
  ],
});

/**
 * Awa and Marc are P01: Rose is its referent, Dina her deputy, Yves was and is no coach any more.
 * Paul is a coach beside them, Zoé a coach and the pilot, Nadia the pilot. Léa coaches another
 * cohort, of which Nora is the pilot. Inès is of another pair.
 */
export const actors: Readonly<Record<string, Actor>> = Object.fromEntries(
  people.map((person) => [person, actor(person)]),
);

const p01: Subject = {
  cohort: here,
  mentee: 'awa',
  mentor: 'marc',
  answering: ['rose', 'dina', 'yves'],
};

/** P01; a pair for whom nobody is named; one that Paul answers for; one of another cohort. */
export const pairs: Readonly<Record<string, Subject>> = {
  P01: p01,
  'P02, nobody’s': { cohort: here, mentee: 'ines', mentor: 'karim', answering: [] },
  'P03, Paul’s': { cohort: here, mentee: 'fatou', mentor: 'awa', answering: ['paul'] },
  'P90, elsewhere': { cohort: elsewhere, mentee: 'karim', mentor: 'ines', answering: ['lea'] },
  // Whoever was named before they left the coaches, and whoever is named without ever being one.
  'P91, elsewhere, Rose’s': {
    cohort: elsewhere,
    mentee: 'karim',
    mentor: 'fatou',
    answering: ['rose'],
  },
};

export const cohorts: Readonly<Record<string, CohortSubject>> = {
  here: { cohort: here },
  elsewhere: { cohort: elsewhere },
};

export interface Rules {
  pair: Record<Action, Rule<Subject>>;
  cohort: Record<CohortAction, Rule<CohortSubject>>;
}
export const standingRules: Rules = { pair: pairRules, cohort: cohortRules };

/** By action and subject, everybody who may: all of the cells of the table that are not empty. */
export type Table = Record<string, Record<string, string>>;

/** What the rules say of every actor, action and subject. */
export function tableOf({ pair, cohort }: Rules): Table {
  return { ...rowsOf(pair, pairs), ...rowsOf(cohort, cohorts) };
}

const rowsOf = <On>(
  rules: Record<string, Rule<On>>,
  subjects: Readonly<Record<string, On>>,
): Table =>
  Object.fromEntries(
    Object.entries(rules).map(([action, rule]) => [
      action,
      Object.fromEntries(
        Object.entries(subjects).map(([name, on]) => [
          name,
          people.filter((person) => rule(actor(person), on)).join(' '),
        ]),
      ),
    ]),
  );

const ofPair = {
  P01: 'awa marc',
  'P02, nobody’s': 'ines',
  'P03, Paul’s': 'awa',
  'P90, elsewhere': 'ines',
  'P91, elsewhere, Rose’s': '',
};
const coaches = {
  P01: 'rose paul dina zoe',
  'P02, nobody’s': 'rose paul dina zoe',
  'P03, Paul’s': 'rose paul dina zoe',
  'P90, elsewhere': 'lea',
  'P91, elsewhere, Rose’s': 'lea',
};
const answering = {
  P01: 'rose dina',
  'P02, nobody’s': 'rose paul dina zoe',
  'P03, Paul’s': 'paul',
  'P90, elsewhere': 'lea',
  'P91, elsewhere, Rose’s': '',
};
const coachesOfCohort = { here: 'rose paul dina zoe', elsewhere: 'lea' };
const withPilots = { here: 'rose paul dina nadia zoe', elsewhere: 'lea nora' };

/** Written by hand: who may do what to which, and by leaving everybody else out, who may not. */
export const expected: Table = {
  'meeting.propose': ofPair,
  'meeting.answer': ofPair,
  'meeting.move': ofPair,
  'meeting.cancel': ofPair,
  'meeting.record': ofPair,
  'meeting.correct': ofPair,
  'meetings.read': {
    P01: 'awa marc rose paul dina zoe',
    'P02, nobody’s': 'rose paul dina ines zoe',
    'P03, Paul’s': 'awa rose paul dina zoe',
    'P90, elsewhere': 'lea ines',
    'P91, elsewhere, Rose’s': 'lea',
  },
  'referent.call': ofPair,
  'alert.read': answering,
  'alert.act': answering,
  'pair.read': coaches,
  'pair.pause': ofPair,
  'pair.resume': {
    P01: 'awa marc rose dina',
    'P02, nobody’s': 'rose paul dina ines zoe',
    'P03, Paul’s': 'awa paul',
    'P90, elsewhere': 'lea ines',
    'P91, elsewhere, Rose’s': '',
  },
  'pair.stop': ofPair,
  'pair.set-pause': answering,
  'pair.hand-over': answering,
  'pair.close': answering,
  'pairs.list': coachesOfCohort,
  'meetings.export': coachesOfCohort,
  'report.read': withPilots,
  'report.export': withPilots,
  'programme.read': coachesOfCohort,
  'programme.save': coachesOfCohort,
  'programme.import': coachesOfCohort,
  'waves.read': coachesOfCohort,
  'synthesis.preview': coachesOfCohort,
  'synthesis.release': coachesOfCohort,
  'synthesis.read': withPilots,
};
