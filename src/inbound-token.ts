import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { z } from 'zod';

/** Why a token is not good: for the log alone, whoever sent it is told nothing of it. */
export interface TokenFault {
  fault: string;
}

/** A token that came in, of which nothing but the shape has been checked. */
export interface BareToken {
  token: string;
  /** Which of its issuer's keys is said to have signed it. */
  kid: string;
}

/** In characters, the scheme included: Microsoft's own stay under half of it. */
const longest = 8 * 1024;

const plainHeader = z.object({
  alg: z.literal('RS256'),
  typ: z.literal('JWT').optional(),
  kid: z.string(),
  // A key that the token brings along, or says where to find, is never used.
  jku: z.never().optional(),
  jwk: z.never().optional(),
  x5u: z.never().optional(),
  x5c: z.never().optional(),
  crit: z.never().optional(),
});

/** The bearer token of an `Authorization` header, with a header of its own that is plain. */
export function readBearer(authorization: string | undefined): BareToken | TokenFault {
  if (!authorization) return { fault: 'token-missing' };
  const token =
    authorization.length <= longest
      ? /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1]
      : undefined;
  if (token === undefined) return { fault: 'token-malformed' };
  const header = plainHeader.safeParse(headerOf(token));
  return header.success ? { token, kid: header.data.kid } : { fault: 'token-header' };
}

function headerOf(token: string): unknown {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // Not base64 or not JSON: as good as no header.
    return undefined;
  }
}

/** What its issuer must have said: `clockTolerance` in seconds of real time. */
export type TokenRules = Required<
  Pick<JWTVerifyOptions, 'issuer' | 'audience' | 'clockTolerance' | 'requiredClaims'>
>;

/** The claims of a token that one of these keys has signed, for us alone and for now. */
export async function verifyToken(
  { token }: BareToken,
  keys: JWTVerifyGetKey,
  rules: TokenRules,
): Promise<{ payload: JWTPayload } | TokenFault | 'keys-unreachable'> {
  try {
    const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256'], ...rules });
    // One audience: a token for us and somebody else could be used by somebody else.
    return typeof payload.aud === 'string' ? { payload } : { fault: 'token-aud' };
  } catch (error) {
    return faultOf(error);
  }
}

/** Faults of a token by jose's code; what is not of the token is the keys' being out of reach. */
const faults: ReadonlyMap<string, string> = new Map([
  [errors.JWTExpired.code, 'token-expired'],
  [errors.JWTInvalid.code, 'token-malformed'],
  [errors.JWSInvalid.code, 'token-malformed'],
  [errors.JWSSignatureVerificationFailed.code, 'token-signature'],
  [errors.JWKSNoMatchingKey.code, 'token-key-unknown'],
  [errors.JWKSMultipleMatchingKeys.code, 'token-key-unknown'],
]);

function faultOf(error: unknown): TokenFault | 'keys-unreachable' {
  if (error instanceof errors.JWTClaimValidationFailed) {
    const known = ['iss', 'aud', 'nbf', 'exp', 'iat'].includes(error.claim);
    return { fault: known ? `token-${error.claim}` : 'token-claims' };
  }
  const fault = faults.get(error instanceof errors.JOSEError ? error.code : '');
  return fault === undefined ? 'keys-unreachable' : { fault };
}
