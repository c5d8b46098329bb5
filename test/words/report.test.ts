import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/domain/card-model.ts';
import { reportWords } from '../../src/words/report.ts';
import {
  cellDay,
  dayOfYearText,
  findingText,
  periodText,
  shortPeriodText,
  themeLines,
} from '../../src/words/report-text.ts';

/** Sentences with where they stand; those that are made are made of something. */
function sentences(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, said(value)]];
    return typeof value === 'object' && value !== null ? sentences(value, at) : [];
  });
}

/** What is made of a word, or of several. */
function said(made: (first: unknown, second: number) => string): string {
  try {
    return made('meetings', 3);
  } catch {
    return made(['meetings', 'meetings'], 3);
  }
}

describe('the overview’s words', () => {
  const [french, english] = [sentences(reportWords('fr')), sentences(reportWords('en'))];

  test('are the same in both languages, in their own words', () => {
    expect(english.map(([at]) => at)).toEqual(french.map(([at]) => at));
    const before = new Map(french);
    const same = english.filter(
      ([at, text]) => at !== 'take.label' && before.get(at) === text && /\p{L}{4}/u.test(text),
    );
    expect(same).toEqual([]);
  });

  test('are set as French is', () => {
    for (const [, text] of french) expect(text).not.toMatch(/ [:;?!»]|« |'/);
  });

  test('call nobody late', () => {
    for (const [, text] of [...french, ...english]) expect(text).not.toMatch(/retard|late\b/i);
  });
});

const reader = (locale: 'fr' | 'en'): Reader => ({ locale, zone: 'UTC', nameZone: false });

test.each([
  ['2026-08', '2026-08', 'août 2026', 'August 2026', 'août', 'Aug'],
  ['2026-07', '2026-08', 'juillet – août 2026', 'July – August 2026', 'juil. – août', 'Jul – Aug'],
  [
    ...['2026-12', '2027-01', 'décembre 2026 – janvier 2027', 'December 2026 – January 2027'],
    ...['déc. – janv.', 'Dec – Jan'],
  ],
] as const)('months are named as people do: %s to %s', (from, to, fr, en, shortFr, shortEn) => {
  const period = { from, to, held: 9 };
  expect([periodText(period, 'fr'), periodText(period, 'en')]).toEqual([fr, en]);
  expect([shortPeriodText(period, 'fr'), shortPeriodText(period, 'en')]).toEqual([
    ...[shortFr, shortEn],
  ]);
});

test('days have their year', () => {
  expect(dayOfYearText('2026-05-01', reader('fr'))).toBe('1er mai 2026');
  expect(dayOfYearText('2026-05-01', reader('en'))).toBe('1 May 2026');
  expect(cellDay('2026-05-01')).toBe('01/05/2026');
});

test('the finding says what was held and what was expected', () => {
  const of = (least: number, most: number) => ({
    held: 90,
    expected: { least, most },
    periods: [],
  });

  expect(findingText(of(110, 145), reportWords('fr'))).toBe(
    '90 rencontres ont eu lieu, pour 110 à 145 attendues',
  );
  expect(findingText(of(5, 5), reportWords('fr'))).toBe(
    '90 rencontres ont eu lieu, pour environ 5 attendues',
  );
  expect(findingText(of(110, 145), reportWords('en'))).toBe(
    '90 meetings took place; 110 to 145 were expected',
  );
});

test('themes that share the first place are named together', () => {
  const { finding } = reportWords('fr').themes;

  expect(finding(['A'])).toBe('La thématique la plus citée\u00a0: A');
  expect(finding(['A', 'B'])).toBe('Les thématiques les plus citées\u00a0: A · B');
});

describe('themes as lines', () => {
  const told = [
    { theme: 'skills', pairs: 'most' as const },
    { theme: 'networks', pairs: 12 },
  ] as const;

  test('have the length of their share, and rare ones none', () => {
    const themes = {
      ...{ told: [...told], rare: { themes: ['other' as const], pairs: 'few' as const } },
    };

    expect(themeLines(themes, 24, 'fr')).toEqual([
      {
        ...{ key: 'skills', title: 'Développement des compétences', share: 1 },
        pairs: 'la plupart des binômes qui se sont rencontrés',
      },
      { key: 'networks', title: 'Réseaux et partenaires', pairs: '12 binômes', share: 0.5 },
      {
        ...{ key: 'rare', title: 'rarement citée\u00a0: Autre thématique générale', share: null },
        pairs: 'moins de 7 binômes',
      },
    ]);
  });

  test('are those told, when none is rare', () => {
    expect(themeLines({ told: [...told], rare: null }, 24, 'en')).toHaveLength(2);
  });
});
