import type { z } from 'zod';
import type { GraphDoor } from './client.ts';
import { isStatus, readAnswer } from './fault.ts';
import { columnFields } from './list-columns.ts';
import type { Application, ListColumn } from './tenant-shapes.ts';
import * as shape from './tenant-shapes.ts';

/** Microsoft Graph itself, as an application that others are granted roles of. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** What is looked for in a tenant. */
export interface TenantQuestion {
  /** The app's display name, by which its registration is found where its id is not known. */
  name: string;
  appId?: string | undefined;
  /** Object id of a registration made a moment ago, which a search may not find yet. */
  registration?: string | undefined;
  people: readonly string[];
  site: { hostname: string; path: string };
  lists: readonly string[];
  /** The id in the Teams package; without one the catalogue is not asked. */
  teamsId?: string | undefined;
}

/** What stands in a tenant, as its administrator sees it through Graph. */
export interface TenantState {
  graph: { id: string; roleIds: ReadonlyMap<string, string> };
  application: Application | null;
  /** More than one registration has the name: which is meant, nobody can tell. */
  ambiguous: boolean;
  principal: { id: string } | null;
  /** Application roles consented for the app; one of another resource has its id for a name. */
  consents: { id: string; name: string }[];
  /** Who was given which of the app's own roles, by object id. */
  holders: { person: string; role: string }[];
  /** Object id of each address; null where the tenant knows nobody of it. */
  people: ReadonlyMap<string, string | null>;
  federated: { issuer: string; subject: string }[];
  site: {
    id: string;
    /** The app's own permissions on it. */
    grants: { id: string; roles: string[] }[];
    lists: ReadonlyMap<string, { id: string; columns: ListColumn[] }>;
  } | null;
  catalogue: { id: string; versions: string[] } | null;
}

/**
 * Reads a tenant; changes nothing. What nobody changes while provisioning is taken from `before`.
 * Throws `OutsideFault`, 403 for whoever is no administrator.
 */
