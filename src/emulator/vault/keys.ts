import {
  constants,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readBody } from '../control/reading.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { keyNotFound, nameIn, refuseKey, vaultBody } from './answers.ts';

interface Version {
  version: string;
  /** PKCS #8, PEM. */
  secret: string;
  operations: string[];
  /** Seconds since 1970, as all that the vault dates. */
  created: number;
}

interface Deleted {
  versions: Version[];
  deletedDate: number;
  scheduledPurgeDate: number;
}

/** Kept so long unless a vault was made with less. */
const retention = 90 * 86_400;
const pairOf = promisify(generateKeyPair);
const live = (world: World) => world.store.table<Version[]>('vault-keys');
const gone = (world: World) => world.store.table<Deleted>('vault-deleted');
const settings = (world: World) => world.store.table<boolean>('vault');
const now = (world: World) => Math.floor(world.clock.now().getTime() / 1_000);

const newRsaKey = async (modulusLength: number): Promise<KeyObject> =>
  (await pairOf('rsa', { modulusLength })).privateKey;

/** https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups?view=rest-keyvault-keys-7.4 */
export const vaultRoutes: Route[] = [
  served('POST', '/vault/keys/:key/create', create),
  served('POST', '/vault/keys/:key/:version/wrapkey', wrapKey),
  served('POST', '/vault/keys/:key/:version/unwrapkey', unwrapKey),
  served('DELETE', '/vault/keys/:key', remove),
  served('GET', '/vault/deletedkeys/:key', getDeleted),
  served('DELETE', '/vault/deletedkeys/:key', purge),
  { method: 'POST', path: '/_emulator/vault', token: 'none', handle: protect },
];

function served(method: Route['method'], path: string, handle: Route['handle']): Route {
  return { method, path, token: 'vault', query: ['api-version'], handle };
}

const keyOperation = z.enum(['wrapKey', 'unwrapKey', 'encrypt', 'decrypt', 'sign', 'verify']);
const wanted = z.object({
  kty: z.literal('RSA'),
  key_size: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]).default(2048),
  key_ops: z.array(keyOperation).default([...keyOperation.options]),
});

async function create(call: Call, world: World): Promise<Answer> {
  const name = nameIn(call);
  const asked = vaultBody(wanted, call);
  const privateKey = await (world.newRsaKey ?? newRsaKey)(asked.key_size);
  const made: Version = {
    version: randomBytes(16).toString('hex'),
    secret: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    ...{ operations: asked.key_ops, created: now(world) },
  };
  // After the key, whose making takes its time: meanwhile the name may have been deleted.
  if (deletedKey(world, name)) {
    const message = `Key ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.`;
    refuseKey(409, 'Conflict', message, 'ObjectIsDeletedButRecoverable');
  }
  live(world).put(name, [...(live(world).get(name) ?? []), made]);
  return { status: 200, body: bundle(world, name, made) };
}

function bundle(world: World, name: string, { version, secret, operations, created }: Version) {
  const { n, e } = createPublicKey(secret).export({ format: 'jwk' });
  const recoveryLevel = isProtected(world) ? 'Recoverable' : 'Recoverable+Purgeable';
  return {
    key: { kid: kidOf(world, name, version), kty: 'RSA', key_ops: operations, n, e },
    attributes: { enabled: true, created, updated: created, recoveryLevel },
  };
}

const kidOf = (world: World, name: string, version: string) =>
  `${world.url}/vault/keys/${name}/${version}`;

const operand = z.object({
  alg: z.literal('RSA-OAEP-256'),
  value: z.string().regex(/^[\w-]+$/, "Content of 'value' is not base64url."),
});
const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

function wrapKey(call: Call, world: World): Answer {
  const { secret, kid, value } = operation(call, world, 'wrapKey');
  return operated(kid, () => publicEncrypt({ key: createPublicKey(secret), ...oaep }, value));
}

function unwrapKey(call: Call, world: World): Answer {
  const { secret, kid, value } = operation(call, world, 'unwrapKey');
  return operated(kid, () => privateDecrypt({ key: secret, ...oaep }, value));
}

function operation(call: Call, world: World, name: string) {
  const key = nameIn(call);
  const { value } = vaultBody(operand, call);
  const found = live(world)
    .get(key)
    ?.find(({ version }) => version === call.params.version);
  if (!found) return keyNotFound(`${key}/${call.params.version}`);
  if (!found.operations.includes(name)) {
    refuseKey(403, 'Forbidden', `Operation ${name} is not permitted on this key.`);
  }
  const kid = kidOf(world, key, found.version);
  return { secret: found.secret, kid, value: Buffer.from(value, 'base64url') };
}

function operated(kid: string, work: () => Buffer): Answer {
  try {
    return { status: 200, body: { kid, value: work().toString('base64url') } };
  } catch {
    // OpenSSL says no more than the vault does.
    return refuseKey(400, 'BadParameter', 'Error occurred while decoding OAEP padding.');
  }
}

/** Only the name as a whole can be deleted, and is kept for a while. */
function remove(call: Call, world: World): Answer {
  const name = nameIn(call);
  const versions = live(world).get(name);
  if (!versions) return keyNotFound(name);
  const deletedDate = now(world);
  gone(world).put(name, { versions, deletedDate, scheduledPurgeDate: deletedDate + retention });
  live(world).remove(name);
  return getDeleted(call, world);
}

function getDeleted(call: Call, world: World): Answer {
  const name = nameIn(call);
  const found = deletedKey(world, name);
  const latest = found?.versions.at(-1);
  if (!found || !latest) return keyNotFound(name);
  const { deletedDate, scheduledPurgeDate } = found;
  const recoveryId = `${world.url}/vault/deletedkeys/${name}`;
  const body = { recoveryId, deletedDate, scheduledPurgeDate, ...bundle(world, name, latest) };
  return { status: 200, body };
}

function purge(call: Call, world: World): Answer {
  const name = nameIn(call);
  if (!deletedKey(world, name)) return keyNotFound(name);
  if (isProtected(world)) {
    const message =
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.';
    refuseKey(403, 'Forbidden', message, 'ForbiddenByPolicy');
  }
  gone(world).remove(name);
  return { status: 204 };
}

/** Undefined once the vault's own date for purging it has come. */
function deletedKey(world: World, name: string): Deleted | undefined {
  const found = gone(world).get(name);
  if (found && found.scheduledPurgeDate <= now(world)) gone(world).remove(name);
  return gone(world).get(name);
}

const isProtected = (world: World) => settings(world).get('purgeProtection') ?? false;

const protection = z.strictObject({ purgeProtection: z.boolean() });

function protect(call: Call, world: World): Answer {
  const asked = readBody(protection, call);
  settings(world).put('purgeProtection', asked.purgeProtection);
  return { status: 200, body: asked };
}
