import { refuse } from '../api-error.ts';
import type { Answer, Call, Route, SeedSite, World } from '../world.ts';
import { checkSelect, select } from './page.ts';
import { allowedSite, denied } from './site-access.ts';

/** https://learn.microsoft.com/graph/api/site-get */
export const siteRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v1.0/sites/:hostname\\:/*sitePath',
    token: 'graph',
    query: ['$select'],
    handle: byPath,
  },
  { method: 'GET', path: '/v1.0/sites/:site', token: 'graph', query: ['$select'], handle: byId },
  // Sites.Selected with `write` lets nobody hand out rights on a site.
  { method: 'GET', path: '/v1.0/sites/:site/permissions', token: 'graph', handle: denied },
  { method: 'POST', path: '/v1.0/sites/:site/permissions', token: 'graph', handle: denied },
];

function byPath(call: Call, world: World): Answer {
  const { hostname = '', sitePath = '' } = call.params;
  const found = world.seed.sites.find(
    (site) =>
      site.hostname.toLowerCase() === hostname.toLowerCase() &&
      trimmed(site.path) === trimmed(sitePath),
  );
  if (!found) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  return byId({ ...call, params: { site: found.id } }, world);
}

function byId(call: Call, world: World): Answer {
  const site = allowedSite(call, world);
  const resource = siteResource(site);
  checkSelect(call, (name) => name in resource);
  return { status: 200, body: select(call, resource, ['id']) };
}

function siteResource(site: SeedSite): Record<string, unknown> {
  return {
    id: site.id,
    name: site.path.split('/').at(-1),
    displayName: site.name,
    webUrl: webUrlOf(site),
    root: {},
    siteCollection: { hostname: site.hostname },
  };
}

export function webUrlOf(site: SeedSite): string {
  return `https://${site.hostname}/${trimmed(site.path)}`;
}

function trimmed(path: string): string {
  return path.toLowerCase().replace(/^\/|\/$/g, '');
}
