import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../domain/time.ts';

/** An instant as a parameter to compare a timestamp column with. */
export const instant = (at: Instant): RawBuilder<number> => sql<number>`${new Date(at)}`;
