import { describe, expect, test } from 'vitest';
import type { CalendarChange } from '../../src/domain/calendar-change.ts';
import { heldOn, type Meeting, notHeld, otherTimeWished } from '../../src/domain/meeting.ts';
import { takeChanges } from '../../src/domain/take-changes.ts';
import { awa, friday, marc, p01, slot, thursday, tuesday } from '../support/people.ts';

/** Awa booked Thursday at ten, by video, and Marc has not answered yet. */
const asked: Meeting = {
  ...{ id: '0000000a-0000-4000-8000-000000000001', pair: p01.id, plan: null },
  ...{ state: 'booked', source: 'bot', version: 1, proposedBy: awa.id },
  ...{ mode: 'video', place: null, time: thursday, agreement: 'asked', answeredBy: null },
  ...{ heldOn: null, previous: null, askedAt: null, proposals: [] },
};

const take = (meeting: Meeting, ...changes: CalendarChange[]) =>
  takeChanges(p01, meeting, changes, tuesday);
const told = (meeting: Meeting, ...changes: CalendarChange[]) =>
  take(meeting, ...changes)?.told.map(({ name }) => name);

const moved = { kind: 'moved', time: friday } as const;
const uninvited = { kind: 'uninvited', mail: marc.mail } as const;
const declined = { kind: 'declined', mail: marc.mail } as const;

describe('what the organiser does', () => {
  test.each([
    ['moves it', moved, { state: 'booked', time: friday, proposedBy: null }],
    ['calls it off', { kind: 'gone' }, { state: 'cancelled' }],
    ['takes one invitation away', uninvited, { state: 'cancelled' }],
  ] as const)('who %s is told to both', (_what, change, becomes) => {
    expect(take(asked, change)?.meeting).toMatchObject(becomes);
    expect(told(asked, change)).toEqual(['Awa Lemoine', 'Marc Delcourt']);
  });

  test('several things at once are told once, of what they came to', () => {
    expect(take(asked, moved, uninvited)?.meeting.state).toBe('cancelled');
    expect(told(asked, moved, uninvited)).toEqual(['Awa Lemoine', 'Marc Delcourt']);
    const agreed = { kind: 'accepted', mail: marc.mail } as const;
    expect(take(asked, moved, agreed)?.meeting).toMatchObject({ proposedBy: marc.id });
  });
});

describe('what an attendee says', () => {
  test('a yes by whoever was asked is the answer, told to nobody', () => {
    const yes = { kind: 'accepted', mail: marc.mail } as const;

    expect(take(asked, yes)).toMatchObject({ meeting: { agreement: 'agreed' }, told: [] });
    expect(take(asked, { ...yes, mail: awa.mail })).toBeNull();
  });

  test('a no asks the other one, once', () => {
    expect(told(asked, declined)).toEqual(['Awa Lemoine']);
    expect(take(otherTimeWished(asked, marc.id), declined)).toBeNull();
  });

  test.each([
    ['ahead is put to the other one', friday, { proposals: [friday], agreement: 'asked' }],
    ['that is just now is a no', slot('2026-04-21', '09:00'), { agreement: 'other-time' }],
    ['after the closing day is a no', slot('2027-03-26', '10:00'), { agreement: 'other-time' }],
    ['on the closing day is put', slot('2027-03-25', '10:00'), { agreement: 'asked' }],
  ])('a time wished %s', (_when, time, becomes) => {
    const wished = { kind: 'wished', mail: marc.mail, time } as const;

    expect(take(asked, wished)?.meeting).toMatchObject(becomes);
    expect(told(asked, wished)).toEqual(['Awa Lemoine']);
  });

  test('somebody who is not of the pair says nothing', () => {
    expect(take(asked, { ...declined, mail: 'rose@mentorat.example' })).toBeNull();
  });
});

describe('a meeting that lies behind', () => {
  const behind = { ...asked, time: slot('2026-04-20', '10:00') };
  const held = heldOn(behind, '2026-04-20');

  test.each([
    ['called off', { kind: 'gone' }],
    ['declined', declined],
    ['with one uninvited', uninvited],
  ] as const)('%s changes nothing any more, held or still to be told', (_what, change) => {
    expect(take(behind, change)).toBeNull();
    expect(take(held, change)).toBeNull();
  });

  test('held, and moved ahead, is not held', () => {
    expect(take(held, moved)?.meeting).toMatchObject({ state: 'booked', heldOn: null });
  });

  test('held, and moved to another past day, was held then; that is told to nobody', () => {
    const taken = take(held, { kind: 'moved', time: slot('2026-04-17', '10:00') });

    expect(taken).toMatchObject({ meeting: { state: 'held', heldOn: '2026-04-17' }, told: [] });
  });

  test('not held, and moved to another past day, was not held there either', () => {
    const time = slot('2026-04-17', '10:00');

    expect(take(notHeld(behind), { kind: 'moved', time })?.meeting).toMatchObject({
      ...{ state: 'not-held', heldOn: null, time },
    });
  });

  test('with an event moved after it was cancelled stays cancelled', () => {
    expect(take({ ...asked, state: 'cancelled' }, moved)).toBeNull();
  });
});

test('nothing new comes to nothing', () => {
  expect(take(asked)).toBeNull();
});
