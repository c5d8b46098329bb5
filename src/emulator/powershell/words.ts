/** What a script says wrong, and on which of its lines. */
export class ScriptError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** One word of a statement, as it was written. */
export type Word =
  | { kind: 'text'; text: string }
  | { kind: 'expandable'; text: string }
  | { kind: 'bare'; text: string }
  | { kind: 'variable'; name: string; property: string | undefined }
  | { kind: 'parameter'; name: string; glued: boolean }
  | { kind: 'mark'; text: string };

const shapes: [RegExp, (found: RegExpExecArray) => Word][] = [
  [/^'((?:[^']|'')*)'/, ([, text = '']) => ({ kind: 'text', text: text.replaceAll("''", "'") })],
  [
    /^"((?:[^"`]|"")*)"/,
    ([, text = '']) => ({ kind: 'expandable', text: text.replaceAll('""', '"') }),
  ],
  [
    /^\$([A-Za-z_]\w*)(?:\.([A-Za-z]\w*))?/,
    ([, name = '', property]) => ({ kind: 'variable', name: name.toLowerCase(), property }),
  ],
  // `-Name value`, or `-Name:value` where the colon says that a value follows.
  [
    /^-([A-Za-z]\w*)(:?)/,
    ([, name = '', colon]) => ({ kind: 'parameter', name, glued: colon === ':' }),
  ],
  [/^(@\(|[(){},=])/, ([, text = '']) => ({ kind: 'mark', text })],
  [/^[A-Za-z0-9_*][\w.*@:/-]*/, ([text]) => ({ kind: 'bare', text })],
];

/** The words of a statement; whatever else PowerShell has is refused. */
export function wordsOf(statement: string, line: number): Word[] {
  const words: Word[] = [];
  let rest = statement.trim();
  while (rest !== '') {
    if (rest.startsWith('#')) break;
    const [found, make] = shapeOf(rest) ?? [];
    if (!found || !make) throw new ScriptError(line, `This is not understood: ${rest}`);
    words.push(make(found));
    rest = rest.slice(found[0].length);
    const glued = /^[\w'"$]/.test(rest) && !isOpen(words.at(-1));
    if (glued) throw new ScriptError(line, `This is not understood: ${rest}`);
    rest = rest.trimStart();
  }
  return words;
}

const isOpen = (word: Word | undefined): boolean =>
  word?.kind === 'mark' || (word?.kind === 'parameter' && word.glued);

function shapeOf(rest: string): [RegExpExecArray, (found: RegExpExecArray) => Word] | undefined {
  for (const [shape, make] of shapes) {
    const found = shape.exec(rest);
    if (found) return [found, make];
  }
  return undefined;
}
