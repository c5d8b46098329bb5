import { expect, test } from 'vitest';
import { readPublished } from '../../src/domain/published-synthesis.ts';
import { synthesisText } from '../../src/domain/synthesis.ts';
import type { Synthesis } from '../../src/domain/synthesis-model.ts';

const wording = { fr: 'Nous avançons.', en: 'We move on.' };
const synthesis: Synthesis = {
  ...{ wave: 'midterm-2026', moment: 'midterm', cohortName: 'Promotion Germaine Tillion' },
  ...{ from: '2026-10-05', until: '2026-10-18', rule: 1, fewest: 7 },
  cells: [
    {
      ...{ cell: 'all', asked: 74, rate: 50, size: '25+' },
      questions: [
        {
          ...{ key: 'aims', topic: 'learning', wording: { mentee: wording, mentor: wording } },
          told: {
            kind: 'levels',
            shares: [
              { from: 1, to: 3, percent: 15 },
              { from: 4, to: 5, percent: 85 },
            ],
          },
          trend: 'up',
        },
      ],
    },
  ],
};
const text = synthesisText(synthesis);

test('a synthesis reads back as it was written', () => {
  expect(readPublished(text)).toEqual({ published: synthesis });
});

test.each<[string, string]>([
  ['nothing', ''],
  ['no JSON', '{"cells":'],
  ['null', 'null'],
  ['a list', `[${text}]`],
  ['a part missing', text.replace('"rate":50,', '')],
  ['an unknown way to tell', text.replace('"levels"', '"histogram"')],
  ['a level told twice', text.replace('"to":3', '"to":4')],
  ['a level left out', text.replace('"to":3', '"to":2')],
  ['a level 6', text.replace('"to":5', '"to":6')],
  ['a percentage in letters', text.replace('"percent":15', '"percent":"15"')],
  ['one space more', text.replace(':', ': ')],
  ['a line end', `${text}\n`],
  ['a key twice', text.replace('"rate":50', '"rate":41,"rate":50')],
  ['another order of keys', JSON.stringify(synthesis)],
  ['a number spelt otherwise', text.replace('"percent":15', '"percent":15.0')],
])('%s is no published synthesis', (_what, sent) => {
  expect(sent).not.toBe(text);
  expect(readPublished(sent)).toEqual({ why: 'unreadable' });
});

test.each<[string, string, string]>([
  ['a number of answers', '"asked":74', '"answered":37,"asked":74'],
  ['a count beside a percentage', '"percent":15', '"count":5,"percent":15'],
])('%s is told apart as an exact count', (_what, before, after) => {
  expect(readPublished(text.replace(before, after))).toEqual({ why: 'exact-count' });
});

test('anything else that has no place in it is refused as such', () => {
  const sent = text.replace('"asked":74', '"asked":74,"at":"2026-10-18T09:00"');

  expect(readPublished(sent)).toEqual({ why: 'unknown-field' });
});
