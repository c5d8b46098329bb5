import { expect, test } from 'vitest';
import { dayEventId, eventId, rowKey } from '../../src/domain/meeting-ids.ts';

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

test('each part of each collective day is an event of its own, in each incarnation', () => {
  const all = [
    dayEventId(meeting, 'launch', 1, 1),
    dayEventId(meeting, 'launch', 1, 2),
    dayEventId(meeting, 'launch', 2, 1),
    dayEventId(meeting, 'closing', 1, 1),
    dayEventId(other, 'launch', 1, 1),
    eventId(meeting, 1),
  ];

  expect(new Set(all).size).toBe(6);
  expect(dayEventId(meeting, 'launch', 1, 1)).toBe('7b6cf96f-9799-5a63-9205-de5f48d4c085');
});

test('the key of a row does not show the meeting’s id', () => {
  expect(rowKey(meeting)).not.toContain(meeting.slice(0, 8));
  expect(rowKey(meeting)).not.toBe(rowKey(other));
});
