import { expect, test } from 'vitest';
import { coachWords } from '../../src/words/coach.ts';

/** Every sentence of a table of words that needs no value to be said. */
const said = (words: object): string[] =>
  Object.values(words).flatMap((word: unknown) => {
    if (typeof word === 'string') return [word];
    return typeof word === 'object' && word !== null ? said(word) : [];
  });

test('the coaches’ tab sets French as it is set everywhere', () => {
  // Refusals are judged with everybody else’s.
  const { refusals: _, ...own } = coachWords('fr');
  const sentences = [
    ...said(own),
    coachWords('fr').today.again('mardi 5 mai'),
    coachWords('fr').actThat('Rappeler', 'Awa Diallo'),
    coachWords('fr').sheet.referent('Paul Riou'),
  ];
  expect(sentences.length).toBeGreaterThan(60);
  for (const text of sentences) expect(text).not.toMatch(/ [:;?!»]|« |'/);
});

test('and says everything in both languages', () => {
  expect(said(coachWords('en'))).toHaveLength(said(coachWords('fr')).length);
});
