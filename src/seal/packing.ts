/** Byte strings one after the other, each behind its length. */
export function packed(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** Views of the byte strings that were packed; null when they were not packed so. */
export function unpacked(whole: Uint8Array): Buffer[] | null {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + 4;
    const end = start <= bytes.length ? start + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) return null;
    parts.push(bytes.subarray(start, end));
    at = end;
  }
  return parts;
}
