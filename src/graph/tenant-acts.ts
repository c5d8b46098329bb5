import type { GraphCall } from './call.ts';
import type { GraphDoor } from './client.ts';
import { readAnswer } from './fault.ts';
import * as shape from './tenant-shapes.ts';

/** What an administrator changes in a tenant, one request each. All throw `OutsideFault`. */
export function openTenantActs(door: GraphDoor) {
  const send = (method: GraphCall['method'], path: string, body?: object) =>
    door.call(body ? { method, path, body } : { method, path });
  const catalogue = '/appCatalogs/teamsApps';
  const zip = (path: string, bytes: Buffer) =>
    door.call({
      method: 'POST',
      path,
      body: bytes,
      headers: { 'Content-Type': 'application/zip' },
    });

  return {
    /** https://learn.microsoft.com/graph/api/application-post-applications */
    async register(body: object) {
      return readAnswer(shape.application, await send('POST', '/applications', body));
    },
    changeRegistration: (id: string, body: object) => send('PATCH', `/applications/${id}`, body),
    trustIssuer: (registration: string, body: object) =>
      send('POST', `/applications/${registration}/federatedIdentityCredentials`, body),
    makePrincipal: (appId: string) => send('POST', '/servicePrincipals', { appId }),

    /** https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments */
    consent: (principal: string, resourceId: string, appRoleId: string) =>
      send('POST', `/servicePrincipals/${principal}/appRoleAssignments`, {
        principalId: principal,
        resourceId,
        appRoleId,
      }),
    withdraw: (principal: string, assignment: string) =>
      send('DELETE', `/servicePrincipals/${principal}/appRoleAssignments/${assignment}`),
    giveRole: (principal: string, person: string, appRoleId: string) =>
      send('POST', `/servicePrincipals/${principal}/appRoleAssignedTo`, {
        principalId: person,
        resourceId: principal,
        appRoleId,
      }),

    /** https://learn.microsoft.com/graph/api/site-post-permissions */
    grantSite: (site: string, role: string, app: { id: string; displayName: string }) =>
      send('POST', `/sites/${site}/permissions`, {
        roles: [role],
        grantedToIdentities: [{ application: app }],
      }),
    changeGrant: (site: string, permission: string, role: string) =>
      send('PATCH', `/sites/${site}/permissions/${encodeURIComponent(permission)}`, {
        roles: [role],
      }),

    /** https://learn.microsoft.com/graph/api/list-create */
    makeList: (site: string, displayName: string, columns: readonly object[]) =>
      send('POST', `/sites/${site}/lists`, {
        displayName,
        list: { template: 'genericList' },
        columns,
      }),
    addColumn: (site: string, list: string, column: object) =>
      send('POST', `/sites/${site}/lists/${list}/columns`, column),
    nameColumn: (site: string, list: string, column: string, displayName: string) =>
      send('PATCH', `/sites/${site}/lists/${list}/columns/${column}`, { displayName }),

    /** https://learn.microsoft.com/graph/api/teamsapp-publish */
    publish: (bytes: Buffer) => zip(catalogue, bytes),
    update: (app: string, bytes: Buffer) => zip(`${catalogue}/${app}/appDefinitions`, bytes),
  };
}

export type TenantActs = ReturnType<typeof openTenantActs>;
