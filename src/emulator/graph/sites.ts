import { refuse } from '../api-error.ts';
import { siteByPath, trimmed } from '../tenant/sites.ts';
import type { Answer, Call, Route, SeedSite, World } from '../world.ts';
import { checkSelect, select } from './page.ts';
import { accessTo, allowedSite, denied } from './site-access.ts';

/** https://learn.microsoft.com/graph/api/site-get */
export const siteRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v1.0/sites/:hostname\\:/*sitePath',
    token: 'graph',
    query: ['$select'],
    handle: byPath,
  },
  { method: 'GET', path: '/v1.0/sites/root', token: 'graph', query: ['$select'], handle: root },
  { method: 'GET', path: '/v1.0/sites/:site', token: 'graph', query: ['$select'], handle: byId },
];

function byPath(call: Call, world: World): Answer {
  const { hostname = '', sitePath = '' } = call.params;
  const found = siteByPath(world, hostname, sitePath);
  if (!found) return refuse(404, 'itemNotFound', 'Requested site could not be found');
  return byId({ ...call, params: { site: found.id } }, world);
}

function byId(call: Call, world: World): Answer {
  const site = allowedSite(call, world);
  const resource = siteResource(site);
  checkSelect(call, (name) => name in resource);
  return { status: 200, body: select(call, resource, ['id']) };
}

/** The organisation's root site, on which nothing is ever granted: only rights over all sites open it. */
function root(call: Call, world: World): Answer {
  const [first] = world.seed.sites;
  if (accessTo(call, world, 'root') === 'none' || !first) return denied();
  const { hostname } = first;
  const resource = siteResource({ id: `${hostname},root`, hostname, path: '', name: 'Accueil' });
  checkSelect(call, (name) => name in resource);
  return { status: 200, body: select(call, resource, ['id']) };
}

function siteResource(site: Omit<SeedSite, 'lists'>): Record<string, unknown> {
  return {
    id: site.id,
    name: site.path.split('/').at(-1),
    displayName: site.name,
    webUrl: webUrlOf(site),
    root: {},
    siteCollection: { hostname: site.hostname },
  };
}

export function webUrlOf(site: Omit<SeedSite, 'lists'>): string {
  return `https://${site.hostname}/${trimmed(site.path)}`;
}
