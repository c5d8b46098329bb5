import { describe, expect, test } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { byTopic, cellOf, cellsOf, questionsAt, readAnswers } from '../../src/domain/survey.ts';

const questions = questionsAt(guideInstrument, 'midterm').slice(0, 2);

test('a moment has its own questions, in order', () => {
  const keys = (moment: 'midterm' | 'end') =>
    questionsAt(guideInstrument, moment).map(({ key }) => key);

  expect(keys('midterm').slice(0, 4)).toEqual(['time', 'part', 'hopes', 'rhythm']);
  expect(keys('end')).toContain('useful');
  expect(keys('midterm')).not.toContain('useful');
});

test('they come topic by topic, however the instrument has them: ballots are read in that order', () => {
  const mixed = { ...guideInstrument, questions: [...guideInstrument.questions].reverse() };
  const keys = questionsAt(mixed, 'end').map(({ topic }) => topic);

  expect(keys).toEqual(questionsAt(guideInstrument, 'end').map(({ topic }) => topic));
});

test('a topic that no question bears on is left out', () => {
  const asked = [
    { key: 'b', topic: 'learning' as const },
    { key: 'a', topic: 'relation' as const },
    { key: 'c', topic: 'learning' as const },
  ];

  expect(byTopic(asked).map((each) => [each.topic, each.questions.map(({ key }) => key)])).toEqual([
    ['relation', ['a']],
    ['learning', ['b', 'c']],
  ]);
});

test('everybody together is one cell; mentees and mentors apart are two', () => {
  expect([cellsOf('together'), cellsOf('by-party')]).toEqual([['all'], ['mentee', 'mentor']]);
  expect([cellOf('together', 'mentor'), cellOf('by-party', 'mentor')]).toEqual(['all', 'mentor']);
});

describe('answers', () => {
  test('are the texts 1 to 5, one a question', () => {
    expect(readAnswers(questions, { time: '1', part: '5' })).toEqual({ time: 1, part: 5 });
  });

  test('that are lacking or empty are named', () => {
    expect(readAnswers(questions, { time: '' })).toEqual({ missing: ['time', 'part'] });
  });

  test('beside those that were asked for are dropped', () => {
    const sent = { time: '2', part: '3', again: '5', isAdmin: true };
    expect(readAnswers(questions, sent)).toEqual({ time: 2, part: 3 });
  });

  test.each(['0', '6', '-1', '4.0', '４', '1e0', ' 4', 4, true, ['4'], { $gt: 0 }])(
    'that read %j are none',
    (value) => {
      expect(readAnswers(questions, { time: value, part: '3' })).toEqual({ invalid: true });
    },
  );

  test('are not looked for in what every object inherits', () => {
    const [one] = questions;
    if (!one) throw new Error('no question');
    expect(readAnswers([{ ...one, key: 'constructor' }], {})).toEqual({ missing: ['constructor'] });
  });
});
