import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTokens } from '../../src/entra/token.ts';
import { type FakeGraph, fakeGraph, faultOf, now, type Told, tenant } from '../graph/fake-graph.ts';

const appId = 'bbbbbbbb-0000-4000-8000-000000000002';
/** MSAL keeps a machine and its tokens for the whole process: one machine, of several identities. */
const identityOf = (digit: number) => `44444444-4444-4444-8444-44444444444${digit}`;

let machine: Told;
let cloud: FakeGraph;

/** A machine that has identities, as Azure's hosts tell of them by two variables, and Entra. */
beforeAll(async () => {
  const entra: Told = {
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3_600, access_token: 'token-of-the-app' },
  };
  cloud = await fakeGraph(() => machine, { token: () => entra });
  vi.stubEnv('IDENTITY_ENDPOINT', `${cloud.url}/msi/token`);
  vi.stubEnv('IDENTITY_HEADER', 'the-machines-own');
});
beforeEach(() => {
  cloud.asked.length = 0;
  cloud.tokens.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloud.close();
});

const tokensFor = (audience: string, managedIdentity: string) =>
  openTokens(
    {
      ...{ tenant, appId, credential: { managedIdentity } },
      ...{ login: cloud.url, timeoutMs: 1_000, now: () => now },
    },
    audience,
  );

test('the machine’s identity stands for the app, for each of its audiences, without a secret', async () => {
  const expires_on = String(Math.floor(Date.now() / 1000) + 3_600);
  const access_token = 'token-of-the-machine';
  machine = { status: 200, body: { access_token, expires_on, token_type: 'Bearer' } };

  for (const audience of ['https://graph.microsoft.com', 'https://api.botframework.com'])
    expect(await tokensFor(audience, identityOf(1)).get()).toBe('token-of-the-app');

  const [first] = cloud.asked;
  const query = new URL(first?.path ?? '', cloud.url).searchParams;
  expect(query.get('resource')).toBe('api://AzureADTokenExchange');
  expect(query.get('client_id')).toBe(identityOf(1));
  expect(first?.headers['x-identity-header']).toBe('the-machines-own');
  expect(cloud.tokens).toHaveLength(2);
  for (const { body } of cloud.tokens) {
    const asked = new URLSearchParams(String(body));
    expect(asked.get('client_assertion')).toBe('token-of-the-machine');
    expect(asked.has('client_secret')).toBe(false);
  }
});

test('a machine that gives no token is a fault like any other: nothing has happened, try again', async () => {
  machine = { status: 500, body: { error: 'no such identity' } };

  const fault = await faultOf(tokensFor('https://graph.microsoft.com', identityOf(2)).get());

  expect(fault).toMatchObject({ status: 503 });
  expect(cloud.tokens).toEqual([]);
  expect(cloud.asked).toHaveLength(1);
});
