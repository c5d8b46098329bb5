import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { z } from 'zod';
import type { Answer, Call, Route, World } from '../world.ts';
import { envelope, serviceUrl } from './activities.ts';
import { connectorClaims, postToBot } from './bot-link.ts';
import { unansweredBy } from './chat-answer.ts';
import { installedBot, knownPerson } from './installs.ts';
import { readBody } from './refuse.ts';

const tokenFaults = z.strictObject({
  /** Sends no Authorization header at all. */
  none: z.boolean().optional(),
  /** Sent as it is, after `Bearer `. */
  raw: z.string().optional(),
  /** Laid over the true claims; null takes a claim away. */
  claims: z.record(z.string(), z.unknown()).optional(),
  /** Life from now, real seconds; negative for an expired token. */
  expSeconds: z.number().optional(),
  alg: z.enum(['RS256', 'HS256', 'none']).default('RS256'),
  /** `other`: a stranger's key under our key's id; `unknown`: under an id nobody published. */
  key: z.enum(['own', 'other', 'unknown']).default('own'),
});
type TokenFaults = z.infer<typeof tokenFaults>;

const rawBody = z.strictObject({
  /** Fills in what Teams would send for that person; `activity` is laid over it. */
  mail: z.string().optional(),
  activity: z.record(z.string(), z.unknown()),
  headers: z.record(z.string(), z.string()).default({}),
  token: tokenFaults.prefault({}),
});

/** For tests of the bot's own door: an activity of any content under a token with a chosen fault. */
export const forgeRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/bot/raw', token: 'none', handle: forge },
];

async function forge(call: Call, world: World): Promise<Answer> {
  const { mail, activity, headers, token } = readBody(rawBody, call, 'BadRequest');
  const sent = { ...(mail && typical(world, mail)), ...activity };
  const credential = await forgedToken(world, token);
  if (credential !== undefined) headers.authorization ??= `Bearer ${credential}`;
  const contact = await postToBot(world, headers, JSON.stringify(sent));
  if (contact.answered)
    return { status: 200, body: { status: contact.status, body: contact.body } };
  const failure = unansweredBy(contact);
  return { status: failure.status, body: failure };
}

function typical(world: World, mail: string) {
  const person = knownPerson(world, mail);
  const install = installedBot(world, person);
  const id = `f:forged-${Date.now()}`;
  return {
    type: 'message',
    ...envelope(world, person, install, id),
    serviceUrl: serviceUrl(world),
  };
}

async function forgedToken(world: World, faults: TokenFaults): Promise<string | undefined> {
  if (faults.none) return undefined;
  if (faults.raw !== undefined) return faults.raw;
  const claims = withoutNulls({ ...connectorClaims(world, faults.expSeconds), ...faults.claims });
  if (faults.alg === 'none') return new UnsecuredJWT(claims).encode();
  if (faults.alg === 'RS256' && faults.key === 'own') return world.sign(claims);
  const { kid: ownKid = 'own' } = decodeProtectedHeader(await world.sign({}));
  const kid = faults.key === 'unknown' ? 'unpublished-key' : ownKid;
  const header = { alg: faults.alg, kid, typ: 'JWT' };
  return new SignJWT(claims).setProtectedHeader(header).sign(strangersKey(faults.alg));
}

const strangersKey = (alg: 'RS256' | 'HS256') =>
  alg === 'HS256'
    ? new TextEncoder().encode('a secret that the bot has never been told')
    : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const withoutNulls = (claims: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
