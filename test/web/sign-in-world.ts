import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignInConfig } from '../../src/web/sign-in.ts';
import { signedToken, type TokenParts, validity } from '../support/signed-token.ts';

export const appId = '33333333-0000-4000-8000-000000000003';
export const homeTenant = '11111111-0000-4000-8000-000000000001';
export const hospitalTenant = '22222222-0000-4000-8000-000000000002';
export const otherTenant = '55555555-0000-4000-8000-000000000005';
export const awasOid = 'aaaaaaaa-0000-4000-8000-000000000001';
export const teamsWeb = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** Making a key takes long: all tests of a file share them. */
export const entra = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Where each tenant's keys are read: Entra's own address, on this machine. */
export interface KeyPlace {
  url: string;
  config: SignInConfig;
  /** Paths asked for. */
  asked: string[];
  /** The ids of the keys it publishes; none at all, and it is down. */
  kids: string[];
  close(): void;
}

export async function aKeyPlace(change: Partial<SignInConfig> = {}): Promise<KeyPlace> {
  const server = createServer((req, res) => {
    place.asked.push(req.url ?? '');
    const keys = place.kids.map((kid) => ({
      ...{ ...entra.publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
    }));
    res.writeHead(keys.length > 0 ? 200 : 503, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ keys }));
  });
  const url = await listen(server);
  const config: SignInConfig = {
    ...{ appId, host: 'mentorat.example', allowedTenants: [homeTenant, hospitalTenant] },
    ...{ timeoutMs: 2_000, local: { login: url } },
    ...change,
  };
  const place: KeyPlace = {
    ...{ url, config, asked: [], kids: ['key-1'] },
    close: () => void server.close(),
  };
  return place;
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What Teams on the web hands to the tab of Awa, or something that differs from it in the given parts. */
export function aTabToken(parts: TokenParts = {}): string {
  const header = { typ: 'JWT', alg: 'RS256', kid: 'key-1', ...parts.header };
  const claims = {
    aud: appId,
    iss: `https://login.microsoftonline.com/${homeTenant}/v2.0`,
    iat: Math.floor(Date.now() / 1000),
    ...validity(parts),
    azp: teamsWeb,
    azpacr: '0',
    name: 'Awa Lemoine',
    oid: awasOid,
    preferred_username: 'awa.lemoine@mentorat.example',
    scp: 'access_as_user',
    sub: 'awa-in-this-app',
    tid: homeTenant,
    ver: '2.0',
    ...parts.claims,
  };
  const { key = entra.privateKey } = parts;
  return signedToken(header, claims, key);
}

export const bearer = (parts: TokenParts = {}): string => `Bearer ${aTabToken(parts)}`;

const publicPem = entra.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const hostile = 'https://evil.example/keys';
const iss = (tid: string) => `https://login.microsoftonline.com/${tid}/v2.0`;
const header = (changes: Record<string, unknown>) => bearer({ header: changes });
const claims = (changes: Record<string, unknown>) => bearer({ claims: changes });

