import { notServed, refuse } from '../api-error.ts';
import { allColumnsOf, isIndexed } from '../sharepoint/columns.ts';
import type { StoredItem } from '../sharepoint/items.ts';
import type { Call, SeedList } from '../world.ts';

type Comparison = { column: string; operator: string; value: string };

const comparison = /^fields\/(\w+) (eq|ne|ge|gt|le|lt) (?:'((?:[^']|'')*)'|([\w.:+-]+))$/;

/**
 * `$filter` on list items: comparisons of fields joined by `and`. A column that is not indexed is
 * refused, unless the caller takes the risk on itself by the header that SharePoint names.
 */
export function itemFilter(call: Call, list: SeedList): (item: StoredItem) => boolean {
  const { $filter } = call.query;
  if ($filter === undefined) return () => true;
  const wanted = $filter.split(/ and /i).map((part) => parsed(part.trim()));
  for (const { column } of wanted) checkColumn(call, list, column);
  return (item) => wanted.every((one) => holds(one, item.fields[one.column]));
}

function parsed(part: string): Comparison {
  const [, column, operator, text, literal] = comparison.exec(part) ?? [];
  if (column === undefined || operator === undefined) {
    return notServed(`the list item filter ${part}`);
  }
  return { column, operator, value: text?.replaceAll("''", "'") ?? literal ?? '' };
}

function checkColumn(call: Call, list: SeedList, name: string): void {
  const column = allColumnsOf(list).find((known) => known.name === name);
  if (!column) refuse(400, 'invalidRequest', `Field '${name}' is not recognized`);
  const header = 'HonorNonIndexedQueriesWarningMayFailRandomly';
  if (isIndexed(column) || call.headers.prefer?.includes(header)) return;
  const message = `Field '${name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: ${header}' header to allow this, but be warned that such queries may fail on large lists.`;
  refuse(400, 'invalidRequest', message);
}

function holds({ operator, value }: Comparison, field: unknown): boolean {
  if (field === undefined) return operator === 'ne';
  const order = compare(field, value);
  if (operator === 'eq') return order === 0;
  if (operator === 'ne') return order !== 0;
  if (operator === 'ge') return order >= 0;
  if (operator === 'gt') return order > 0;
  return operator === 'le' ? order <= 0 : order < 0;
}

/** Numbers by value, everything else as text without case; dates are ISO and so sort as text. */
function compare(field: unknown, value: string): number {
  if (typeof field === 'number') return field - Number(value);
  const a = String(field).toLowerCase();
  const b = value.toLowerCase();
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
