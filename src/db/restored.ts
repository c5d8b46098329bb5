import { sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { settleHere } from './home.ts';
import type { Sql } from './open.ts';

export interface Restored {
  /** Messages the backup had as still to be sent, and that may have left since: nobody sends them. */
  unknown: number;
  /** Those that the original has told of as sent. */
  sentSince: number;
}

/**
 * Makes a restored store fit to be worked with. `stopped` is the last moment at which its original
 * may have sent anything; `digests` are of what it is known to have sent.
 */
export async function takeUp(
  sql: Sql,
  stopped: Instant,
  now: Instant,
  digests: readonly string[],
): Promise<Restored> {
  return sql.transaction().execute(async (tx) => {
    for (let from = 0; from < digests.length; from += 1000) {
      const rows = digests.slice(from, from + 1000).map((digest) => ({ digest }));
      await tx
        .insertInto('sent_before')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute();
    }
    const { rows } = await raw<{ id: number }>`
      update effect set state = 'unknown', outcome = 'restored', lease_until = null,
        settled = ${new Date(now)}
      where kind in ('card.send', 'mail')
        and (state = 'running' or (state = 'waiting' and due <= ${new Date(stopped)}))
      returning id`.execute(tx);
    await settleHere(tx);
    return { unknown: rows.length, sentSince: digests.length };
  });
}
