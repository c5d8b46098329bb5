import type { Actor } from './people.ts';

/** What a right is about; only the ids that decide. */
export interface Subject {
  cohort: string;
  mentee: string;
  mentor: string;
  /** Whoever answers for the pair today: referent and deputies. Nobody named: the cohort's coaches. */
  answering: string[];
}

const isOf = (actor: Actor, on: Subject) =>
  actor.person === on.mentee || actor.person === on.mentor;
const coaches = (actor: Actor, on: Subject) => actor.coachOf.includes(on.cohort);
const answers = (actor: Actor, on: Subject) =>
  coaches(actor, on) && (on.answering.length === 0 || on.answering.includes(actor.person));

/** Who may do what, one line each. Anything not listed here is nobody's right. */
const rules = {
  'meeting.propose': isOf,
  'meeting.answer': isOf,
  'meeting.move': isOf,
  'meeting.cancel': isOf,
  'meeting.record': isOf,
  'meeting.correct': isOf,
  'meetings.read': (actor: Actor, on: Subject) => isOf(actor, on) || coaches(actor, on),
  'referent.call': isOf,
  'alert.read': answers,
  'alert.act': answers,
  'pair.pause': isOf,
  'pair.stop': isOf,
  'pair.set-pause': answers,
  'pair.close': answers,
} satisfies Record<string, (actor: Actor, on: Subject) => boolean>;

export type Action = keyof typeof rules;

export const actions = Object.keys(rules) as Action[];

/** Whether the actor may do this to that pair. The pilot may do nothing to a pair, nor read one. */
export const can = (actor: Actor, action: Action, on: Subject): boolean => rules[action](actor, on);
