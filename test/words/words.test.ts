import { describe, expect, test } from 'vitest';
import { refusals } from '../../src/domain/refusal.ts';
import { surveyInTab } from '../../src/words/survey-in-tab.ts';
import { words } from '../../src/words/words.ts';

/** Sentences that need nothing to be filled in, with where they stand. */
function sentences(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    return typeof value === 'object' && value !== null ? sentences(value, at) : [];
  });
}

const keysOf = (part: object): string[] =>
  Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? keysOf(value).map((inner) => `${key}.${inner}`)
      : [`${key}: ${typeof value}`],
  );

test('English has exactly the keys of French', () => {
  expect(keysOf(words('en'))).toEqual(keysOf(words('fr')));
});

test('no sentence of one language was left in the other', () => {
  const french = new Map(sentences(words('fr')));
  const same = sentences(words('en')).filter(([at, text]) => french.get(at) === text);

  expect(same.map(([at]) => at)).toEqual([]);
});

test('French is set with no-break spaces before high marks and curved apostrophes', () => {
  for (const [, text] of [...sentences(words('fr')), ...sentences(surveyInTab('fr'))])
    expect(text).not.toMatch(/ [:;?!»]|« |'/);
});

test('French is spoken with « vous »', () => {
  for (const [, text] of sentences(words('fr')))
    expect(text).not.toMatch(/(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/u);
});

test.each(['fr', 'en'] as const)(
  'in %s, only where the store lets us promise it is an answer called anonymous',
  (locale) => {
    const said = sentences({ ...words(locale), inTab: surveyInTab(locale) });
    const calledSo = said.filter(([, text]) => /anonym/i.test(text)).map(([at]) => at);

    expect(calledSo).toEqual(['survey.promised.anonymous.choose']);
  },
);

describe.each(['fr', 'en'] as const)('a refusal in %s', (locale) => {
  test.each(refusals)('says what happened and what can be done: %s', (refusal) => {
    const text = words(locale).refusals[refusal];

    expect(text).toMatch(/^\p{Lu}.+[.:?] .+\.$/u);
    expect(text).not.toMatch(/erreur|error|invalid/i);
  });
});
