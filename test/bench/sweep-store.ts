import { type RawBuilder, sql } from 'kysely';
import { type Db, openDb } from '../../src/db/db.ts';
import { type Called, layPairs, morning, type Row, word } from './sweep-histories.ts';

/** In the order their keys ask for. */
const tables = [
  ...['person', 'conversation', 'cohort', 'cohort_day', 'pair', 'pair_referent', 'meeting'],
  ...['meeting_slot', 'pause', 'nudge', 'alert', 'effect'],
];
const pairsAtOnce = 2000;
/** Messages everybody has had so far, about their meetings. */
const earlierMessages = 4;

/** Lays so many pairs, in cohorts of so many, in an empty store; tells what they call for today. */
export async function layStore(url: string, pairs: number, perCohort: number): Promise<Called> {
  const db = await openDb({ url });
  const called: Called = { morning: new Set(), afternoon: new Set() };
  for (let from = 0; from < pairs; from += pairsAtOnce) {
    const rows = new Map(tables.map((table) => [table, [] as Row[]]));
    const lay = (table: string, row: Row) => void rows.get(table)?.push(row);
    layPairs(lay, called, { from, to: Math.min(pairs, from + pairsAtOnce), perCohort });
    for (const [table, all] of rows) await insert(db, table, all);
  }
  await layEarlierMessages(db);
  await sql`vacuum analyze`.execute(db.opened.sql);
  await db.close();
  return called;
}

async function insert(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = sql.join(names.map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(
      null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(db.opened.sql);
}

async function layEarlierMessages(db: Db): Promise<void> {
  await sql`
    insert into effect (key, kind, lane, person_id, ids, due, created, state, settled)
    select 'meeting:' || n || ':' || p.id, 'mail', 'mail:' || n || ':' || p.id, p.id,
      jsonb_build_object('notice', 'meeting', 'meeting', md5(n::text || p.id)::uuid,
        'occurrence', n::text, 'again', 0), d, d, 'done', d
    from person p, generate_series(1, ${earlierMessages}::int) n,
      lateral (select timestamptz '2026-02-01T10:00Z' + n * interval '40 days' as d) due`.execute(
    db.opened.sql,
  );
}

/** The pairs of those words that are for a referent. */
export const alertsAmong = (called: ReadonlySet<string>): Set<string> =>
  new Set(
    [...called]
      .filter((one) => one.includes(' referent '))
      .flatMap((one) => one.split(' ').slice(0, 1)),
  );

interface Said {
  nudges: string[];
  messages: string[];
  alerts: string[];
}

/** What was said from this morning on, as it stands in each of the three tables that hold it. */
export async function saidSince(db: Db): Promise<Said> {
  const since = new Date(morning);
  const words = async (from: RawBuilder<unknown>) => {
    const asked = sql<{ pair: string; rung: string; person: string }>`select ${from}`;
    const { rows } = await asked.execute(db.opened.sql);
    return rows.map(({ pair, rung, person }) => word(pair, rung, person));
  };
  const alerts = await sql<{ pair: string }>`
    select pair_id as pair from alert where opened >= ${since}`.execute(db.opened.sql);
  return {
    nudges: await words(sql`pair_id as pair, rung, person_id as person
      from nudge where at >= ${since}`),
    messages: await words(sql`ids ->> 'pair' as pair, person_id as person,
      case ids ->> 'notice' when 'alert' then 'referent' else ids ->> 'rung' end as rung
      from effect where created >= ${since}`),
    alerts: alerts.rows.map(({ pair }) => pair),
  };
}
