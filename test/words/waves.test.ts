import { describe, expect, test } from 'vitest';
import { wavesWords } from '../../src/words/waves.ts';

/** What a sentence is made of, where that is no questionnaire. */
const given: Record<string, [string, string?]> = {
  partition: ['by-party'],
  'state.refusedWhy': ['small-difference'],
  'questions.wording': ['mentee', 'fr'],
};

/** Sentences with where they stand; those that are made are made of something. */
function sentences(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, value(...(given[at] ?? ['midterm', 3]))]];
    return typeof value === 'object' && value !== null ? sentences(value, at) : [];
  });
}

describe('the words of the questionnaires', () => {
  const [french, english] = [sentences(wavesWords('fr')), sentences(wavesWords('en'))];

  test('are the same in both languages, in their own words', () => {
    expect(english.map(([at]) => at)).toEqual(french.map(([at]) => at));
    const before = new Map(french);
    const same = english.filter(([at, text]) => before.get(at) === text && /\p{L}{4}/u.test(text));
    // Both are words of both.
    expect(same.map(([, text]) => text)).toEqual(['Questionnaires', 'Mentors', 'Questions']);
  });

  test('are set as French is', () => {
    for (const [, text] of french) expect(text).not.toMatch(/ [:;?!»]|« |'/);
  });

  test('count nobody out loud', () => {
    for (const [, text] of [...french, ...english]) {
      expect(text).not.toMatch(/retard|\blate\b|n’ont pas répondu|have not answered/i);
    }
  });
});
