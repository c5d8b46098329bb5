import { expect, test } from 'vitest';
import { eventId, rowKey } from '../../src/domain/meeting-ids.ts';

const meeting = '0000000a-0000-4000-8000-000000000001';
const other = '0000000a-0000-4000-8000-000000000002';

test('the same incarnation of a meeting is the same event, every other one another', () => {
  expect(eventId(meeting, 1)).toBe(eventId(meeting, 1));
  const all = [eventId(meeting, 1), eventId(meeting, 2), eventId(other, 1), rowKey(meeting)];
  expect(new Set(all).size).toBe(4);
});

test('ids that stand in calendars and in the list never change from one release to the next', () => {
  expect(eventId(meeting, 1)).toBe('19d696a8-aa72-5677-909b-7828476bba7e');
  expect(rowKey(meeting)).toBe('a9e0efd6-afd2-5650-ac45-db8a2248d216');
});

test('the key of a row does not show the meeting’s id', () => {
  expect(rowKey(meeting)).not.toContain(meeting.slice(0, 8));
  expect(rowKey(meeting)).not.toBe(rowKey(other));
});
