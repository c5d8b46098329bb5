import { randomUUID } from 'node:crypto';
import { catalogAppId } from '../graph/installed-apps.ts';
import type { World } from '../world.ts';
import { filterFor } from './exchange-rights.ts';
import { graphRoles } from './graph-roles.ts';
import { assign, consent, enrol, register } from './register.ts';
import {
  type Application,
  applicationOf,
  calendarProcessing,
  catalogue,
  exchangePrincipals,
  inboxRules,
  laid,
  managementRoleAssignments,
  managementScopes,
  meetingPolicies,
  meetingPolicyGrants,
  principalOf,
  type ServicePrincipal,
  sitePermissions,
  tenantPrefix,
} from './tables.ts';

/** Empties the tenant: no application, nothing granted, no list and no row, no app in the catalogue. */
export function layBlank(world: World): void {
  const kept = Object.keys(world.store.counts()).filter(
    (name) => !name.startsWith(tenantPrefix) && !['items', 'list-numbers'].includes(name),
  );
  world.store.clear(kept);
  laid(world).put('state', 'blank');
}

/**
 * On a store that knows nothing of a tenant yet: grants everything the product needs, and what the
 * emulator was started with beside it.
 */
export function laySample(world: World): void {
  const { principal } = theApp(world);
  for (const name of world.appRoles) consent(world, principal, roleId(name));
  layExchange(world);
  for (const site of world.seed.sites) {
    if ((site.app ?? 'write') === 'write') grantSite(world, site.id, 'write');
  }
  layPeople(world, principal);
  layTeams(world);
  laid(world).put('state', 'sample');
}

/** The one app with its service principal, registered now where it is missing. */
export function theApp(world: World): { application: Application; principal: ServicePrincipal } {
  const { appId } = world.product;
  const application = applicationOf(world, appId) ?? register(world, sampleApp(world));
  return { application, principal: principalOf(world, appId) ?? enrol(world, application) };
}

/** Id of a Graph application permission; throws for a name that Graph has not, or not here. */
export function roleId(name: string): string {
  const role = graphRoles.find(({ value }) => value === name);
  if (role) return role.id;
  throw new Error(`The local Microsoft 365 knows no Graph application permission ${name}.`);
}

/** Gives the one app a permission on a site, beside those it has. */
export function grantSite(world: World, siteId: string, role: string): void {
  const { appId, displayName } = theApp(world).application;
  const id = randomUUID();
  sitePermissions(world).put(id, { id, siteId, roles: [role], appId, displayName });
}

/** Gives the one app an Exchange role over one address, or over all where `mail` is `*`. */
export function grantExchange(world: World, role: string, mail: string): void {
  const { appId, displayName, id: objectId } = theApp(world).principal;
  exchangePrincipals(world).put(objectId, { appId, objectId, displayName });
  const scope = mail === '*' ? null : scopeFor(world, mail.toLowerCase());
  const name = `${role} ${mail}`.toLowerCase();
  const made = { name, role, app: objectId, customResourceScope: scope };
  managementRoleAssignments(world).put(name, made);
}

function scopeFor(world: World, mail: string): string {
  managementScopes(world).put(mail, { name: mail, recipientRestrictionFilter: filterFor(mail) });
  return mail;
}

/** The roles people have in the app, by the names its registration gives. */
const peopleRoles = { coach: 'Coach', pilot: 'Pilot' };

function sampleApp(world: World): { displayName: string } & Partial<Application> {
  const { appId, url } = world.product;
  const appRoles = Object.values(peopleRoles).map((value) => ({
    id: randomUUID(),
    value,
    displayName: value,
    description: value,
    allowedMemberTypes: ['User'],
    isEnabled: true,
  }));
  const identifierUris = [`api://${new URL(url).host}/${appId}`];
  return {
    displayName: 'Télémaque',
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris,
    appRoles,
  };
}

function layExchange(world: World): void {
  const { mail } = world.seed.home.programmeMailbox;
  for (const role of ['Calendars.ReadWrite', 'Mail.Send']) {
    grantExchange(world, `Application ${role}`, mail);
  }
  calendarProcessing(world).put(mail.toLowerCase(), { AutomateProcessing: 'AutoUpdate' });
  const name = 'Télémaque';
  const settings = { DeleteMessage: true };
  inboxRules(world).put(`${mail}|${name}`.toLowerCase(), { mailbox: mail, name, settings });
}

function layPeople(world: World, principal: ServicePrincipal): void {
  const { people, home } = world.seed;
  const offered = applicationOf(world, principal.appId)?.appRoles ?? [];
  for (const person of people.filter(({ tenant }) => tenant === home.tenant)) {
    for (const [role, value] of Object.entries(peopleRoles)) {
      if (!person.roles.includes(role)) continue;
      assign(world, {
        appRoleId: offered.find((one) => one.value === value)?.id ?? '',
        principalId: person.id,
        principalType: 'User',
        principalDisplayName: person.name,
        resourceId: principal.id,
        resourceDisplayName: principal.displayName,
      });
    }
  }
}

/** What matters most of `infra/README.md`: nothing is recorded, and strangers wait. */
const meetingSettings = {
  AllowCloudRecording: false,
  AllowTranscription: false,
  AutoAdmittedUsers: 'InvitedUsers',
};

function layTeams(world: World): void {
  const name = 'Télémaque';
  const { mail } = world.seed.home.programmeMailbox;
  meetingPolicies(world).put('telemaque', { Identity: 'Telemaque', ...meetingSettings });
  meetingPolicyGrants(world).put(mail.toLowerCase(), 'Telemaque');
  const definition = { id: randomUUID(), version: '1.0.0', displayName: name };
  catalogue(world).put(catalogAppId, {
    id: catalogAppId,
    externalId: '00000000-0000-4000-8000-000000000001',
    displayName: name,
    botId: world.product.appId,
    definitions: [{ ...definition, shortDescription: name, description: name }],
  });
}
