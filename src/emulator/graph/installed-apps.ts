import { z } from 'zod';
import { errorAnswer, refuse } from '../api-error.ts';
import { installBot, installOf } from '../teams/installs.ts';
import { catalogue } from '../tenant/tables.ts';
import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';

/** https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
export const installedAppRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1.0/users/:user/teamwork/installedApps',
    token: 'graph',
    handle: installApp,
  },
];

/** The one app of the organisation's catalogue. */
export const catalogAppId = '5f3c1f62-0f7d-4d0a-9a55-7a11c0de0002';

const right = 'TeamsAppInstallation.ReadWriteSelfForUser.All';
const wanted = z.strictObject({
  'teamsApp@odata.bind': z.string().regex(/\/appCatalogs\/teamsApps\/[^/]+$/, 'must be an app'),
});

/** Installs the bot for a person of the home tenant; Teams then tells the bot as for anybody. */
function installApp(call: Call, world: World): Answer {
  const roles = z.array(z.string()).catch([]).parse(call.claims.roles);
  if (!roles.includes(right)) refuse(403, 'Forbidden', 'Missing role permissions on the request.');
  const read = wanted.safeParse(call.body);
  if (!read.success) return refuse(400, 'BadRequest', z.prettifyError(read.error));
  const app = read.data['teamsApp@odata.bind'].split('/').at(-1);
  const known = catalogue(world).get(app ?? '');
  if (!known) refuse(404, 'NotFound', 'The app is not in the catalogue.');
  if (known.botId !== call.claims.appid) {
    refuse(403, 'Forbidden', 'The app may install itself only.');
  }
  const person = homePerson(call.params.user ?? '', world);
  const wait = world.gate.take(world.limits.installs, 'installs', world.clock.now());
  if (wait > 0) return tooMany(call, wait);
  if (installOf(world, person)?.installed) {
    refuse(409, 'Conflict', 'The app is already installed in the specified scope.');
  }
  installBot(world, person);
  return { status: 201 };
}

/** By object id or principal name; other tenants' people are not in this directory. */
function homePerson(user: string, world: World): SeedPerson {
  const asked = user.toLowerCase();
  const { people, home } = world.seed;
  const person = people.find(
    ({ id, mail, tenant }) =>
      tenant === home.tenant && (id === asked || mail.toLowerCase() === asked),
  );
  return person ?? refuse(404, 'NotFound', 'User not found.');
}

function tooMany(call: Call, wait: number): Answer {
  const refusal = errorAnswer(call.path, 429, 'TooManyRequests', 'Too many requests.');
  return { ...refusal, headers: { 'Retry-After': String(wait) } };
}
