import { randomUUID } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify } from 'jose';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** Signs and checks with the one key kept in the store's table `key`, made at the first start. */
export async function openSigning(
  store: Store,
): Promise<Pick<World, 'sign' | 'verify' | 'publicKey'>> {
  const keys = store.table<JWK>('key');
  const jwk = keys.get('signing') ?? (await newKey());
  if (!keys.get('signing')) keys.put('signing', jwk);
  const { kty, n, e, kid } = jwk;
  const common = { alg: 'RS256', use: 'sig', kid };
  const publicJwk = { kty, n, e, ...common };
  const [privateKey, publicKey] = await Promise.all([
    importJWK(jwk, 'RS256'),
    importJWK(publicJwk, 'RS256'),
  ]);
  return {
    publicKey: { ...publicJwk, x5t: kid, endorsements: ['msteams'] },
    sign: (claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(privateKey),
    verify: async (token, audience) =>
      (await jwtVerify(token, publicKey, { audience, algorithms: ['RS256'] })).payload,
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID() };
}
