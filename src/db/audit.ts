import { createHash } from 'node:crypto';
import { type Kysely, sql as raw } from 'kysely';
import type { Look } from '../domain/coach-model.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/**
 * What is kept of people's looking: `pair.read` of a pair's sheet, `cohort.export` of the cohort's
 * meetings, `report.export` of aggregates alone. `cohort.change` and `cohort.undo` are of imports and
 * settings, `cohort.copy` and `person.export` of all that is kept of one of them; the subject of
 * `removal.*` is a removal, never whoever was removed.
 */
export type AuditAction =
  | 'pair.read'
  | 'cohort.export'
  | 'report.export'
  | 'cohort.change'
  | 'cohort.undo'
  | 'cohort.copy'
  | 'person.export'
  | 'removal.begin'
  | 'removal.done';

export interface AuditEntry {
  at: Instant;
  /** A person's id; `product` for its own clock, `administrator` for the command line. */
  actor: string;
  action: AuditAction;
  /** Id of a pair, of a cohort, of a person or of a removal. */
  subject: string;
}

/** Any number, as long as it stays the same and is not that of another lock. */
const chain = 20_260_415;
/** What the first row follows. */
const nothing = new Uint8Array(32);
/** As many looks as anybody reads. */
const mostLooks = 50;

/** Who looked at what and when: rows are only added, each sealed together with the one before. */
export const audit = (sql: Kysely<Schema>) => ({
  /** One writer at a time, until its transaction ends: two rows never follow the same one. */
  async hold(): Promise<void> {
    await raw`select pg_advisory_xact_lock(${raw.lit(chain)})`.execute(sql);
  },

  /** In a transaction, which goes on holding the chain. */
  async append(entry: AuditEntry): Promise<void> {
    await this.hold();
    const last = await sql
      .selectFrom('audit')
      .select('hash')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const previous = last?.hash ?? nothing;
    const { at, actor, action, subject } = entry;
    await sql
      .insertInto('audit')
      .values({ at: new Date(at), actor, action, subject, previous, hash: sealOf(previous, entry) })
      .execute();
  },

  /** Whether the actor's doing of this is written down already for that day of the zone. */
  async isWritten(entry: Omit<AuditEntry, 'at'>, day: Day, zone: string): Promise<boolean> {
    const row = await sql
      .selectFrom('audit')
      .select('seq')
      .where('subject', '=', entry.subject)
      .where('action', '=', entry.action)
      .where('actor', '=', entry.actor)
      .where(raw<boolean>`(at at time zone ${zone})::date = ${day}`)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Who looked at a pair's sheet or took the cohort's meetings away, newest first. */
  async looks(pair: string, cohort: string): Promise<Look[]> {
    const { rows } = await raw<{ at: Instant; name: string; action: AuditAction }>`
      select l.at, person.name, l.action
      from ((${latest(pair, 'pair.read')}) union all (${latest(cohort, 'cohort.export')})) l
      join person on person.id = l.actor::uuid
      order by l.seq desc limit ${mostLooks}`.execute(sql);
    return rows.map(({ at, name, action }) => ({
      ...{ at, name, what: action === 'pair.read' ? 'sheet' : 'export' },
    }));
  },

  /** The first row that was changed, or whose neighbour was taken out; null when the chain holds. */
  async broken(): Promise<number | null> {
    const rows = await sql.selectFrom('audit').selectAll().orderBy('seq').execute();
    let previous: Uint8Array = nothing;
    for (const { seq, hash, previous: follows, ...entry } of rows) {
      const sealed = sealOf(previous, entry);
      if (!same(follows, previous) || !same(hash, sealed)) return seq;
      previous = hash;
    }
    return null;
  },
});

/** Each kind by index on its own: there are looks at every pair for years. */
const latest = (subject: string, action: AuditAction) => raw`
  select seq, at, actor, action from audit
  where subject = ${subject} and action = ${action} order by seq desc limit ${mostLooks}`;

/** SHA-256 of the row before and of this one, each part with an end of its own. */
function sealOf(
  previous: Uint8Array,
  { at, actor, action, subject }: { at: Instant; actor: string; action: string; subject: string },
): Uint8Array {
  const told = JSON.stringify([new Date(at).toISOString(), actor, action, subject]);
  return createHash('sha256').update(previous).update(told).digest();
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
