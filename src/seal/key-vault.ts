import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tokens } from '../entra/token.ts';
import type { Log } from '../log.ts';
import { KeyTrouble } from './ports.ts';
import { openVaultDoor, readTold, type VaultConfig, type VaultDoor } from './vault-door.ts';
import { boundTo, closeBox, keyBytes, leastBox, openBox } from './wrapped-box.ts';
import type { Half, Wrapping } from './wrapping.ts';

/** A key folder's first byte is 1: what one keeper wrapped is no key of the other. */
const format = 2;
const versionBytes = 16;
const lengthAt = 1 + versionBytes;
const wrappedKeyAt = lengthAt + 2;
/** The sealing one first: once it is gone, no ballot opens, whatever becomes of the rest. */
const halves: readonly Half[] = ['sealing', 'signing'];
const alg = 'RSA-OAEP-256';

export interface KeyVaultConfig extends VaultConfig {
  log: Pick<Log, 'warn'>;
  /** Bits; 3072 unless given, since a backup of the store may be kept for decades. */
  keySize?: 2048 | 3072;
  /** What is deleted can be purged some seconds later only: ms to wait before each further try. */
  waitsMs?: readonly number[];
}

/**
 * Wrapping keys in Azure Key Vault: the private half of `<wave>-<half>` never leaves it. `wrap` makes
 * a version of its own, and an AES key that the version wraps. Beside `KeyTrouble` every method throws
 * `OutsideFault`, upon which nothing was destroyed but what an earlier call of `destroy` had been.
 */
export function openKeyVault(
  vault: KeyVaultConfig,
  tokens: Pick<Tokens, 'get' | 'forget'>,
): Wrapping {
  const door = openVaultDoor(vault, tokens);
  return {
    wrap: (wave, half, bytes) => wrap(door, vault.keySize ?? 3072, wave, half, bytes),
    unwrap: (wave, half, wrapped) => unwrap(door, wave, half, wrapped),
    destroy: (wave) => destroy(door, vault, wave),
  };
}

const base64url = z.string().regex(/^[\w-]{1,1024}$/);
const made = z.object({
  key: z.object({ kid: z.string().regex(/\/keys\/[0-9A-Za-z-]+\/[0-9a-f]{32}$/) }),
});
const operated = z.object({ value: base64url });

async function wrap(
  door: VaultDoor,
  keySize: number,
  wave: string,
  half: Half,
  bytes: Uint8Array,
): Promise<Buffer> {
  const name = nameOf(wave, half);
  // https://learn.microsoft.com/rest/api/keyvault/keys/create-key/create-key
  const body = { kty: 'RSA', key_size: keySize, key_ops: ['wrapKey', 'unwrapKey'] };
  const { kid } = readTold(
    made,
    await door({ method: 'POST', path: `/keys/${name}/create`, body }),
  ).key;
  const version = Buffer.from(kid.slice(-2 * versionBytes), 'hex');
  const key = randomBytes(keyBytes);
  try {
    const head = headOf(version, await wrapKey(door, name, version, key));
    return Buffer.concat([head, closeBox(key, bytes, boundTo(wave, half, head))]);
  } finally {
    key.fill(0);
  }
}

/** https://learn.microsoft.com/rest/api/keyvault/keys/wrap-key/wrap-key */
async function wrapKey(door: VaultDoor, name: string, version: Buffer, key: Buffer) {
  // This text and the one `unwrapKey` reads cannot be wiped: they go when they are collected.
  const body = { alg, value: key.toString('base64url') };
  const path = `/keys/${name}/${version.toString('hex')}/wrapkey`;
  const { value } = readTold(operated, await door({ method: 'POST', path, body }));
  return Buffer.from(value, 'base64url');
}

function headOf(version: Uint8Array, wrappedKey: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrappedKey.length);
  return Buffer.concat([Uint8Array.of(format), version, length, wrappedKey]);
}

