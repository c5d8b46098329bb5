import type { Tables } from '../db/db.ts';
import type { CohortHead, CohortRole } from '../domain/coach-model.ts';
import type { Actor, Cohort, Pair } from '../domain/people.ts';
import {
  type Action,
  type CohortAction,
  can,
  canInCohort,
  confirmed,
  onPage,
} from '../domain/policy.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import { dayOf, type Instant } from '../domain/time.ts';

/** Whoever signed in on a page, with the app roles of their token. */
export interface Visitor {
  person: string;
  roles: readonly string[];
}

/** A cohort that is open to its reader, who has no more roles than their token confirms. */
export interface OpenCohort {
  cohort: Cohort;
  actor: Actor;
}

/**
 * The cohort that is asked for, or the latest one in which the reader may do this. Another cohort
 * is as if it were not there.
 */
export async function cohortFor(
  t: Tables,
  who: Visitor,
  action: CohortAction,
  wanted: string | undefined,
  now: Instant,
): Promise<OpenCohort | Refused> {
  const actor = await t.people.actor(who.person);
  const actorHere = confirmed(actor, who.roles);
  const own = [...new Set([...actor.coachOf, ...actor.pilotOf])];
  const asked = wanted === undefined ? await byDay(t, own, now) : own.filter((id) => id === wanted);
  const verdicts = asked.map((cohort) =>
    onPage(actor, who.roles, (one) => canInCohort(one, action, { cohort })),
  );
  const found = asked[verdicts.indexOf('yes')];
  if (found === undefined) return refuse(verdicts.includes('app-role') ? 'app-role' : 'not-found');
  const cohort = await t.pairs.cohort(found);
  return cohort ? { cohort, actor: actorHere } : refuse('not-found');
}

/** Those that run first, the one launched last before the others. */
async function byDay(t: Tables, ids: readonly string[], now: Instant): Promise<string[]> {
  const today = dayOf(now, 'UTC');
  const all = await t.coachLists.cohorts(ids);
  return all
    .toSorted(
      (a, b) =>
        Number(a.closing < today) - Number(b.closing < today) || b.launch.localeCompare(a.launch),
    )
    .map(({ id }) => id);
}

/** A pair that is open to its reader on a coaches' page. */
export interface OpenSheet {
  pair: Pair;
  actor: Actor;
}

/** The pair, if the reader may do this to it on a page; any other one is as if it were not there. */
export async function sheetFor(
  t: Tables,
  who: Visitor,
  action: Action,
  wanted: string,
  now: Instant,
): Promise<OpenSheet | Refused> {
  // Roles of a day are read in UTC, as at every door.
  const today = dayOf(now, 'UTC');
  const actor = await t.people.actor(who.person);
  const pair = isId(wanted) ? await t.pairs.get(wanted, today) : undefined;
  if (!pair) return refuse('not-found');
  const subject = await t.pairs.subject(pair, today);
  const verdict = onPage(actor, who.roles, (one) => can(one, action, subject));
  return verdict === 'yes' ? { pair, actor: confirmed(actor, who.roles) } : refuse(verdict);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the store can be asked for it at all. */
export const isId = (text: string): boolean => uuid.test(text);

/** What stands around everything a coach or a pilot reads of a cohort. */
export async function cohortHead(
  t: Tables,
  { cohort, actor }: OpenCohort,
  now: Instant,
): Promise<CohortHead> {
  const { id, name, zone, launch, midterm, closing, settings } = cohort;
  const { rhythm, recording, bodyName } = settings;
  const rolesIn = (one: string): CohortRole[] => [
    ...(actor.coachOf.includes(one) ? (['coach'] as const) : []),
    ...(actor.pilotOf.includes(one) ? (['pilot'] as const) : []),
  ];
  const all = await t.coachLists.cohorts([...new Set([...actor.coachOf, ...actor.pilotOf])]);
  const person = await t.people.get(actor.person);
  const reader = person ?? { locale: 'fr' as const, zone };
  return {
    reader: { locale: reader.locale, zone: reader.zone, nameZone: reader.zone !== zone },
    ...{ cohort: id, name, bodyName, launch, midterm, closing },
    ...{ today: dayOf(now, zone), now },
    ...{ least: rhythm.least, most: rhythm.most, markDays: rhythm.markDays, recording },
    roles: rolesIn(id),
    cohorts: all.map((one) => ({ cohort: one.id, name: one.name, roles: rolesIn(one.id) })),
  };
}
