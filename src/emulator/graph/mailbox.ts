import { refuse } from '../api-error.ts';
import { isProgrammeMailbox } from '../people.ts';
import type { Call, World } from '../world.ts';

/**
 * The mailbox in the address, once the caller may use it. Exchange's RBAC for Applications gives
 * the app the programme mailbox and nothing else; no mailbox right is consented for people.
 * https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 */
export function allowedMailbox(call: Call, world: World): string {
  const asked = call.params.user ?? '';
  if (call.claims.idtyp === 'app' && isProgrammeMailbox(world, asked)) {
    return world.seed.home.programmeMailbox.mail;
  }
  return refuse(403, 'ErrorAccessDenied', 'Access to OData is disabled.');
}
