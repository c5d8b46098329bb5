import * as z from 'zod/mini';
import { call } from './control-api.ts';

const optionalText = z.optional(z.nullable(z.string()));

const column = z.looseObject({
  name: z.string(),
  displayName: optionalText,
  hidden: z.optional(z.nullable(z.boolean())),
  dateTime: z.optional(z.nullable(z.object({ format: optionalText }))),
});
export type Column = z.infer<typeof column>;

const item = z.object({
  id: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export type Item = z.infer<typeof item>;

const listName = z.object({ id: z.string(), name: z.string(), site: z.string() });
export type ListName = z.infer<typeof listName>;

const list = z.object({ columns: z.array(column), items: z.array(item) });
export type List = z.infer<typeof list>;

export const readListNames = (): Promise<ListName[]> =>
  call('GET', '/_emulator/lists', z.array(listName));

/** A list as that person sees it; refused with 403 to whoever may not read it. */
export const readList = (id: string, as: string): Promise<List> =>
  call('GET', `/_emulator/sharepoint/${encodeURIComponent(id)}?as=${encodeURIComponent(as)}`, list);
