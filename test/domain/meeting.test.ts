import { describe, expect, test } from 'vitest';
import {
  type Act,
  accepted,
  cancelledBy,
  dayThatCounts,
  heldOn,
  type Meeting,
  type MeetingState,
  movedInOutlook,
  movedTo,
  notHeld,
  otherTimeWished,
  proposedAnew,
  standsInCalendars,
  undone,
  whyNot,
} from '../../src/domain/meeting.ts';
import { awa, friday, marc, p01, paris, slot, thursday, tuesday } from '../support/people.ts';

const video = { mode: 'video', place: null } as const;
const atMarcs = { mode: 'in-person', place: 'mentor' } as const;

/** Awa booked Thursday at ten, by video, and Marc has not answered yet. */
const aMeeting = (change: Partial<Meeting> = {}): Meeting => ({
  ...{ id: '0000000a-0000-4000-8000-000000000001', pair: p01.id },
  ...{ state: 'booked', source: 'bot', version: 1, plan: null, proposedBy: awa.id },
  ...video,
  ...{ time: thursday, agreement: 'asked', answeredBy: null },
  ...{ heldOn: null, previous: null, askedAt: null, proposals: [] },
  ...change,
});

/** Times proposed for a meeting that stands nowhere yet. */
const proposal = aMeeting({ state: 'proposed', time: null, proposals: [thursday, friday] });

function back(meeting: Meeting, by: string, now = tuesday): Meeting {
  const result = undone(meeting, by, now);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

describe('an act is open in these states and in no other', () => {
  const states: MeetingState[] = ['proposed', 'booked', 'held', 'not-held', 'cancelled'];
  const open: Record<Act, MeetingState[]> = {
    accept: ['proposed', 'booked'],
    decline: ['proposed', 'booked'],
    move: ['proposed', 'booked'],
    cancel: ['proposed', 'booked'],
    held: ['booked'],
    'not-held': ['booked', 'held'],
    correct: ['booked', 'held', 'not-held'],
  };

  test.each(Object.keys(open) as Act[])('%s', (act) => {
    const calendarAct = ['accept', 'decline', 'move', 'cancel'].includes(act);
    const now = calendarAct ? tuesday : thursday.end;

    const allowed = states.filter((state) => whyNot(act, aMeeting({ state }), now) === null);

    expect(allowed).toEqual(open[act]);
  });

  test.each([
    ['cancelled', 'held', 'too-late'],
    ['held', 'move', 'already-recorded'],
    ['not-held', 'held', 'already-recorded'],
  ] as const)('a %s meeting answers « %s » with %s', (state, act, why) => {
    expect(whyNot(act, aMeeting({ state }), thursday.end)).toBe(why);
  });
});

describe('the start of a meeting parts what may be done', () => {
  const { start } = thursday;

  test.each(['accept', 'decline', 'move', 'cancel'] as const)('%s, until it begins', (act) => {
    const at = [start - 1, start, start + 1].map((now) => whyNot(act, aMeeting(), now));

    expect(at).toEqual([null, 'too-late', 'too-late']);
  });

  test.each(['held', 'not-held', 'correct'] as const)('%s, once it has begun', (act) => {
    const at = [start - 1, start, start + 1].map((now) => whyNot(act, aMeeting(), now));

    expect(at).toEqual(['not-started', null, null]);
  });

  test('new times proposed for it can be answered even after the old one has passed', () => {
    const meeting = proposedAnew(aMeeting(), marc.id, [friday], video);

    expect(whyNot('accept', meeting, thursday.end)).toBeNull();
  });

  test('times that are only proposed, and a meeting noted afterwards, know no start', () => {
    expect(whyNot('accept', proposal, tuesday)).toBeNull();
    const noted = aMeeting({ state: 'held', time: null, heldOn: '2026-04-20', source: 'record' });
    expect(whyNot('correct', noted, tuesday)).toBeNull();
  });
});

describe('every act makes a new version, and each says what it must', () => {
  test('accepting what stands', () => {
    expect(accepted(aMeeting(), marc.id, null)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'agreed', answeredBy: marc.id, version: 2 },
      previous: null,
    });
  });

  test('accepting one of the times proposed', () => {
    expect(accepted(proposal, marc.id, friday)).toMatchObject({
      ...{ state: 'booked', time: friday, agreement: 'agreed', proposals: [], version: 2 },
      previous: null,
    });
  });

  test('wishing another time cancels nothing', () => {
    expect(otherTimeWished(aMeeting(), marc.id)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'other-time', answeredBy: marc.id },
      version: 2,
    });
  });

  test('moving asks the other one anew', () => {
    const agreed = accepted(aMeeting(), marc.id, null);

    expect(movedTo(agreed, marc.id, friday, atMarcs)).toMatchObject({
      ...{ time: friday, agreement: 'asked', proposedBy: marc.id, answeredBy: null, version: 3 },
      ...atMarcs,
    });
  });

  test('proposing anew leaves the time that stands', () => {
    expect(proposedAnew(aMeeting(), marc.id, [friday], video)).toMatchObject({
      ...{ state: 'booked', time: thursday, proposals: [friday], proposedBy: marc.id, version: 2 },
    });
  });

  test('what was said of a past meeting takes undoing away', () => {
    const moved = movedTo(aMeeting(), awa.id, friday, video);

    expect(heldOn(moved, '2026-04-24')).toMatchObject({
      ...{ state: 'held', heldOn: '2026-04-24', previous: null, version: 3 },
    });
    const corrected = notHeld(heldOn(moved, '2026-04-24'));
    expect(corrected).toMatchObject({ state: 'not-held', heldOn: null, version: 4 });
  });

  test('a time accepted after the former one has passed is asked about when it ends', () => {
    const asked = aMeeting({ askedAt: thursday.end, proposals: [friday] });

    expect(accepted(asked, marc.id, friday).askedAt).toBeNull();
    expect(movedTo(asked, marc.id, friday, video).askedAt).toBeNull();
  });
});

