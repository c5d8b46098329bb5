import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { AlertCause, AlertOutcome } from '../domain/rhythm-model.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** One matter of a pair that its referent is told of, until it is closed. */
export interface Alert {
  id: string;
  pair: string;
  cause: AlertCause;
  /** Who cannot be reached, asked to stop or asked for a call. */
  about: string | null;
  since: Day;
  opened: Instant;
  seen: Instant | null;
  seenBy: string | null;
  /** Whom it was handed over to. */
  holder: string | null;
  closed: Instant | null;
  outcome: AlertOutcome | null;
  version: number;
}

/** A card that is to be drawn anew in its place. */
export interface Touched {
  id: string;
  rev: number;
  person: string;
}

export interface NewAlert {
  id: string;
  pair: string;
  cause: AlertCause;
  about: string | null;
  since: Day;
}

export const alerts = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<Alert | undefined> {
    const row = await sql.selectFrom('alert').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toAlert(row);
  },

  /** Alerts of a pair and cause that are open: one a person it is about. */
  async openOf(pair: string, cause: AlertCause): Promise<Alert[]> {
    const rows = await sql
      .selectFrom('alert')
      .selectAll()
      .where('pair_id', '=', pair)
      .where('cause', '=', cause)
      .where('closed', 'is', null)
      .execute();
    return rows.map(toAlert);
  },

  /** False when one of the same pair, cause and person is open already. */
  async open(alert: NewAlert, now: Instant): Promise<boolean> {
    const { id, pair, cause, about, since } = alert;
    const row = await sql
      .insertInto('alert')
      .values({
        ...{ id, pair_id: pair, cause, about_id: about },
        ...{ since_day: since, opened: new Date(now) },
      })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** The first word about it is the one that counts: whoever saw it first stays named. */
  async see(id: string, person: string, now: Instant): Promise<void> {
    await sql
      .updateTable('alert')
      .set({ seen: new Date(now), seen_by: person, version: raw`version + 1` })
      .where('id', '=', id)
      .where('seen', 'is', null)
      .execute();
  },

  async handOver(id: string, to: string): Promise<void> {
    await sql
      .updateTable('alert')
      .set({ holder_id: to, version: raw`version + 1` })
      .where('id', '=', id)
      .execute();
  },

  /** Closes what is open of these causes; of all of them about one person only, when one is named. */
  async close(
    which: { pair: string; causes: readonly AlertCause[]; about?: string },
    outcome: AlertOutcome,
    now: Instant,
  ): Promise<Alert[]> {
    if (which.causes.length === 0) return [];
    const closing = sql
      .updateTable('alert')
      .set({ closed: new Date(now), outcome, version: raw`version + 1` })
      .where('pair_id', '=', which.pair)
      .where('cause', 'in', [...which.causes])
      .where('closed', 'is', null);
    const { about } = which;
    const narrowed = about === undefined ? closing : closing.where('about_id', '=', about);
    const rows = await narrowed.returningAll().execute();
    return rows.map(toAlert);
  },

  /** What was still to be told of them is not told any more: nobody hears of what is over. */
  async unsend(ids: readonly string[], now: Instant): Promise<void> {
    if (ids.length === 0) return;
    await sql
      .updateTable('effect')
      .set({ state: 'dropped', outcome: 'closed meanwhile', settled: new Date(now) })
      .where('state', '=', 'waiting')
      .where('kind', 'in', ['card.send', 'mail'])
      .where(raw<string>`ids ->> 'alert'`, 'in', [...ids])
      .execute();
  },

  /** Every card of these alerts, each one revision further. */
  async touch(ids: readonly string[]): Promise<Touched[]> {
    if (ids.length === 0) return [];
    return sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where(raw<string>`view ->> 'alert'`, 'in', [...ids])
      .returning(['id', 'rev', 'person_id as person'])
      .execute();
  },

  /** What was said to whom before, counted from a day: when each rung was first reached. */
  async tried(pair: string, since: Day): Promise<{ rung: 'mentee' | 'both'; at: Instant }[]> {
    const rows = await sql
      .selectFrom('nudge')
      .select(['rung', 'at'])
      .where('pair_id', '=', pair)
      .where('since_day', '=', since)
      .orderBy('at')
      .execute();
    const said = rows.flatMap(({ rung, at }) => (rung === 'referent' ? [] : [{ rung, at }]));
    return said.filter(({ rung }, at) => said.findIndex((each) => each.rung === rung) === at);
  },

  /** From today on this coach answers for the pair beside its referent. */
  async deputise(pair: string, person: string, today: Day): Promise<void> {
    await sql
      .insertInto('pair_referent')
      .values({ pair_id: pair, person_id: person, kind: 'deputy', from_day: today, to_day: null })
      .onConflict((c) => c.doNothing())
      .execute();
  },

  /** Whom open alerts of a pair were handed over to. */
  async holdersOf(pair: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('alert')
      .select('holder_id')
      .where('pair_id', '=', pair)
      .where('closed', 'is', null)
      .execute();
    return rows.flatMap(({ holder_id }) => holder_id ?? []);
  },

  /** Coaches of a cohort, by name. */
  async coachesOf(cohort: string): Promise<{ id: string; name: string }[]> {
    return sql
      .selectFrom('cohort_role')
      .innerJoin('person', 'person.id', 'cohort_role.person_id')
      .select(['person.id', 'person.name'])
      .where('cohort_id', '=', cohort)
      .where('role', '=', 'coach')
      .orderBy('person.name')
      .orderBy('person.id')
      .execute();
  },
});

const toAlert = (row: Selectable<Schema['alert']>): Alert => ({
  id: row.id,
  pair: row.pair_id,
  cause: row.cause,
  about: row.about_id,
  since: row.since_day,
  opened: row.opened,
  seen: row.seen,
  seenBy: row.seen_by,
  holder: row.holder_id,
  closed: row.closed,
  outcome: row.outcome,
  version: row.version,
});
