import { refuse } from '../api-error.ts';
import type { Call } from '../world.ts';

/** A page of `rows` after `$skip`, with the link to the next one, on Graph's own host. */
export function page<T>(
  call: Call,
  rows: T[],
  size: { standard: number; most: number },
): { value: T[]; '@odata.nextLink'?: string } {
  const skip = wholeNumber(call, '$skip') ?? 0;
  const top = Math.min(wholeNumber(call, '$top') ?? size.standard, size.most);
  const value = rows.slice(skip, skip + top);
  if (skip + top >= rows.length) return { value };
  const query = new URLSearchParams({ ...call.query, $skip: String(skip + top) });
  const link = `https://graph.microsoft.com${call.path}?${query.toString().replaceAll('%24', '$')}`;
  return { value, '@odata.nextLink': link };
}

function wholeNumber(call: Call, option: string): number | undefined {
  const text = call.query[option];
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && (option === '$skip' || Number(text) > 0)) return Number(text);
  return refuse(400, 'BadRequest', `Invalid value '${text}' for ${option} query option found.`);
}

/** Refuses a `$select` that names a property unknown to the resource. */
export function checkSelect(call: Call, known: (name: string) => boolean): void {
  const unknown = selected(call)?.find((name) => name !== '' && !known(name));
  if (unknown === undefined) return;
  const message = `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`;
  refuse(400, 'RequestBroker--ParseUri', message);
}

/** Keeps the `$select`ed properties and those always given. */
export function select(
  call: Call,
  row: Record<string, unknown>,
  always: string[],
): Record<string, unknown> {
  const asked = selected(call);
  if (!asked) return row;
  const names = [...asked, ...always];
  const kept = Object.entries(row).filter(([name]) => names.includes(name));
  return Object.fromEntries(kept);
}

function selected(call: Call): string[] | undefined {
  return call.query.$select?.split(',').map((name) => name.trim());
}
