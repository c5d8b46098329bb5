import { meetingsIn } from './steps.ts';
import { onTheWall, paris } from './year-calendar.ts';
import type { YearWorld } from './year-world.ts';

const dayIn = (at: number | null) => (at === null ? null : onTheWall(at, paris).day);

export interface AlertRow {
  id: string;
  code: string;
  cause: string;
  since: string;
  opened: string;
  closed: string | null;
  outcome: string | null;
}

/** Every alert there ever was, by the days of Paris. */
export async function alertsOf(world: YearWorld): Promise<AlertRow[]> {
  const rows = await (await world.store())
    .selectFrom('alert')
    .innerJoin('pair', 'pair.id', 'alert.pair_id')
    .selectAll('alert')
    .select('pair.code')
    .orderBy('opened')
    .orderBy('pair.code')
    .execute();
  return rows.map(({ id, code, cause, since_day: since, opened, closed, outcome }) => ({
    ...{ id, code, cause, since, outcome },
    ...{ opened: onTheWall(opened, paris).day, closed: dayIn(closed) },
  }));
}

async function nudgesOf(world: YearWorld): Promise<string[]> {
  const rows = await (await world.store())
    .selectFrom('nudge')
    .innerJoin('pair', 'pair.id', 'nudge.pair_id')
    .innerJoin('person', 'person.id', 'nudge.person_id')
    .select(['pair.code', 'rung', 'since_day', 'person.mail', 'at'])
    .execute();
  return rows
    .map(
      ({ code, rung, since_day, mail, at }) => `${code} ${rung} ${since_day} ${mail} ${dayIn(at)}`,
    )
    .sort();
}

async function eventsOf(world: YearWorld): Promise<string[]> {
  const each = world.seed.people.map(async ({ mail }) =>
    (await meetingsIn(world, mail)).map(
      ({ start, isCancelled }) => `${mail} ${start.dateTime.slice(0, 16)} ${isCancelled}`,
    ),
  );
  return (await Promise.all(each)).flat().sort();
}

const rowsOf = async (world: YearWorld): Promise<string[]> =>
  (await world.lists())
    .flatMap(({ items }) => items)
    .map(({ fields }) => `${fields.Title} ${fields.DateRencontre}`)
    .sort();

/** All that a year came to, without an id or a moment of the day that another run has otherwise. */
export async function decisionsOf(world: YearWorld) {
  const alerts = await alertsOf(world);
  return {
    nudges: await nudgesOf(world),
    alerts: alerts.map(({ id: _, ...alert }) => Object.values(alert).join(' ')).sort(),
    events: await eventsOf(world),
    rows: await rowsOf(world),
  };
}

export type Decisions = Awaited<ReturnType<typeof decisionsOf>>;
