import { randomUUID } from 'node:crypto';
import { decodeJwt, importPKCS8, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tabToken } from '../../src/emulator/entra/token-claims.ts';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { openTokens } from '../../src/entra/token.ts';
import { newCertificate } from '../support/certificate.ts';
import { appId, asApp, ask, awa, coline, home, programme, type Reply } from './graph-world.ts';
import { administrator, caller, emptyTenant, everyScope, signIn } from './tenant-world.ts';

let emulator: RunningEmulator;
let call: (method: string, path: string, body?: unknown) => Promise<Reply>;
beforeAll(async () => {
  emulator = await emptyTenant();
  call = caller(emulator, await signIn(emulator, everyScope));
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await ask(emulator, 'POST', '/_emulator/tenant', { state: 'blank' });
});

const codeOf = ({ status, body }: Reply) => [status, body?.error?.code];
const coach = {
  id: randomUUID(),
  value: 'Coach',
  displayName: 'Coach',
  description: 'Coach',
  allowedMemberTypes: ['User'],
  isEnabled: true,
};
const registered = async (more: object = {}) =>
  (await call('POST', '/applications', { displayName: 'Télémaque', ...more })).body;
const enrolled = async (id = appId) =>
  (await call('POST', '/servicePrincipals', { appId: id })).body;
const graphPrincipal = async () => {
  const filter = "$filter=appId eq '00000003-0000-0000-c000-000000000000'";
  return (await call('GET', `/servicePrincipals?${filter}&$select=id,appId,appRoles`)).body
    .value[0];
};

describe('an application', () => {
  test('is registered, found by its exact name, and changed part by part', async () => {
    const made = await registered({ signInAudience: 'AzureADMultipleOrgs', appRoles: [coach] });
    expect(made.appId).toBe(appId);

    const uris = { identifierUris: [`api://telemaque.example/${made.appId}`] };
    expect((await call('PATCH', `/applications/${made.id}`, uris)).status).toBe(204);
    const version = { api: { requestedAccessTokenVersion: 2 } };
    await call('PATCH', `/applications/${made.id}`, version);
    const scope = {
      id: randomUUID(),
      value: 'access_as_user',
      type: 'User',
      adminConsentDisplayName: 'a',
      adminConsentDescription: 'b',
    };
    await call('PATCH', `/applications/${made.id}`, { api: { oauth2PermissionScopes: [scope] } });

    const found = await call('GET', "/applications?$filter=displayName eq 'Télémaque'");
    expect(found.body.value).toHaveLength(1);
    expect(found.body.value[0]).toMatchObject({
      ...uris,
      appRoles: [coach],
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [{ value: 'access_as_user' }],
      },
    });
    const nobody = await call('GET', "/applications?$filter=displayName eq 'Télé'");
    expect(nobody.body.value).toEqual([]);
  });

  test('a second one has an id of its own', async () => {
    const [first, second] = [await registered(), await registered()];

    expect([first.appId === second.appId, first.id === second.id]).toEqual([false, false]);
  });

  test.each([
    ['a name of another domain', { identifierUris: ['api://elsewhere.example'] }, 400],
    [
      'a scope that is not offered, given beforehand',
      { api: { preAuthorizedApplications: [{ appId, delegatedPermissionIds: [randomUUID()] }] } },
      400,
    ],
    ['something Graph has and this has not', { passwordCredentials: [] }, 501],
    ['a certificate that is none', { keyCredentials: [{ key: 'AAAA' }] }, 400],
  ])('%s is refused and changes nothing', async (_what, change, status) => {
    const made = await registered();

    expect((await call('PATCH', `/applications/${made.id}`, change)).status).toBe(status);

    expect((await call('GET', `/applications/${made.id}`)).body).toMatchObject({
      identifierUris: [],
    });
    expect((await call('POST', '/applications', { displayName: 'b', ...change })).status).toBe(
      status,
    );
    expect((await call('GET', '/applications')).body.value).toHaveLength(1);
  });

  test('a role in force cannot vanish before it is disabled', async () => {
    const { id } = await registered({ appRoles: [coach] });
    const change = (appRoles: object[]) => call('PATCH', `/applications/${id}`, { appRoles });

    expect(codeOf(await change([]))).toEqual([400, 'CannotDeleteOrUpdateEnabledEntitlement']);
    expect((await change([{ ...coach, isEnabled: false }])).status).toBe(204);
    expect((await change([])).status).toBe(204);
  });

  test('a federated credential has one name and one subject', async () => {
    const { id } = await registered();
    const path = `/applications/${id}/federatedIdentityCredentials`;
    const credential = {
      name: 'web',
      issuer: 'https://login.microsoftonline.com/x/v2.0',
      subject: 'identity',
      audiences: ['api://AzureADTokenExchange'],
    };

    expect((await call('POST', path, credential)).status).toBe(201);
    expect((await call('POST', path, { ...credential, name: 'other' })).status).toBe(409);
    expect((await call('GET', path)).body.value).toMatchObject([credential]);
  });

  test.each([
    ['GET', "/applications?$filter=startswith(displayName,'T')"],
    ['GET', '/applications?$orderby=displayName'],
    ['DELETE', '/applications/x'],
    ['GET', '/servicePrincipals?$expand=owners'],
    ['GET', '/organization'],
  ])('%s %s is not served rather than made up', async (method, path) => {
    expect((await call(method, path)).status).toBe(501);
  });
});

