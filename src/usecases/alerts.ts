import type { Alert } from '../db/alerts.ts';
import type { Tables } from '../db/db.ts';
import { endsSilence } from '../domain/alert.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, workOf } from '../domain/people.ts';
import type { Action } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { AlertCause, AlertOutcome } from '../domain/rhythm-model.ts';
import { type Day, dayOf, type Instant, nextWorkingMoment } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { pairFor } from './pair-access.ts';
import { redraw } from './redraw.ts';

/** When digests are next looked at; there is nothing to tell before the first alert. */
export const digestJob = 'send-digest';

/** What is to be told of a pair: of whom, and the day it is counted from. */
export interface Matter {
  cause: AlertCause;
  about: string | null;
  since: Day;
}

/** Somebody asked for these: they leave at once, as a message from them would. */
const askedFor: readonly AlertCause[] = ['call', 'stop'];

/**
 * One open alert a pair, cause and person; whoever hears of the pair today is told. False when
 * one is open already, or the pair is closed.
 */
export async function openAlert(
  deps: Deps,
  t: Tables,
  pair: Pair,
  matter: Matter,
): Promise<boolean> {
  const state = await t.pairs.lock(pair.id);
  if (state === undefined || state === 'closed') return false;
  const alert = { id: deps.newId(), pair: pair.id, ...matter };
  if (!(await t.alerts.open(alert, deps.now()))) return false;
  await t.jobs.take(digestJob, deps.now(), deps.now());
  for (const person of await hearingOf(t, pair, deps.now())) {
    await tellAlert(deps, t, pair, alert, person);
  }
  return true;
}

/** Closes what is open and redraws its cards in place; what was not told yet is never told. */
export async function closeAlerts(
  deps: Deps,
  t: Tables,
  pair: string,
  causes: readonly AlertCause[],
  outcome: AlertOutcome,
  about?: string,
): Promise<void> {
  const which = { pair, causes, ...(about === undefined ? {} : { about }) };
  const closed = await t.alerts.close(which, outcome, deps.now());
  const ids = closed.map(({ id }) => id);
  await t.alerts.unsend(ids, deps.now());
  await redrawAlerts(deps, t, ids);
}

/** What has become of a pair's meetings may say that it has acted: then its silence is no alert. */
export async function endSilence(
  deps: Deps,
  t: Tables,
  pair: string,
  meetings: readonly Meeting[],
): Promise<void> {
  if (!meetings.some((meeting) => endsSilence(meeting, deps.now()))) return;
  await closeAlerts(deps, t, pair, ['inactive'], 'acted');
}

/** Every card of these alerts is drawn anew in its place. */
export async function redrawAlerts(deps: Deps, t: Tables, ids: readonly string[]): Promise<void> {
  for (const card of await t.alerts.touch(ids)) await redraw(deps, t, card);
}

/**
 * Who hears of the pair: its referent, and whoever an alert of it was handed over to that is still
 * open. A deputy by themself only where no referent is named; the cohort's coaches, all of them,
 * where nobody is.
 */
export async function hearingOf(t: Tables, pair: Pair, now: Instant): Promise<string[]> {
  const named = await t.pairs.answering(pair.id, dayOf(now, 'UTC'));
  const holders = await t.alerts.holdersOf(pair.id);
  const referents = named.filter(
    ({ kind, person }) => kind === 'referent' || holders.includes(person.id),
  );
  const first = (referents.length > 0 ? referents : named).map(({ person }) => person);
  const people = first.length > 0 ? first : await coaches(t, pair);
  return [...new Set(people.map(({ id }) => id))];
}

const coaches = (t: Tables, pair: Pair) => t.alerts.coachesOf(pair.cohort.id);

/** The alert in somebody's chat or mailbox, once, ever; in their working hours unless asked for. */
export async function tellAlert(
  deps: Deps,
  t: Tables,
  pair: Pair,
  alert: Pick<Alert, 'id' | 'cause'>,
  person: string,
  occurrence = 'opened',
): Promise<void> {
  await deps.tell(t, {
    person,
    notice: { kind: 'alert', pair: pair.id, alert: alert.id },
    occurrence,
    ...(askedFor.includes(alert.cause) ? {} : { due: await workingMoment(t, pair, person, deps) }),
  });
}

async function workingMoment(t: Tables, pair: Pair, id: string, deps: Deps): Promise<Instant> {
  const person = await t.people.get(id);
  return person ? nextWorkingMoment(deps.now(), workOf(person, pair.cohort)) : deps.now();
}

/** The alert and its pair, for whoever may do this to it; nobody else changes them meanwhile. */
export async function alertFor(
  t: Tables,
  person: string,
  action: Action,
  id: string,
  now: Instant,
): Promise<{ alert: Alert; pair: Pair } | Refused> {
  const found = await t.alerts.get(id);
  if (!found) return refuse('not-found');
  const pair = await pairFor(t, person, action, found.pair, now);
  if (isRefused(pair)) return pair;
  const state = await t.pairs.lock(pair.id);
  // Read anew: whoever held the pair may have changed it.
  return {
    alert: (await t.alerts.get(id)) ?? found,
    pair: { ...pair, state: state ?? pair.state },
  };
}
