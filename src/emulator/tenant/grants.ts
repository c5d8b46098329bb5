import type { World } from '../world.ts';
import { addressOf } from './exchange-rights.ts';
import { graphPrincipalId } from './graph-roles.ts';
import { consent, consentedRoles } from './register.ts';
import { grantExchange, grantSite, roleId, theApp } from './state.ts';
import {
  appRoleAssignments,
  managementRoleAssignments,
  managementScopes,
  principalOf,
  sitePermissions,
} from './tables.ts';

/** One right of the one app, as an administrator would give it. */
export type Grant =
  | { kind: 'entra'; role: string }
  | { kind: 'exchange'; role: string; scope: string }
  | { kind: 'site'; path: string; role: string };

/** Gives the right; the app is registered where it is missing. What is there stays as it is. */
export function give(world: World, grant: Grant): void {
  if (grant.kind === 'entra') {
    const { principal } = theApp(world);
    const had = consentedRoles(world, principal.appId).includes(grant.role);
    if (!had) consent(world, principal, roleId(grant.role));
  } else if (grant.kind === 'exchange') grantExchange(world, grant.role, grant.scope);
  else if (sameOnSite(world, grant).length === 0) {
    for (const { id } of siteOf(world, grant)) grantSite(world, id, grant.role);
  }
}

/** What taking the right away comes to; nothing when it is not there. */
export function removals(world: World, grant: Grant): (() => void)[] {
  if (grant.kind === 'entra') return consents(world, grant.role);
  if (grant.kind === 'exchange') return exchangeAssignments(world, grant);
  return sameOnSite(world, grant).map(
    ({ id }) =>
      () =>
        sitePermissions(world).remove(id),
  );
}

type SiteGrant = Extract<Grant, { kind: 'site' }>;

const siteOf = (world: World, { path }: SiteGrant) =>
  world.seed.sites.filter((site) => site.path === path);

function sameOnSite(world: World, grant: SiteGrant) {
  const ids = siteOf(world, grant).map(({ id }) => id);
  return sitePermissions(world)
    .values()
    .filter(({ appId }) => appId === world.product.appId)
    .filter(({ siteId, roles }) => ids.includes(siteId) && roles.includes(grant.role));
}

function consents(world: World, role: string): (() => void)[] {
  const principal = principalOf(world, world.product.appId);
  return appRoleAssignments(world)
    .values()
    .filter(({ resourceId }) => resourceId === graphPrincipalId(world))
    .filter((one) => one.principalId === principal?.id && one.appRoleId === roleId(role))
    .map(
      ({ id }) =>
        () =>
          appRoleAssignments(world).remove(id),
    );
}

type ExchangeGrant = Extract<Grant, { kind: 'exchange' }>;

function exchangeAssignments(world: World, grant: ExchangeGrant): (() => void)[] {
  const principal = principalOf(world, world.product.appId);
  const reach = grant.scope.toLowerCase();
  return managementRoleAssignments(world)
    .entries()
    .filter(([, { app, role }]) => app === principal?.id && role === grant.role)
    .filter(([, { customResourceScope }]) => reachOf(world, customResourceScope) === reach)
    .map(
      ([key]) =>
        () =>
          managementRoleAssignments(world).remove(key),
    );
}

function reachOf(world: World, scope: string | null): string | undefined {
  if (scope === null) return '*';
  return addressOf(
    managementScopes(world).get(scope.toLowerCase())?.recipientRestrictionFilter ?? '',
  );
}
