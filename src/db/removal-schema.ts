import type { ColumnType, Generated } from 'kysely';

/** An instant: read as milliseconds since 1970 UTC, written as a Date. */
type At = ColumnType<number, Date, Date>;

/** What purges and erasures are carried on by, and told of. */
export interface RemovalSchema {
  removal: {
    id: string;
    kind: 'cohort' | 'person';
    subject: string;
    asked: At;
    stage: Generated<'asked' | 'outside' | 'store'>;
    round: Generated<number>;
    round_at: At;
    counts: ColumnType<Record<string, number>, string | undefined, string>;
  };
  record_key: { id: string; spki: Uint8Array; wrapped: Uint8Array; made: At };
  removal_record: {
    seq: Generated<number>;
    id: string;
    body: string;
    key_id: string;
    signature: Uint8Array;
  };
}
