import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { allColumnsOf, columnInput, columnsOf } from '../sharepoint/columns.ts';
import { storedLists } from '../tenant/tables.ts';
import type { Answer, Call, Route, SeedList, SeedSite, World } from '../world.ts';
import { readGraphBody } from './body.ts';
import { page, select } from './page.ts';
import { allowedList, allowedSite, allows } from './site-access.ts';
import { webUrlOf } from './sites.ts';

const pageSize = { standard: 200, most: 5_000 };
const lists = '/v1.0/sites/:site/lists';

/** https://learn.microsoft.com/graph/api/resources/list */
export const listRoutes: Route[] = [
  { method: 'GET', path: lists, token: 'graph', query: ['$select', '$top'], handle: all },
  { method: 'GET', path: `${lists}/:list`, token: 'graph', query: ['$select'], handle: one },
  {
    method: 'GET',
    path: `${lists}/:list/columns`,
    token: 'graph',
    query: ['$select', '$top'],
    handle: columns,
  },
  // Sites.Selected with `write` opens items; making or shaping lists takes more.
  { method: 'POST', path: lists, token: 'graph', handle: create },
  { method: 'PATCH', path: `${lists}/:list`, token: 'graph', handle: refused },
  { method: 'DELETE', path: `${lists}/:list`, token: 'graph', handle: refused },
  { method: 'POST', path: `${lists}/:list/columns`, token: 'graph', handle: addColumn },
  { method: 'PATCH', path: `${lists}/:list/columns/:column`, token: 'graph', handle: changeColumn },
  { method: 'GET', path: `${lists}/:list/permissions`, token: 'graph', handle: refused },
  { method: 'POST', path: `${lists}/:list/permissions`, token: 'graph', handle: refused },
];

function all(call: Call, world: World): Answer {
  const site = allowedSite(call, world);
  const readable = site.lists.filter((list) => allows(call, world, site, list, 'read'));
  const shown = readable.map((list) => chosen(call, listResource(site, list, world)));
  return { status: 200, body: page(call, shown, pageSize) };
}

function one(call: Call, world: World): Answer {
  const list = allowedList(call, world, 'read');
  return { status: 200, body: chosen(call, listResource(allowedSite(call, world), list, world)) };
}

function columns(call: Call, world: World): Answer {
  const list = allowedList(call, world, 'read');
  const shown = allColumnsOf(list).map((column) => chosen(call, { id: column.name, ...column }));
  return { status: 200, body: page(call, shown, pageSize) };
}

const creation = z.strictObject({
  displayName: z.string().min(1).max(255),
  description: z.string().optional(),
  list: z.strictObject({ template: z.literal('genericList') }),
  columns: z.array(columnInput).default([]),
});

/** Every new list has its own `Title`, and inherits who reads it from the site. */
function create(call: Call, world: World): Answer {
  const site = allowedSite(call, world, 'manage');
  const { displayName: name, columns } = readGraphBody(creation, call, 'invalidRequest');
  const twin = site.lists.some((list) => list.name.toLowerCase() === name.toLowerCase());
  if (twin) refuse(409, 'nameAlreadyExists', 'The specified name already exists.');
  const title = { name: 'Title', displayName: 'Title', required: true, text: {} };
  const list: SeedList = { id: randomUUID(), name, readers: [], columns: [title] };
  for (const column of columns) list.columns = withColumn(list, column);
  const settings = { EnableVersioning: true };
  const stored = { siteId: site.id, list, ownPermissions: false, settings };
  storedLists(world).put(list.id, stored);
  return { status: 201, body: listResource(site, list, world) };
}

function addColumn(call: Call, world: World): Answer {
  const list = allowedList(call, world, 'manage');
  const column = readGraphBody(columnInput, call, 'invalidRequest');
  saveColumns(call, world, list, withColumn(list, column));
  return { status: 201, body: { id: column.name, ...column } };
}

function changeColumn(call: Call, world: World): Answer {
  const list = allowedList(call, world, 'manage');
  const change = readGraphBody(columnInput.partial().omit({ name: true }), call, 'invalidRequest');
  const name = call.params.column ?? '';
  const column = columnsOf(list).find((known) => known.name === name);
  if (!column) return refuse(404, 'itemNotFound', 'The specified column was not found');
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const changed = { ...column, ...Object.fromEntries(given) };
  const columns = columnsOf(list).map((known) => (known.name === name ? changed : known));
  saveColumns(call, world, list, columns);
  return { status: 200, body: { id: name, ...changed } };
}

function withColumn(list: SeedList, column: z.infer<typeof columnInput>): SeedList['columns'] {
  const known = allColumnsOf(list).some(({ name }) => name === column.name);
  if (known) refuse(409, 'nameAlreadyExists', `A column ${column.name} already exists.`);
  return [...list.columns, column];
}

function saveColumns(call: Call, world: World, list: SeedList, columns: SeedList['columns']): void {
  const siteId = allowedSite(call, world, 'manage').id;
  const stored = storedLists(world).get(list.id);
  // One of the seed's own lists has the readers the seed gives it.
  const kept = stored ?? { siteId, list, ownPermissions: true, settings: {} };
  storedLists(world).put(list.id, { ...kept, list: { ...list, columns } });
}

/** Refused to who may not, and not imitated for who may. */
function refused(call: Call, world: World): Answer {
  allowedList(call, world, 'owner');
  return notServed(`${call.method} ${call.path}`);
}

function chosen(call: Call, resource: Record<string, unknown>): Record<string, unknown> {
  return select(call, resource, ['id']);
}

function listResource(site: SeedSite, list: SeedList, world: World): Record<string, unknown> {
  return {
    id: list.id,
    name: list.name,
    displayName: list.name,
    description: '',
    createdDateTime: world.seed.start,
    webUrl: `${webUrlOf(site)}/Lists/${encodeURIComponent(list.name)}`,
    parentReference: { siteId: site.id },
    list: { contentTypesEnabled: false, hidden: false, template: 'genericList' },
  };
}
