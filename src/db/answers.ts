import { type Kysely, sql as raw } from 'kysely';
import type { Cell, Wave } from '../domain/survey.ts';
import type { Instant } from '../domain/time.ts';
import type { Ballot } from './ballots.ts';
import { hastening } from './jobs.ts';
import type { Schema } from './schema.ts';

/** Somebody's answers, sealed, with the one thing both ledgers know of them: the wave. */
export interface SealedAnswers extends Ballot {
  person: string;
  cell: Cell;
}

export interface Put {
  /** The wave's, held against whoever would close it; null when there is none. */
  state: Wave['state'] | null;
  /** True for the one answer that counts. */
  first: boolean;
  /** True when the job had been due later. */
  hastened: boolean;
}

/** Both ledgers of a wave at once, as a card and the page with one's name fill them. */
export const answers = (sql: Kysely<Schema>) => ({
  /**
   * Who has answered and the ballot of nobody, both or neither, while the wave is in one of these
   * states; then the job is brought forward to `at`. One statement, because hundreds may answer in
   * the same minute and each question to the store is a journey.
   */
  async put(
    { wave, person, id, cell, sealed }: SealedAnswers,
    during: readonly Wave['state'][],
    { job, at }: { job: string; at: Instant },
  ): Promise<Put> {
    const { rows } = await raw<Put>`
      with held as (
        select state from wave where id = ${wave} for share),
      first as (
        update participation set answered = true
        where wave_id = ${wave} and person_id = ${person} and not answered
          and exists (select from held where state = any(${[...during]}))
        returning person_id),
      ballot_of_nobody as (
        insert into ballot (id, wave_id, cell, sealed)
        select ${id}, ${wave}, ${cell}, ${sealed} from first),
      hastened as (${hastening(job, at)} and exists (select from first) returning name)
      select (select state from held) as state, exists (select from first) as first,
        exists (select from hastened) as hastened`.execute(sql);
    const [put] = rows;
    if (!put) throw new Error('a statement without a row');
    return put;
  },
});
