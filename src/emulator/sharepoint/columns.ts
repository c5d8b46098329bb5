import { z } from 'zod';
import { refuse } from '../api-error.ts';
import type { SeedList } from '../world.ts';

/** The parts of Graph's columnDefinition that decide what a field may hold. */
const columnDefinition = z.looseObject({
  name: z.string(),
  displayName: z.string().optional(),
  required: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  hidden: z.boolean().default(false),
  indexed: z.boolean().default(false),
  enforceUniqueValues: z.boolean().default(false),
  text: z.looseObject({ maxLength: z.int().optional() }).optional(),
  choice: z
    .looseObject({
      choices: z.array(z.string()),
      allowTextEntry: z.boolean().default(false),
      displayAs: z.string().optional(),
    })
    .optional(),
  dateTime: z.looseObject({ format: z.string().optional() }).optional(),
  number: z.looseObject({}).optional(),
  boolean: z.looseObject({}).optional(),
});

const flag = z.boolean().optional();
/** A column as it may be made or changed through Graph; other kinds are not imitated. */
export const columnInput = z.strictObject({
  name: z.string().regex(/^[A-Za-z_]\w{0,31}$/, 'must be an internal name'),
  displayName: z.string().optional(),
  description: z.string().optional(),
  required: flag,
  hidden: flag,
  indexed: flag,
  enforceUniqueValues: flag,
  text: z
    .strictObject({
      allowMultipleLines: flag,
      maxLength: z.int().optional(),
      textType: z.string().optional(),
      linesForEditing: z.int().optional(),
      appendChangesToExistingText: flag,
    })
    .optional(),
  choice: z
    .strictObject({
      choices: z.array(z.string()),
      allowTextEntry: flag,
      displayAs: z.enum(['checkBoxes', 'dropDownMenu', 'radioButtons']).optional(),
    })
    .optional(),
  dateTime: z
    .strictObject({
      displayAs: z.string().optional(),
      format: z.enum(['dateOnly', 'dateTime']).optional(),
    })
    .optional(),
  number: z.strictObject({}).optional(),
  boolean: z.strictObject({}).optional(),
});

export type Column = z.infer<typeof columnDefinition>;
export type Fields = Record<string, unknown>;

const builtIn: Column[] = [
  { name: 'ID', displayName: 'ID', number: {} },
  { name: 'Created', displayName: 'Créé', dateTime: { format: 'dateTime' } },
  { name: 'Modified', displayName: 'Modifié', dateTime: { format: 'dateTime' } },
].map((column) => columnDefinition.parse({ ...column, readOnly: true }));

/** A list's own columns, Title among them as in every SharePoint list. */
export function columnsOf(list: SeedList): Column[] {
  const own = list.columns.map((column) => columnDefinition.parse(column));
  if (own.some((column) => column.name === 'Title')) return own;
  return [columnDefinition.parse({ name: 'Title', displayName: 'Title', text: {} }), ...own];
}

/** What `GET …/columns` tells: own columns, then those that SharePoint keeps by itself. */
export function allColumnsOf(list: SeedList): Column[] {
  return [...columnsOf(list), ...builtIn];
}

/** A unique column is an indexed one. */
export function isIndexed(column: Column): boolean {
  return column.indexed || column.enforceUniqueValues;
}

/**
 * Fields as the list stores them; `null` empties one. Refuses what the columns do not allow.
 * `taken` tells whether another item holds the value of a unique column.
 */
export function readFields(
  list: SeedList,
  given: Fields,
  taken: (column: Column, value: unknown) => boolean,
): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(given)) {
    if (name.includes('@odata.')) continue;
    const column = writableColumn(list, name);
    fields[name] = value === null ? null : stored(column, value, given);
    if (column.enforceUniqueValues && value !== null && taken(column, fields[name])) {
      invalid('One or more fields with unique constraints already has the provided value.');
    }
  }
  return fields;
}

/** Refuses an item that lacks a required field. */
export function requireFields(list: SeedList, fields: Fields): void {
  const missing = columnsOf(list).find(
    ({ name, required }) => required && (fields[name] ?? '') === '',
  );
  if (missing) invalid(`Field '${missing.name}' is required.`);
}

function writableColumn(list: SeedList, name: string): Column {
  const column = allColumnsOf(list).find((known) => known.name === name);
  if (!column) return invalid(`Field '${name}' is not recognized`);
  if (column.readOnly) return invalid(`Field '${name}' is read-only`);
  return column;
}

function stored(column: Column, value: unknown, given: Fields): unknown {
  if (column.choice) return chosen(column, column.choice, value, given);
  if (column.dateTime) return date(column, value);
  if (column.number) return typed(column, z.number(), value);
  if (column.boolean) return typed(column, z.boolean(), value);
  return typed(column, z.string().max(column.text?.maxLength ?? 255), value);
}

/** Several choices need their type beside them: a list of texts is nothing to SharePoint. */
function chosen(
  column: Column,
  choice: NonNullable<Column['choice']>,
  value: unknown,
  given: Fields,
): unknown {
  const several = choice.displayAs === 'checkBoxes';
  if (several && given[`${column.name}@odata.type`] !== 'Collection(Edm.String)') {
    invalid(`Field '${column.name}' needs ${column.name}@odata.type = Collection(Edm.String).`);
  }
  const values = several
    ? typed(column, z.array(z.string()), value)
    : [typed(column, z.string(), value)];
  const other = values.find((one) => !choice.choices.includes(one));
  if (other !== undefined && !choice.allowTextEntry) {
    invalid(`Field '${column.name}' does not offer the choice '${other}'.`);
  }
  return several ? values : values[0];
}

/** A date without time is kept as midnight UTC, which is how Graph gives it back. */
function date(column: Column, value: unknown): string {
  const text = typed(column, z.union([z.iso.date(), z.iso.datetime({ offset: true })]), value);
  if (column.dateTime?.format === 'dateOnly') return `${text.slice(0, 10)}T00:00:00Z`;
  return new Date(text).toISOString();
}

function typed<T>(column: Column, schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  return read.success ? read.data : invalid(`The value of field '${column.name}' is not valid.`);
}

function invalid(message: string): never {
  return refuse(400, 'invalidRequest', message);
}
