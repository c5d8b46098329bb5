import { describe, expect, test } from 'vitest';
import { readSlot, slotText } from '../../src/domain/slot-text.ts';
import { slot, thursday } from '../support/people.ts';

const read = (text: string, minutes = 60) => readSlot(text, 'Europe/Paris', minutes);

test('a slot goes into a card and comes back the same', () => {
  expect(slotText(thursday)).toBe('2026-04-23T08:00:00Z/2026-04-23T09:00:00Z');
  expect(read(slotText(thursday))).toEqual({ slot: thursday });
});

test('a start alone takes the length that was asked for, in the reader’s zone', () => {
  expect(read('2026-04-23T10:00', 90)).toEqual({ slot: slot('2026-04-23', '10:00', 90) });
  const there = readSlot('2026-04-23T12:00', 'Indian/Reunion', 60);
  expect(there).toEqual({ slot: thursday });
});

describe('what a client can send besides', () => {
  test.each([
    ['', 'slot-unreadable'],
    ['demain', 'slot-unreadable'],
    ['2026-04-23', 'slot-unreadable'],
    ['2026-04-23T10:00/2026-04-23T11:00/2026-04-23T12:00', 'slot-unreadable'],
    ['2026-04-23T10:00/', 'slot-unreadable'],
    ['/2026-04-23T10:00', 'slot-unreadable'],
    ['2027-02-29T10:00', 'no-such-day'],
    ['2026-04-23T10:00/2026-04-31T11:00', 'no-such-day'],
    ['2026-03-29T02:30', 'no-such-hour'],
    ['2026-03-29T01:30/2026-03-29T02:30', 'no-such-hour'],
    ['2026-04-23T11:00/2026-04-23T10:00', 'end-before-start'],
    ['2026-04-23T10:00/2026-04-23T10:00', 'end-before-start'],
  ])('« %s » is refused: %s', (text, refused) => {
    expect(read(text)).toEqual({ refused });
  });

  test('a minute is long enough to be read: whether it is a length is not the text’s to say', () => {
    expect(read('2026-04-23T10:00/2026-04-23T10:01')).toEqual({
      slot: slot('2026-04-23', '10:00', 1),
    });
  });
});
