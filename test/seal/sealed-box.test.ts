import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openWith, rawPublic, sealTo } from '../../src/seal/node-box.ts';
import { seal } from '../../src/seal/sealed-box.ts';
import known from './known-ballot.json' with { type: 'json' };

const soak = process.env.SOAK === '1';
const wave = 'midterm-2026';
const { privateKey } = generateKeyPairSync('x25519');
const recipient = rawPublic(privateKey);
const open = openWith(wave, privateKey);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (plain: Uint8Array | null): string | null => plain && new TextDecoder().decode(plain);
const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

const answersOfAwa = bytes('{"engagement":4,"relation":5}');

function flipped(ballot: Uint8Array, bit: number): Uint8Array {
  const other = Uint8Array.from(ballot);
  const at = bit >> 3;
  other[at] = (other[at] ?? 0) ^ (1 << (bit & 7));
  return other;
}

const sealers = [
  { where: 'in a browser', seal },
  {
    where: 'on the server',
    seal: async (...all: Parameters<typeof sealTo>) => sealTo(...all),
  },
];

describe.each(sealers)('Awa Lemoine seals her answers $where', ({ seal: sealIt }) => {
  test('and the key of the wave opens them as they were', async () => {
    expect(text(open(await sealIt(wave, recipient, answersOfAwa)))).toBe(
      '{"engagement":4,"relation":5}',
    );
  });

  test.each([0, 1, 29, 399, 400])('%i bytes of answers are 512 bytes sealed', async (length) => {
    const plain = new Uint8Array(length).fill(0x35);

    const ballot = await sealIt(wave, recipient, plain);

    expect(ballot).toHaveLength(512);
    expect(open(ballot)).toEqual(plain);
  });

  test('401 bytes are too many, and nothing is sealed', async () => {
    await expect(sealIt(wave, recipient, new Uint8Array(401))).rejects.toThrow(RangeError);
  });

  test('twice the same answers have nothing in common but their version', async () => {
    const [first, second] = [
      await sealIt(wave, recipient, answersOfAwa),
      await sealIt(wave, recipient, answersOfAwa),
    ];

    const alike = [...first].filter((byte, at) => byte === second[at]).length;
    expect(first[0]).toBe(second[0]);
    // Of 511 random bytes two are alike on average; more than thirty, once in 10^30.
    expect(alike).toBeLessThan(32);
  });

  test('a key that makes every secret zero is refused by whoever would seal to it', async () => {
    await expect(sealIt(wave, new Uint8Array(32), answersOfAwa)).rejects.toThrow();
  });
});

describe('a ballot', () => {
  test('has the format that is written down: one made by other means opens', () => {
    const der = Buffer.concat([hex('302e020100300506032b656e04220420'), hex(known.secret)]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });

    expect(text(openWith(known.wave, key)(hex(known.ballot)))).toBe(known.plain);
  });
});

describe('what was not sealed for the wave is null', () => {
  test('another key, another wave', async () => {
    const other = generateKeyPairSync('x25519').privateKey;
    const ballot = await seal(wave, recipient, answersOfAwa);

    expect(openWith(wave, other)(ballot)).toBeNull();
    expect(openWith('end-2026', privateKey)(ballot)).toBeNull();
    expect(text(open(ballot))).toBe('{"engagement":4,"relation":5}');
  });

  test('a ballot with any one of its bits flipped', async () => {
    const ballot = await seal(wave, recipient, answersOfAwa);
    const bits = Array.from({ length: 512 * 8 }, (_, bit) => bit);
    const isTried = (bit: number) => soak || bit < 33 * 8 || bit % 9 === 0;

    const opened = bits.filter(isTried).filter((bit) => open(flipped(ballot, bit)) !== null);

    expect(opened).toEqual([]);
  });

  test.each([0, 1, 511, 513, 1024])('%i bytes', async (length) => {
    const ballot = new Uint8Array(length);
    ballot.set((await seal(wave, recipient, answersOfAwa)).subarray(0, length));

    expect(open(ballot)).toBeNull();
  });

  test.each([
    ['zero', '00'.repeat(32)],
    ['one', `01${'00'.repeat(31)}`],
    ['of order eight', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'],
    ['of order eight too', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'],
    ['p - 1', `ec${'ff'.repeat(30)}7f`],
    ['p, which is zero', `ed${'ff'.repeat(30)}7f`],
    ['p + 1, which is one', `ee${'ff'.repeat(30)}7f`],
    ['zero with the bit that is ignored', `${'00'.repeat(31)}80`],
  ])('an ephemeral key that is %s', async (_what, point) => {
    const ballot = Uint8Array.from(await seal(wave, recipient, answersOfAwa));
    ballot.set(hex(point), 1);

    expect(open(ballot)).toBeNull();
  });
});
