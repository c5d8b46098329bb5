import { fold } from './cohort-columns.ts';
import type { CohortFault, CohortProblem, Place } from './cohort-fault.ts';
import type { CohortPlan, PlannedPair } from './cohort-file.ts';
import type { PlannedPerson } from './cohort-people.ts';
import type { CohortSettings } from './cohort-settings.ts';
import { dayKinds } from './collective-day.ts';
import type { DayKind } from './people.ts';
import { addDays, type Day, type Hours } from './time.ts';

export interface StandingPerson {
  id: string;
  mail: string;
  name: string;
  phone: string | null;
  profession: string | null;
  institution: string | null;
  city: string | null;
  departement: string | null;
  timeZone: string;
  identities: { tid: string; oid: string }[];
}

export interface StandingPair {
  id: string;
  code: string;
  /** Mails. */
  mentee: string;
  mentor: string;
  /** The open rows only: those without an end. */
  answering: { mail: string; kind: AnsweringKind; from: Day }[];
}

/** What is already in the store of a plan's cohort, and of every person the plan names. */
export interface Standing {
  cohort: { id: string; header: CohortHeader } | undefined;
  people: StandingPerson[];
  roles: CohortRole[];
  pairs: StandingPair[];
}

export type AnsweringKind = 'referent' | 'deputy';
export interface CohortRole {
  mail: string;
  role: 'coach' | 'pilot';
}
/** What is one row, or three days, in the store. */
export interface CohortHeader {
  name: string;
  timeZone: string;
  settings: CohortSettings;
  days: { launch: Day; midterm: Day; closing: Day };
}

const followed = [
  'name',
  'phone',
  'profession',
  'institution',
  'city',
  'departement',
  'timeZone',
] as const;
type FollowedField = (typeof followed)[number];

export interface PersonUpdate {
  id: string;
  mail: string;
  name: string;
  changes: Partial<Record<FollowedField, string>>;
}
export interface AnsweringChange {
  pair: string;
  kind: AnsweringKind;
  /** The first day of whoever comes, the day after the last of whoever leaves. */
  from: Day;
  /** `lastDay` is null for a row that began on `from` or later: it never took effect, and goes. */
  closes: { mail: string; from: Day; lastDay: Day | null } | null;
  /** The mail of whoever comes. */
  opens: string | null;
}

/** When a collective day is held, in the cohort's zone. */
interface DayMoment {
  day: Day;
  hours: Hours;
}
/** A day that the file puts at another date or other hours than the store has. */
export interface DayChange {
  kind: DayKind;
  before: DayMoment;
  after: DayMoment;
}

/** All that an import will write. Every list is empty when the same files come again. */
export interface CohortChanges {
  cohort: 'added' | 'updated' | 'unchanged';
  /** Only of a cohort that was there. */
  days: DayChange[];
  people: { added: PlannedPerson[]; updated: PersonUpdate[] };
  identities: { mail: string; tid: string; oid: string }[];
  roles: { added: CohortRole[]; removed: CohortRole[] };
  pairs: { added: PlannedPair[] };
  answering: AnsweringChange[];
  /** Pairs of the store that the file does not name; they stay as they are. */
  absent: string[];
}

/**
 * What to write so that the store says what the plan says, from `day` on. Who a pair is made of, what
 * a person is called and who they are in Entra never change: years of meetings hang on them.
 */
export function compareCohort(
  plan: CohortPlan,
  standing: Standing,
  day: Day,
): { changes: CohortChanges } | { faults: CohortFault[] } {
  const faults = [
    ...plan.people.flatMap((person) => personFaults(person, standing.people)),
    ...plan.pairs.flatMap((pair) => pairFaults(pair, standing.pairs)),
    ...leavingCoachFaults(plan, standing),
  ];
  if (faults.length > 0) return { faults };
  const named = new Set(plan.pairs.map(({ code }) => code));
  return {
    changes: {
      cohort: cohortChange(plan, standing),
      days: dayChanges(plan, standing),
      people: peopleChanges(plan, standing),
      identities: newIdentities(plan, standing),
      roles: roleChanges(plan, standing),
      pairs: { added: plan.pairs.filter(({ code }) => !pairCalled(code, standing.pairs)) },
      answering: answeringChanges(plan, standing, day),
      absent: standing.pairs.map(({ code }) => code).filter((code) => !named.has(code)),
    },
  };
}

const pairCalled = (code: string, pairs: readonly StandingPair[]) =>
  pairs.find((pair) => pair.code === code);

function personFaults(person: PlannedPerson, standing: readonly StandingPerson[]): CohortFault[] {
  const faults: CohortFault[] = [];
  const { identity, mail, name, places } = person;
  const before = standing.find((other) => other.mail === mail);
  if (before && fold(before.name) !== fold(name)) {
    faults.push(fault(places.name, 'changed-name', { value: name, other: before.name, mail }));
  }
  if (identity === null) return faults;
  const { tid, oid } = identity;
  const holder = standing.find((other) =>
    other.identities.some((known) => known.tid === tid && known.oid === oid),
  );
  if (holder && holder.mail !== mail) {
    faults.push(fault(places.oid, 'identity-taken', { value: oid, other: holder.mail, name }));
  }
  const changed = before?.identities.find((known) => known.tid === tid && known.oid !== oid);
  if (changed) {
    faults.push(fault(places.oid, 'changed-identity', { value: oid, other: changed.oid, name }));
  }
  return faults;
}

