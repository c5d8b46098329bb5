import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tabToken } from '../../src/emulator/entra/token-claims.ts';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appId,
  appTokenFor,
  ask,
  coline,
  entraApp,
  home,
  hospital,
  lucie,
  pilar,
  startAnew,
  tokenOnBehalfOf,
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());

const graphScope = ['https://graph.microsoft.com/.default'];

describe('tokens for the app', () => {
  test('msal gets a token for Graph that the published keys verify', async () => {
    const token = await appTokenFor(emulator);

    const keys = createRemoteJWKSet(new URL(`${emulator.url}/${home}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(token, keys, { audience: 'https://graph.microsoft.com' });
    expect(payload).toMatchObject({ tid: home, roles: ['Sites.Selected'], idtyp: 'app' });
  });

  test('no right on mailboxes is ever in the token: those come from Exchange', async () => {
    expect(JSON.stringify(decodeJwt(await appTokenFor(emulator)).roles)).not.toMatch(/Mail|Cal/);
  });

  test('the bot gets a token for the connector, without roles', async () => {
    const scopes = ['https://api.botframework.com/.default'];

    const reply = await entraApp(emulator).acquireTokenByClientCredential({ scopes });

    const claims = decodeJwt(reply?.accessToken ?? '');
    expect(claims).toMatchObject({ aud: 'https://api.botframework.com', appid: appId });
    expect(claims.roles).toBeUndefined();
  });

  test('another tenant has consented to nothing', async () => {
    const app = entraApp(emulator, hospital);

    const reply = await app.acquireTokenByClientCredential({ scopes: graphScope });

    expect(decodeJwt(reply?.accessToken ?? '').roles).toEqual([]);
  });

  test('a wrong secret is refused with its AADSTS code', async () => {
    const app = entraApp(emulator, home, 'wrong');

    const asking = app.acquireTokenByClientCredential({ scopes: graphScope });

    await expect(asking).rejects.toThrow(/AADSTS7000215/);
  });

  test.each([
    ['an unknown tenant', 'nowhere', {}, 400, 'AADSTS90002'],
    ['another client', home, { client_id: 'other' }, 400, 'AADSTS700016'],
    ['a scope of nobody', home, { scope: 'https://other.example/.default' }, 400, 'AADSTS70011'],
    ['no grant', home, { grant_type: '' }, 400, 'AADSTS900144'],
    ['a false assertion', home, { client_assertion: 'x.y.z' }, 401, 'AADSTS700027'],
  ])('%s is refused', async (_what, tenant, change, status, code) => {
    const { secret } = emulator.world.product;
    const asked = {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: secret,
      scope: graphScope[0],
      ...change,
    };

    const reply = await ask(emulator, 'POST', `/${tenant}/oauth2/v2.0/token`, asked);

    expect(reply.status).toBe(status);
    expect(reply.body.error_description).toContain(code);
  });
});

describe('tokens in a person’s name', () => {
  test('what Teams hands to the tab says who it is, for whom and from where', async () => {
    const claims = decodeJwt(await tabToken(emulator.world, coline));

    expect(claims).toMatchObject({ aud: appId, tid: home, oid: coline.id, ver: '2.0' });
    expect(claims).toMatchObject({ scp: 'access_as_user', roles: ['Coach'] });
  });

  test('the roles of the app are those of coaches and pilots, by the names its registration gives', async () => {
    const rolesOf = async (person: typeof coline) =>
      decodeJwt(await tabToken(emulator.world, person)).roles;

    expect(await rolesOf(pilar)).toEqual(['Pilot']);
    expect(await rolesOf(coline)).toEqual(['Coach']);
    expect(await rolesOf({ ...lucie, roles: ['pilot', 'mentor', 'coach'] })).toEqual([
      'Pilot',
      'Coach',
    ]);
    expect(await rolesOf(lucie)).toBeUndefined();
  });

  test('the app exchanges it for a token that acts as that person', async () => {
    const claims = decodeJwt(await tokenOnBehalfOf(emulator, coline.mail));

    expect(claims).toMatchObject({ oid: coline.id, idtyp: 'user' });
    expect(String(claims.scp).split(' ')).toContain('Sites.Selected');
  });

  test('a forged assertion is refused', async () => {
    const [head, body] = (await tabToken(emulator.world, coline)).split('.');

    const asking = entraApp(emulator).acquireTokenOnBehalfOf({
      oboAssertion: `${head}.${body}.${'A'.repeat(342)}`,
      scopes: ['https://graph.microsoft.com/Sites.Selected'],
    });

    await expect(asking).rejects.toThrow(/AADSTS50013/);
  });

  test('a wider right, or a tenant that consented to nothing, asks for consent', async () => {
    const wider = entraApp(emulator).acquireTokenOnBehalfOf({
      oboAssertion: await tabToken(emulator.world, coline),
      scopes: ['https://graph.microsoft.com/Mail.Read'],
    });

    await expect(wider).rejects.toMatchObject({ subError: 'consent_required' });
    await expect(tokenOnBehalfOf(emulator, lucie.mail)).rejects.toThrow(/AADSTS65001/);
  });
});

test('the bot’s metadata leads to a key endorsed for Teams', async () => {
  const metadata = await ask(emulator, 'GET', '/v1/.well-known/openidconfiguration');

  const keys = await (await fetch(metadata.body.jwks_uri)).json();

  expect(metadata.body.issuer).toBe('https://api.botframework.com');
  expect(keys).toMatchObject({ keys: [{ endorsements: ['msteams'], use: 'sig' }] });
});
