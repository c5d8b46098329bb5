import { type KeptKeys, KeyTrouble, type WaveKeys } from '../../src/seal/ports.ts';

/**
 * Keys of waves that seal nothing: a test of what is done with ballots need not wait for RSA. What
 * stands in a ballot can be read in it; that nobody can is shown of the real ones in test/seal.
 */
export function memoryKeys(): WaveKeys & { standing: Set<string>; clear(): void } {
  const standing = new Set<string>();
  const known = (wave: string) => {
    if (!standing.has(wave)) throw new KeyTrouble('missing');
  };
  const signed = (cell: string, message: Uint8Array) => Buffer.from(`${cell}:${hex(message)}`);
  return {
    standing,
    clear: () => standing.clear(),
    async make(wave, cells): Promise<KeptKeys> {
      standing.add(wave);
      const signing = cells.map((cell) => ({ cell, key: Buffer.from(cell) }));
      return { wave, sealing: Buffer.alloc(32, 1), wrapped: Buffer.from(wave), signing };
    },
    async seal({ wave }, plain) {
      const box = Buffer.alloc(512);
      box.write(wave, 0);
      box.writeUInt16BE(plain.length, 36);
      box.set(plain, 38);
      return box;
    },
    async opener({ wave }) {
      known(wave);
      return (ballot) => {
        const box = Buffer.from(ballot);
        if (box.toString('utf8', 0, 36) !== wave) return null;
        return box.subarray(38, 38 + box.readUInt16BE(36));
      };
    },
    async sign({ wave }, cell, blinded) {
      known(wave);
      return signed(cell, blinded);
    },
    verify: async (_, cell, token, signature) => hex(signed(cell, token)) === hex(signature),
    async destroy(wave) {
      standing.delete(wave);
    },
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
