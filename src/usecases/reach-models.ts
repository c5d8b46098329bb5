import type { Tables } from '../db/db.ts';
import type { ReachedPair } from '../db/reach.ts';
import type { Actor, Person } from '../domain/people.ts';
import { can } from '../domain/policy.ts';
import { type ReachFacts, reachOf } from '../domain/reach.ts';
import type { ReachModel, ReachState } from '../domain/rhythm-model.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Deps } from './deps.ts';
import type { Drawn } from './drawn.ts';

type Row = ReachModel['rows'][number];

/** The worst first; the others are reached, and nothing is said of them. */
const told: readonly ReachState[] = ['unreachable', 'no-answer', 'bot-lost'];

/** As many as a card can hold and a coach will read. */
const mostRows = 20;

/** Who of a cohort's pairs that the reader answers for cannot be reached, and why. */
export async function reachDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'reach' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const cohort = await t.pairs.cohort(view.cohort);
  const actor = await t.people.actor(person.id);
  if (!cohort || !actor.coachOf.includes(cohort.id)) return undefined;
  const own = await pairsFor(t, actor, now);
  const pairs = own.filter((pair) => pair.cohort === cohort.id);
  const people = pairs.flatMap(({ mentee, mentor }) => [mentee.id, mentor.id]);
  const facts = await t.reach.factsOf([...new Set(people)]);
  const all = pairs.flatMap((pair) => rowsOf(pair, facts, now));
  const rows = all
    .filter(({ state }) => told.includes(state))
    .toSorted((a, b) => told.indexOf(a.state) - told.indexOf(b.state));
  const model: ReachModel = {
    kind: 'reach',
    cohort: cohort.id,
    cohortName: cohort.name,
    rows: rows.slice(0, mostRows),
    more: Math.max(rows.length - mostRows, 0),
    reached: all.length - rows.length,
  };
  return { model, pair: null };
}

function rowsOf(pair: ReachedPair, facts: Map<string, ReachFacts>, now: Instant): Row[] {
  return [pair.mentee, pair.mentor].flatMap(({ id, name }) => {
    const known = facts.get(id);
    return known ? [{ name, pairCode: pair.code, ...reachOf(known, now) }] : [];
  });
}

/** A card for each cohort in which the person answers for pairs; help for everybody else. */
export async function reachViews(deps: Deps, person: string): Promise<View[]> {
  const t = deps.db.read;
  const pairs = await pairsFor(t, await t.people.actor(person), deps.now());
  const cohorts = [...new Set(pairs.map(({ cohort }) => cohort))];
  if (cohorts.length === 0) return [{ kind: 'help' }];
  return cohorts.map((cohort) => ({ kind: 'reach', cohort }));
}

/** Roles of a day are read in UTC, as at every door. */
async function pairsFor(t: Tables, actor: Actor, now: Instant): Promise<ReachedPair[]> {
  const pairs = await t.reach.answeredFor(actor.person, dayOf(now, 'UTC'));
  return pairs.filter(({ cohort, mentee, mentor }) =>
    can(actor, 'alert.read', {
      ...{ cohort, mentee: mentee.id, mentor: mentor.id },
      answering: [actor.person],
    }),
  );
}
