import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const pairOf = promisify(generateKeyPair);
const makeOne = async (modulusLength: number): Promise<KeyObject> =>
  (await pairOf('rsa', { modulusLength })).privateKey;

let made: Promise<KeyObject[]> | undefined;
let turn = 0;

/** Making a key takes long: of 2048 bits two serve all tests of a process, in turn. */
export async function fewKeys(bits: number): Promise<KeyObject> {
  if (bits !== 2048) return makeOne(bits);
  made ??= Promise.all([makeOne(bits), makeOne(bits)]);
  const keys = await made;
  turn += 1;
  return keys[turn % keys.length] ?? makeOne(bits);
}
