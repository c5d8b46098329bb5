import { sql } from 'kysely';
import type { Alert } from '../../src/db/alerts.ts';
import type { Pair, Person } from '../../src/domain/people.ts';
import type { AlertCause, AlertModel } from '../../src/domain/rhythm-model.ts';
import { openAlert } from '../../src/usecases/alerts.ts';
import { aCohort, awa, p01, rose } from './people.ts';
import { cardsTo, type World } from './world.ts';

/** Another coach of the cohort, who answers for nobody. */
export const paul: Person = {
  ...rose,
  id: '00000001-0000-4000-8000-000000000007',
  name: 'Paul Ferrand',
  mail: 'paul.ferrand@mentorat.example',
  phone: null,
};

/** A coach of another cohort. */
export const lea: Person = {
  ...rose,
  id: '00000001-0000-4000-8000-000000000008',
  name: 'Léa Oriol',
  mail: 'lea.oriol@mentorat.example',
  phone: null,
};

export async function joins(world: World, who: Person, role: 'coach' | 'none'): Promise<void> {
  const { zone, ...row } = who;
  const { sql } = world.db.opened;
  await sql
    .insertInto('person')
    .values({ ...row, time_zone: zone })
    .execute();
  if (role === 'none') return;
  await sql
    .insertInto('cohort_role')
    .values({ cohort_id: aCohort.id, person_id: who.id, role })
    .execute();
}

/** An alert of P01 is opened; its id. */
export async function opened(
  world: World,
  cause: AlertCause = 'inactive',
  { pair = p01, about = cause === 'inactive' ? null : awa.id, since = '2026-04-14' } = {},
): Promise<string> {
  const isNew = await world.db.tx((t) => openAlert(world.deps, t, pair, { cause, about, since }));
  if (!isNew) throw new Error('not opened');
  const all = await alertsOf(world, pair);
  const last = all.find((a) => a.cause === cause && a.about === about && a.closed === null);
  if (!last) throw new Error('no alert');
  return last.id;
}

export async function alertsOf(world: World, pair: Pair = p01): Promise<Alert[]> {
  const rows = await world.db.opened.sql
    .selectFrom('alert')
    .select('id')
    .where('pair_id', '=', pair.id)
    .orderBy('opened')
    .orderBy('id')
    .execute();
  const all = await Promise.all(rows.map(({ id }) => world.db.read.alerts.get(id)));
  return all.flatMap((alert) => alert ?? []);
}

export async function theAlert(world: World, id: string): Promise<Alert> {
  const alert = await world.db.read.alerts.get(id);
  if (!alert) throw new Error('no such alert');
  return alert;
}

/** Somebody of P01 has asked to stop, as far as the store goes; the alert's id. */
export async function stopping(world: World, by: Person = awa): Promise<string> {
  await world.db.tx((t) => t.stops.ask(p01.id, by.id, world.clock.now));
  return opened(world, 'stop', { about: by.id });
}

/** The alerts somebody got in their chat, as they were drawn when they came. */
export const alertCardsTo = (world: World, who: Person): AlertModel[] =>
  cardsTo(world, who).flatMap(({ model }) => (model.kind === 'alert' ? [model] : []));

/** How an alert's card in a chat was last drawn anew. */
export function redrawn(world: World, activityId: string): AlertModel | undefined {
  const updates = world.sender.updates.filter((one) => one.activityId === activityId);
  const card = updates.at(-1)?.card;
  return card && 'model' in card ? (card.model as AlertModel) : undefined;
}

/** The same of one alert among several, or of one reader among several. */
export async function redrawnOf(world: World, who: Person, alert: string) {
  const row = await world.db.opened.sql
    .selectFrom('card')
    .select('activity_id')
    .where('person_id', '=', who.id)
    .where(sql<string>`view ->> 'alert'`, '=', alert)
    .executeTakeFirst();
  return row?.activity_id ? redrawn(world, row.activity_id) : undefined;
}
