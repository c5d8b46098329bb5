import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/survey.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { type KeptKeys, KeyTrouble, type WaveKeys } from '../../src/seal/ports.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';

const answersOfAwa = new TextEncoder().encode('{"engagement":4,"relation":5}');

let folder: string;
let keys: WaveKeys;
/** Mentees and mentors apart. */
let midterm: KeptKeys;
/** Everybody together. */
let end: KeptKeys;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'telemaque-waves-'));
  keys = openWaveKeys(await openKeyFolder(folder));
  [midterm, end] = await Promise.all([
    keys.make('midterm-2026', ['mentee', 'mentor']),
    keys.make('end-2026', ['all']),
  ]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The same folder, by a process that has just begun: nothing is in its memory. */
const restarted = async (): Promise<WaveKeys> => openWaveKeys(await openKeyFolder(folder));
const filesOf = (wave: string) => readdirSync(folder).filter((name) => name.startsWith(wave));

function keyOf(kept: KeptKeys, cell: Cell): Uint8Array {
  const found = kept.signing.find((each) => each.cell === cell);
  if (!found) throw new Error(`no key for ${cell}`);
  return found.key;
}

async function tokenFor(kept: KeptKeys, cell: Cell) {
  const token = newToken();
  const { blinded, inverse } = await blind(keyOf(kept, cell), token);
  const signed = await keys.sign(kept, cell, blinded);
  return {
    token,
    blinded,
    signature: await unblind(keyOf(kept, cell), token, signed, inverse),
  };
}

/** Runs with what the folder has of one half of a wave's keys taken aside. */
async function without(wave: string, half: string, work: () => Promise<void>): Promise<void> {
  const names = filesOf(wave).filter((name) => name.includes(`.${half}.`));
  for (const name of names) renameSync(join(folder, name), join(folder, `aside ${name}`));
  try {
    await work();
  } finally {
    for (const name of names) renameSync(join(folder, `aside ${name}`), join(folder, name));
  }
}

describe('the keys of a wave', () => {
  test('have a key to seal to, and one for each cell to be counted in', () => {
    expect(midterm.wave).toBe('midterm-2026');
    expect(midterm.sealing).toHaveLength(32);
    expect(midterm.signing.map(({ cell }) => cell)).toEqual(['mentee', 'mentor']);
    expect(end.signing.map(({ cell }) => cell)).toEqual(['all']);
    // The frame of an SPKI takes 38 bytes of these; the rest is modulus and exponent.
    expect(midterm.signing.map(({ key }) => key.length)).toEqual([294, 294]);
  });

  test('open what was sealed for the wave, and nothing of another', async () => {
    const ballot = await keys.seal(midterm, answersOfAwa);
    const other = await keys.seal(end, answersOfAwa);

    const open = await (await restarted()).opener(midterm);

    expect(ballot).toHaveLength(512);
    expect(open(ballot)).toEqual(answersOfAwa);
    expect(open(other)).toBeNull();
  });

  test('leave no private half readable in the store', () => {
    const marks = ['302e020100300506032b656e', '300d06092a864886f70d010101'];
    const stored = Buffer.from(midterm.wrapped).toString('hex');

    expect(marks.filter((mark) => stored.includes(mark))).toEqual([]);
  });
});

describe('a token', () => {
  test('counts in its cell of its wave, and nowhere else', async () => {
    const { token, signature } = await tokenFor(midterm, 'mentee');

    expect(await keys.verify(midterm, 'mentee', token, signature)).toBe(true);
    expect(await keys.verify(midterm, 'mentor', token, signature)).toBe(false);
    expect(await keys.verify(midterm, 'all', token, signature)).toBe(false);
    expect(await keys.verify(end, 'all', token, signature)).toBe(false);
  });

  test('that nobody signed counts nowhere', async () => {
    const { token, signature } = await tokenFor(midterm, 'mentee');
    const claims: [Uint8Array, Uint8Array][] = [
      [newToken(), signature],
      [token, new Uint8Array(256)],
      [token, new Uint8Array(0)],
      [token.subarray(1), signature],
      [new Uint8Array(0), signature],
    ];

    for (const [claimed, by] of claims)
      expect(await keys.verify(midterm, 'mentee', claimed, by)).toBe(false);
  });

  test('of any length but 32 bytes counts nowhere, even when it was signed', async () => {
    const long = new Uint8Array(33);
    const { blinded, inverse } = await blind(keyOf(end, 'all'), long);
    const signed = await keys.sign(end, 'all', blinded);
    const signature = await unblind(keyOf(end, 'all'), long, signed, inverse);

    expect(await keys.verify(end, 'all', long, signature)).toBe(false);
  });

  test('is signed by the same bytes when it is asked for again, also after a restart', async () => {
    const { blinded } = await tokenFor(midterm, 'mentor');
    const first = await keys.sign(midterm, 'mentor', blinded);

    expect(await (await restarted()).sign(midterm, 'mentor', blinded)).toEqual(first);
  });

  test('is not signed for a cell the wave has not', async () => {
    const { blinded } = await tokenFor(end, 'all');

    await expect(keys.sign(end, 'mentor', blinded)).rejects.toBeInstanceOf(KeyTrouble);
  });

  test('is not signed by a key that is not the one shown to people', async () => {
    const { blinded } = await tokenFor(midterm, 'mentee');
    const exchanged = {
      ...midterm,
      signing: [{ cell: 'mentee' as const, key: keyOf(midterm, 'mentor') }],
    };

    await expect(keys.sign(exchanged, 'mentee', blinded)).rejects.toMatchObject({ why: 'wrong' });
    expect(await keys.sign(midterm, 'mentee', blinded)).toHaveLength(256);
  });

  test('is not checked by what is no key: that is trouble, not a forged token', async () => {
    const { token, signature } = await tokenFor(end, 'all');
    const spoilt = { ...end, signing: [{ cell: 'all' as const, key: new Uint8Array(294) }] };

    await expect(keys.verify(spoilt, 'all', token, signature)).rejects.toMatchObject({
      why: 'wrong',
    });
    expect(await keys.verify(end, 'all', token, signature)).toBe(true);
  });
});

describe('what is in memory', () => {
  test('signing never asks for the key that opens ballots', async () => {
    const fresh = await restarted();
    const { blinded } = await tokenFor(midterm, 'mentee');

    await without('midterm-2026', 'sealing', async () => {
      expect(await fresh.sign(midterm, 'mentee', blinded)).toHaveLength(256);
      await expect(fresh.opener(midterm)).rejects.toMatchObject({ why: 'missing' });
    });
  });

  test('a signing key is unwrapped once, and forgotten when its wave closes', async () => {
    const fresh = await restarted();
    const { blinded } = await tokenFor(midterm, 'mentee');
    // What is blinded for one key may be larger than another.
    const { blinded: another } = await tokenFor(midterm, 'mentor');
    await fresh.sign(midterm, 'mentee', blinded);

    await without('midterm-2026', 'signing', async () => {
      expect(await fresh.sign(midterm, 'mentor', another)).toHaveLength(256);
      await fresh.opener(midterm);
      await expect(fresh.sign(midterm, 'mentee', blinded)).rejects.toMatchObject({
        why: 'missing',
      });
    });

    expect(await fresh.sign(midterm, 'mentee', blinded)).toHaveLength(256);
  });
});

describe('at closing, the key is missing or wrong: nothing is lost, and it can be tried again', () => {
  const spoilt: [string, 'missing' | 'wrong', () => KeptKeys][] = [
    ['wrapped under the key of another wave', 'missing', () => ({ ...midterm, ...wrappedBy(end) })],
    ['cut short', 'wrong', () => ({ ...midterm, wrapped: midterm.wrapped.subarray(0, -1) })],
    ['empty', 'wrong', () => ({ ...midterm, wrapped: new Uint8Array(0) })],
    ['with more behind it', 'wrong', () => ({ ...midterm, wrapped: twice(midterm.wrapped) })],
    [
      'for another key than people sealed to',
      'wrong',
      () => ({ ...midterm, sealing: end.sealing }),
    ],
  ];
  const wrappedBy = ({ wrapped }: KeptKeys) => ({ wrapped });
  const twice = (bytes: Uint8Array) => Uint8Array.from([...bytes, ...bytes]);

  test.each(spoilt)('the private halves are %s: %s', async (_how, why, kept) => {
    await expect((await restarted()).opener(kept())).rejects.toMatchObject({ why });
  });

  test('and once it is back, every ballot opens', async () => {
    const ballot = await keys.seal(midterm, answersOfAwa);
    const fresh = await restarted();
    await without('midterm-2026', 'sealing', async () => {
      await expect(fresh.opener(midterm)).rejects.toThrow('the key of a wave is missing');
    });
    const [name = ''] = filesOf('midterm-2026.sealing');
    const before = readFileSync(join(folder, name));
    writeFileSync(join(folder, name), new Uint8Array(32));
    await expect(fresh.opener(midterm)).rejects.toThrow('the key of a wave is wrong');
    writeFileSync(join(folder, name), before);

    expect((await fresh.opener(midterm))(ballot)).toEqual(answersOfAwa);
  });
});

describe('a wave is laid down twice, and one try is killed before the store has it', () => {
  test.each(['first', 'second'])('what the %s try made opens, whoever lost', async (won) => {
    const wave = `twice-${won}`;
    const tries = [await keys.make(wave, []), await (await restarted()).make(wave, [])];
    const stored = won === 'first' ? tries[0] : tries[1];
    if (!stored) throw new Error('nothing was made');
    const ballot = await keys.seal(stored, answersOfAwa);

    expect((await (await restarted()).opener(stored))(ballot)).toEqual(answersOfAwa);
    expect(filesOf(wave)).toHaveLength(4);

    await keys.destroy(wave);
    expect(filesOf(wave)).toEqual([]);
  });

  test('a file that was half written when the power went is in nobody’s way', async () => {
    writeFileSync(join(folder, `torn.sealing.${'0'.repeat(32)}.key`), new Uint8Array(7));
    const stored = await keys.make('torn', []);

    expect(await keys.opener(stored)).toBeTypeOf('function');

    await keys.destroy('torn');
    expect(filesOf('torn')).toEqual([]);
  });
});

test('once destroyed, a wave is noise: to whoever kept the store, and in this very process', async () => {
  const past = await keys.make('past', ['all']);
  const { blinded } = await tokenFor(past, 'all');
  const ballot = await keys.seal(past, answersOfAwa);
  expect((await keys.opener(past))(ballot)).toEqual(answersOfAwa);
  expect(await keys.sign(past, 'all', blinded)).toHaveLength(256);

  await keys.destroy('past');
  await keys.destroy('past');

  await expect(keys.opener(past)).rejects.toMatchObject({ why: 'missing' });
  await expect(keys.sign(past, 'all', blinded)).rejects.toMatchObject({ why: 'missing' });
  expect((await keys.opener(midterm))(await keys.seal(midterm, answersOfAwa))).not.toBeNull();
});
