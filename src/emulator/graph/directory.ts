import { refuse } from '../api-error.ts';
import { directoryId } from '../notify/subscription.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { demand } from './admin-rights.ts';
import { checkSelect, select } from './page.ts';

/** https://learn.microsoft.com/graph/api/user-get: who exists in the home tenant, by name and mail. */
export const directoryRoutes: Route[] = [
  { method: 'GET', path: '/v1.0/me', token: 'graph', query: ['$select'], handle: me },
  { method: 'GET', path: '/v1.0/users/:user', token: 'graph', query: ['$select'], handle: user },
];

const readers = ['User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All'];

interface Account {
  id: string;
  mail: string;
  name: string;
}

function me(call: Call, world: World): Answer {
  if (call.claims.idtyp !== 'user') {
    refuse(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  const found = accountOf(world, String(call.claims.oid));
  return shown(call, found ?? notFound(String(call.claims.oid)));
}

function user(call: Call, world: World): Answer {
  demand(call, world, readers);
  const asked = call.params.user ?? '';
  return shown(call, accountOf(world, asked) ?? notFound(asked));
}

/** An account of the home tenant by object id or mail; a shared mailbox has one as well. */
export function accountOf(world: World, idOrMail: string): Account | undefined {
  const { home, people } = world.seed;
  const { mail, name } = home.programmeMailbox;
  const own = people.filter(({ tenant }) => tenant === home.tenant);
  const mailbox = { id: directoryId(`account of ${mail}`), mail, name };
  const all: Account[] = [...own, mailbox, ...(home.administrator ? [home.administrator] : [])];
  const asked = idOrMail.toLowerCase();
  return all.find((one) => one.id.toLowerCase() === asked || one.mail.toLowerCase() === asked);
}

function shown(call: Call, { id, mail, name }: Account): Answer {
  const resource = { id, displayName: name, mail, userPrincipalName: mail };
  checkSelect(call, (property) => property in resource);
  return { status: 200, body: select(call, resource, []) };
}

function notFound(asked: string): never {
  const message = `Resource '${asked}' does not exist or one of its queried reference-property objects are not present.`;
  return refuse(404, 'Request_ResourceNotFound', message);
}
