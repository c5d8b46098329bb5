import { expect, test } from 'vitest';
import { eventShows, shownAt, shownTime } from '../../src/domain/shown.ts';
import { friday, thursday } from '../support/people.ts';

const byVideo = { time: thursday, mode: 'video', place: null } as const;

test('an event shows its times and its manner, and can be told apart by any of them', () => {
  const inPerson = { ...byVideo, mode: 'in-person', place: 'mentor' } as const;

  const texts = [byVideo, { ...byVideo, time: friday }, inPerson].map(eventShows);

  expect(new Set(texts).size).toBe(3);
});

test('the time is read back from the text', () => {
  expect(shownTime(eventShows(byVideo))).toEqual(thursday);
});

test.each([
  ['that was never written', null],
  ['without a time', 'undefined/undefined/video/null'],
  ['whose end comes first', '20/10/video/null'],
])('a text %s tells no time', (_which, text) => {
  expect(shownTime(text)).toBeNull();
});

test('an event found at another time shows that time, in the same manner', () => {
  const found = shownAt(eventShows({ ...byVideo, mode: 'in-person', place: 'mentor' }), friday);

  expect(found).toBe(`${friday.start}/${friday.end}/in-person/mentor`);
});
