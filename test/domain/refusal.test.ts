import { expect, test } from 'vitest';
import { isRefused, refusals, refuse } from '../../src/domain/refusal.ts';
import { refusals as english } from '../../src/words/en/refusals.ts';
import { refusals as french } from '../../src/words/fr/refusals.ts';

test('a refusal is told from what was done', () => {
  expect(isRefused(refuse('too-late'))).toBe(true);
  expect(isRefused({ meeting: 'm1' })).toBe(false);
});

test('every no has its own words in both languages', () => {
  for (const words of [french, english]) {
    const texts = refusals.map((refusal) => words[refusal]);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(Object.keys(words).sort()).toEqual([...refusals].sort());
  }
});
