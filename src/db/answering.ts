import type { Kysely } from 'kysely';
import { addDays, type Day } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** Who is named to answer for a pair, from which day to which. */
export const answering = (sql: Kysely<Schema>) => ({
  /**
   * From tomorrow this coach is the pair's referent, and whoever was is so until tonight: until
   * then it can be given back. Deputies stay.
   */
  async giveTo(pair: string, person: string, today: Day): Promise<void> {
    const tomorrow = addDays(today, 1);
    const referents = { pair_id: pair, kind: 'referent' } as const;
    await sql
      .deleteFrom('pair_referent')
      .where((e) => e.and(referents))
      .where('person_id', '<>', person)
      .where('from_day', '>', today)
      .execute();
    await sql
      .updateTable('pair_referent')
      .set({ to_day: today })
      .where((e) => e.and(referents))
      .where('person_id', '<>', person)
      .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>', today)]))
      .execute();
    const kept = await sql
      .updateTable('pair_referent')
      .set({ to_day: null })
      .where((e) => e.and(referents))
      .where('person_id', '=', person)
      .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', today)]))
      .returning('person_id')
      .execute();
    if (kept.length > 0) return;
    await sql
      .insertInto('pair_referent')
      .values({ ...referents, person_id: person, from_day: tomorrow, to_day: null })
      .execute();
  },

  /** Whoever is referent from tomorrow on; null when nobody is. */
  async referentAfter(pair: string, today: Day): Promise<string | null> {
    const row = await sql
      .selectFrom('pair_referent')
      .select('person_id')
      .where('pair_id', '=', pair)
      .where('kind', '=', 'referent')
      .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>', today)]))
      .orderBy('from_day', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.person_id ?? null;
  },
});
