import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import type { Fields } from '../sharepoint/columns.ts';
import {
  addItem,
  changeItem,
  etagOf,
  findItem,
  itemsOf,
  removeItem,
  type StoredItem,
} from '../sharepoint/items.ts';
import type { Answer, Call, Route, SeedList, World } from '../world.ts';
import { itemFilter } from './item-filter.ts';
import { checkSelect, page, select } from './page.ts';
import { allowedList } from './site-access.ts';

const items = '/v1.0/sites/:site/lists/:list/items';
const pageSize = { standard: 200, most: 5_000 };

/** https://learn.microsoft.com/graph/api/resources/listitem */
export const listItemRoutes: Route[] = [
  { method: 'POST', path: items, token: 'graph', handle: create },
  {
    method: 'GET',
    path: items,
    token: 'graph',
    query: ['$expand', '$select', '$filter', '$top', '$skip'],
    handle: list,
  },
  {
    method: 'GET',
    path: `${items}/:item`,
    token: 'graph',
    query: ['$expand', '$select'],
    handle: read,
  },
  { method: 'GET', path: `${items}/:item/fields`, token: 'graph', handle: readFieldsOnly },
  { method: 'PATCH', path: `${items}/:item/fields`, token: 'graph', handle: change },
  { method: 'DELETE', path: `${items}/:item`, token: 'graph', handle: remove },
];

const fieldValues = z.record(z.string(), z.unknown());

function create(call: Call, world: World): Answer {
  const place = allowedList(call, world, 'write');
  const read = z.looseObject({ fields: fieldValues }).safeParse(call.body);
  if (!read.success) return refuse(400, 'invalidRequest', z.prettifyError(read.error));
  const item = addItem(world, place, read.data.fields);
  return { status: 201, body: { ...itemResource(item), fields: fieldsResource(item) } };
}

function list(call: Call, world: World): Answer {
  const place = allowedList(call, world, 'read');
  const found = itemsOf(world, place).filter(itemFilter(call, place));
  const shown = found.map((item) => shownItem(call, item));
  return { status: 200, body: page(call, shown, pageSize) };
}

function read(call: Call, world: World): Answer {
  const { item } = existing(call, world, 'read');
  return { status: 200, body: shownItem(call, item) };
}

function readFieldsOnly(call: Call, world: World): Answer {
  return { status: 200, body: fieldsResource(existing(call, world, 'read').item) };
}

function change(call: Call, world: World): Answer {
  const { place, item } = existing(call, world, 'write');
  checkVersion(call, item);
  const read = fieldValues.safeParse(call.body);
  if (!read.success) return refuse(400, 'invalidRequest', z.prettifyError(read.error));
  return { status: 200, body: fieldsResource(changeItem(world, place, item, read.data)) };
}

function remove(call: Call, world: World): Answer {
  const { place, item } = existing(call, world, 'write');
  checkVersion(call, item);
  removeItem(world, place, item);
  return { status: 204 };
}

function existing(
  call: Call,
  world: World,
  access: 'read' | 'write',
): { place: SeedList; item: StoredItem } {
  const place = allowedList(call, world, access);
  const item = findItem(world, place, call.params.item ?? '');
  return item ? { place, item } : refuse(404, 'itemNotFound', 'The specified item was not found');
}

function checkVersion(call: Call, item: StoredItem): void {
  const wanted = call.headers['if-match'];
  if (wanted === undefined || wanted === '*' || wanted === etagOf(item)) return;
  refuse(412, 'resourceModified', "ETag does not match current item's value");
}

function shownItem(call: Call, item: StoredItem): Record<string, unknown> {
  const resource = itemResource(item);
  checkSelect(call, (name) => name in resource || name === 'fields');
  const shown = select(call, resource, ['@odata.etag', 'id']);
  const expanded = expandedFields(call, item);
  return expanded ? { ...shown, fields: expanded } : shown;
}

/** `$expand=fields` or `fields($select=A,B)`; SharePoint leaves them out otherwise. */
function expandedFields(call: Call, item: StoredItem): Fields | undefined {
  const { $expand } = call.query;
  if ($expand === undefined) return undefined;
  const [, , chosen] = /^fields(\(\$?select=([^)]*)\))?$/i.exec($expand) ?? [];
  if (chosen === undefined && !/^fields$/i.test($expand)) notServed(`$expand=${$expand}`);
  const fields = fieldsResource(item);
  if (chosen === undefined) return fields;
  const names = ['@odata.etag', ...chosen.split(',').map((name) => name.trim())];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

function itemResource(item: StoredItem): Record<string, unknown> {
  return {
    '@odata.etag': etagOf(item),
    id: item.id,
    eTag: etagOf(item),
    createdDateTime: item.createdDateTime,
    lastModifiedDateTime: item.lastModifiedDateTime,
    createdBy: item.createdBy,
    lastModifiedBy: item.createdBy,
    contentType: { id: '0x0100', name: 'Item' },
  };
}

function fieldsResource(item: StoredItem): Fields {
  return {
    '@odata.etag': etagOf(item),
    id: item.id,
    ...item.fields,
    ContentType: 'Item',
    Created: item.createdDateTime,
    Modified: item.lastModifiedDateTime,
  };
}
