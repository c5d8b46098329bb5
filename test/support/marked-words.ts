const root = 'ZQMOTCACHE';

/** Makes words that stand in no dictionary, one for each door they are put through. */
export function openMarks() {
  const doors = new Map<string, string>();
  return {
    /** The word of a door. */
    at(door: string): string {
      const word = doors.get(door) ?? `${root}${String(doors.size + 1).padStart(3, '0')}X`;
      doors.set(door, word);
      return word;
    },
    doors: (): string[] => [...doors.keys()],
    /** Doors whose word stands in a text. */
    doorsIn: (text: string): string[] =>
      [...doors].filter(([, word]) => text.includes(word)).map(([door]) => door),
  };
}

export type Marks = ReturnType<typeof openMarks>;

const bytes = Buffer.from(root);

/** The characters of a base64 text that depend on the word alone, for each place it may begin at. */
const inBase64 = [0, 1, 2].map((before) => {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const whole = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), whole);
});

/** Where marked words stand, with what is around them: as they are in any case, base64, hexadecimal. */
export function tracesIn(content: string | Buffer): string[] {
  const text = typeof content === 'string' ? content : content.toString('latin1');
  const low = text.toLowerCase();
  const places = [
    low.indexOf(root.toLowerCase()),
    low.indexOf(bytes.toString('hex')),
    ...inBase64.map((needle) => text.indexOf(needle)),
  ];
  return places
    .filter((at) => at >= 0)
    .map((at) => text.slice(Math.max(0, at - 100), at + 60).replace(/[^\x20-\x7e]+/g, ' '));
}
