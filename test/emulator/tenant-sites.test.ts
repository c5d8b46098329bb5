import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { appId, asApp, ask, awa, coline, type Reply, siteId } from './graph-world.ts';
import { caller, emptyTenant, everyScope, signIn } from './tenant-world.ts';

let emulator: RunningEmulator;
let token = '';
let call: (method: string, path: string, body?: unknown) => Promise<Reply>;
beforeAll(async () => {
  emulator = await emptyTenant();
  token = await signIn(emulator, everyScope);
  call = caller(emulator, token);
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await ask(emulator, 'POST', '/_emulator/tenant', { state: 'blank' });
});

const site = `/sites/${siteId}`;
const codeOf = ({ status, body }: Reply) => [status, body?.error?.code];
const key = {
  name: 'CleRencontre',
  hidden: true,
  indexed: true,
  enforceUniqueValues: true,
  text: { maxLength: 64 },
};
const newList = { displayName: 'Suivi 2026', list: { template: 'genericList' }, columns: [key] };
const grant = (...grant: object[]) => ask(emulator, 'POST', '/_emulator/tenant/grants', { grant });

describe('what the app is granted on the site', () => {
  const to = [{ application: { id: appId, displayName: 'Télémaque' } }];

  test('opens it, is read singly with its roles, changed, and taken away', async () => {
    await grant({ kind: 'entra', role: 'Sites.Selected' });
    const opens = async () => (await asApp(emulator, 'GET', `/v1.0${site}`)).status;
    expect(await opens()).toBe(403);

    const asked = { roles: ['write'], grantedToIdentities: to };
    const made = await call('POST', `${site}/permissions`, asked);

    expect([made.status, await opens()]).toEqual([201, 200]);
    const all = await call('GET', `${site}/permissions`);
    expect(all.body.value).toMatchObject([{ id: made.body.id, grantedToIdentitiesV2: to }]);
    expect(all.body.value[0].roles).toBeUndefined();
    const one = `${site}/permissions/${made.body.id}`;
    expect((await call('GET', one)).body.roles).toEqual(['write']);
    expect((await call('PATCH', one, { roles: ['read'] })).body.roles).toEqual(['read']);
    expect((await call('DELETE', one)).status).toBe(204);
    expect([await opens(), (await call('GET', one)).status]).toEqual([403, 404]);
  });

  test.each([
    ['a role nobody knows', { roles: ['guest'], grantedToIdentities: to }, 400],
    ['nobody', { roles: ['write'] }, 400],
    ['a time it ends', { roles: ['write'], grantedToIdentities: to, expirationDateTime: 'x' }, 501],
  ])('%s is refused', async (_what, body, status) => {
    expect((await call('POST', `${site}/permissions`, body)).status).toBe(status);
    expect((await call('GET', `${site}/permissions`)).body.value).toEqual([]);
  });
});

describe('a list', () => {
  test('is made with its columns beside a Title of its own, which can be renamed', async () => {
    const made = await call('POST', `${site}/lists`, newList);
    expect(made.status).toBe(201);
    const list = `${site}/lists/${made.body.id}`;
    const theme = { name: 'Thematiques', choice: { choices: ['a'], displayAs: 'checkBoxes' } };
    expect((await call('POST', `${list}/columns`, theme)).status).toBe(201);
    const title = { displayName: 'Binôme' };
    expect((await call('PATCH', `${list}/columns/Title`, title)).status).toBe(200);

    const { value } = (await call('GET', `${list}/columns`)).body;
    const shown = Object.fromEntries(value.map((each: { id: string }) => [each.id, each]));
    expect(shown).toMatchObject({
      Title: { ...title, required: true },
      CleRencontre: key,
      Thematiques: theme,
    });
    expect((await call('GET', `${site}/lists/Suivi 2026`)).body.id).toBe(made.body.id);
  });

  test('takes the app’s rows by its columns', async () => {
    const { id } = (await call('POST', `${site}/lists`, newList)).body;
    await grant({ kind: 'entra', role: 'Sites.Selected' });
    await grant({ kind: 'site', path: '/sites/mentorat', role: 'write' });
    const add = (fields: object) =>
      asApp(emulator, 'POST', `/v1.0${site}/lists/${id}/items`, { fields });

    expect((await add({ Title: 'B1', CleRencontre: 'm-1' })).status).toBe(201);
    expect((await add({ Title: 'B2', CleRencontre: 'm-1' })).status).toBe(400);
    expect((await asApp(emulator, 'POST', `/v1.0${site}/lists`, newList)).status).toBe(403);
    expect((await asApp(emulator, 'POST', `/v1.0${site}/lists/${id}/columns`, key)).status).toBe(
      403,
    );
  });

  test.each([
    ['of the same name', { ...newList, columns: [] }, 409],
    ['of another template', { ...newList, displayName: 'b', list: { template: 'survey' } }, 400],
    ['with the same column twice', { ...newList, displayName: 'b', columns: [key, key] }, 409],
    [
      'with a kind of column not imitated',
      { ...newList, displayName: 'b', columns: [{ name: 'x', lookup: {} }] },
      501,
    ],
  ])('%s is refused', async (_what, body, status) => {
    await call('POST', `${site}/lists`, newList);

    expect((await call('POST', `${site}/lists`, body)).status).toBe(status);
    expect((await ask(emulator, 'GET', '/_emulator/lists')).body).toHaveLength(1);
  });

  test('changed in the sample keeps its readers and its rows', async () => {
    await ask(emulator, 'POST', '/_emulator/tenant', { state: 'sample' });
    const column = { name: 'Autre', text: {} };

    expect((await call('POST', `${site}/lists/list-1/columns`, column)).status).toBe(201);

    const all = (await ask(emulator, 'GET', '/_emulator/lists')).body;
    const changed = all.find(({ id }: { id: string }) => id === 'list-1');
    expect([changed.readers, all.length]).toEqual([[coline.mail], 3]);
    expect(changed.columns).toContainEqual(expect.objectContaining(column));
    const seen = (mail: string) => ask(emulator, 'GET', `/_emulator/sharepoint/list-1?as=${mail}`);
    expect([(await seen(coline.mail)).status, (await seen(awa.mail)).status]).toEqual([200, 403]);
  });
});

