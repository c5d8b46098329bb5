import { describe, expect, test } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { moments, parties, questionsAt, topics } from '../../src/domain/survey.ts';

describe.each(moments)('the questions of the guide at %s', (moment) => {
  const asked = questionsAt(guideInstrument, moment);

  test('are ten, two for each of its five indicators, topic by topic', () => {
    expect(asked.map(({ topic }) => topic)).toEqual(topics.flatMap((topic) => [topic, topic]));
  });

  test.each(parties)('are whole sentences for the %s, in both languages', (party) => {
    for (const { wording } of asked) {
      for (const text of [wording[party].fr, wording[party].en]) {
        expect(text).toMatch(/^\p{Lu}.+\.$/u);
        expect(text.length).toBeLessThanOrEqual(90);
      }
    }
  });
});

test('each of them has a key of its own', () => {
  const keys = guideInstrument.questions.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