describe('undoing', () => {
  test('a move goes back to the former time, place and answer', () => {
    const agreed = accepted(aMeeting(), marc.id, null);

    const undo = back(movedTo(agreed, marc.id, friday, atMarcs), marc.id);

    expect(undo).toEqual({ ...agreed, version: 4 });
  });

  test('a move of what nobody had answered asks the same person as before', () => {
    const undo = back(movedTo(aMeeting(), marc.id, friday, video), marc.id);

    expect(undo).toMatchObject({ proposedBy: awa.id, agreement: 'asked', time: thursday });
  });

  test('a cancelled meeting stands again', () => {
    expect(back(cancelledBy(aMeeting(), marc.id), marc.id)).toEqual(aMeeting({ version: 3 }));
  });

  test('times withdrawn are proposed again, every one of them', () => {
    const withdrawn = back(proposal, awa.id);
    expect(withdrawn).toMatchObject({ state: 'cancelled', proposals: [] });

    expect(back(withdrawn, awa.id)).toEqual({ ...proposal, version: 3 });
  });

  test('new times withdrawn leave the meeting that stood, as it stood', () => {
    const agreed = accepted(aMeeting(), marc.id, null);

    const undo = back(proposedAnew(agreed, awa.id, [friday], video), awa.id);

    expect(undo).toEqual({ ...agreed, version: 4 });
  });

  test('a new time picked goes back to the meeting as it stood before it was asked for', () => {
    const agreed = accepted(aMeeting(), marc.id, null);
    const asked = proposedAnew(agreed, awa.id, [friday], video);

    expect(back(accepted(asked, marc.id, friday), marc.id)).toEqual({ ...agreed, version: 5 });
  });

  test('times proposed twice over are withdrawn together', () => {
    const agreed = accepted(aMeeting(), marc.id, null);
    const once = proposedAnew(agreed, awa.id, [friday], video);

    const undo = back(proposedAnew(once, awa.id, [slot('2026-04-27', '10:00')], video), awa.id);

    expect(undo).toEqual({ ...agreed, version: 5 });
  });

  test('a booking nobody has answered is withdrawn, by whoever made it alone', () => {
    expect(back(aMeeting(), awa.id).state).toBe('cancelled');
    expect(undone(aMeeting(), marc.id, tuesday)).toBe('nothing-to-undo');
    const agreed = accepted(aMeeting(), marc.id, null);
    expect(undone(agreed, awa.id, tuesday)).toBe('nothing-to-undo');
  });

  test('happens once', () => {
    const agreed = accepted(aMeeting(), marc.id, null);
    const undo = back(movedTo(agreed, awa.id, friday, video), awa.id);

    expect(undone(undo, awa.id, tuesday)).toBe('nothing-to-undo');
  });

  test.each([
    ['a minute before the former time', thursday.start - 60_000, false],
    ['at the former time', thursday.start, true],
    ['a minute after', thursday.start + 60_000, true],
  ])('a move, %s', (_when, now, tooLate) => {
    const undo = undone(movedTo(aMeeting(), awa.id, friday, video), awa.id, now);

    expect(undo === 'too-late').toBe(tooLate);
  });

  test('a booking that has begun is too late to withdraw', () => {
    expect(undone(aMeeting(), awa.id, thursday.start)).toBe('too-late');
  });
});

describe('a time set in the programme mailbox’s own calendar', () => {
  const dragged = movedInOutlook(aMeeting({ agreement: 'agreed', answeredBy: marc.id }), friday);

  test('was chosen by neither, and is asked of both', () => {
    expect(dragged).toMatchObject({
      ...{ state: 'booked', time: friday, proposedBy: null, answeredBy: null },
      ...{ agreement: 'asked', previous: null },
    });
  });

  test('is agreed when both have said yes, in either order', () => {
    const first = accepted(dragged, marc.id, null);
    expect(first).toMatchObject({ agreement: 'asked', proposedBy: marc.id });
    expect(accepted(first, awa.id, null)).toMatchObject({ agreement: 'agreed' });
  });

  test('makes a meeting that was held one still to come', () => {
    const held = heldOn(aMeeting(), '2026-04-23');

    expect(movedInOutlook(held, friday)).toMatchObject({ state: 'booked', heldOn: null });
  });
});

test.each([
  ['held', heldOn(aMeeting(), '2026-04-22'), '2026-04-22'],
  ['booked', aMeeting(), '2026-04-23'],
  ['only proposed', proposal, null],
  ['cancelled', cancelledBy(aMeeting(), awa.id), null],
  ['not held', notHeld(aMeeting()), null],
] as const)('a meeting that is %s counts for the day %3$s', (_state, meeting, day) => {
  expect(dayThatCounts(meeting, 'Europe/Paris')).toBe(day);
});

test.each([
  ['booked', aMeeting(), true],
  ['held', aMeeting({ state: 'held' }), true],
  ['not held', aMeeting({ state: 'not-held' }), true],
  ['cancelled', aMeeting({ state: 'cancelled' }), false],
  ['only proposed', proposal, false],
  ['noted afterwards', aMeeting({ state: 'held', source: 'record' }), false],
])('a meeting that is %s stands in the calendars: %s', (_what, meeting, stands) => {
  expect(standsInCalendars(meeting)).toBe(stands);
});

test('Paris in April is two hours ahead', () => {
  expect(paris('2026-04-23', '10:00')).toBe(Date.UTC(2026, 3, 23, 8));
});