/** Headers that speak for nobody, and the reason kept in the log; each is made when it is sent. */
export const forged: [what: string, make: () => string | undefined, reason: string][] = [
  ['no header', () => undefined, 'token-missing'],
  ['an empty header', () => '', 'token-missing'],
  ['another scheme', () => 'Basic YXdhOmF3YQ==', 'token-malformed'],
  ['garbage', () => 'Bearer garbage', 'token-malformed'],
  ['three parts of garbage', () => 'Bearer a.b.c', 'token-header'],
  ['two tokens', () => `${bearer()} ${aTabToken()}`, 'token-malformed'],
  ['a token of 10 kB', () => claims({ name: 'x'.repeat(7_000) }), 'token-malformed'],
  ['a token that has expired', () => bearer({ expires: -90 }), 'token-expired'],
  ['a token that never expires', () => claims({ exp: undefined }), 'token-exp'],
  ['an expiry in words', () => claims({ exp: 'never' }), 'token-exp'],
  ['a token not yet valid', () => bearer({ begins: 90 }), 'token-nbf'],
  ['a token of no beginning', () => claims({ nbf: undefined }), 'token-nbf'],
  ['another app’s audience', () => claims({ aud: otherTenant }), 'token-aud'],
  ['Graph’s audience', () => claims({ aud: 'https://graph.microsoft.com' }), 'token-aud'],
  ['another host’s audience', () => claims({ aud: `api://evil.example/${appId}` }), 'token-aud'],
  ['two audiences', () => claims({ aud: [appId, otherTenant] }), 'token-aud'],
  ['an issuer that looks alike', () => claims({ iss: `${iss(homeTenant)}.evil` }), 'token-iss'],
  ['the keys’ own address as issuer', () => claims({ iss: 'http://127.0.0.1/' }), 'token-iss'],
  [
    'a tenant that is not allowed',
    () => claims({ tid: otherTenant, iss: iss(otherTenant) }),
    'token-tenant',
  ],
  ['an allowed issuer of a tenant that is not', () => claims({ tid: otherTenant }), 'token-tenant'],
  ['another allowed tenant than its issuer', () => claims({ tid: hospitalTenant }), 'token-iss'],
  ['an issuer of a tenant that is not', () => claims({ iss: iss(otherTenant) }), 'token-iss'],
  ['no tenant', () => claims({ tid: undefined }), 'token-tenant'],
  ['a tenant of every object', () => claims({ tid: '__proto__' }), 'token-tenant'],
  ['an app’s own token', () => claims({ idtyp: 'app', scp: undefined }), 'token-scp'],
  ['an app’s own token with a scope', () => claims({ idtyp: 'app' }), 'token-idtyp'],
  ['an app’s roles', () => claims({ scp: undefined, roles: ['coach'] }), 'token-scp'],
  ['no scope', () => claims({ scp: undefined }), 'token-scp'],
  ['another scope', () => claims({ scp: 'User.Read openid' }), 'token-scp'],
  ['a scope that only begins alike', () => claims({ scp: 'access_as_user.all' }), 'token-scp'],
  ['an unknown client', () => claims({ azp: otherTenant }), 'token-azp'],
  ['our own app as client', () => claims({ azp: appId }), 'token-azp'],
  ['an id token, for no client', () => claims({ azp: undefined }), 'token-azp'],
  ['a v1.0 token', () => claims({ ver: '1.0' }), 'token-ver'],
  ['no object id', () => claims({ oid: undefined }), 'token-oid'],
  ['an object id in words', () => claims({ oid: 'awa' }), 'token-oid'],
  ['alg none', () => bearer({ header: { alg: 'none' }, key: null }), 'token-malformed'],
  ['alg none with a signature', () => header({ alg: 'none' }), 'token-header'],
  [
    'HS256 keyed with the public key',
    () => bearer({ header: { alg: 'HS256' }, key: { secret: publicPem } }),
    'token-header',
  ],
  ['RS256 claimed, HS256 done', () => bearer({ key: { secret: publicPem } }), 'token-signature'],
  ['another’s signature', () => bearer({ key: stranger.privateKey }), 'token-signature'],
  ['an unknown key', () => header({ kid: 'key-2' }), 'token-key-unknown'],
  ['no key named', () => header({ kid: undefined }), 'token-header'],
  ['another kind of token', () => header({ typ: 'at+jwt' }), 'token-header'],
  [
    'jku to a hostile address',
    () => bearer({ header: { jku: hostile }, key: stranger.privateKey }),
    'token-header',
  ],
  ['jku on a good token', () => header({ jku: hostile }), 'token-header'],
  ['x5u', () => header({ x5u: hostile }), 'token-header'],
  ['x5c', () => header({ x5c: ['MIIB'] }), 'token-header'],
  [
    'a key of its own',
    () => {
      const jwk = stranger.publicKey.export({ format: 'jwk' });
      return bearer({ header: { jwk }, key: stranger.privateKey });
    },
    'token-header',
  ],
  ['a header that must be understood', () => header({ crit: ['exp'] }), 'token-header'],
];