describe('a service principal', () => {
  test('is made once, for an application that is there', async () => {
    expect(codeOf(await call('POST', '/servicePrincipals', { appId }))).toEqual([
      400,
      'NoBackingApplicationObject',
    ]);
    await registered();

    const made = await enrolled();

    expect((await call('POST', '/servicePrincipals', { appId })).status).toBe(409);
    const change = { appRoleAssignmentRequired: true };
    expect((await call('PATCH', `/servicePrincipals/${made.id}`, change)).status).toBe(204);
    const found = await call('GET', `/servicePrincipals?$filter=appId eq '${appId}'`);
    expect(found.body.value).toMatchObject([{ id: made.id, ...change }]);
  });

  test('is what a token needs, and a right consented for it shows in the token', async () => {
    await registered();
    await expect(asApp(emulator, 'GET', '/v1.0/sites/root')).rejects.toThrow(/AADSTS7000229/);
    const principal = await enrolled();
    const graph = await graphPrincipal();
    const role = graph.appRoles.find(({ value }: { value: string }) => value === 'Sites.Selected');
    expect(role.id).toBe('883ea226-0bf2-4a8f-9f9d-92c9162a727d');
    const path = `/servicePrincipals/${principal.id}/appRoleAssignments`;
    const wanted = { principalId: principal.id, resourceId: graph.id, appRoleId: role.id };

    const made = await call('POST', path, wanted);

    expect(made.status).toBe(201);
    expect(codeOf(await call('POST', path, wanted))).toEqual([400, 'Request_BadRequest']);
    expect((await call('GET', path)).body.value).toMatchObject([wanted]);
    const roles = async () => (await tokenClaims()).roles;
    expect(await roles()).toEqual(['Sites.Selected']);
    expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect(await roles()).toEqual([]);
  });

  test('gives a person the role of a coach, which their tab then tells', async () => {
    await registered({ appRoles: [coach] });
    const { id } = await enrolled();
    const path = `/servicePrincipals/${id}/appRoleAssignedTo`;
    const rolesOf = async () => decodeJwt(await tabToken(emulator.world, coline)).roles;
    expect(await rolesOf()).toBeUndefined();

    const wanted = { principalId: coline.id, resourceId: id, appRoleId: coach.id };
    expect((await call('POST', path, wanted)).status).toBe(201);

    expect(await rolesOf()).toEqual(['Coach']);
    const stranger = { ...wanted, principalId: 'nobody' };
    expect((await call('POST', path, stranger)).status).toBe(404);
    const unknown = { ...wanted, appRoleId: randomUUID() };
    expect((await call('POST', path, unknown)).status).toBe(400);
  });
});

