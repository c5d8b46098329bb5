import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { graphAppId, graphPrincipalId } from '../tenant/graph-roles.ts';
import { assign, enrol, resourceOf } from '../tenant/register.ts';
import {
  type AppRoleAssignment,
  applicationOf,
  appRoleAssignments,
  principalOf,
  type ServicePrincipal,
  servicePrincipals,
} from '../tenant/tables.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { demand } from './admin-rights.ts';
import { applicationReaders } from './applications.ts';
import { readFilter, readGraphBody } from './body.ts';
import { accountOf } from './directory.ts';
import { checkSelect, page, select } from './page.ts';

const all = '/v1.0/servicePrincipals';
const one = `${all}/:principal`;
const pageSize = { standard: 100, most: 999 };

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal, and who has which role where. */
export const servicePrincipalRoutes: Route[] = [
  { method: 'GET', path: all, token: 'graph', query: ['$filter', '$select', '$top'], handle: list },
  { method: 'POST', path: all, token: 'graph', handle: create },
  { method: 'GET', path: one, token: 'graph', query: ['$select'], handle: read },
  { method: 'PATCH', path: one, token: 'graph', handle: change },
  ...assignmentRoutes('appRoleAssignments', 'principalId'),
  ...assignmentRoutes('appRoleAssignedTo', 'resourceId'),
];

const writers = ['Application.ReadWrite.All', 'Directory.ReadWrite.All'];
const assigners = ['AppRoleAssignment.ReadWrite.All'];
const badRequest = 'Request_BadRequest';

function list(call: Call, world: World): Answer {
  demand(call, world, applicationReaders);
  const filter = readFilter(call, ['appId', 'displayName']);
  const rows = [
    graphPrincipal(world),
    ...servicePrincipals(world)
      .values()
      .map((each) => shown(world, each)),
  ];
  const found = rows.filter((row) => !filter || row[filter.property] === filter.value);
  const body = page(
    call,
    found.map((row) => chosen(call, row)),
    pageSize,
  );
  return { status: 200, body };
}

const creation = z.strictObject({ appId: z.guid(), tags: z.array(z.string()).optional() });

function create(call: Call, world: World): Answer {
  demand(call, world, writers);
  const { appId, tags } = readGraphBody(creation, call, badRequest);
  const application = applicationOf(world, appId);
  if (!application) {
    const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    return refuse(400, 'NoBackingApplicationObject', message);
  }
  if (principalOf(world, appId)) {
    const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
    refuse(409, 'Request_MultipleObjectsWithSameKeyValue', message);
  }
  const made = enrol(world, { ...application, tags: tags ?? [] });
  return { status: 201, body: shown(world, made) };
}

function read(call: Call, world: World): Answer {
  demand(call, world, applicationReaders);
  const id = call.params.principal ?? '';
  const row =
    id === graphPrincipalId(world) ? graphPrincipal(world) : shown(world, existing(world, id));
  return { status: 200, body: chosen(call, row) };
}

const changes = z.strictObject({
  accountEnabled: z.boolean().optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
});

function change(call: Call, world: World): Answer {
  demand(call, world, writers);
  const found = existing(world, call.params.principal ?? '');
  const given = Object.entries(readGraphBody(changes, call, badRequest));
  const wanted = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  servicePrincipals(world).put(found.id, { ...found, ...wanted });
  return { status: 204 };
}

/** The application's own roles are read from its registration, whatever it says by now. */
function shown(world: World, principal: ServicePrincipal): Record<string, unknown> {
  const application = applicationOf(world, principal.appId);
  return {
    ...principal,
    servicePrincipalType: 'Application',
    appOwnerOrganizationId: world.seed.home.tenant,
    signInAudience: application?.signInAudience ?? null,
    appRoles: application?.appRoles ?? [],
    oauth2PermissionScopes: application?.api.oauth2PermissionScopes ?? [],
    servicePrincipalNames: [principal.appId, ...(application?.identifierUris ?? [])],
  };
}

