import { z } from 'zod';
import type { Instant } from '../domain/time.ts';

const wallTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?$/;

/**
 * Graph's dateTimeTimeZone as an instant. Graph answers in UTC unless asked otherwise, which we
 * never do: another zone is an answer we must not guess at.
 */
export const graphInstant = z
  .object({ dateTime: z.string().regex(wallTime), timeZone: z.literal('UTC') })
  .transform(({ dateTime }): Instant => Date.parse(`${dateTime.slice(0, 19)}Z`));

/** An instant as Graph takes it, whole seconds. */
export function graphTime(at: Instant): { dateTime: string; timeZone: 'UTC' } {
  return { dateTime: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' };
}
