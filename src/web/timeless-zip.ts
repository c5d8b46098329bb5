/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16. */
const endMark = 0x06054b50;
const endLength = 22;
const entryLength = 46;
/** 1 January 1980, as far back as a zip can say. */
const first = { time: 0, day: 0x21 };

/**
 * The same zip without the moment at which each of its files was written. Throws `RangeError` for
 * bytes that are no zip, or one that ends with a comment.
 */
export function timeless(zip: Buffer): Buffer {
  const end = zip.length - endLength;
  if (end < 0 || zip.readUInt32LE(end) !== endMark) throw new RangeError('no zip');
  const bytes = Buffer.from(zip);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    write(bytes, at + 12);
    write(bytes, bytes.readUInt32LE(at + 42) + 10);
    const more = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    at += more.reduce((sum, length) => sum + length, entryLength);
  }
  return bytes;
}

function write(bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(first.time, at);
  bytes.writeUInt16LE(first.day, at + 2);
}