function graphPrincipal(world: World): Record<string, unknown> {
  const id = graphPrincipalId(world);
  const tags: string[] = [];
  const { displayName, appRoles } = resourceOf(world, id) ?? { displayName: '', appRoles: [] };
  const own = { appRoleAssignmentRequired: false, accountEnabled: true, tags };
  const principal = { id, appId: graphAppId, displayName, ...own };
  return { ...shown(world, principal), appRoles, signInAudience: 'AzureADMultipleOrgs' };
}

function chosen(call: Call, row: Record<string, unknown>): Record<string, unknown> {
  checkSelect(call, (name) => name in row);
  return select(call, row, []);
}

function existing(world: World, id: string): ServicePrincipal {
  return servicePrincipals(world).get(id) ?? notFound(id);
}

function notFound(id: string): never {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return refuse(404, 'Request_ResourceNotFound', message);
}

/** The two sides of an assignment: what a principal was given, and to whom a resource's roles were. */
function assignmentRoutes(name: string, side: 'principalId' | 'resourceId'): Route[] {
  const path = `${one}/${name}`;
  const id = (call: Call, world: World) => {
    const asked = call.params.principal ?? '';
    return resourceOf(world, asked) ? asked : notFound(asked);
  };
  const those = (call: Call, world: World) =>
    appRoleAssignments(world)
      .values()
      .filter((each) => each[side] === id(call, world));
  return [
    {
      method: 'GET',
      path,
      token: 'graph',
      query: ['$top'],
      handle: (call, world) => {
        demand(call, world, [...assigners, ...applicationReaders]);
        return { status: 200, body: page(call, those(call, world), pageSize) };
      },
    },
    {
      method: 'POST',
      path,
      token: 'graph',
      handle: (call, world) => {
        demand(call, world, assigners);
        return { status: 201, body: assigned(call, world, side, id(call, world)) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:assignment`,
      token: 'graph',
      handle: (call, world) => {
        demand(call, world, assigners);
        const found = those(call, world).find((each) => each.id === call.params.assignment);
        appRoleAssignments(world).remove((found ?? notFound(call.params.assignment ?? '')).id);
        return { status: 204 };
      },
    },
  ];
}

const assignment = z.strictObject({
  principalId: z.string(),
  resourceId: z.string(),
  appRoleId: z.guid(),
});

/** The role of an application that declares none, and of no use where roles are declared. */
const defaultAccess = '00000000-0000-0000-0000-000000000000';

function assigned(
  call: Call,
  world: World,
  side: 'principalId' | 'resourceId',
  own: string,
): AppRoleAssignment {
  const asked = readGraphBody(assignment, call, badRequest);
  if (asked[side] !== own) refuse(400, badRequest, `${side} is not the ${own} of the address.`);
  if (asked.appRoleId === defaultAccess) notServed('an assignment without a role');
  const resource = resourceOf(world, asked.resourceId) ?? notFound(asked.resourceId);
  const role = resource.appRoles.find(({ id }) => id === asked.appRoleId);
  const principal = whoIs(world, asked.principalId);
  const member = principal.principalType === 'User' ? 'User' : 'Application';
  if (!role?.allowedMemberTypes.includes(member)) {
    const message = `Permission being assigned was not found on application '${resource.appId}'.`;
    refuse(400, badRequest, message);
  }
  const twin = appRoleAssignments(world)
    .values()
    .some((each) => each.principalId === asked.principalId && each.appRoleId === asked.appRoleId);
  if (twin) refuse(400, badRequest, 'Permission being assigned already exists on the object');
  return assign(world, { ...asked, ...principal, resourceDisplayName: resource.displayName });
}

function whoIs(
  world: World,
  id: string,
): Pick<AppRoleAssignment, 'principalType' | 'principalDisplayName'> {
  const account = accountOf(world, id);
  if (account) return { principalType: 'User', principalDisplayName: account.name };
  const { displayName } = existing(world, id);
  return { principalType: 'ServicePrincipal', principalDisplayName: displayName };
}
