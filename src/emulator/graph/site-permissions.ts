import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { type SitePermission, sitePermissions } from '../tenant/tables.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { readGraphBody } from './body.ts';
import { allowedSite, isSiteRole } from './site-access.ts';

const all = '/v1.0/sites/:site/permissions';
const one = `${all}/:permission`;

/**
 * What applications were granted on a site. Only who owns the site, or all sites, sees or changes it.
 * https://learn.microsoft.com/graph/api/site-post-permissions
 */
export const sitePermissionRoutes: Route[] = [
  { method: 'GET', path: all, token: 'graph', handle: list },
  { method: 'POST', path: all, token: 'graph', handle: create },
  { method: 'GET', path: one, token: 'graph', handle: read },
  { method: 'PATCH', path: one, token: 'graph', handle: change },
  { method: 'DELETE', path: one, token: 'graph', handle: remove },
];

const roles = z.array(z.string().refine(isSiteRole, 'must be a role on a site')).min(1);
const identities = z
  .array(z.object({ application: z.object({ id: z.guid(), displayName: z.string().default('') }) }))
  .length(1);
const creation = z
  .strictObject({
    roles,
    grantedToIdentities: identities.optional(),
    grantedToIdentitiesV2: identities.optional(),
  })
  .transform(({ grantedToIdentities, grantedToIdentitiesV2, ...rest }, context) => {
    const [to] = grantedToIdentities ?? grantedToIdentitiesV2 ?? [];
    if (to) return { ...rest, ...to };
    context.addIssue('grantedToIdentities is missing');
    return z.NEVER;
  });

/** Several at once never tell their roles: each has to be read by itself. */
function list(call: Call, world: World): Answer {
  const site = allowedSite(call, world, 'owner');
  const found = sitePermissions(world)
    .values()
    .filter(({ siteId }) => siteId === site.id);
  return { status: 200, body: { value: found.map((each) => grantee(each)) } };
}

function create(call: Call, world: World): Answer {
  const site = allowedSite(call, world, 'owner');
  const asked = readGraphBody(creation, call, 'invalidRequest');
  const { id: appId, displayName } = asked.application;
  const made = { id: randomUUID(), siteId: site.id, roles: asked.roles, appId, displayName };
  sitePermissions(world).put(made.id, made);
  return { status: 201, body: shown(made) };
}

function read(call: Call, world: World): Answer {
  return { status: 200, body: shown(existing(call, world)) };
}

function change(call: Call, world: World): Answer {
  const found = existing(call, world);
  const asked = readGraphBody(z.strictObject({ roles }), call, 'invalidRequest');
  const changed = { ...found, roles: asked.roles };
  sitePermissions(world).put(found.id, changed);
  return { status: 200, body: shown(changed) };
}

function remove(call: Call, world: World): Answer {
  sitePermissions(world).remove(existing(call, world).id);
  return { status: 204 };
}

function existing(call: Call, world: World): SitePermission {
  const site = allowedSite(call, world, 'owner');
  const found = sitePermissions(world).get(call.params.permission ?? '');
  if (found?.siteId === site.id) return found;
  return refuse(404, 'itemNotFound', 'Item not found');
}

const shown = (permission: SitePermission) => ({
  ...grantee(permission),
  roles: permission.roles,
});

function grantee({ id, appId, displayName }: SitePermission): Record<string, unknown> {
  const identity = [{ application: { id: appId, displayName } }];
  return { id, grantedToIdentities: identity, grantedToIdentitiesV2: identity };
}
