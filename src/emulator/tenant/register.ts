import { randomUUID } from 'node:crypto';
import { directoryId } from '../notify/subscription.ts';
import type { World } from '../world.ts';
import { graphAppId, graphPrincipalId, graphRoles } from './graph-roles.ts';
import {
  type Application,
  type AppRoleAssignment,
  applicationOf,
  applications,
  appRoleAssignments,
  principalOf,
  type ServicePrincipal,
  servicePrincipals,
} from './tables.ts';

type Registration = Partial<Application> & { displayName: string };

/**
 * Registers an application. The id of the one app, which the product is configured with, goes to
 * the first application made where nobody has it: a local tenant can so be emptied and filled again.
 */
export function register(world: World, asked: Registration): Application {
  const { appId } = world.product;
  const made: Application = {
    id: randomUUID(),
    appId: applicationOf(world, appId) ? randomUUID() : appId,
    createdDateTime: world.clock.now().toISOString(),
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    api: {},
    appRoles: [],
    spa: { redirectUris: [] },
    web: {},
    requiredResourceAccess: [],
    keyCredentials: [],
    tags: [],
    ...asked,
  };
  applications(world).put(made.id, made);
  return made;
}

/** The application's face in the home tenant, to which rights are given. */
export function enrol(world: World, application: Application): ServicePrincipal {
  const { appId, displayName, tags } = application;
  const made = {
    id: directoryId(`service principal of ${appId}`),
    appId,
    displayName,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    tags,
  };
  servicePrincipals(world).put(made.id, made);
  return made;
}

type Assigned = Omit<AppRoleAssignment, 'id' | 'createdDateTime'>;

export function assign(world: World, asked: Assigned): AppRoleAssignment {
  const createdDateTime = world.clock.now().toISOString();
  const id = randomUUID().replaceAll('-', '');
  const made = { id, createdDateTime, ...asked };
  appRoleAssignments(world).put(id, made);
  return made;
}

/** Consents to one of Graph's application permissions, by its name. */
export function consent(world: World, principal: ServicePrincipal, appRoleId: string): void {
  const graph = graphPrincipalId(world);
  assign(world, {
    appRoleId,
    principalId: principal.id,
    principalType: 'ServicePrincipal',
    principalDisplayName: principal.displayName,
    resourceId: graph,
    resourceDisplayName: 'Microsoft Graph',
  });
}

/** Names of Graph's application permissions consented for an application. */
export function consentedRoles(world: World, appId: unknown): string[] {
  const principal = principalOf(world, appId);
  const graph = graphPrincipalId(world);
  return appRoleAssignments(world)
    .values()
    .filter(({ principalId, resourceId }) => principalId === principal?.id && resourceId === graph)
    .flatMap(({ appRoleId }) => graphRoles.find(({ id }) => id === appRoleId)?.value ?? []);
}

/** Names of the roles a person was given in the one app. */
export function assignedRoles(world: World, personId: string): string[] {
  const { appId } = world.product;
  const principal = principalOf(world, appId);
  const offered = applicationOf(world, appId)?.appRoles ?? [];
  return appRoleAssignments(world)
    .values()
    .filter((one) => one.principalId === personId && one.resourceId === principal?.id)
    .flatMap(({ appRoleId }) => offered.find(({ id }) => id === appRoleId)?.value ?? []);
}

/** What an assignment's resource offers, with the name it goes by. */
export function resourceOf(
  world: World,
  id: string,
): { appId: string; displayName: string; appRoles: Application['appRoles'] } | undefined {
  if (id === graphPrincipalId(world)) {
    return { appId: graphAppId, displayName: 'Microsoft Graph', appRoles: graphRoles };
  }
  const principal = servicePrincipals(world).get(id);
  if (!principal) return undefined;
  const { appId, displayName } = principal;
  return { appId, displayName, appRoles: applicationOf(world, appId)?.appRoles ?? [] };
}
