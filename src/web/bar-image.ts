import { crc32, deflateSync } from 'node:zlib';
import type { Share } from '../domain/synthesis-model.ts';

/** Pixels of a bar in a document: two for each point of per cent. */
export const barSize = { width: 202, height: 16 };

/** Red, green and blue of each. */
const palette = [255, 255, 255, 15, 108, 189, 96, 94, 92];
const paper = 0;
const ink = 1;
const line = 2;

/**
 * A share as a picture (PNG, https://www.w3.org/TR/png-3/): full as far as it is known, in stripes
 * where it is only « at least » or « at most ». The same share is always the same bytes.
 */
export function barImage(share: Share): Buffer {
  const { width, height } = barSize;
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    // Each line of a PNG begins with the way it is filtered: not at all.
    rows.push(0);
    for (let x = 0; x < width; x += 1) rows.push(colourAt(x, y, share));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number, { percent, bound }: Share): number {
  const { width, height } = barSize;
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return line;
  const inside = x - 1 < 2 * percent;
  const striped = (x + y) % 6 < 2 ? ink : paper;
  if (bound === 'at-most') return inside ? striped : paper;
  if (inside) return ink;
  return bound === 'at-least' ? striped : paper;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
