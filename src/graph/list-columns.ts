import { z } from 'zod';
import type { ListRow } from './ports.ts';

/** Internal name of the hidden column that keeps a meeting to one row. */
export const keyColumn = 'CleRencontre';

/**
 * A row as SharePoint takes it. A date-only column keeps an instant and shows its day in the site's
 * own zone: noon UTC is that day everywhere from UTC−12 to UTC+11, midnight UTC only east of London.
 */
export function fieldsOf(row: ListRow): Record<string, unknown> {
  return {
    Title: row.pairCode,
    DateRencontre: `${row.day}T12:00:00Z`,
    'Thematiques@odata.type': 'Collection(Edm.String)',
    Thematiques: row.themes,
    [keyColumn]: row.key,
  };
}

/** The built-in column that holds the pair's code, and what its readers see above it. */
export const pairColumn = { name: 'Title', displayName: 'Binôme' };

/** A columnDefinition of Graph. */
interface NamedColumn {
  name: string;
  [facet: string]: unknown;
}

/** What an administrator creates beside the built-in column; `themes` are the choices, in words. */
export const ownColumns = (themes: readonly string[]): NamedColumn[] => [
  {
    name: 'DateRencontre',
    displayName: 'Date de la rencontre',
    required: true,
    indexed: true,
    dateTime: { displayAs: 'standard', format: 'dateOnly' },
  },
  {
    name: 'Thematiques',
    displayName: 'Thématiques générales',
    choice: { allowTextEntry: false, displayAs: 'checkBoxes', choices: themes },
  },
  {
    name: keyColumn,
    displayName: 'Clé',
    required: true,
    hidden: true,
    indexed: true,
    enforceUniqueValues: true,
    text: { allowMultipleLines: false, maxLength: 64 },
  },
];

/** Naming `hidden` is what makes Graph list hidden columns at all. */
export const columnFields = 'name,hidden,indexed,enforceUniqueValues,text,dateTime,choice';

export const column = z.object({
  name: z.string(),
  hidden: z.boolean().nullish(),
  indexed: z.boolean().nullish(),
  enforceUniqueValues: z.boolean().nullish(),
  text: z.object({ allowMultipleLines: z.boolean().nullish() }).nullish(),
  dateTime: z.object({ format: z.string().nullish() }).nullish(),
  choice: z
    .object({ displayAs: z.string().nullish(), allowTextEntry: z.boolean().nullish() })
    .nullish(),
});

type Column = z.infer<typeof column>;

/** What each column must be, and how an administrator reads that it is not. */
const demands: [name: string, holds: (column: Column) => boolean, must: string][] = [
  ['Title', ({ text }) => !!text && !text.allowMultipleLines, 'be a single line of text'],
  ['DateRencontre', ({ dateTime }) => dateTime?.format === 'dateOnly', 'be a date without time'],
  [
    'Thematiques',
    ({ choice }) => choice?.displayAs === 'checkBoxes',
    'be a choice that allows several',
  ],
  // Free text would let in what a pair says to each other.
  ['Thematiques', ({ choice }) => !choice?.allowTextEntry, 'not accept typed-in choices'],
  [keyColumn, ({ text }) => !!text && !text.allowMultipleLines, 'be a single line of text'],
  [keyColumn, ({ enforceUniqueValues }) => enforceUniqueValues === true, 'enforce unique values'],
  [keyColumn, ({ indexed }) => indexed === true, 'be indexed'],
  [keyColumn, ({ hidden }) => hidden === true, 'be hidden'],
];

/** What is wrong with a list's columns, in words for an administrator. */
export function columnFaults(columns: Column[]): string[] {
  const byName = new Map(columns.map((one) => [one.name, one]));
  const names = [...new Set(demands.map(([name]) => name))];
  const missing = names.filter((name) => !byName.has(name));
  const wrong = demands.flatMap(([name, holds, must]) => {
    const found = byName.get(name);
    return found && !holds(found) ? [`Column ${name} must ${must}.`] : [];
  });
  return [...missing.map((name) => `Column ${name} is missing: add it to the list.`), ...wrong];
}
