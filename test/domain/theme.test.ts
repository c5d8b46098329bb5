import { expect, test } from 'vitest';
import { currentThemeVersion, themes } from '../../src/domain/theme.ts';
import { themes as english } from '../../src/words/en/themes.ts';
import { themes as french } from '../../src/words/fr/themes.ts';

test('the first list of themes never changes: what was recorded keeps its meaning', () => {
  expect(themes[1]).toEqual([
    'taking-up-post',
    'manager-positioning',
    'institution-and-culture',
    'networks',
    'communication',
    'skills',
    'team-and-cooperation',
    'projects-and-change',
    'time-and-priorities',
    'perspective-and-meaning',
    'career-path',
    'other',
  ]);
});

test('every list ends with « other », and each theme has words of its own in both languages', () => {
  for (const list of Object.values(themes)) {
    expect(list.at(-1)).toBe('other');
    for (const words of [french, english]) {
      expect(new Set(list.map((key) => words[key])).size).toBe(list.length);
    }
  }
  expect(french.other).toBe('Autre thématique générale');
  expect(Object.keys(themes)).toContain(String(currentThemeVersion));
});
