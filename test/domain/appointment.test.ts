import { describe, expect, test } from 'vitest';
import {
  doubted,
  isDoubted,
  type Registered,
  registeredAs,
  standsAt,
  takeAppointment,
  whyNotRegister,
} from '../../src/domain/appointment.ts';
import type { CalendarChange } from '../../src/domain/calendar-change.ts';
import { type Meeting, whyNot } from '../../src/domain/meeting.ts';
import type { Interval } from '../../src/domain/time.ts';
import { aNewMeeting } from '../../src/usecases/book-meeting.ts';
import { awa, friday, marc, p01, paris, slot, thursday, tuesday } from '../support/people.ts';

/** Marc has made it in his Outlook, for Thursday at ten. */
const made: Meeting = {
  ...aNewMeeting('m1', p01.id, marc.id, 'outlook', { mode: 'video', place: null }),
  ...{ state: 'booked', time: thursday },
};
const agreed: Meeting = { ...made, agreement: 'agreed', answeredBy: awa.id };
const friday2: CalendarChange = { kind: 'moved', time: friday };
const take = (changes: CalendarChange[], meeting = agreed, now = tuesday) =>
  takeAppointment(p01, meeting, marc.id, changes, now);

describe('an invitation is a registered meeting’s', () => {
  const one: Registered = {
    ...{ meeting: 'm1', partner: awa.mail, start: thursday.start },
    organisers: [marc.mail, 'm.delcourt@chu.example'],
  };
  const sent = { organiser: marc.mail, invited: [awa.mail, 'p@x.example'], start: thursday.start };
  const cases: [what: string, change: object, is: boolean][] = [
    ['of the same organiser, partner and start', {}, true],
    ['from the organiser’s other address', { organiser: 'm.delcourt@chu.example' }, true],
    ['of another organiser', { organiser: awa.mail }, false],
    ['without the partner', { invited: ['p@x.example'] }, false],
    ['a moment later in the same minute', { start: thursday.start + 59_999 }, true],
    ['a millisecond before that minute', { start: thursday.start - 1 }, false],
    ['a minute later', { start: thursday.start + 60_000 }, false],
  ];

  test.each(cases)('%s: %o → %s', (_what, change, is) => {
    expect(registeredAs({ ...sent, ...change }, [one])).toBe(is ? one : undefined);
  });

  test('the first registered, of two that are the same', () => {
    expect(registeredAs(sent, [{ ...one, meeting: 'm0' }, one])?.meeting).toBe('m0');
  });
});

describe('what may be registered', () => {
  const lasting = (minutes: number) => slot('2026-04-23', '10:00', minutes);
  const from = (start: number): Interval => ({ start, end: start + 3_600_000 });
  const until = (end: number): Interval => ({ start: end - 3_600_000, end });
  const closing = paris('2027-03-25', '23:59');
  const cases: [what: string, time: Interval, why: string | null][] = [
    ['ten minutes', lasting(10), null],
    ['nine minutes', lasting(9), 'wrong-length'],
    ['eight hours', lasting(480), null],
    ['eight hours and a minute', lasting(481), 'wrong-length'],
    ['no time at all', lasting(0), 'end-before-start'],
    ['from this very moment', from(tuesday), 'in-the-past'],
    ['from the next millisecond', from(tuesday + 1), null],
    ['to the last minute of the closing day', until(closing), null],
    ['a millisecond beyond it', until(closing + 1), 'outside-programme'],
  ];

  test.each(cases)('%s', (_what, time, why) => {
    expect(whyNotRegister(time, p01, tuesday)).toBe(why);
  });

  test('nothing before the launch', () => {
    const launch = paris('2026-04-14', '00:00');
    const before = launch - 86_400_000;

    expect(whyNotRegister(from(launch), p01, before)).toBeNull();
    expect(whyNotRegister(from(launch - 1), p01, before)).toBe('outside-programme');
  });
});

describe('what its organiser does in Outlook', () => {
  test('moves the meeting: the other one is asked, they themselves are not told', () => {
    expect(take([friday2])).toMatchObject({
      meeting: { time: friday, agreement: 'asked', proposedBy: marc.id, version: 2 },
      told: [{ id: awa.id }],
    });
  });

  test('moves it, and the partner has said yes already: it is agreed', () => {
    const yes: CalendarChange = { kind: 'accepted', mail: awa.mail };

    expect(take([friday2, yes])?.meeting).toMatchObject({ time: friday, agreement: 'agreed' });
  });

  test.each([
    ['calls it off', { kind: 'gone' }],
    ['takes the partner’s invitation away', { kind: 'uninvited', mail: awa.mail }],
  ] satisfies [string, CalendarChange][])('%s: it stands, and both are asked', (_what, change) => {
    const taken = take([change]);

    expect(taken).toMatchObject({
      meeting: { state: 'booked', time: thursday, agreement: 'asked', proposedBy: null },
      told: [{ id: awa.id }, { id: marc.id }],
    });
    expect(taken && isDoubted(taken.meeting)).toBe(true);
  });

  test('calls it off again: nobody is asked twice', () => {
    expect(take([{ kind: 'gone' }], doubted(agreed))).toBeNull();
  });

  test('calls it off once it has begun: nothing changes any more', () => {
    expect(take([{ kind: 'gone' }], agreed, thursday.start)).toBeNull();
    expect(take([{ kind: 'gone' }], agreed, thursday.start - 1)).not.toBeNull();
  });

  test('sends it anew: what was asked is answered, and nobody is told', () => {
    expect(take([], doubted(agreed))).toMatchObject({
      meeting: { time: thursday, agreement: 'asked', proposedBy: marc.id },
      told: [],
    });
  });

  test('does nothing: nothing changes', () => {
    expect(take([])).toBeNull();
  });
});

test('a wish for another time says no to this one, for only its organiser can move it', () => {
  const wish: CalendarChange = { kind: 'wished', mail: awa.mail, time: friday };

  expect(take([wish])).toMatchObject({
    meeting: { time: thursday, agreement: 'other-time', proposals: [] },
    told: [{ id: marc.id }],
  });
});

test('a held one that is moved ahead was not held, and stands in its organiser’s name', () => {
  const held: Meeting = { ...agreed, state: 'held', heldOn: '2026-04-23' };

  expect(take([friday2], held, thursday.end)?.meeting).toMatchObject({
    ...{ state: 'booked', heldOn: null, proposedBy: marc.id, time: friday },
  });
});

test('nobody moves it here: its event is at home in somebody’s own calendar', () => {
  expect(whyNot('move', made, tuesday)).toBe('made-in-outlook');
  expect(whyNot('move', { ...made, source: 'bot' }, tuesday)).toBeNull();
  expect(whyNot('cancel', made, tuesday)).toBeNull();
});

test('one that stands again has nothing left to undo or to ask', () => {
  const cancelled: Meeting = { ...agreed, state: 'cancelled', askedAt: tuesday };

  expect(standsAt(cancelled, marc.id, friday)).toMatchObject({
    ...{ state: 'booked', time: friday, previous: null, askedAt: null, version: 2 },
  });
});
