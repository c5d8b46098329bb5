import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import type { Call } from '../world.ts';

/**
 * The body as the schema has it. A property that a strict schema does not list is one the emulator
 * does not imitate, so it answers 501; anything else that is wrong answers 400 with `code`.
 */
export function readGraphBody<S extends z.ZodType>(
  schema: S,
  call: Call,
  code: string,
): z.infer<S> {
  const read = schema.safeParse(call.body ?? {});
  if (read.success) return read.data;
  const [unknown] = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? [[...issue.path, ...issue.keys].join('/')] : [],
  );
  if (unknown !== undefined) notServed(`the property ${unknown} on ${call.method} ${call.path}`);
  return refuse(400, code, z.prettifyError(read.error));
}

/** The one equality of a `$filter`, on one of the properties named; undefined without a filter. */
export function readFilter(
  call: Call,
  served: string[],
): { property: string; value: string } | undefined {
  const { $filter } = call.query;
  if ($filter === undefined) return undefined;
  const [, property, value] = /^(\w+) eq '((?:[^']|'')*)'$/.exec($filter) ?? [];
  if (property === undefined || value === undefined || !served.includes(property)) {
    return notServed(`the filter ${$filter}`);
  }
  return { property, value: value.replaceAll("''", "'") };
}
