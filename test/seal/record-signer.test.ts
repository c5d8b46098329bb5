import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { fingerprint, isSignedRecord, openRecordSigner } from '../../src/seal/record-signer.ts';

const body = '{"form":1}';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemaque-records-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a record is signed by a key whose private half lies wrapped, its wrapping elsewhere', async () => {
  const signer = openRecordSigner(await openKeyFolder(folder));
  const key = await signer.make();
  const signature = await signer.sign(key, body);

  expect(key.id).toBe(fingerprint(key.spki));
  expect(isSignedRecord(key, body, signature)).toBe(true);
  expect(isSignedRecord(key, `${body} `, signature)).toBe(false);
  expect(isSignedRecord({ ...key, id: '0'.repeat(64) }, body, signature)).toBe(false);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('another instance over the same folder signs by it; without the folder nobody does', async () => {
  const key = await openRecordSigner(await openKeyFolder(folder)).make();
  const other = openRecordSigner(await openKeyFolder(folder));
  expect(isSignedRecord(key, body, await other.sign(key, body))).toBe(true);

  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  await expect(other.sign(key, body)).rejects.toThrow('missing');
});

test('a key that is not the one it is said to be signs nothing', async () => {
  const signer = openRecordSigner(await openKeyFolder(folder));
  const [one, two] = [await signer.make(), await signer.make()];

  await expect(signer.sign({ ...one, spki: two.spki }, body)).rejects.toThrow('wrong');
  expect(
    isSignedRecord({ id: fingerprint(Buffer.of(0)), spki: Buffer.of(0) }, body, body as never),
  ).toBe(false);
});
