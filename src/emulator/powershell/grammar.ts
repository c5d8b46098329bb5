import { ScriptError, type Word, wordsOf } from './words.ts';

export type Value =
  | { kind: 'text'; text: string }
  | { kind: 'expandable'; text: string }
  | { kind: 'whole'; number: number }
  | { kind: 'variable'; name: string; property: string | undefined }
  | { kind: 'list'; values: Value[] };

/** A cmdlet with its parameters; a parameter without value is a switch. */
export interface Invocation {
  line: number;
  cmdlet: string;
  parameters: { name: string; value: Value | undefined }[];
}

export type Statement =
  | { kind: 'call'; line: number; call: Invocation; into: string | undefined }
  | { kind: 'set'; line: number; name: string; value: Value }
  | { kind: 'unless'; line: number; condition: Invocation; body: Statement[] };

/**
 * The statements of a script in the small part of PowerShell that an administrator's scripts here
 * are written in: comments, values, cmdlets, and `if (-not (Cmdlet …)) {` … `}`.
 */
export function parseScript(script: string): Statement[] {
  // Windows PowerShell reads a script as UTF-8 only with a mark before it.
  const lines = joined(script.replace(/^\uFEFF/, ''));
  const { statements, rest } = block(lines);
  const [left] = rest;
  if (left) throw new ScriptError(left.line, 'This } closes nothing.');
  return statements;
}

interface Line {
  line: number;
  words: Word[];
}

/** Lines with what a backtick at their end goes on with; blank ones and comments left out. */
function joined(script: string): Line[] {
  const lines: Line[] = [];
  let begun: { line: number; text: string } | undefined;
  for (const [at, raw] of script.split(/\r?\n/).entries()) {
    const line = begun?.line ?? at + 1;
    const text = `${begun?.text ?? ''}${raw}`;
    begun = /(^|\s)`$/.test(raw) ? { line, text: text.slice(0, -1) } : undefined;
    if (!begun) lines.push({ line, words: wordsOf(text, line) });
  }
  if (begun) throw new ScriptError(begun.line, 'The script ends in a backtick.');
  return lines.filter(({ words }) => words.length > 0);
}

const isMark = (word: Word | undefined, text: string): boolean =>
  word?.kind === 'mark' && word.text === text;

/** Statements up to a `}` of its own, or to the end. */
function block(lines: Line[]): { statements: Statement[]; rest: Line[] } {
  const statements: Statement[] = [];
  let rest = lines;
  while (rest.length > 0) {
    const [first, ...after] = rest;
    if (!first || (first.words.length === 1 && isMark(first.words[0], '}'))) break;
    rest = after;
    const [word] = first.words;
    if (word?.kind === 'bare' && word.text.toLowerCase() === 'if') {
      const condition = conditionOf(first);
      const inner = block(after);
      const closed = inner.rest[0];
      if (!closed) throw new ScriptError(first.line, 'This { is never closed.');
      const { line } = first;
      statements.push({ kind: 'unless', line, condition, body: inner.statements });
      rest = inner.rest.slice(1);
    } else statements.push(simple(first));
  }
  return { statements, rest };
}

function conditionOf({ line, words }: Line): Invocation {
  const opening = words.slice(1, 4);
  const negated = opening[1]?.kind === 'parameter' && opening[1].name.toLowerCase() === 'not';
  const opens = isMark(opening[0], '(') && negated && isMark(opening[2], '(');
  const ending = words.slice(-3).map((word) => (word.kind === 'mark' ? word.text : ''));
  if (!opens || ending.join('') !== ')){') {
    throw new ScriptError(line, 'The one condition understood is: if (-not (Cmdlet …)) {');
  }
  return invocation({ line, words: words.slice(4, -3) });
}

function simple(whole: Line): Statement {
  const { line, words } = whole;
  const [first, equals, ...rest] = words;
  if (first?.kind !== 'variable') {
    return { kind: 'call', line, call: invocation(whole), into: undefined };
  }
  if (first.property !== undefined || !isMark(equals, '=')) {
    throw new ScriptError(line, `$${first.name} stands alone: = and a value are missing.`);
  }
  if (rest[0]?.kind === 'bare' && isCmdlet(rest[0].text)) {
    return { kind: 'call', line, call: invocation({ line, words: rest }), into: first.name };
  }
  const { value, rest: left } = readValue(rest, line);
  if (left.length > 0) throw new ScriptError(line, 'More stands here than one value.');
  return { kind: 'set', line, name: first.name, value };
}

const isCmdlet = (text: string): boolean => /^[A-Za-z]+-[A-Za-z]+$/.test(text);

function invocation({ line, words }: Line): Invocation {
  const [name, ...rest] = words;
  if (name?.kind !== 'bare' || !isCmdlet(name.text)) {
    throw new ScriptError(line, 'A cmdlet is expected here.');
  }
  const parameters: Invocation['parameters'] = [];
  let left = rest;
  while (left.length > 0) {
    const [word, ...after] = left;
    if (word?.kind !== 'parameter') throw new ScriptError(line, 'A -Parameter is expected here.');
    const follows = after.length > 0 && after[0]?.kind !== 'parameter';
    if (!follows) {
      if (word.glued) throw new ScriptError(line, `-${word.name}: has no value.`);
      parameters.push({ name: word.name, value: undefined });
      left = after;
      continue;
    }
    const { value, rest: next } = readValue(after, line);
    parameters.push({ name: word.name, value });
    left = next;
  }
  return { line, cmdlet: name.text, parameters };
}

function readValue(words: Word[], line: number): { value: Value; rest: Word[] } {
  const [word, ...rest] = words;
  if (isMark(word, '@(')) return readList(rest, line);
  if (word?.kind === 'text' || word?.kind === 'expandable' || word?.kind === 'variable') {
    return { value: word, rest };
  }
  if (word?.kind !== 'bare') throw new ScriptError(line, 'A value is expected here.');
  const { text } = word;
  const value: Value = /^\d+$/.test(text)
    ? { kind: 'whole', number: Number(text) }
    : { kind: 'text', text };
  return { value, rest };
}

function readList(words: Word[], line: number): { value: Value; rest: Word[] } {
  const values: Value[] = [];
  let rest = words;
  while (!isMark(rest[0], ')')) {
    if (rest.length === 0) throw new ScriptError(line, 'This @( is never closed.');
    const { value, rest: next } = readValue(rest, line);
    values.push(value);
    rest = isMark(next[0], ',') ? next.slice(1) : next;
    const goesOn = isMark(next[0], ',') || isMark(next[0], ')');
    if (!goesOn) throw new ScriptError(line, 'A comma or ) is expected in this list.');
  }
  return { value: { kind: 'list', values }, rest: rest.slice(1) };
}
