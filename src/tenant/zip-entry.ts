import { inflateRawSync } from 'node:zlib';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
/** A manifest is some kB: more is no Teams package. */
const largest = 1024 * 1024;

/**
 * One file out of a zip, by its central directory; undefined when it is not there, or the bytes are
 * no zip. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
 */
export function zipEntry(bytes: Buffer, name: string): Buffer | undefined {
  try {
    return entryOf(bytes, name);
  } catch (error) {
    // Lengths that lead outside the file, or bytes that cannot be inflated.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error))
      return undefined;
    throw error;
  }
}

function entryOf(bytes: Buffer, name: string): Buffer | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== endMark) return undefined;
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== entryMark) return undefined;
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const [nameLength = 0, extra = 0, comment = 0] = lengths;
    const found = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (found === name) return contentOf(bytes, at);
    at += 46 + nameLength + extra + comment;
  }
  return undefined;
}

function contentOf(bytes: Buffer, entry: number): Buffer | undefined {
  const method = bytes.readUInt16LE(entry + 10);
  const size = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  if (method === 0) return packed;
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: largest }) : undefined;
}