describe('the catalogue', () => {
  const manifest = {
    id: '77777777-0000-4000-8000-000000000001',
    version: '1.0.0',
    name: { short: 'Télémaque' },
    description: { short: 'Mentorat', full: 'Programme de mentorat' },
    bots: [{ botId: appId }],
  };
  const send = async (path: string, body: Uint8Array) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/zip' };
    const url = `${emulator.url}/v1.0/appCatalogs/teamsApps${path}`;
    const reply = await fetch(url, { method: 'POST', headers, body: Buffer.from(body) });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const packed = (change: object = {}, level: 0 | 9 = 9) => {
    const files = {
      'color.png': strToU8('x'),
      'manifest.json': strToU8(JSON.stringify({ ...manifest, ...change })),
    };
    return zipSync(files, { level });
  };
  const found = async () => {
    const query = `$filter=externalId eq '${manifest.id}'&$expand=appDefinitions`;
    return (await call('GET', `/appCatalogs/teamsApps?${query}`)).body.value;
  };

  test('takes a package once, then its next version', async () => {
    expect(await found()).toEqual([]);

    const made = await send('', packed());
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      externalId: manifest.id,
      distributionMethod: 'organization',
    });
    expect((await send('', packed())).status).toBe(409);
    const definitions = `/${made.body.id}/appDefinitions`;
    expect((await send(definitions, packed())).status).toBe(409);
    expect((await send(definitions, packed({ version: '1.0.1' }, 0))).status).toBe(204);

    expect(await found()).toMatchObject([
      { id: made.body.id, appDefinitions: [{ version: '1.0.1', publishingState: 'published' }] },
    ]);
  });

  test('lets the app it belongs to install itself, and no other app', async () => {
    await grant({ kind: 'entra', role: 'TeamsAppInstallation.ReadWriteSelfForUser.All' });
    const install = async (id: string) => {
      const bind = `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`;
      const path = `/v1.0/users/${awa.mail}/teamwork/installedApps`;
      return (await asApp(emulator, 'POST', path, { 'teamsApp@odata.bind': bind })).status;
    };
    const own = (await send('', packed())).body.id;
    const other = { id: '77777777-0000-4000-8000-000000000002', bots: [{ botId: 'other' }] };
    const foreign = (await send('', packed(other))).body.id;

    // 409: the seed's people have the bot already.
    expect([await install(own), await install(foreign)]).toEqual([409, 403]);
  });

  test.each([
    ['no zip', strToU8('not a zip')],
    ['a zip without a manifest', zipSync({ 'other.json': strToU8('{}') })],
    ['a manifest that is no JSON', zipSync({ 'manifest.json': strToU8('{') })],
    ['a manifest without a name', zipSync({ 'manifest.json': strToU8('{"id":"x"}') })],
  ])('refuses %s', async (_what, body) => {
    expect(codeOf({ ...(await send('', body)), headers: new Headers() })).toEqual([
      400,
      'BadRequest',
    ]);
    expect(await found()).toEqual([]);
  });
});
