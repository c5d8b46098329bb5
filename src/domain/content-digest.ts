import { createHash } from 'node:crypto';

/** What tells one content from another, whatever the order of its keys: 32 hexadecimal digits. */
export const contentDigest = (content: unknown): string =>
  createHash('sha256').update(canonical(content)).digest('hex').slice(0, 32);

/** The same text for the same content: jsonb keeps its own order of keys. */
export const canonical = (content: unknown): string => JSON.stringify(sorted(content)) ?? 'null';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
