import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openSignIn, type SignIn } from '../../src/web/sign-in.ts';
import { openWeb } from '../../src/web/web.ts';
import { hash, type World } from '../support/world.ts';
import { aKeyPlace, bearer, homeTenant, type KeyPlace, listen } from './sign-in-world.ts';

/** Who somebody of the world is in Entra. */
export const oidOf = ({ id }: { id: string }) => id.replace(/^0{7}1/, 'aaaaaaaa');

/** The token of somebody with these app roles. */
export const tokenOf = (person: { id: string }, ...roles: string[]): string =>
  bearer({ claims: { oid: oidOf(person), roles } });

/** The addresses below `root` over HTTP before each test, for these people of the world to sign in. */
export function servedTo(world: World, root: string, people: readonly { id: string }[]) {
  let keys: KeyPlace;
  let signIn: SignIn;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    keys = await aKeyPlace();
    signIn = openSignIn(keys.config);
  });
  afterAll(() => keys.close());
  beforeEach(async () => {
    await world.db.tx(async (t) => {
      for (const each of people) await t.people.link(homeTenant, oidOf(each), each.id, 'import');
    });
    const bot = [
      (_req: unknown, res: { sendStatus(code: number): unknown }) => void res.sendStatus(200),
    ];
    const app = openWeb({ ...world.deps, hash }, { pages: '/no/such/folder', bot, signIn });
    server = createServer(app);
    url = await listen(server);
  });
  afterEach(() => void server.close());
  return (path: string, authorization: string | undefined, body: unknown = {}) =>
    fetch(`${url}${root}/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      body: JSON.stringify(body),
    });
}

/** Status and body of an answer in JSON. */
export async function answerOf(
  asked: Promise<Response>,
): Promise<{ status: number; body: unknown }> {
  const answer = await asked;
  return { status: answer.status, body: await answer.json() };
}
