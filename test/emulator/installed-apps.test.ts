import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogAppId } from '../../src/emulator/graph/installed-apps.ts';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { appTokenFor, ask, lucie, seed, startAnew } from './graph-world.ts';

const right = 'TeamsAppInstallation.ReadWriteSelfForUser.All';
/** Of the home tenant, and without the bot. */
const jeanne = {
  ...{ ...lucie, id: 'aaaaaaaa-0000-4000-8000-000000000009', name: 'Jeanne Aubin' },
  ...{ mail: 'jeanne@comite.example', tenant: seed.home.tenant },
};
const withJeanne = { ...seed, people: [...seed.people, jeanne] };
const app = (id: string) => `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`;

let emulator: RunningEmulator;
let token = '';
const start = async (appRoles: string[]) => {
  const limits = { installs: { most: 3, windowMs: 60_000 } };
  emulator = await startAnew({ seed: withJeanne, appRoles, limits });
  token = await appTokenFor(emulator);
};
const asApp = (method: string, path: string, body?: object) =>
  ask(emulator, method, path, body, { authorization: `Bearer ${token}` });
afterEach(() => emulator.close());

async function install(user: string, catalogApp: string = catalogAppId) {
  const body = { 'teamsApp@odata.bind': app(catalogApp) };
  const path = `/v1.0/users/${user}/teamwork/installedApps`;
  const { status, body: told } = await asApp('POST', path, body);
  return [status, (told as { error?: { code: string } } | undefined)?.error?.code];
}
const queued = () => {
  const { store } = emulator.world;
  const waiting = store.table<{ activity: { type: string; action?: string } }>('deliveries');
  return waiting.values().filter(({ activity }) => activity.action === 'add');
};

describe('an app with the right to install itself', () => {
  beforeEach(() => start(['Sites.Selected', right]));

  test('does so once for somebody, and Teams tells it as for any installation', async () => {
    const before = queued().length;
    expect(await install(jeanne.id)).toEqual([201, undefined]);
    expect(queued().length).toBe(before + 1);

    expect(await install(jeanne.mail)).toEqual([409, 'Conflict']);
    expect(queued().length).toBe(before + 1);
  });

  test('reaches nobody of another tenant, nobody unknown, and no other app', async () => {
    expect(await install(lucie.id)).toEqual([404, 'NotFound']);
    expect(await install('dddddddd-0000-4000-8000-000000000004')).toEqual([404, 'NotFound']);
    expect(await install(jeanne.id, 'another-app')).toEqual([404, 'NotFound']);
  });

  test('does not say what it does not know: a body of another kind, another method', async () => {
    const path = `/v1.0/users/${jeanne.id}/teamwork/installedApps`;
    expect((await asApp('POST', path, { app: 'x' })).status).toBe(400);
    expect((await asApp('GET', path)).status).toBe(501);
  });

  test('is slowed down past its limit', async () => {
    const answers: unknown[] = [];
    for (let count = 0; count < 4; count++) answers.push((await install(jeanne.id))[0]);

    expect(answers.filter((status) => status === 429)).toHaveLength(1);
  });
});

test('an app without that right is refused', async () => {
  await start(['Sites.Selected']);

  expect(await install(jeanne.id)).toEqual([403, 'Forbidden']);
});
