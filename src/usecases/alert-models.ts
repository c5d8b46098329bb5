import type { Alert } from '../db/alerts.ts';
import type { Tables } from '../db/db.ts';
import { mayAbout, worstFirst } from '../domain/alert.ts';
import { pauseChoices, pauseLimits, standingPause } from '../domain/pause.ts';
import type { Pair, Person } from '../domain/people.ts';
import { can } from '../domain/policy.ts';
import type { AlertModel, AlertMoreModel, DigestModel } from '../domain/rhythm-model.ts';
import { type Day, dayOf, type Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Drawn } from './drawn.ts';
import { contact } from './read-view.ts';

/** An alert as its reader may act on it; undefined for whoever it never was for. */
export async function alertDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'alert' | 'alert-more' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const alert = await t.alerts.get(view.alert);
  const pair = alert && (await t.pairs.get(alert.pair, dayOf(now, 'UTC')));
  if (!alert || !pair) return undefined;
  const model = await alertModel(t, alert, pair, person.id, now);
  if (model === undefined || view.kind === 'alert') return model && { model, pair };
  // Closed, or given away: there is nothing more to choose.
  if (!model.may.pause && !model.may.handOver && !model.may.close) return { model, pair };
  return { model: await moreModel(t, alert, pair, person.id, model, now), pair };
}

/** What is true of an alert now. A coach it was taken from still reads to whom it was given. */
export async function alertModel(
  t: Tables,
  alert: Alert,
  pair: Pair,
  reader: string,
  now: Instant,
): Promise<AlertModel | undefined> {
  const actor = await t.people.actor(reader);
  const mayRead = can(actor, 'alert.read', await t.pairs.subject(pair, dayOf(now, 'UTC')));
  const given = alert.holder !== null && alert.holder !== reader;
  if (!mayRead && !(given && actor.coachOf.includes(pair.cohort.id))) return undefined;
  const { zone, launch, settings } = pair.cohort;
  const { id, cause, since, outcome } = alert;
  const nameOf = async (who: string | null) =>
    who === null ? null : ((await t.people.get(who))?.name ?? null);
  const about = alert.about === null ? undefined : await t.people.get(alert.about);
  const tried = cause === 'inactive' ? await t.alerts.tried(pair.id, since) : [];
  const may = mayRead
    ? await mayOf(t, alert, pair, reader, now)
    : mayAbout({ ...shut, cause, open: false });
  return {
    ...{ kind: 'alert', pair: pair.id, alert: id, pairCode: pair.code, cause, outcome, may },
    names: [pair.mentee.name, pair.mentor.name],
    about: about ? contact(about) : null,
    since: { anchor: since === launch ? 'launch' : 'meeting', day: since },
    markDays: settings.ladder.referent,
    tried: mayRead ? tried.map(({ rung, at }) => ({ rung, day: dayOf(at, zone) })) : [],
    contacts: mayRead ? [pair.mentee, pair.mentor].map(contact) : [],
    seenBy: await nameOf(alert.seenBy),
    holder: given ? await nameOf(alert.holder) : null,
    offered: cause === 'stop' && (await isOffered(t, pair.id)),
  };
}

const shut = { open: false, seen: true, mine: false, offered: true, pauses: 0, coaches: 0 };

async function mayOf(t: Tables, alert: Alert, pair: Pair, reader: string, now: Instant) {
  const { cause, holder } = alert;
  if (alert.closed !== null) return mayAbout({ ...shut, cause });
  return mayAbout({
    cause,
    open: true,
    seen: alert.seen !== null,
    mine: holder === null || holder === reader,
    offered: await isOffered(t, pair.id),
    pauses: (await pauseDays(t, pair, now)).length,
    coaches: (await othersThan(t, alert, pair, reader)).length,
  });
}

const isOffered = async (t: Tables, pair: string): Promise<boolean> =>
  (await t.stops.ofPair(pair)).some(({ offered }) => offered !== null);

/** Last days that a pause set today may have; none while one runs, or when one has asked to stop. */
export async function pauseDays(t: Tables, pair: Pair, now: Instant): Promise<Day[]> {
  if (pair.state !== 'active') return [];
  const today = dayOf(now, pair.cohort.zone);
  const standing = standingPause(await t.pauses.ofPair(pair.id), today);
  return standing?.state === 'agreed' ? [] : pauseChoices(pauseLimits(pair, today));
}

/** Coaches of the cohort but the one who has it now. */
async function othersThan(t: Tables, alert: Alert, pair: Pair, reader: string) {
  const has = alert.holder ?? reader;
  return (await t.alerts.coachesOf(pair.cohort.id)).filter(({ id }) => id !== has);
}

async function moreModel(
  t: Tables,
  alert: Alert,
  pair: Pair,
  reader: string,
  { may, pairCode, names }: AlertModel,
  now: Instant,
): Promise<AlertMoreModel> {
  return {
    ...{ kind: 'alert-more', pair: pair.id, alert: alert.id, pairCode, names },
    pauseUntil: may.pause ? await pauseDays(t, pair, now) : [],
    coaches: may.handOver ? await othersThan(t, alert, pair, reader) : [],
    close: may.close,
  };
}

/** What is open for a referent in a cohort, and what was closed between the view's two moments. */
export async function digestDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'digest' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const model = await digestModel(t, person.id, view, now);
  return model && { model, pair: null };
}

export async function digestModel(
  t: Tables,
  reader: string,
  view: { cohort: string; from: string; until: string },
  now: Instant,
): Promise<DigestModel | undefined> {
  const { coachOf } = await t.people.actor(reader);
  const cohort = await t.pairs.cohort(view.cohort);
  if (!cohort || !coachOf.includes(cohort.id)) return undefined;
  const today = dayOf(now, 'UTC');
  const span = { start: Date.parse(view.from), end: Date.parse(view.until) };
  const open = await t.digests.openFor(reader, cohort.id, today);
  const rows = open.map(({ pair: _, opened, ...row }) => ({ ...row, isNew: opened >= span.start }));
  return {
    kind: 'digest',
    cohort: cohort.id,
    cohortName: cohort.name,
    rows: worstFirst(rows),
    closed: await t.digests.closedFor(reader, cohort.id, span, today),
  };
}
