import { type Kysely, sql as raw } from 'kysely';
import type { Cohort } from '../domain/people.ts';
import type { Party } from '../domain/survey.ts';
import type { Instant } from '../domain/time.ts';
import { takesAnswers } from '../domain/wave.ts';
import type { Touched } from './pauses.ts';
import type { Schema } from './schema.ts';
import { type LaidWave, toWave } from './waves.ts';

/** How somebody who was asked stands. */
export interface Asked {
  party: Party;
  answered: boolean;
  /** By a token that was signed unseen: whether a ballot came of it is not known. */
  signed: boolean;
}

/** A wave as one person has it; `asked` is undefined for whoever is not. */
export interface Survey {
  wave: LaidWave;
  cohort: Pick<Cohort, 'id' | 'name' | 'zone'>;
  asked: Asked | undefined;
}

/** Who is asked in a wave, how far they were told, and whether they have answered: never what, nor when. */
export const participation = (sql: Kysely<Schema>) => ({
  /** Somebody who stops early is asked at once; false when they had been. */
  async ask(wave: string, person: string, party: Party): Promise<boolean> {
    const row = await sql
      .insertInto('participation')
      .values({ wave_id: wave, person_id: person, party })
      .onConflict((c) => c.doNothing())
      .returning('person_id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async anyToTell(wave: string): Promise<boolean> {
    const row = await sql
      .selectFrom('participation')
      .select('person_id')
      .where('wave_id', '=', wave)
      .where('told', '=', 0)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** A wave, its cohort, and whether this person is asked in it. */
  async survey(wave: string, person: string): Promise<Survey | undefined> {
    const row = await sql
      .selectFrom('wave')
      .innerJoin('cohort', 'cohort.id', 'wave.cohort_id')
      .leftJoin('participation', (j) =>
        j.onRef('wave_id', '=', 'wave.id').on('person_id', '=', person),
      )
      .selectAll('wave')
      .select(['cohort.name', 'cohort.time_zone', 'party', 'answered', 'blinded'])
      .where('wave.id', '=', wave)
      .executeTakeFirst();
    if (!row) return undefined;
    const { party, answered } = row;
    const isAsked = party !== null && answered !== null;
    return {
      wave: toWave(row),
      cohort: { id: row.cohort_id, name: row.name, zone: row.time_zone },
      asked: isAsked ? { party, answered, signed: row.blinded !== null } : undefined,
    };
  },

  /** Waves somebody was asked in whose questions can be answered, the soonest to close first. */
  async openFor(person: string, now: Instant): Promise<string[]> {
    const rows = await sql
      .selectFrom('participation')
      .innerJoin('wave', 'wave.id', 'wave_id')
      .select('wave.id')
      .where('person_id', '=', person)
      .where('answered', '=', false)
      .where('state', 'in', takesAnswers)
      .where(raw<boolean>`closes_at > ${new Date(now)}`)
      .orderBy('closes_at')
      .execute();
    return rows.map(({ id }) => id);
  },

  /**
   * Some of those who have not answered and were told less than `round`, and how far they were told
   * before; from now on they are told so far.
   */
  async nextToTell(
    wave: string,
    round: number,
    most: number,
  ): Promise<{ person: string; before: number }[]> {
    const { rows } = await raw<{ person: string; before: number }>`
      with next as (
        select person_id, told from participation
        where wave_id = ${wave} and told < ${round} and not answered
        order by person_id limit ${most} for update skip locked)
      update participation p set told = ${round}
      from next where p.wave_id = ${wave} and p.person_id = next.person_id
      returning p.person_id as person, next.told as before`.execute(sql);
    return rows.toSorted((a, b) => a.person.localeCompare(b.person));
  },

  /**
   * Cards that ask: of those who answered and do not say so in the chat yet, or all of them. Each
   * one revision further, in the order of their ids.
   */
  async touchCards(wave: string, which: 'answered' | 'all'): Promise<Touched[]> {
    const { rows } = await raw<Touched>`
      update card set rev = rev + 1, view = view || '{"done": true}'
      where view ->> 'wave' = ${wave} and view ->> 'kind' = 'survey' and view ->> 'done' is null
        and (${which === 'all'} or person_id in (
          select person_id from participation where wave_id = ${wave} and answered))
      returning id, rev, person_id as person`.execute(sql);
    return rows.toSorted((a, b) => a.id.localeCompare(b.id));
  },

  /** Cards that tell what the wave came to, each one revision further. */
  async touchSyntheses(wave: string): Promise<Touched[]> {
    const { rows } = await raw<Touched>`
      update card set rev = rev + 1
      where view ->> 'wave' = ${wave} and view ->> 'kind' = 'synthesis'
      returning id, rev, person_id as person`.execute(sql);
    return rows.toSorted((a, b) => a.id.localeCompare(b.id));
  },

  /**
   * They have answered, by a message that is signed unseen; false when they had before. The same
   * message again is as good as the first time: whoever lost the answer on its way asks once more.
   */
  async answerBlinded(wave: string, person: string, blinded: Uint8Array): Promise<boolean> {
    const row = await sql
      .updateTable('participation')
      .set({ answered: true, blinded })
      .where('wave_id', '=', wave)
      .where('person_id', '=', person)
      .where((e) => e.or([e('answered', '=', false), e('blinded', '=', blinded)]))
      .returning('person_id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Whether another pair of theirs goes on. */
  async goesOn(cohort: string, person: string): Promise<boolean> {
    const row = await sql
      .selectFrom('pair')
      .select('id')
      .where('cohort_id', '=', cohort)
      .where('state', '<>', 'closed')
      .where((e) => e.or([e('mentee_id', '=', person), e('mentor_id', '=', person)]))
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** A pair of the cohort this person is in, an open one first: what a link of theirs is for. */
  async pairIn(cohort: string, person: string): Promise<string | undefined> {
    const row = await sql
      .selectFrom('pair')
      .select('id')
      .where('cohort_id', '=', cohort)
      .where((e) => e.or([e('mentee_id', '=', person), e('mentor_id', '=', person)]))
      .orderBy((e) => e('state', '=', 'closed'))
      .orderBy('code')
      .limit(1)
      .executeTakeFirst();
    return row?.id;
  },

  /** How many were asked on each side. */
  async askedCount(wave: string): Promise<Record<Party, number>> {
    const rows = await sql
      .selectFrom('participation')
      .select((e) => ['party', e.fn.countAll<string>().as('people')] as const)
      .where('wave_id', '=', wave)
      .groupBy('party')
      .execute();
    const of = (party: Party) => Number(rows.find((row) => row.party === party)?.people ?? 0);
    return { mentee: of('mentee'), mentor: of('mentor') };
  },

  /** Everybody who was asked, in order of id: what is released is told to all of them. */
  async everyoneAsked(wave: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('participation')
      .select('person_id')
      .where('wave_id', '=', wave)
      .orderBy('person_id')
      .execute();
    return rows.map((row) => row.person_id);
  },
});