async function tokenClaims() {
  const reply = await ask(emulator, 'POST', `/${home}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: emulator.world.product.secret,
    scope: 'https://graph.microsoft.com/.default',
  });
  return decodeJwt(reply.body.access_token);
}

test('people and the mailbox are found by mail, others are not there', async () => {
  const id = async (who: string) => (await call('GET', `/users/${who}?$select=id,mail`)).body.id;

  expect([await id(awa.mail), await id(awa.id)]).toEqual([awa.id, awa.id]);
  expect(await id(programme)).toMatch(/^[0-9a-f-]{36}$/);
  expect(codeOf(await call('GET', '/users/nobody@comite.example'))).toEqual([
    404,
    'Request_ResourceNotFound',
  ]);
});

describe('without the scope for it', () => {
  test.each([
    ['GET', '/applications'],
    ['POST', '/applications'],
    ['GET', '/servicePrincipals'],
    ['POST', '/servicePrincipals'],
    ['GET', `/users/${awa.mail}`],
    ['GET', '/appCatalogs/teamsApps'],
    ['POST', '/appCatalogs/teamsApps'],
  ])('%s %s is refused', async (method, path) => {
    const narrow = caller(emulator, await signIn(emulator, ['User.Read'], administrator));

    expect(codeOf(await narrow(method, path, method === 'POST' ? {} : undefined))).toEqual([
      403,
      'Authorization_RequestDenied',
    ]);
  });

  test('sites give nothing away either', async () => {
    const narrow = caller(emulator, await signIn(emulator, ['User.Read'], administrator));
    const { id } = emulator.world.seed.sites[0] ?? { id: '' };

    expect((await narrow('GET', `/sites/${id}/permissions`)).status).toBe(403);
    expect((await narrow('POST', `/sites/${id}/lists`, { displayName: 'x' })).status).toBe(403);
  });
});

describe('a certificate', () => {
  const own = newCertificate('own');
  const other = newCertificate('other');
  const asks = (certificate: typeof own) => {
    const credential = { certificate };
    const local = { tenant: home, appId, credential, login: emulator.url, timeoutMs: 5_000 };
    return openTokens(local, 'https://graph.microsoft.com').get();
  };
  beforeEach(async () => {
    const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: own.key }];
    await registered({ keyCredentials });
    await enrolled();
  });

  test('of the registration opens, by the product’s own client', async () => {
    expect(decodeJwt(await asks(own))).toMatchObject({ appid: appId, idtyp: 'app' });
  });

  test('of somebody else does not', async () => {
    await expect(asks(other)).rejects.toMatchObject({ code: 'token-invalid_client-700027' });
  });

  test('named, with another key’s signature, does not', async () => {
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'PS256', 'x5t#S256': own.x5t })
      .setIssuer(appId)
      .setSubject(appId)
      .setAudience(`${emulator.url}/${home}/oauth2/v2.0/token`)
      .setExpirationTime('5m')
      .sign(await importPKCS8(other.privateKey, 'PS256'));

    const reply = await ask(emulator, 'POST', `/${home}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: appId,
      client_assertion: forged,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'https://graph.microsoft.com/.default',
    });

    expect([reply.status, reply.body.error_codes]).toEqual([401, [700027]]);
    expect(reply.body.error_description).toContain('signature');
  });

  test('is shown with its thumbprint, and its key only where the key is asked for', async () => {
    const [{ id, keyCredentials }] = (await call('GET', '/applications')).body.value;
    expect(keyCredentials).toMatchObject([{ key: null, usage: 'Verify' }]);
    expect(keyCredentials[0].customKeyIdentifier).toMatch(/^[0-9A-F]{40}$/);

    const whole = await call('GET', `/applications/${id}?$select=keyCredentials`);
    expect(whole.body.keyCredentials[0].key).toBe(own.key);

    const kept = { keyId: keyCredentials[0].keyId };
    const both = { keyCredentials: [kept, { key: other.key }] };
    expect((await call('PATCH', `/applications/${id}`, both)).status).toBe(204);
    await asks(own);
    await asks(other);
  });

  test('cannot be said to last longer than it does', async () => {
    const [{ id }] = (await call('GET', '/applications')).body.value;
    const keyCredentials = [{ key: own.key, endDateTime: '2099-01-01T00:00:00Z' }];

    const refused = await call('PATCH', `/applications/${id}`, { keyCredentials });
    expect(codeOf(refused)).toEqual([400, 'KeyCredentialsInvalidEndDate']);
  });
});
