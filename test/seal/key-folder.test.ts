import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import type { Wrapping } from '../../src/seal/wrapping.ts';

const wave = '5f0c-midterm';
const secret = new TextEncoder().encode('the key that opens the ballots');

let above: string;
let folder: string;
let keys: Wrapping;

beforeEach(async () => {
  above = mkdtempSync(join(tmpdir(), 'telemaque-keys-'));
  folder = join(above, 'deep', 'keys');
  keys = await openKeyFolder(folder);
});
afterEach(() => rmSync(above, { recursive: true }));

const names = () => readdirSync(folder);
const only = (): string => {
  const [name, ...rest] = names();
  if (!name || rest.length > 0) throw new Error(`${names().length} files, not one`);
  return join(folder, name);
};
const rightsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const opened = (wrapped: Uint8Array, half: 'sealing' | 'signing' = 'sealing', of = wave) =>
  keys.unwrap(of, half, wrapped).then((bytes) => new Uint8Array(bytes));

test('what was wrapped is unwrapped, also after a restart', async () => {
  const wrapped = await keys.wrap(wave, 'sealing', secret);
  keys = await openKeyFolder(folder);

  expect(await opened(wrapped)).toEqual(secret);
  expect(Buffer.from(wrapped).includes(Buffer.from(secret))).toBe(false);
});

test.skipIf(process.platform === 'win32')('nobody else may read folder or file', async () => {
  await keys.wrap(wave, 'sealing', secret);

  expect(rightsOf(folder)).toBe('700');
  expect(rightsOf(only())).toBe('600');
});

test.skipIf(process.platform === 'win32')('a folder that was open to others is shut', async () => {
  const open = join(above, 'open');
  mkdirSync(open, { mode: 0o755 });

  await openKeyFolder(open);

  expect(rightsOf(open)).toBe('700');
});

test('the file holds 32 bytes, and nothing of what it wraps; each call has its own', async () => {
  await keys.wrap(wave, 'sealing', secret);
  const first = readFileSync(only());
  await keys.wrap(wave, 'sealing', secret);

  expect(first).toHaveLength(32);
  expect(names()).toHaveLength(2);
  expect(new Set(names().map((name) => readFileSync(join(folder, name), 'hex'))).size).toBe(2);
});

describe('trouble is told apart, destroys nothing, and passes', () => {
  test('the file is not there', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const path = only();
    renameSync(path, join(above, 'aside'));

    await expect(opened(wrapped)).rejects.toMatchObject({ why: 'missing' });

    renameSync(join(above, 'aside'), path);
    expect(await opened(wrapped)).toEqual(secret);
  });

  test.each([
    ['is cut short', (path: string) => truncateSync(path, 31)],
    ['is empty, as after a full disk', (path: string) => truncateSync(path, 0)],
    ['is too long', (path: string) => writeFileSync(path, new Uint8Array(33))],
    ['holds another key', (path: string) => writeFileSync(path, new Uint8Array(32))],
  ])('the file %s', async (_how, spoil) => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const before = readFileSync(only());
    spoil(only());

    await expect(opened(wrapped)).rejects.toMatchObject({ name: 'KeyTrouble', why: 'wrong' });

    writeFileSync(only(), before);
    expect(await opened(wrapped)).toEqual(secret);
  });

  test('any bit of what was wrapped is another, or some of it is gone', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const troubles = new Set<unknown>();
    for (let bit = 0; bit < wrapped.length * 8; bit += 7) {
      const other = Uint8Array.from(wrapped);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const inId = bit >> 3 >= 1 && bit >> 3 < 17;
      await opened(other).then(
        () => troubles.add(`bit ${bit} made no difference`),
        (error: { why: string }) => troubles.add(`${inId ? 'id' : 'rest'}: ${error.why}`),
      );
    }
    for (const length of [0, 1, 16, 17, 44, 45, wrapped.length - 1])
      await expect(opened(wrapped.subarray(0, length))).rejects.toMatchObject({ why: 'wrong' });

    expect([...troubles].sort()).toEqual(['id: missing', 'rest: wrong']);
    expect(await opened(wrapped)).toEqual(secret);
  });

  test('one wave does not unwrap for another, nor one half for the other', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    await expect(opened(wrapped, 'sealing', '5f0c-end')).rejects.toMatchObject({ why: 'missing' });

    const [name = ''] = names();
    writeFileSync(join(folder, name.replace(wave, '5f0c-end')), readFileSync(join(folder, name)));
    writeFileSync(
      join(folder, name.replace('sealing', 'signing')),
      readFileSync(join(folder, name)),
    );
    await expect(opened(wrapped, 'sealing', '5f0c-end')).rejects.toMatchObject({ why: 'wrong' });
    await expect(opened(wrapped, 'signing')).rejects.toMatchObject({ why: 'wrong' });
  });
});

describe('destroyed', () => {
  test('for good, with every file of the wave, and no other', async () => {
    const first = await keys.wrap(wave, 'sealing', secret);
    const second = await keys.wrap(wave, 'signing', secret);
    const longer = await keys.wrap(`${wave}-2`, 'sealing', secret);

    await keys.destroy(wave);

    await expect(opened(first)).rejects.toMatchObject({ why: 'missing' });
    await expect(opened(second, 'signing')).rejects.toMatchObject({ why: 'missing' });
    expect(names()).toHaveLength(1);
    expect(await opened(longer, 'sealing', `${wave}-2`)).toEqual(secret);
  });

  test('twice, and by two instances at once', async () => {
    for (let nth = 0; nth < 5; nth++) await keys.wrap(wave, 'sealing', secret);
    const otherInstance = await openKeyFolder(folder);

    await Promise.all([keys.destroy(wave), otherInstance.destroy(wave)]);
    await keys.destroy(wave);

    expect(names()).toEqual([]);
  });

  test('before it is unlinked, the key is no longer in the file', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const before = readFileSync(only());
    linkSync(only(), join(above, 'the same blocks'));

    await keys.destroy(wave);

    const after = readFileSync(join(above, 'the same blocks'));
    expect(after).toHaveLength(32);
    expect(after.equals(before)).toBe(false);
    await expect(opened(wrapped)).rejects.toMatchObject({ why: 'missing' });
  });

  test('a folder that is gone is no destroyed key', async () => {
    await keys.wrap(wave, 'sealing', secret);
    renameSync(folder, join(above, 'elsewhere'));

    await expect(keys.destroy(wave)).rejects.toThrow('ENOENT');
  });
});

test.each(['', '../up', 'a/b', 'a.b', 'é', 'x'.repeat(101)])(
  'a wave that is called « %s » names no file',
  async (name) => {
    await expect(keys.wrap(name, 'sealing', secret)).rejects.toThrow(RangeError);
    await expect(keys.destroy(name)).rejects.toThrow(RangeError);
    expect(names()).toEqual([]);
  },
);
