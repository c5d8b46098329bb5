import { expect, test } from 'vitest';
import { readThemes, themesOf } from '../../src/domain/theme-choice.ts';

test.each([
  ['one', ['skills'], ['skills']],
  ['three', ['skills', 'networks', 'other'], ['networks', 'skills', 'other']],
  ['one said twice', ['skills', 'skills'], ['skills']],
  [
    'three, each said twice',
    ['skills', 'other', 'networks', 'other', 'skills', 'networks'],
    ['networks', 'skills', 'other'],
  ],
])('%s: taken, in the order people read them', (_what, said, themes) => {
  expect(readThemes(said, 1)).toEqual({ themes });
});

test.each([
  ['none', [], 'themes-needed'],
  ['four', ['skills', 'networks', 'other', 'communication'], 'too-many-themes'],
  ['an unknown one', ['skills', 'his divorce'], 'unknown-theme'],
  ['an unknown one alone', ['toString'], 'unknown-theme'],
  ['an empty one', [''], 'unknown-theme'],
  ['a known one in another writing', ['Skills'], 'unknown-theme'],
])('%s: refused', (_what, said, refused) => {
  expect(readThemes(said, 1)).toEqual({ refused });
});

test('a list that does not exist offers nothing', () => {
  expect(themesOf(99)).toEqual([]);
  expect(readThemes(['skills'], 99)).toEqual({ refused: 'unknown-theme' });
});
