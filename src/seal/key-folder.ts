import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyTrouble } from './ports.ts';
import { boundTo, closeBox, keyBytes, leastBox, openBox } from './wrapped-box.ts';
import type { Half, Wrapping } from './wrapping.ts';

const version = 1;
const idBytes = 16;
const headBytes = 1 + idBytes;

/**
 * Wrapping keys in a folder, for whoever has no vault: a file of 32 random bytes for each call of
 * `wrap`, named `<wave>.<half>.<id>.key`, the id standing in what was wrapped. Only the user the
 * program runs as may read it; on Windows the folder has the rights of the one above it.
 */
export async function openKeyFolder(folder: string): Promise<Wrapping> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return {
    wrap: (wave, half, bytes) => wrap(folder, wave, half, bytes),
    unwrap: (wave, half, wrapped) => unwrap(folder, wave, half, wrapped),
    destroy: (wave) => destroy(folder, wave),
  };
}

async function wrap(folder: string, wave: string, half: Half, bytes: Uint8Array): Promise<Buffer> {
  const head = Buffer.concat([Uint8Array.of(version), randomBytes(idBytes)]);
  const key = randomBytes(keyBytes);
  try {
    await writeWhole(folder, nameOf(wave, half, head), key);
    return Buffer.concat([head, closeBox(key, bytes, boundTo(wave, half, head))]);
  } finally {
    key.fill(0);
  }
}

async function unwrap(folder: string, wave: string, half: Half, wrapped: Uint8Array) {
  const head = wrapped.subarray(0, headBytes);
  if (wrapped.length < headBytes + leastBox || head[0] !== version) throw new KeyTrouble('wrong');
  const key = await readKey(join(folder, nameOf(wave, half, head)));
  try {
    return openBox(key, wrapped.subarray(headBytes), boundTo(wave, half, head));
  } finally {
    key.fill(0);
  }
}

/** Overwrites first: what was unlinked alone could be read from the disk for long. */
async function destroy(folder: string, wave: string): Promise<void> {
  const prefix = `${nameFor(wave)}.`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  for (const name of names) await ignoringGone(() => wipe(join(folder, name)));
  if (names.length > 0) await syncFolder(folder);
}

async function wipe(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await unlink(path);
}

/** Another instance may have destroyed the same wave meanwhile. */
async function ignoringGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** Needs no renaming: until it is whole on the disk, nobody is told the name it has. */
async function writeWhole(folder: string, name: string, key: Buffer): Promise<void> {
  const file = await open(join(folder, name), 'wx', 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder as a file.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readKey(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new KeyTrouble('missing', error);
  }
}

function nameOf(wave: string, half: Half, head: Uint8Array): string {
  return `${nameFor(wave)}.${half}.${Buffer.from(head.subarray(1)).toString('hex')}.key`;
}

/** A wave's id stands in the name of a file: no dot, no slash. */
function nameFor(wave: string): string {
  if (!/^[0-9A-Za-z-]{1,100}$/.test(wave)) throw new RangeError('this id names no file');
  return wave;
}
