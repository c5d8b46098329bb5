import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFlaw } from '../../src/bot/json-flaw.ts';

describe('a text that JSON.parse would read otherwise than its writer meant', () => {
  test.each([
    ['{"a":1,"a":2}', 'duplicate-key'],
    ['{ "a" : 1 ,\n\t"a" : 2 }', 'duplicate-key'],
    ['{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['{"a":[],"a":{}}', 'duplicate-key'],
    ['[{"a":{"b":[1],"b":2}}]', 'duplicate-key'],
    ['{"__proto__":1}', 'forbidden-key'],
    ['{"a":{"prototype":1}}', 'forbidden-key'],
    ['{"construct\\u006fr":1}', 'forbidden-key'],
    ['["\\u0000"]', 'unsound-text'],
    ['{"a\\udc00":1}', 'unsound-text'],
    ['"\\ud83d \\ude42"', 'unsound-text'],
    ['['.repeat(51), 'too-deep'],
    ['{"a":'.repeat(51), 'too-deep'],
  ])('%s has a flaw', (text, flaw) => {
    expect(jsonFlaw(text)).toBe(flaw);
  });

  test.each([
    // The same names in other places are values, or other objects' keys.
    '{"a":"a","b":["a","a"]}',
    '[{"a":1},{"a":2}]',
    '{"a":{"a":1}}',
    '["__proto__","constructor"]',
    '{"a":"{\\"b\\":1,\\"b\\":2}"}',
    '{"a\\\\":1,"a":2}',
    '"\\ud83d\\ude42 🙂"',
    '['.repeat(50) + ']'.repeat(50),
    // Not JSON: the parser's to refuse.
    '{"a":"\\x"}',
    '"open',
    '"open\\',
    ']]]',
    '',
  ])('%s has none', (text) => {
    expect(jsonFlaw(text)).toBeUndefined();
  });

  test('no text made from a value has one', () => {
    const key = fc.string().filter((name) => !/^(__proto__|constructor|prototype)$|\0/.test(name));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.boolean(),
        fc.double(),
        key,
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (any, indent) => {
        expect(jsonFlaw(JSON.stringify(any, null, indent))).toBeUndefined();
      }),
      { seed: 14042026, numRuns: 500 },
    );
  });
});
