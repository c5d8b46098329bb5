import { z } from 'zod';
import { levels, moments, parties, topics } from './survey.ts';
import { synthesisText } from './synthesis.ts';
import type { Synthesis } from './synthesis-model.ts';

/** Not JSON, or not that of a synthesis; or something in it that has no place there, be it a number. */
export type Unread = 'unreadable' | 'unknown-field' | 'exact-count';

/** The published text as data, if it is the one spelling of a synthesis and holds nothing else. */
export function readPublished(text: string): { published: Synthesis } | { why: Unread } {
  const json = asJson(text);
  const read = publishedShape.safeParse(json);
  if (read.success) {
    const published: Synthesis = read.data;
    // Another order of keys, a key twice or a space more could tell something too.
    return synthesisText(published) === text ? { published } : { why: 'unreadable' };
  }
  for (const issue of read.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = issue.path.reduce(valueAt, json);
    const numeric = issue.keys.some((key) => typeof valueAt(holder, key) === 'number');
    return { why: numeric ? 'exact-count' : 'unknown-field' };
  }
  return { why: 'unreadable' };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const valueAt = (holder: unknown, key: PropertyKey): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;

const inBoth = z.strictObject({ fr: z.string(), en: z.string() });
const share = {
  percent: z.number(),
  bound: z.enum(['at-least', 'at-most']).optional(),
};
const level = z.literal([...levels]);
const toldShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('majority'),
    of: z.enum(['low', 'middle', 'high', 'none']),
  }),
  z.strictObject({
    kind: z.literal('classes'),
    shares: z.strictObject({
      low: z.strictObject(share),
      middle: z.strictObject(share),
      high: z.strictObject(share),
    }),
  }),
  z.strictObject({
    kind: z.literal('levels'),
    shares: z.array(z.strictObject({ ...share, from: level, to: level })).refine(coversAll),
  }),
  z.strictObject({ kind: z.literal('withheld') }),
]);
const publishedShape = z.strictObject({
  ...{ wave: z.string(), moment: z.enum(moments), cohortName: z.string() },
  ...{ from: z.string(), until: z.string(), rule: z.number(), fewest: z.number() },
  cells: z.array(
    z.strictObject({
      cell: z.enum(['all', ...parties]),
      asked: z.number(),
      rate: z.number().nullable(),
      size: z.enum(['7-9', '10-24', '25+']).nullable(),
      questions: z.array(
        z.strictObject({
          key: z.string(),
          topic: z.enum(topics),
          wording: z.strictObject({ mentee: inBoth, mentor: inBoth }),
          told: toldShape,
          trend: z.enum(['up', 'same', 'down']).nullable(),
        }),
      ),
    }),
  ),
});

/** Each level once, from the first to the last. */
function coversAll(parts: { from: number; to: number }[]): boolean {
  const covered = parts.flatMap(({ from, to }) => levels.filter((l) => l >= from && l <= to));
  return covered.join() === levels.join();
}
