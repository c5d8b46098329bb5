import { beforeEach, expect, test } from 'vitest';
import { packed } from '../../src/seal/packing.ts';
import { type KeptKeys, KeyTrouble } from '../../src/seal/ports.ts';
import { openSigners, type Signers } from '../../src/seal/signers.ts';
import { twoKeys, withSpki } from './keys.ts';

/** The waves whose signing half was unwrapped, in order. */
let unwrapped: string[];
let signers: Signers;
/** What the next unwrapping fails by. */
let trouble: KeyTrouble | undefined;

beforeEach(() => {
  unwrapped = [];
  trouble = undefined;
  signers = openSigners(async ({ wave }) => {
    unwrapped.push(wave);
    if (trouble) throw trouble;
    const { privateKey } = aKey();
    return packed([Buffer.from('all'), privateKey.export({ format: 'der', type: 'pkcs8' })]);
  });
});

function aKey() {
  const [first] = twoKeys();
  if (!first) throw new Error('no key');
  return withSpki(first);
}

function kept(wave: string, wrapped = wave): KeptKeys {
  const signing = [{ cell: 'all' as const, key: aKey().spki }];
  return { wave, sealing: new Uint8Array(32), signing, wrapped: Buffer.from(wrapped) };
}

const ask = (wave: string, wrapped?: string) => signers.of(kept(wave, wrapped), 'all');

test('two hundred who ask at once have the key unwrapped once', async () => {
  await Promise.all(Array.from({ length: 200 }, () => ask('midterm')));

  expect(unwrapped).toEqual(['midterm']);
});

test('eight waves stay in memory; the ninth takes the place of the one least asked for', async () => {
  const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  for (const wave of eight) await ask(wave);
  await ask('a');
  expect(unwrapped).toEqual(eight);

  await ask('i');
  await ask('a');
  expect(unwrapped).toEqual([...eight, 'i']);
  await ask('b');
  expect(unwrapped).toEqual([...eight, 'i', 'b']);
});

test('a wave that is forgotten is unwrapped again, and so is one kept otherwise', async () => {
  await ask('midterm');
  signers.forget('midterm');
  await ask('midterm');
  await ask('midterm', 'by another try');

  expect(unwrapped).toEqual(['midterm', 'midterm', 'midterm']);
});

test('trouble is not remembered', async () => {
  trouble = new KeyTrouble('missing');
  await expect(ask('midterm')).rejects.toBe(trouble);
  trouble = undefined;

  expect((await ask('midterm')).privateKey.type).toBe('private');
});

test('what is no key, once unwrapped, is trouble', async () => {
  signers = openSigners(async () => packed([Buffer.from('all'), Buffer.from('no key')]));

  await expect(ask('midterm')).rejects.toMatchObject({ why: 'wrong' });
});
