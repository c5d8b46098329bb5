import { z } from 'zod';
import { isSiteRole } from '../graph/site-access.ts';
import { exchangeRoles } from '../tenant/exchange-rights.ts';
import { type Grant, give, removals } from '../tenant/grants.ts';
import { graphRoles } from '../tenant/graph-roles.ts';
import { resourceOf } from '../tenant/register.ts';
import { sitesOf } from '../tenant/sites.ts';
import { layBlank, laySample } from '../tenant/state.ts';
import * as tables from '../tenant/tables.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny, readBody } from './reading.ts';

const path = '/_emulator/tenant';

/** What administrators have set in this tenant, and short ways of setting it. */
export const tenantRoutes: Route[] = [
  { method: 'GET', path, token: 'none', handle: (_call, world) => shown(world) },
  { method: 'POST', path, token: 'none', handle: lay },
  { method: 'POST', path: `${path}/grants`, token: 'none', handle: change },
];

const asked = z.strictObject({ state: z.enum(['blank', 'sample']) });

function lay(call: Call, world: World): Answer {
  const { state } = readBody(asked, call);
  layBlank(world);
  if (state === 'sample') laySample(world);
  return shown(world);
}

const oneOf = (names: string[], what: string) =>
  z.string().refine((name) => names.includes(name), `must be ${what}`);
const grant = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entra'),
    role: oneOf(
      graphRoles.map(({ value }) => value),
      'an application permission of Graph',
    ),
  }),
  z.strictObject({
    kind: z.literal('exchange'),
    role: oneOf([...exchangeRoles.keys()], 'an application role of Exchange'),
    scope: z.string(),
  }),
  z.strictObject({
    kind: z.literal('site'),
    path: z.string(),
    role: z.string().refine(isSiteRole, 'must be a role on a site'),
  }),
]);
const changes = z.strictObject({
  grant: z.array(grant).default([]),
  revoke: z.array(grant).default([]),
});

/** All of it or nothing: what is not there to be taken away is an error. */
function change(call: Call, world: World): Answer {
  const wanted = readBody(changes, call);
  for (const one of [...wanted.revoke, ...wanted.grant]) checkSite(world, one);
  const taken = wanted.revoke.map((one) => removals(world, one));
  const missing = wanted.revoke.find((_, at) => taken[at]?.length === 0);
  if (missing) deny(409, 'not-granted', `Not granted: ${JSON.stringify(missing)}.`);
  for (const remove of taken.flat()) remove();
  for (const one of wanted.grant) give(world, one);
  return shown(world);
}

function checkSite(world: World, one: Grant): void {
  if (one.kind !== 'site' || world.seed.sites.some((site) => site.path === one.path)) return;
  deny(404, 'not-found', `There is no site ${one.path}.`);
}

function shown(world: World): Answer {
  const assignments = tables.appRoleAssignments(world).values();
  const body = {
    applications: tables.applications(world).values(),
    servicePrincipals: tables.servicePrincipals(world).values(),
    appRoleAssignments: assignments.map((one) => {
      const offered = resourceOf(world, one.resourceId)?.appRoles;
      return { ...one, role: offered?.find(({ id }) => id === one.appRoleId)?.value ?? null };
    }),
    exchange: {
      servicePrincipals: tables.exchangePrincipals(world).values(),
      scopes: tables.managementScopes(world).values(),
      roleAssignments: tables.managementRoleAssignments(world).values(),
      calendarProcessing: Object.fromEntries(tables.calendarProcessing(world).entries()),
      inboxRules: tables.inboxRules(world).values(),
    },
    meetingPolicies: {
      policies: tables.meetingPolicies(world).values(),
      accounts: Object.fromEntries(tables.meetingPolicyGrants(world).entries()),
    },
    sitePermissions: tables.sitePermissions(world).values(),
    lists: sitesOf(world).flatMap((site) => site.lists.map((list) => listShown(world, site, list))),
    catalogue: tables.catalogue(world).values(),
  };
  return { status: 200, body };
}

function listShown(
  world: World,
  site: { id: string },
  list: { id: string; name: string; readers: string[] },
): Record<string, unknown> {
  const stored = tables.storedLists(world).get(list.id);
  const { id, name, readers } = list;
  const own = { ownPermissions: stored?.ownPermissions ?? true, settings: stored?.settings ?? {} };
  return { id, siteId: site.id, name, readers, ...own };
}
