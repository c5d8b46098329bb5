export type JsonFlaw = 'too-deep' | 'duplicate-key' | 'forbidden-key' | 'unsound-text';

const deepest = 50;
/** Names through which a parsed object reaches its prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
// With the flag u a surrogate of a pair is not matched, so these are the lone ones.
const unsound = /[\0\p{Surrogate}]/u;

/**
 * What JSON.parse would let through: nesting deeper than 50, a key said twice, a key that reaches
 * a prototype, a NUL or a lone surrogate. Of text that is not JSON it may say anything.
 */
export function jsonFlaw(text: string): JsonFlaw | undefined {
  // One entry an open bracket: the keys so far of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  let before = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      const keys = before === '{' || before === ',' ? open.at(-1) : null;
      const flaw = stringFlaw(text.slice(at, end + 1), keys);
      if (flaw) return flaw;
      at = end;
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? new Set() : null);
      if (open.length > deepest) return 'too-deep';
    } else if (sign === '}' || sign === ']') {
      open.pop();
    }
    if (!' \t\r\n'.includes(sign)) before = sign;
  }
  return undefined;
}

/** Place of the closing quote, or of the text's end. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') return at;
    if (sign === '\\') at++;
  }
  return text.length - 1;
}

function stringFlaw(quoted: string, keys: Set<string> | null | undefined): JsonFlaw | undefined {
  const value = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (unsound.test(value)) return 'unsound-text';
  if (!keys) return undefined;
  if (forbidden.has(value)) return 'forbidden-key';
  if (keys.has(value)) return 'duplicate-key';
  keys.add(value);
  return undefined;
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // Not JSON: whoever parses the whole text says so.
    return '';
  }
}
