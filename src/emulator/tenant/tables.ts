import type { Table } from '../store.ts';
import type { SeedList, World } from '../world.ts';
import type { AppRole } from './graph-roles.ts';

/** A certificate by which an application proves who it is, in Graph's terms; `key` is base64 DER. */
export interface KeyCredential {
  keyId: string;
  type: string;
  usage: string;
  key: string;
  displayName: string | null;
  customKeyIdentifier: string;
  startDateTime: string;
  endDateTime: string;
}

/** A Graph `application`, under Graph's names. */
export interface Application {
  id: string;
  appId: string;
  displayName: string;
  createdDateTime: string;
  signInAudience: string;
  identifierUris: string[];
  api: Record<string, unknown>;
  appRoles: AppRole[];
  spa: { redirectUris: string[] };
  web: Record<string, unknown>;
  requiredResourceAccess: unknown[];
  keyCredentials: KeyCredential[];
  tags: string[];
}

export interface FederatedCredential {
  id: string;
  application: string;
  name: string;
  issuer: string;
  subject: string;
  description: string | null;
  audiences: string[];
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  appRoleAssignmentRequired: boolean;
  tags: string[];
}

/** A right of an application on a resource, or a role of a person in an application. */
export interface AppRoleAssignment {
  id: string;
  appRoleId: string;
  principalId: string;
  principalType: 'ServicePrincipal' | 'User';
  principalDisplayName: string;
  resourceId: string;
  resourceDisplayName: string;
  createdDateTime: string;
}

/** What Exchange knows of an application: the ids are taken on trust, as there. */
export interface ExchangePrincipal {
  appId: string;
  objectId: string;
  displayName: string;
}

export interface ManagementScope {
  name: string;
  recipientRestrictionFilter: string;
}

export interface ManagementRoleAssignment {
  name: string;
  role: string;
  /** Object id of the service principal. */
  app: string;
  /** Name of a scope; the whole organisation when null. */
  customResourceScope: string | null;
}

export type Settings = Record<string, unknown>;

export interface InboxRule {
  mailbox: string;
  name: string;
  settings: Settings;
}

export interface SitePermission {
  id: string;
  siteId: string;
  roles: string[];
  appId: string;
  displayName: string;
}

/** A list made here, or one of the seed's that has been changed. */
export interface StoredList {
  siteId: string;
  list: SeedList;
  /** False while everyone who reads the site reads the list. */
  ownPermissions: boolean;
  settings: Settings;
}

export interface CatalogueApp {
  id: string;
  /** The manifest's id. */
  externalId: string;
  displayName: string;
  /** Client id of its bot, the app that may install it. */
  botId: string | null;
  definitions: {
    id: string;
    version: string;
    displayName: string;
    shortDescription: string;
    description: string;
  }[];
}

/** Every table of the tenant's state starts so; none of them is a thing that people see. */
export const tenantPrefix = 'tenant-';
const table =
  <T>(name: string) =>
  ({ store }: World): Table<T> =>
    store.table<T>(tenantPrefix + name);

/** Whether the seed's lists and grants have been laid down, or an empty tenant. */
export const laid = table<'sample' | 'blank'>('laid');
export const applications = table<Application>('applications');
export const federatedCredentials = table<FederatedCredential>('federated-credentials');
export const servicePrincipals = table<ServicePrincipal>('service-principals');
export const appRoleAssignments = table<AppRoleAssignment>('app-role-assignments');
export const exchangePrincipals = table<ExchangePrincipal>('exchange-principals');
export const managementScopes = table<ManagementScope>('management-scopes');
export const managementRoleAssignments = table<ManagementRoleAssignment>('role-assignments');
export const calendarProcessing = table<Settings>('calendar-processing');
export const inboxRules = table<InboxRule>('inbox-rules');
export const meetingPolicies = table<Settings>('meeting-policies');
/** Mail of an account to the name of its meeting policy. */
export const meetingPolicyGrants = table<string>('meeting-policy-grants');
export const sitePermissions = table<SitePermission>('site-permissions');
export const storedLists = table<StoredList>('lists');
export const catalogue = table<CatalogueApp>('catalogue');

export function applicationOf(world: World, appId: unknown): Application | undefined {
  return applications(world)
    .values()
    .find((application) => application.appId === appId);
}

export function principalOf(world: World, appId: unknown): ServicePrincipal | undefined {
  return servicePrincipals(world)
    .values()
    .find((principal) => principal.appId === appId);
}
