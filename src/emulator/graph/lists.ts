import { allColumnsOf } from '../sharepoint/columns.ts';
import type { Answer, Call, Route, SeedList, SeedSite, World } from '../world.ts';
import { page, select } from './page.ts';
import { allowedList, allowedSite, allows, denied } from './site-access.ts';
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
  { method: 'POST', path: lists, token: 'graph', handle: denied },
  { method: 'PATCH', path: `${lists}/:list`, token: 'graph', handle: denied },
  { method: 'DELETE', path: `${lists}/:list`, token: 'graph', handle: denied },
  { method: 'POST', path: `${lists}/:list/columns`, token: 'graph', handle: denied },
  { method: 'GET', path: `${lists}/:list/permissions`, token: 'graph', handle: denied },
  { method: 'POST', path: `${lists}/:list/permissions`, token: 'graph', handle: denied },
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
