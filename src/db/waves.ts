import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Instrument, Moment, Partition, Wave } from '../domain/survey.ts';
import type { Danger } from '../domain/synthesis-audit.ts';
import type { Day } from '../domain/time.ts';
import type { KeptKeys } from '../seal/ports.ts';
import type { Schema } from './schema.ts';

/** A wave with the questions it asks, as they stood on the launch day. */
export interface LaidWave extends Wave {
  instrument: Instrument;
  /** Its public key, which answers are sealed to; null before anybody was asked, and once it is closed. */
  sealing: Uint8Array | null;
}

/** The waves of cohorts, what they ask, and their keys. */
export const waves = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<LaidWave | undefined> {
    const row = await sql.selectFrom('wave').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toWave(row);
  },

  /** Those of one cohort, the earlier first. */
  async ofCohort(cohort: string): Promise<LaidWave[]> {
    const rows = await sql
      .selectFrom('wave')
      .selectAll()
      .where('cohort_id', '=', cohort)
      .orderBy('opens_at')
      .execute();
    return rows.map(toWave);
  },

  /** Those that something is still to be done about, by when. */
  async unfinished(): Promise<(LaidWave & { keyDestroyed: boolean })[]> {
    const rows = await sql
      .selectFrom('wave')
      .selectAll()
      .where((e) => e.or([e('state', '<>', 'closed'), e('key_destroyed', '=', false)]))
      .orderBy('opens_at')
      .execute();
    return rows.map((row) => ({ ...toWave(row), keyDestroyed: row.key_destroyed }));
  },

  /** Cohorts without waves whose launch day is no later than `day`. */
  async unlaid(day: Day): Promise<string[]> {
    const rows = await sql
      .selectFrom('cohort_day')
      .select('cohort_id')
      .where('kind', '=', 'launch')
      .where('day', '<=', day)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('wave')
              .select('wave.id')
              .whereRef('wave.cohort_id', '=', 'cohort_day.cohort_id'),
          ),
        ),
      )
      .execute();
    return rows.map((row) => row.cohort_id);
  },

  /** The first launch day after `day` of a cohort without waves; null when there is none. */
  async nextLaunch(day: Day): Promise<Day | null> {
    const row = await sql
      .selectFrom('cohort_day')
      .select((e) => e.fn.min('day').as('day'))
      .where('kind', '=', 'launch')
      .where('day', '>', day)
      .executeTakeFirst();
    return row?.day ?? null;
  },

  async pairsOf(cohort: string): Promise<number> {
    const row = await sql
      .selectFrom('pair')
      .select((e) => e.fn.countAll<string>().as('pairs'))
      .where('cohort_id', '=', cohort)
      .executeTakeFirstOrThrow();
    return Number(row.pairs);
  },

  /** A cohort's own questions, when it changed those of the guide. */
  async instrumentOf(cohort: string): Promise<Instrument | undefined> {
    const row = await sql
      .selectFrom('instrument')
      .select('body')
      .where('cohort_id', '=', cohort)
      .executeTakeFirst();
    return row?.body;
  },

  async keepInstrument(cohort: string, instrument: Instrument): Promise<void> {
    const body = JSON.stringify(instrument);
    await sql
      .insertInto('instrument')
      .values({ cohort_id: cohort, body })
      .onConflict((c) => c.column('cohort_id').doUpdateSet({ body }))
      .execute();
  },

  /** False when the cohort has one of this moment already. */
  async lay(wave: Omit<LaidWave, 'sealing'>): Promise<boolean> {
    const row = await sql
      .insertInto('wave')
      .values({
        id: wave.id,
        cohort_id: wave.cohort,
        moment: wave.moment,
        opens_at: new Date(wave.opens),
        closes_at: new Date(wave.closes),
        instrument: JSON.stringify(wave.instrument),
        partition: wave.partition,
      })
      .onConflict((c) => c.columns(['cohort_id', 'moment']).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** False when it has keys already: others may have sealed by them. */
  async keepKeys({ wave, sealing, wrapped, signing }: KeptKeys): Promise<boolean> {
    const row = await sql
      .updateTable('wave')
      .set({ sealing, wrapped })
      .where('id', '=', wave)
      .where('sealing', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    const rows = signing.map(({ cell, key }) => ({ wave_id: wave, cell, key }));
    await sql.insertInto('wave_signing').values(rows).execute();
    return true;
  },

  /** Undefined before anybody was asked. */
  async keysOf(wave: string): Promise<KeptKeys | undefined> {
    const row = await sql
      .selectFrom('wave')
      .select(['sealing', 'wrapped'])
      .where('id', '=', wave)
      .executeTakeFirstOrThrow();
    const { sealing, wrapped } = row;
    if (!sealing || !wrapped) return undefined;
    const signing = await sql
      .selectFrom('wave_signing')
      .select(['cell', 'key'])
      .where('wave_id', '=', wave)
      .orderBy('cell')
      .execute();
    return { wave, sealing, wrapped, signing };
  },

  /** Its calendar has changed; one that is open stays as it was announced. */
  async replan(id: string, { opens, closes }: Pick<Wave, 'opens' | 'closes'>): Promise<void> {
    await sql
      .updateTable('wave')
      .set({ opens_at: new Date(opens), closes_at: new Date(closes) })
      .where('id', '=', id)
      .where('state', '=', 'planned')
      .execute();
  },

  /** Everybody whose pair goes on is asked, once: in two pairs, on the mentee's side first. */
  async open(wave: Pick<Wave, 'id' | 'cohort'>): Promise<boolean> {
    if (!(await this.become(wave.id, 'planned', 'open'))) return false;
    await raw`
      insert into participation (wave_id, person_id, party)
      select distinct on (person) ${wave.id}::uuid, person, party from (
        select mentee_id as person, 'mentee' as party, 1 as rank
        from pair where cohort_id = ${wave.cohort} and state <> 'closed'
        union all
        select mentor_id, 'mentor', 2
        from pair where cohort_id = ${wave.cohort} and state <> 'closed') each
      order by person, rank
      on conflict do nothing`.execute(sql);
    return true;
  },

  /** True when this call moved it on. */
  async become(id: string, from: Wave['state'], to: Wave['state']): Promise<boolean> {
    const row = await sql
      .updateTable('wave')
      .set({ state: to })
      .where('id', '=', id)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async keyDestroyed(id: string): Promise<void> {
    const set = { key_destroyed: true, wrapped: new Uint8Array(), sealing: new Uint8Array() };
    await sql.updateTable('wave').set(set).where('id', '=', id).execute();
  },

  /** Why its synthesis must not be published; null once it may. */
  async refuse(id: string, why: Danger | null): Promise<void> {
    await sql.updateTable('wave').set({ refused: why }).where('id', '=', id).execute();
  },

  async refusedFor(id: string): Promise<Danger | null> {
    const row = await sql
      .selectFrom('wave')
      .select('refused')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.refused;
  },

  /** Held against whoever would close it; its state then. */
  async hold(id: string): Promise<Wave['state'] | undefined> {
    const row = await sql
      .selectFrom('wave')
      .select('state')
      .where('id', '=', id)
      .forShare()
      .executeTakeFirst();
    return row?.state;
  },
});

export const toWave = (row: Selectable<Schema['wave']>): LaidWave => ({
  id: row.id,
  cohort: row.cohort_id,
  moment: row.moment satisfies Moment,
  state: row.state,
  opens: row.opens_at,
  closes: row.closes_at,
  partition: row.partition satisfies Partition,
  instrument: row.instrument,
  sealing: row.sealing?.length ? row.sealing : null,
});
