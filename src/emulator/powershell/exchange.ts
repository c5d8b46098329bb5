import { randomUUID } from 'node:crypto';
import { hasMailboxHere } from '../people.ts';
import { addressOf, exchangeRoles } from '../tenant/exchange-rights.ts';
import {
  exchangePrincipals,
  managementRoleAssignments,
  managementScopes,
} from '../tenant/tables.ts';
import type { World } from '../world.ts';
import {
  type Cmdlet,
  connectedBy,
  fail,
  type Given,
  type Held,
  missing,
  mustText,
  textOf,
} from './cmdlet.ts';

const connected = connectedBy('exchange', 'Connect-ExchangeOnline');

/** Rows under the names that PowerShell shows. */
const shown = (row: object): Held =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      value,
    ]),
  );

/** https://learn.microsoft.com/exchange/permissions-exo/application-rbac */
export const exchangeCmdlets: Record<string, Cmdlet> = {
  'Connect-ExchangeOnline': {
    parameters: { UserPrincipalName: 'text', ShowBanner: 'switch', Device: 'switch' },
    run: (_given, _world, session) => {
      session.exchange = true;
      return null;
    },
  },
  'Disconnect-ExchangeOnline': {
    parameters: { Confirm: 'switch' },
    run: (_given, _world, session) => {
      session.exchange = false;
      return null;
    },
  },
  'New-ServicePrincipal': {
    parameters: { AppId: 'text', ObjectId: 'text', DisplayName: 'text' },
    required: ['AppId', 'ObjectId'],
    run: connected(newPrincipal),
  },
  'Get-ServicePrincipal': {
    parameters: { Identity: 'text' },
    run: connected((given, world) => one(given, principals(world), 'Identity')),
  },
  'New-ManagementScope': {
    parameters: { Name: 'text', RecipientRestrictionFilter: 'text' },
    required: ['Name', 'RecipientRestrictionFilter'],
    run: connected(newScope),
  },
  'Get-ManagementScope': {
    parameters: { Identity: 'text' },
    run: connected((given, world) => one(given, scopes(world), 'Identity')),
  },
  'Set-ManagementScope': {
    parameters: { Identity: 'text', RecipientRestrictionFilter: 'text' },
    required: ['Identity', 'RecipientRestrictionFilter'],
    run: connected(setScope),
  },
  'New-ManagementRoleAssignment': {
    parameters: { Name: 'text', App: 'text', Role: 'text', CustomResourceScope: 'text' },
    required: ['App', 'Role'],
    run: connected(newAssignment),
  },
  'Get-ManagementRoleAssignment': {
    parameters: { Identity: 'text' },
    run: connected((given, world) => one(given, assignments(world), 'Identity')),
  },
  'Remove-ManagementRoleAssignment': {
    parameters: { Identity: 'text', Confirm: 'switch' },
    required: ['Identity'],
    run: connected((given, world) => {
      const name = mustText(given, 'Identity');
      if (!managementRoleAssignments(world).get(name.toLowerCase())) missing(name);
      managementRoleAssignments(world).remove(name.toLowerCase());
      return null;
    }),
  },
};

type Known = { names: string[]; row: Held }[];

const principals = (world: World): Known =>
  exchangePrincipals(world)
    .values()
    .map((each) => ({ names: [each.appId, each.objectId, each.displayName], row: shown(each) }));
const scopes = (world: World): Known =>
  managementScopes(world)
    .values()
    .map((each) => ({ names: [each.name], row: shown(each) }));
const assignments = (world: World): Known =>
  managementRoleAssignments(world)
    .values()
    .map((each) => ({ names: [each.name], row: shown(each) }));

/** The one of that name, all of them without a name. */
export function one(given: Given, known: Known, parameter: string): Held {
  const name = textOf(given, parameter);
  if (name === undefined) return known.map(({ row }) => row);
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  return known.find(({ names }) => names.some(same))?.row ?? missing(name);
}

/** Neither id is checked against Entra, here as there. */
function newPrincipal(given: Given, world: World): Held {
  const [appId, objectId] = [mustText(given, 'AppId'), mustText(given, 'ObjectId')];
  const there = exchangePrincipals(world).values();
  if (there.some((each) => each.appId === appId || each.objectId === objectId)) {
    fail(`The service principal ${appId} already exists.`);
  }
  const made = { appId, objectId, displayName: textOf(given, 'DisplayName') ?? '' };
  exchangePrincipals(world).put(objectId, made);
  return shown(made);
}

/** Other filters than one address are not imitated, and a mailbox of nobody is no scope. */
function filterIn(given: Given, world: World): string {
  const filter = mustText(given, 'RecipientRestrictionFilter');
  const mail = addressOf(filter);
  if (mail === undefined) return fail(`The local Exchange does not read the filter ${filter}`);
  return hasMailboxHere(world, mail) ? filter : fail(`No recipient has the address ${mail}.`);
}

function newScope(given: Given, world: World): Held {
  const name = mustText(given, 'Name');
  if (managementScopes(world).get(name.toLowerCase())) {
    fail(`The management scope ${name} already exists.`);
  }
  const made = { name, recipientRestrictionFilter: filterIn(given, world) };
  managementScopes(world).put(name.toLowerCase(), made);
  return shown(made);
}

function setScope(given: Given, world: World): Held {
  const known = managementScopes(world).get(mustText(given, 'Identity').toLowerCase());
  if (!known) return missing(mustText(given, 'Identity'));
  const recipientRestrictionFilter = filterIn(given, world);
  managementScopes(world).put(known.name.toLowerCase(), { ...known, recipientRestrictionFilter });
  return null;
}

function newAssignment(given: Given, world: World): Held {
  const [app, role] = [mustText(given, 'App').toLowerCase(), mustText(given, 'Role')];
  const known = exchangePrincipals(world)
    .values()
    .find((each) => [each.appId, each.objectId].includes(app));
  if (!known) return missing(app);
  if (!exchangeRoles.has(role)) missing(role);
  const scope = textOf(given, 'CustomResourceScope');
  if (scope !== undefined && !managementScopes(world).get(scope.toLowerCase())) missing(scope);
  const name = textOf(given, 'Name') ?? `${role}-${randomUUID()}`;
  if (managementRoleAssignments(world).get(name.toLowerCase())) {
    fail(`The management role assignment ${name} already exists.`);
  }
  const made = { name, role, app: known.objectId, customResourceScope: scope ?? null };
  managementRoleAssignments(world).put(name.toLowerCase(), made);
  return shown(made);
}
