import { createHmac, type KeyObject, sign } from 'node:crypto';

/** In what a token differs from a good one. */
export interface TokenParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Seconds from now. */
  expires?: number;
  begins?: number;
  /** Null: none signs it, and nothing stands in the signature's place. */
  key?: KeyObject | { secret: string } | null;
}

/** From when and until when it holds, in seconds as tokens tell them: an hour, if nothing is said. */
export function validity({ begins = 0, expires = 3600 }: TokenParts) {
  const now = Math.floor(Date.now() / 1000);
  return { nbf: now + begins, exp: now + expires };
}

/** Written by hand: no library would sign what an attacker sends. */
export function signedToken(
  header: object,
  claims: object,
  key: Exclude<TokenParts['key'], undefined>,
): string {
  const signed = [header, claims].map(inBase64).join('.');
  if (key === null) return `${signed}.`;
  const signature =
    'secret' in key
      ? createHmac('sha256', key.secret).update(signed).digest()
      : sign('sha256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

const inBase64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
