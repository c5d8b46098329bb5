import type { World } from '../world.ts';
import { exchangePrincipals, managementRoleAssignments, managementScopes } from './tables.ts';

/** What the emulator's mailboxes can be used for. */
export type MailboxRight = 'Calendars.Read' | 'Calendars.ReadWrite' | 'Mail.Send';

const calendar: MailboxRight[] = ['Calendars.Read', 'Calendars.ReadWrite'];

/**
 * Exchange's application roles, and which of these uses each allows.
 * https://learn.microsoft.com/exchange/permissions-exo/application-rbac#supported-application-roles
 */
export const exchangeRoles: ReadonlyMap<string, MailboxRight[]> = new Map([
  ['Application Calendars.Read', ['Calendars.Read']],
  ['Application Calendars.ReadWrite', calendar],
  ['Application Contacts.Read', []],
  ['Application Contacts.ReadWrite', []],
  ['Application EWS.AccessAsApp', []],
  ['Application Exchange Full Access', [...calendar, 'Mail.Send']],
  ['Application Mail Full Access', ['Mail.Send']],
  ['Application Mail.Read', []],
  ['Application Mail.ReadBasic', []],
  ['Application Mail.ReadWrite', []],
  ['Application Mail.Send', ['Mail.Send']],
  ['Application MailboxSettings.Read', []],
  ['Application MailboxSettings.ReadWrite', []],
]);

/** The one filter of recipients that is read: a single address. */
const oneAddress = /^\s*PrimarySmtpAddress\s+-eq\s+'([^']+)'\s*$/i;

/** The address a scope's filter names; undefined for a filter that is not read here. */
export function addressOf(filter: string): string | undefined {
  return oneAddress.exec(filter)?.[1]?.toLowerCase();
}

/** The scope's filter that reaches this address alone. */
export const filterFor = (mail: string): string => `PrimarySmtpAddress -eq '${mail}'`;

/**
 * Whether an Exchange role assignment opens `mailbox` to the service principal. Both of its ids have
 * to be what Exchange was told: it takes them on trust, and a wrong one opens nothing.
 */
export function exchangeAllows(
  world: World,
  caller: { appId: unknown; objectId: unknown },
  mailbox: string,
  right: MailboxRight,
): boolean {
  const known = exchangePrincipals(world)
    .values()
    .some(({ appId, objectId }) => appId === caller.appId && objectId === caller.objectId);
  if (!known) return false;
  return managementRoleAssignments(world)
    .values()
    .filter(({ app, role }) => app === caller.objectId && exchangeRoles.get(role)?.includes(right))
    .some(({ customResourceScope }) => reaches(world, customResourceScope, mailbox));
}

function reaches(world: World, scope: string | null, mailbox: string): boolean {
  if (scope === null) return true;
  const filter = managementScopes(world).get(scope.toLowerCase())?.recipientRestrictionFilter;
  return filter !== undefined && addressOf(filter) === mailbox.toLowerCase();
}
