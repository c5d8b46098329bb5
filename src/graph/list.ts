import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import type { GraphCall } from './call.ts';
import type { GraphDoor } from './client.ts';
import { isStatus, readAnswer, unreadable } from './fault.ts';
import { column, columnFaults, columnFields, fieldsOf, keyColumn } from './list-columns.ts';
import type { ListPlace, ListRow, TrackingList } from './ports.ts';

interface Item {
  itemId: string;
  etag: string;
}

/** Refused for what is in the row, perhaps because its key is there: worth looking it up. */
const aboutTheRow = (status: number) => status >= 400 && status < 500;
const aboutUs = [401, 403, 404, 429];

/** Opens the committee's lists, each found by its place. */
export function openList(graph: GraphDoor): TrackingList {
  const items = itemsPaths(graph);
  return {
    async add(place, row) {
      const path = await items.of(place);
      try {
        return readItem(
          await graph.call({ method: 'POST', path, body: { fields: fieldsOf(row) } }),
        );
      } catch (error) {
        if (isStatus(error, 404)) items.forget(place);
        return await adopted(graph, path, row, error);
      }
    },

    async change(place, item, row) {
      const path = await items.of(place);
      try {
        return await overwritten(graph, path, item, row);
      } catch (error) {
        if (isStatus(error, 404)) return 'gone';
        throw error;
      }
    },

    async remove(place, key) {
      const path = await items.of(place);
      for (const { itemId } of await withKey(graph, path, key)) await removed(graph, path, itemId);
    },

    check: (place) => faultsOf(graph, place),
  };
}

const found = z.object({ id: z.string() });

function sitePath(place: ListPlace): string {
  const path = place.path.split('/').map(encodeURIComponent).join('/');
  return `/sites/${place.hostname}:${path}`;
}

async function listPath(graph: GraphDoor, place: ListPlace): Promise<string> {
  const query = { $select: 'id' };
  const site = await graph.call({ method: 'GET', path: sitePath(place), query });
  const lists = `/sites/${readAnswer(found, site).id}/lists`;
  const path = `${lists}/${encodeURIComponent(place.name)}`;
  const list = await graph.call({ method: 'GET', path, query });
  return `${lists}/${readAnswer(found, list).id}`;
}

/** Where each list's items are; looked up once a place, and again after a failure. */
function itemsPaths(graph: GraphDoor) {
  const known = new Map<string, Promise<string>>();
  const nameOf = ({ hostname, path, name }: ListPlace) => `${hostname}:${path}:${name}`;
  const forget = (place: ListPlace) => known.delete(nameOf(place));
  return {
    forget,
    async of(place: ListPlace): Promise<string> {
      const path = known.get(nameOf(place)) ?? listPath(graph, place);
      known.set(nameOf(place), path);
      try {
        return `${await path}/items`;
      } catch (error) {
        forget(place);
        throw error;
      }
    },
  };
}

const tagged = z.object({
  id: z.string().optional(),
  '@odata.etag': z.string().optional(),
  eTag: z.string().optional(),
});

function readItem(answer: unknown): Item {
  const read = readAnswer(tagged, answer);
  const etag = read['@odata.etag'] ?? read.eTag;
  if (read.id === undefined || etag === undefined) throw unreadable();
  return { itemId: read.id, etag };
}

async function withKey(graph: GraphDoor, path: string, key: string): Promise<Item[]> {
  const rows = await graph.pages({
    method: 'GET',
    path,
    query: {
      $expand: `fields($select=${keyColumn})`,
      $filter: `fields/${keyColumn} eq '${key.replaceAll("'", "''")}'`,
    },
  });
  return rows.map(readItem);
}

/** The row that has our key already, made to say what `row` says; else the refusal stands. */
async function adopted(
  graph: GraphDoor,
  path: string,
  row: ListRow,
  refusal: unknown,
): Promise<Item> {
  if (!(refusal instanceof OutsideFault)) throw refusal;
  const status = refusal.status ?? 0;
  if (!aboutTheRow(status) || aboutUs.includes(status)) throw refusal;
  const [ours] = await withKey(graph, path, row.key);
  if (!ours) throw refusal;
  return overwritten(graph, path, ours, row);
}

async function overwritten(
  graph: GraphDoor,
  path: string,
  item: Item,
  row: ListRow,
): Promise<Item> {
  try {
    return await patched(graph, path, item, row);
  } catch (error) {
    if (!isStatus(error, 412)) throw error;
    // Somebody else changed it meanwhile. The store decides what a row says, so ours goes on top.
    return patched(graph, path, await fresh(graph, path, item.itemId), row);
  }
}

async function patched(graph: GraphDoor, path: string, item: Item, row: ListRow): Promise<Item> {
  const asked: GraphCall = {
    method: 'PATCH',
    path: `${path}/${encodeURIComponent(item.itemId)}/fields`,
    headers: { 'If-Match': item.etag },
    body: fieldsOf(row),
  };
  const etag = readAnswer(tagged, await graph.call(asked))['@odata.etag'];
  return etag === undefined ? fresh(graph, path, item.itemId) : { itemId: item.itemId, etag };
}

async function fresh(graph: GraphDoor, path: string, itemId: string): Promise<Item> {
  return readItem(
    await graph.call({ method: 'GET', path: `${path}/${encodeURIComponent(itemId)}` }),
  );
}

async function removed(graph: GraphDoor, path: string, itemId: string): Promise<void> {
  try {
    await graph.call({ method: 'DELETE', path: `${path}/${encodeURIComponent(itemId)}` });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
}

/** Versioning is not looked at: Graph shows a list's versions, but not whether it keeps them. */
async function faultsOf(graph: GraphDoor, place: ListPlace): Promise<string[]> {
  const address = `https://${place.hostname}${place.path}`;
  const site = await seen(graph, { method: 'GET', path: sitePath(place) });
  if (!site) return [`Site ${address} cannot be read: create it and grant this app write on it.`];
  const list = `/sites/${site.id}/lists/${encodeURIComponent(place.name)}`;
  if (!(await seen(graph, { method: 'GET', path: list }))) {
    return [`List « ${place.name} » is not on ${address}: create it there.`];
  }
  const columns = await graph.pages({
    method: 'GET',
    path: `${list}/columns`,
    query: { $select: columnFields },
  });
  return columnFaults(columns.map((one) => readAnswer(column, one)));
}

/** What is at an address; null when there is nothing, or nothing for us. */
async function seen(graph: GraphDoor, asked: GraphCall): Promise<{ id: string } | null> {
  try {
    return readAnswer(found, await graph.call({ ...asked, query: { $select: 'id' } }));
  } catch (error) {
    if (isStatus(error, 403, 404)) return null;
    throw error;
  }
}