async function unwrap(
  door: VaultDoor,
  wave: string,
  half: Half,
  wrapped: Uint8Array,
): Promise<Buffer> {
  const whole = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.length);
  if (whole.length < wrappedKeyAt || whole[0] !== format) throw new KeyTrouble('wrong');
  const boxAt = wrappedKeyAt + whole.readUInt16BE(lengthAt);
  if (whole.length < boxAt + leastBox) throw new KeyTrouble('wrong');
  const version = whole.toString('hex', 1, lengthAt);
  const wrappedKey = whole.toString('base64url', wrappedKeyAt, boxAt);
  const key = await unwrapKey(door, `/keys/${nameOf(wave, half)}/${version}`, wrappedKey);
  try {
    return openBox(key, whole.subarray(boxAt), boundTo(wave, half, whole.subarray(0, boxAt)));
  } finally {
    key.fill(0);
  }
}

/**
 * https://learn.microsoft.com/rest/api/keyvault/keys/unwrap-key/unwrap-key; what was wrapped under
 * another key is 400 BadParameter: https://github.com/Azure/azure-sdk-for-net/issues/18947.
 */
async function unwrapKey(door: VaultDoor, path: string, value: string): Promise<Buffer> {
  const body = { alg, value };
  const known = [400, 404];
  const answer = await door({ method: 'POST', path: `${path}/unwrapkey`, body, known });
  if (answer.status === 404) throw new KeyTrouble('missing', answer.fault());
  if (answer.status === 400 && answer.code === 'BadParameter')
    throw new KeyTrouble('wrong', answer.fault());
  if (answer.status === 400) throw answer.fault();
  return Buffer.from(readTold(operated, answer).value, 'base64url');
}

/** Deleting takes every version and suffices for `missing`; purging takes what could be recovered. */
async function destroy(door: VaultDoor, vault: KeyVaultConfig, wave: string): Promise<void> {
  const deleted: { name: string; found: boolean; until: number | undefined }[] = [];
  for (const half of halves) {
    const name = nameOf(wave, half);
    deleted.push({ name, ...(await deleteKey(door, name)) });
  }
  const waits = vault.waitsMs ?? [1_000, 2_000, 4_000];
  const left = await Promise.all(
    deleted.map(async (each) => ((await purge(door, each, waits)) ? [] : [each.until])),
  );
  if (left.flat().length === 0) return;
  const dates = left.flat().filter((date) => date !== undefined);
  // In seconds since 1970, as everything the vault dates.
  const until = dates.length > 0 ? new Date(Math.max(...dates) * 1_000).toISOString() : undefined;
  vault.log.warn({ event: 'vault.not-purged', wave, until });
}

/** The latest moment of a JavaScript date, in seconds. */
const scheduled = z.object({
  key: z.object({ kid: z.string() }),
  scheduledPurgeDate: z.int().min(0).max(8.64e12).nullish(),
});

/** https://learn.microsoft.com/rest/api/keyvault/keys/delete-key/delete-key */
async function deleteKey(door: VaultDoor, name: string) {
  const answer = await door({ method: 'DELETE', path: `/keys/${name}`, known: [404, 409] });
  if (answer.status === 404) return { found: false, until: undefined };
  if (answer.status === 409 && answer.code !== 'ObjectIsBeingDeleted') throw answer.fault();
  if (answer.status === 409) return { found: true, until: undefined };
  return { found: true, until: readTold(scheduled, answer).scheduledPurgeDate ?? undefined };
}

/**
 * True once nothing is left to recover. The vault may refuse (no right, or purge protection), or need
 * longer than all waits; then it purges at the date it gave.
 * https://learn.microsoft.com/rest/api/keyvault/keys/purge-deleted-key/purge-deleted-key
 */
async function purge(
  door: VaultDoor,
  { name, found }: { name: string; found: boolean },
  waits: readonly number[],
): Promise<boolean> {
  const path = `/deletedkeys/${name}`;
  const { status } = await door({ method: 'DELETE', path, known: [403, 404, 409] });
  if (status === 404 && !found) return true;
  if (status === 403) return false;
  if (status !== 404 && status !== 409) return true;
  const [wait, ...more] = waits;
  if (wait === undefined) return false;
  await new Promise((resolve) => setTimeout(resolve, wait));
  return purge(door, { name, found }, more);
}

/** https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers */
function nameOf(wave: string, half: Half): string {
  const name = `${wave}-${half}`;
  if (wave === '' || !/^[0-9a-zA-Z-]{1,127}$/.test(name))
    throw new RangeError('this id names no key');
  return name;
}
