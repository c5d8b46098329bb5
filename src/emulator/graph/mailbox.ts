import { refuse } from '../api-error.ts';
import { hasMailboxHere, isProgrammeMailbox, personByMail } from '../people.ts';
import { exchangeAllows, type MailboxRight } from '../tenant/exchange-rights.ts';
import type { Call, World } from '../world.ts';

/** Graph application permissions that open every mailbox to each use. */
const consentFor: Record<MailboxRight, string[]> = {
  'Calendars.Read': ['Calendars.Read', 'Calendars.ReadWrite'],
  'Calendars.ReadWrite': ['Calendars.ReadWrite'],
  'Mail.Send': ['Mail.Send'],
};

/**
 * The mailbox in the address, once the caller may use it so. What Exchange's RBAC for Applications
 * gives and what is consented in Entra add up; no mailbox right is consented for people.
 * https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 */
export function allowedMailbox(call: Call, world: World, right: MailboxRight): string {
  return openMailbox(call, world, call.params.user ?? '', right);
}

/** The mailbox in the address whose calendar the call reads or, but for GET, writes. */
export function allowedCalendar(call: Call, world: World): string {
  const right = call.method === 'GET' ? 'Calendars.Read' : 'Calendars.ReadWrite';
  return allowedMailbox(call, world, right);
}

/** The same as `allowedMailbox` for a mailbox that is named elsewhere than in the address. */
export function openMailbox(call: Call, world: World, asked: string, right: MailboxRight): string {
  if (!mayUse(call, world, asked, right)) {
    refuse(403, 'ErrorAccessDenied', 'Access to OData is disabled.');
  }
  const { mail } = world.seed.home.programmeMailbox;
  if (isProgrammeMailbox(world, asked)) return mail;
  const person = hasMailboxHere(world, asked) ? personByMail(world, asked) : undefined;
  if (person) return person.mail;
  return refuse(404, 'ErrorInvalidUser', `The requested user '${asked}' is invalid.`);
}

function mayUse({ claims }: Call, world: World, mailbox: string, right: MailboxRight): boolean {
  if (claims.idtyp !== 'app' || claims.tid !== world.seed.home.tenant) return false;
  const { roles, appid, oid } = claims;
  if (Array.isArray(roles) && consentFor[right].some((one) => roles.includes(one))) return true;
  return exchangeAllows(world, { appId: appid, objectId: oid }, mailbox, right);
}
