import { randomUUID } from 'node:crypto';
import { personByMail } from '../people.ts';
import { sitesOf } from '../tenant/sites.ts';
import { storedLists } from '../tenant/tables.ts';
import type { SeedList, SeedSite, World } from '../world.ts';
import { type Column, columnsOf, type Fields, readFields, requireFields } from './columns.ts';

export interface Author {
  application?: { id: string; displayName: string };
}

export interface StoredItem {
  id: string;
  listId: string;
  guid: string;
  version: number;
  fields: Fields;
  createdBy: Author;
  createdDateTime: string;
  lastModifiedDateTime: string;
}

const items = (world: World) => world.store.table<StoredItem>('items');
const numbers = (world: World) => world.store.table<number>('list-numbers');
const key = (list: SeedList, id: string) => `${list.id}|${id}`;

export function itemsOf(world: World, list: SeedList): StoredItem[] {
  return items(world)
    .values()
    .filter((item) => item.listId === list.id);
}

export function findItem(world: World, list: SeedList, id: string): StoredItem | undefined {
  return items(world).get(key(list, id));
}

/** Adds an item; ids are counted per list and never used again, as in SharePoint. */
export function addItem(world: World, list: SeedList, given: Fields): StoredItem {
  const fields = readFields(list, given, takenIn(world, list));
  requireFields(list, fields);
  const number = (numbers(world).get(list.id) ?? 0) + 1;
  const now = world.clock.now().toISOString();
  const item: StoredItem = {
    id: String(number),
    listId: list.id,
    guid: randomUUID(),
    version: 1,
    fields: withoutEmpty(fields),
    createdBy: { application: { id: world.product.appId, displayName: 'Télémaque' } },
    createdDateTime: now,
    lastModifiedDateTime: now,
  };
  numbers(world).put(list.id, number);
  items(world).put(key(list, item.id), item);
  return item;
}

export function changeItem(
  world: World,
  list: SeedList,
  item: StoredItem,
  given: Fields,
): StoredItem {
  const change = readFields(list, given, takenIn(world, list, item.id));
  const fields = { ...item.fields, ...change };
  requireFields(list, fields);
  const changed = {
    ...item,
    fields: withoutEmpty(fields),
    version: item.version + 1,
    lastModifiedDateTime: world.clock.now().toISOString(),
  };
  items(world).put(key(list, item.id), changed);
  return changed;
}

export function removeItem(world: World, list: SeedList, item: StoredItem): void {
  items(world).remove(key(list, item.id));
}

export function etagOf(item: StoredItem): string {
  return `"${item.guid},${item.version}"`;
}

export interface ListPlace {
  site: SeedSite;
  list: SeedList;
}

export function findList(world: World, idOrName: string): ListPlace | undefined {
  for (const site of sitesOf(world)) {
    const list = site.lists.find(({ id, name }) => id === idOrName || name === idOrName);
    if (list) return { site, list };
  }
  return undefined;
}

/**
 * Whether this person may open the list in SharePoint. A list made here that still inherits is
 * open to the site's members: everybody of the home tenant.
 */
export function mayRead(world: World, list: SeedList, mail: string): boolean {
  const inherits = storedLists(world).get(list.id)?.ownPermissions === false;
  if (inherits && personByMail(world, mail)?.tenant === world.seed.home.tenant) return true;
  return list.readers.some((reader) => reader.toLowerCase() === mail.toLowerCase());
}

/** The columns that a list's page shows. */
export function shownColumns(list: SeedList): Column[] {
  return columnsOf(list).filter((column) => !column.hidden);
}

function takenIn(
  world: World,
  list: SeedList,
  except?: string,
): (column: Column, value: unknown) => boolean {
  return (column, value) =>
    itemsOf(world, list).some(
      (item) => item.id !== except && sameText(item.fields[column.name], value),
    );
}

/** SharePoint's unique columns leave case aside. */
function sameText(a: unknown, b: unknown): boolean {
  return a !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
