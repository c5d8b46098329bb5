import type { Actor } from './people.ts';

/** What a right on a pair is about; only the ids that decide. */
export interface Subject {
  cohort: string;
  mentee: string;
  mentor: string;
  /** Whoever answers for the pair today: referent and deputies. Nobody named: the cohort's coaches. */
  answering: string[];
}

/** What a right on a whole cohort is about. */
export type CohortSubject = Pick<Subject, 'cohort'>;

/** Who may do something, of a kind of subject. */
export type Rule<On> = (actor: Actor, on: On) => boolean;

const isOf: Rule<Subject> = (actor, on) => actor.person === on.mentee || actor.person === on.mentor;
const coaches: Rule<CohortSubject> = (actor, on) => actor.coachOf.includes(on.cohort);
const pilots: Rule<CohortSubject> = (actor, on) => actor.pilotOf.includes(on.cohort);
const answers: Rule<Subject> = (actor, on) =>
  coaches(actor, on) && (on.answering.length === 0 || on.answering.includes(actor.person));

/**
 * Who may do what to a pair, one line each. Anything not listed here is nobody's right; a pilot may
 * do nothing to a pair, nor read one.
 */
export const pairRules = {
  'meeting.propose': isOf,
  'meeting.answer': isOf,
  'meeting.move': isOf,
  'meeting.cancel': isOf,
  'meeting.record': isOf,
  'meeting.correct': isOf,
  'meetings.read': (actor, on) => isOf(actor, on) || coaches(actor, on),
  'referent.call': isOf,
  'alert.read': answers,
  'alert.act': answers,
  'pair.read': coaches,
  'pair.pause': isOf,
  'pair.resume': (actor, on) => isOf(actor, on) || answers(actor, on),
  'pair.stop': isOf,
  'pair.set-pause': answers,
  'pair.hand-over': answers,
  'pair.close': answers,
} satisfies Record<string, Rule<Subject>>;

/** Who may do what to a cohort as a whole. */
export const cohortRules = {
  'pairs.list': coaches,
  'meetings.export': coaches,
  'report.read': (actor, on) => coaches(actor, on) || pilots(actor, on),
  'report.export': (actor, on) => coaches(actor, on) || pilots(actor, on),
  'programme.read': coaches,
  'programme.save': coaches,
  'programme.import': coaches,
  'waves.read': coaches,
  'synthesis.preview': coaches,
  'synthesis.release': coaches,
  'synthesis.read': (actor, on) => coaches(actor, on) || pilots(actor, on),
} satisfies Record<string, Rule<CohortSubject>>;

export type Action = keyof typeof pairRules;
export type CohortAction = keyof typeof cohortRules;

export const actions = Object.keys(pairRules) as Action[];
export const cohortActions = Object.keys(cohortRules) as CohortAction[];

/** Whether the actor may do this to that pair. */
export const can = (actor: Actor, action: Action, on: Subject): boolean =>
  pairRules[action](actor, on);

/** Whether the actor may do this to that cohort. */
export const canInCohort = (actor: Actor, action: CohortAction, on: CohortSubject): boolean =>
  cohortRules[action](actor, on);

/**
 * App roles as the registration names them. A page of coaches or pilots asks for both: the role in
 * the token, that an administrator of the tenant gives and takes, and the cohort's own table.
 */
export const appRoles = { coach: 'Coach', pilot: 'Pilot' } as const;

/** The actor with no more roles than their token confirms. */
export const confirmed = (actor: Actor, roles: readonly string[]): Actor => ({
  person: actor.person,
  coachOf: roles.includes(appRoles.coach) ? actor.coachOf : [],
  pilotOf: roles.includes(appRoles.pilot) ? actor.pilotOf : [],
});

/**
 * Whether a page may do for its reader what `rule` says of them. Of what the cohort's table does
 * not give they learn nothing; of a role their token lacks, whom to ask.
 */
export function onPage(
  actor: Actor,
  roles: readonly string[],
  rule: (actor: Actor) => boolean,
): 'yes' | 'app-role' | 'not-found' {
  if (rule(confirmed(actor, roles))) return 'yes';
  return rule(actor) ? 'app-role' : 'not-found';
}