function pairFaults(pair: PlannedPair, standing: readonly StandingPair[]): CohortFault[] {
  const before = pairCalled(pair.code, standing);
  if (!before) return [];
  return (['mentee', 'mentor'] as const).flatMap((role) => {
    if (before[role] === pair[role]) return [];
    const values = { code: pair.code, value: pair[role], other: before[role] };
    return [fault(pair.places[role], 'changed-person', values)];
  });
}

/** A coach may leave the cohort once nobody of a pair left out of the file counts on them. */
function leavingCoachFaults(plan: CohortPlan, standing: Standing): CohortFault[] {
  return standing.pairs.flatMap((pair) => {
    if (pairCalledInPlan(pair.code, plan)) return [];
    const referent = pair.answering.find(({ kind }) => kind === 'referent');
    if (!referent || plan.coaches.includes(referent.mail)) return [];
    const values = { value: referent.mail, code: pair.code };
    return [fault(plan.places.coaches, 'coach-still-referent', values)];
  });
}

const pairCalledInPlan = (code: string, plan: CohortPlan) =>
  plan.pairs.find((pair) => pair.code === code);

function cohortChange(plan: CohortPlan, { cohort }: Standing): CohortChanges['cohort'] {
  if (!cohort) return 'added';
  const { name, timeZone, settings, days } = plan;
  return sameValue(cohort.header, { name, timeZone, settings, days }) ? 'unchanged' : 'updated';
}

function dayChanges(plan: CohortPlan, { cohort }: Standing): DayChange[] {
  if (!cohort) return [];
  const moment = ({ days, settings }: Pick<CohortHeader, 'days' | 'settings'>, kind: DayKind) => ({
    day: days[kind],
    hours: settings.dayHours[kind],
  });
  return dayKinds
    .map((kind) => ({ kind, before: moment(cohort.header, kind), after: moment(plan, kind) }))
    .filter(({ before, after }) => !sameValue(before, after));
}

/** Same content whatever the order of keys: jsonb keeps its own. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function peopleChanges(plan: CohortPlan, standing: Standing): CohortChanges['people'] {
  const added: PlannedPerson[] = [];
  const updated: PersonUpdate[] = [];
  for (const person of plan.people) {
    const before = standing.people.find(({ mail }) => mail === person.mail);
    if (!before) {
      added.push({ ...person, timeZone: person.timeZone ?? plan.timeZone });
      continue;
    }
    const changes: PersonUpdate['changes'] = {};
    for (const field of followed) {
      const now = person[field];
      // What a file does not say of someone another cohort knows better is no change.
      if (now !== null && now !== before[field]) changes[field] = now;
    }
    if (Object.keys(changes).length > 0) {
      updated.push({ id: before.id, mail: before.mail, name: person.name, changes });
    }
  }
  return { added, updated };
}

function newIdentities(plan: CohortPlan, standing: Standing): CohortChanges['identities'] {
  return plan.people.flatMap(({ mail, identity }) => {
    if (identity === null) return [];
    const known = standing.people.find((person) => person.mail === mail)?.identities ?? [];
    const there = known.some(({ tid, oid }) => tid === identity.tid && oid === identity.oid);
    return there ? [] : [{ mail, ...identity }];
  });
}

function roleChanges(plan: CohortPlan, standing: Standing): CohortChanges['roles'] {
  const wanted: CohortRole[] = [
    ...plan.coaches.map((mail) => ({ mail, role: 'coach' as const })),
    { mail: plan.pilot, role: 'pilot' },
  ];
  const has = (roles: readonly CohortRole[], one: CohortRole) =>
    roles.some(({ mail, role }) => mail === one.mail && role === one.role);
  return {
    added: wanted.filter((one) => !has(standing.roles, one)),
    removed: standing.roles.filter((one) => !has(wanted, one)),
  };
}

function answeringChanges(plan: CohortPlan, standing: Standing, day: Day): AnsweringChange[] {
  const codes = new Set([...plan.pairs, ...standing.pairs].map(({ code }) => code));
  return [...codes].flatMap((code) => {
    const before = pairCalled(code, standing.pairs);
    const current = (kind: AnsweringKind) => before?.answering.find((one) => one.kind === kind);
    const referent = pairCalledInPlan(code, plan)?.referent ?? current('referent')?.mail;
    const deputy = plan.deputies.find((one) => one.for === referent)?.deputy;
    // Before the launch the referent already answers for the pair; an import after it was late.
    const from = before || plan.days.launch > day ? day : plan.days.launch;
    return [
      ...answeringChange(code, 'referent', current('referent'), referent, from),
      ...answeringChange(code, 'deputy', current('deputy'), deputy, from),
    ];
  });
}

function answeringChange(
  pair: string,
  kind: AnsweringKind,
  before: { mail: string; from: Day } | undefined,
  wanted: string | undefined,
  from: Day,
): AnsweringChange[] {
  if (before?.mail === wanted) return [];
  const lastDay = before && before.from < from ? addDays(from, -1) : null;
  const closes = before ? { mail: before.mail, from: before.from, lastDay } : null;
  return [{ pair, kind, from, closes, opens: wanted ?? null }];
}

function fault(place: Place, problem: CohortProblem, values: Record<string, string>): CohortFault {
  return { ...place, problem, values };
}