export async function readTenant(
  door: GraphDoor,
  asked: TenantQuestion,
  before?: TenantState,
): Promise<TenantState> {
  const graph = before?.graph ?? (await readGraphItself(door));
  const { application, ambiguous } = await findApplication(door, asked);
  const own = application && (await principalOf(door, application.appId));
  return {
    graph,
    application,
    ambiguous,
    principal: own && { id: own.id },
    consents: own ? await consentsOf(door, own.id, graph) : [],
    holders: own ? await holdersOf(door, own.id, application.appRoles) : [],
    people: before?.people ?? (await idsOf(door, asked.people)),
    federated: application ? await federatedOf(door, application.id) : [],
    site: await readSite(door, asked, application?.appId),
    catalogue: asked.teamsId === undefined ? null : await inCatalogue(door, asked.teamsId),
  };
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function all<T>(
  door: GraphDoor,
  of: z.ZodType<T>,
  path: string,
  query: Record<string, string> = {},
): Promise<T[]> {
  const values = await door.pages({ method: 'GET', path, query });
  return values.map((value) => readAnswer(of, value));
}

async function one<T>(
  door: GraphDoor,
  of: z.ZodType<T>,
  path: string,
  query: Record<string, string> = {},
): Promise<T | null> {
  try {
    return readAnswer(of, await door.call({ method: 'GET', path, query }));
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

async function principalOf(door: GraphDoor, appId: string) {
  const query = { $filter: `appId eq ${quoted(appId)}`, $select: 'id,appId,appRoles' };
  const [found] = await all(door, shape.servicePrincipal, '/servicePrincipals', query);
  return found ?? null;
}

async function readGraphItself(door: GraphDoor): Promise<TenantState['graph']> {
  const found = await principalOf(door, graphAppId);
  const roles = (found?.appRoles ?? []).map(({ value, id }) => [value ?? id, id] as const);
  return { id: found?.id ?? '', roleIds: new Map(roles) };
}

async function findApplication(door: GraphDoor, asked: TenantQuestion) {
  const { registration, appId, name } = asked;
  if (registration !== undefined) {
    return { application: await registrationAt(door, registration), ambiguous: false };
  }
  const $filter = appId ? `appId eq ${quoted(appId)}` : `displayName eq ${quoted(name)}`;
  const [first, ...others] = await all(door, shape.withId, '/applications', { $filter });
  if (!first || others.length > 0) return { application: null, ambiguous: others.length > 0 };
  return { application: await registrationAt(door, first.id), ambiguous: false };
}

/** By id and by name of each part: a search leaves out the keys. */
const registrationAt = (door: GraphDoor, id: string) =>
  one(door, shape.application, `/applications/${id}`, {
    $select: Object.keys(shape.application.shape).join(','),
  });

async function consentsOf(door: GraphDoor, principal: string, graph: TenantState['graph']) {
  const names = new Map([...graph.roleIds].map(([name, id]) => [id, name]));
  const path = `/servicePrincipals/${principal}/appRoleAssignments`;
  const given = await all(door, shape.roleAssignment, path);
  return given.map(({ id, resourceId, appRoleId }) => ({
    id,
    name: (resourceId === graph.id ? names.get(appRoleId) : undefined) ?? appRoleId,
  }));
}

async function holdersOf(door: GraphDoor, principal: string, roles: Application['appRoles']) {
  const names = new Map(roles.map(({ id, value }) => [id, value ?? id]));
  const path = `/servicePrincipals/${principal}/appRoleAssignedTo`;
  const given = await all(door, shape.roleAssignment, path);
  return given.map(({ principalId, appRoleId }) => ({
    person: principalId,
    role: names.get(appRoleId) ?? appRoleId,
  }));
}

async function idsOf(door: GraphDoor, mails: readonly string[]) {
  const ids = new Map<string, string | null>();
  for (const mail of new Set(mails)) {
    const path = `/users/${encodeURIComponent(mail)}`;
    ids.set(mail, (await one(door, shape.withId, path, { $select: 'id' }))?.id ?? null);
  }
  return ids;
}

async function federatedOf(door: GraphDoor, registration: string) {
  const path = `/applications/${registration}/federatedIdentityCredentials`;
  return all(door, shape.federatedCredential, path);
}

async function readSite(
  door: GraphDoor,
  { site, lists }: TenantQuestion,
  appId: string | undefined,
): Promise<TenantState['site']> {
  const path = site.path.split('/').map(encodeURIComponent).join('/');
  const found = await one(door, shape.withId, `/sites/${site.hostname}:${path}`, { $select: 'id' });
  if (!found) return null;
  const permissions = await all(door, shape.sitePermission, `/sites/${found.id}/permissions`);
  const ours = permissions.filter(({ grantedToIdentities, grantedToIdentitiesV2 }) =>
    [...grantedToIdentities, ...grantedToIdentitiesV2].some(
      (identity) => appId !== undefined && identity.application?.id === appId,
    ),
  );
  const there = new Map<string, { id: string; columns: ListColumn[] }>();
  for (const name of lists) {
    const list = await readList(door, `/sites/${found.id}/lists/${encodeURIComponent(name)}`);
    if (list) there.set(name, list);
  }
  return { id: found.id, grants: await grantsOf(door, found.id, ours), lists: there };
}

/** One by one: in the list of them, their roles are left out. */
async function grantsOf(door: GraphDoor, site: string, all: { id: string }[]) {
  const each = all.map(({ id }) =>
    one(door, shape.sitePermission, `/sites/${site}/permissions/${encodeURIComponent(id)}`),
  );
  return (await Promise.all(each)).flatMap((grant) =>
    grant ? [{ id: grant.id, roles: grant.roles }] : [],
  );
}

async function readList(door: GraphDoor, path: string) {
  const list = await one(door, shape.withId, path, { $select: 'id' });
  if (!list) return null;
  const $select = `id,displayName,${columnFields}`;
  return {
    id: list.id,
    columns: await all(door, shape.listColumn, `${path}/columns`, { $select }),
  };
}

async function inCatalogue(door: GraphDoor, teamsId: string): Promise<TenantState['catalogue']> {
  const query = { $filter: `externalId eq ${quoted(teamsId)}`, $expand: 'appDefinitions' };
  const [found] = await all(door, shape.catalogueApp, '/appCatalogs/teamsApps', query);
  if (!found) return null;
  return { id: found.id, versions: found.appDefinitions.flatMap((each) => each.version ?? []) };
}
