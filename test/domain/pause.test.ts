import { describe, expect, test } from 'vitest';
import {
  agreedPause,
  declinedPause,
  type Pause,
  type PauseLimits,
  pauseChoices,
  pauseEnds,
  pauseFault,
  pauseLimits,
  pauseState,
  proposedPause,
  resumedPause,
  setPause,
  standingPause,
  withdrawnPause,
} from '../../src/domain/pause.ts';
import { awa, marc, p01, rose } from '../support/people.ts';

/** A Tuesday in June; the closing day is 25 March 2027. */
const today = '2026-06-09';
const limits: PauseLimits = { today, closing: '2027-03-25', longestDays: 92 };

describe('the last day of a pause', () => {
  test.each([
    ['the day before', '2026-06-08', 'pause-in-past'],
    ['the same day', '2026-06-09', 'pause-in-past'],
    ['the next day', '2026-06-10', null],
    ['the longest there is', '2026-09-09', null],
    ['a day longer', '2026-09-10', 'pause-too-long'],
    ['in ten years', '2036-06-09', 'pause-too-long'],
    ['ten years ago', '2016-06-09', 'pause-in-past'],
    ['29 February of a common year', '2027-02-29', 'no-such-day'],
    ['a month of thirty days and one more', '2026-06-31', 'no-such-day'],
    ['nothing', '', 'wrong-values'],
    ['words', 'demain', 'wrong-values'],
    ['French figures', '10/06/2026', 'wrong-values'],
    ['an instant', '2026-06-10T00:00:00Z', 'wrong-values'],
    ['a year of five figures', '+12026-06-10', 'wrong-values'],
  ])('%s: %s', (_which, until, fault) => {
    expect(pauseFault(until, limits)).toBe(fault);
  });

  test.each([
    ['2027-03-25', null],
    ['2027-03-26', 'outside-programme'],
  ])('is not past the closing day: %s', (until, fault) => {
    expect(pauseFault(until, { ...limits, today: '2027-02-01' })).toBe(fault);
  });

  test.each([
    ['2027-03-24', '2027-03-25', null],
    ['2027-03-25', '2027-03-26', 'outside-programme'],
  ])('there is one until the eve of the closing day: on %s, %s', (on, until, fault) => {
    expect(pauseFault(until, { ...limits, today: on })).toBe(fault);
  });

  test('lies between tomorrow and the longest, or the closing day when that comes before', () => {
    expect(pauseEnds(limits)).toEqual({ earliest: '2026-06-10', latest: '2026-09-09' });
    expect(pauseEnds({ ...limits, today: '2027-02-01' })).toEqual({
      ...{ earliest: '2027-02-02', latest: '2027-03-25' },
    });
  });

  test('two, four, six and eight weeks are offered, as far as they fit', () => {
    const all = ['2026-06-23', '2026-07-07', '2026-07-21', '2026-08-04'];

    expect(pauseChoices(limits)).toEqual(all);
    expect(pauseChoices({ ...limits, longestDays: 42 })).toEqual(all.slice(0, 3));
    expect(pauseChoices({ ...limits, longestDays: 41 })).toEqual(all.slice(0, 2));
    expect(pauseChoices({ ...limits, closing: '2026-06-23' })).toEqual(all.slice(0, 1));
    expect(pauseChoices({ ...limits, closing: '2026-06-22' })).toEqual([]);
  });

  test('the limits are the cohort’s own', () => {
    expect(pauseLimits(p01, today)).toEqual(limits);
  });
});

const wish = { id: 'pause-1', pair: p01.id, by: awa.id, until: '2026-07-07' };
const asked: Pause = {
  ...{ id: 'pause-1', pair: p01.id, proposedBy: awa.id, agreedBy: null },
  ...{ from: today, until: '2026-07-07', state: 'proposed', ended: null },
};
/** Asked on Tuesday, agreed on Friday. */
const agreed: Pause = { ...asked, state: 'agreed', agreedBy: marc.id, from: '2026-06-12' };

test('a pause is asked about, or set without being asked about', () => {
  expect(proposedPause(wish, today)).toEqual(asked);
  expect(setPause({ ...wish, by: rose.id }, today)).toEqual({
    ...asked,
    ...{ proposedBy: rose.id, state: 'agreed' },
  });
});

describe('the partner answers', () => {
  test('yes: nothing is paused before that day', () => {
    expect(agreedPause(asked, marc.id, '2026-06-12')).toEqual(agreed);
  });

  test('no', () => {
    expect(declinedPause(asked, marc.id, '2026-06-12')).toEqual({ ...asked, state: 'declined' });
  });

  test('on its last day still, and no later', () => {
    expect(agreedPause(asked, marc.id, '2026-07-07')).toMatchObject({ state: 'agreed' });
    expect(agreedPause(asked, marc.id, '2026-07-08')).toBe('too-late');
    expect(declinedPause(asked, marc.id, '2026-07-08')).toBe('too-late');
  });

  test('and not whoever asked', () => {
    expect(agreedPause(asked, awa.id, today)).toBe('not-yours-to-answer');
    expect(declinedPause(asked, awa.id, today)).toBe('not-yours-to-answer');
  });

  test('twice the same: nothing changes, not even the first day', () => {
    expect(agreedPause(agreed, marc.id, '2026-06-20')).toBe(agreed);
    const declined: Pause = { ...asked, state: 'declined' };
    expect(declinedPause(declined, marc.id, today)).toBe(declined);
  });

  test('otherwise than before: it is too late', () => {
    expect(declinedPause(agreed, marc.id, '2026-06-20')).toBe('too-late');
    expect(agreedPause({ ...asked, state: 'declined' }, marc.id, today)).toBe('too-late');
    expect(agreedPause({ ...asked, state: 'withdrawn' }, marc.id, today)).toBe('too-late');
    expect(agreedPause(setPause({ ...wish, by: rose.id }, today), marc.id, today)).toBe('too-late');
  });
});

describe('whoever asked takes it back', () => {
  test('before an answer, once', () => {
    const withdrawn: Pause = { ...asked, state: 'withdrawn' };
    expect(withdrawnPause(asked, awa.id, today)).toEqual(withdrawn);
    expect(withdrawnPause(withdrawn, awa.id, today)).toBe(withdrawn);
  });

  test('and nobody else, nor after an answer', () => {
    expect(withdrawnPause(asked, marc.id, today)).toBe('not-yours-to-answer');
    expect(withdrawnPause(agreed, awa.id, '2026-06-12')).toBe('too-late');
    expect(withdrawnPause({ ...asked, state: 'declined' }, awa.id, today)).toBe('too-late');
    expect(withdrawnPause(asked, awa.id, '2026-07-08')).toBe('too-late');
  });
});

describe('a pause ends', () => {
  test('by itself after its last day', () => {
    expect(pauseState(agreed, '2026-07-07')).toBe('agreed');
    expect(pauseState(agreed, '2026-07-08')).toBe('ended');
  });

  test('early, on the eve of the day one resumes on', () => {
    const resumed = resumedPause(agreed, '2026-06-20');

    expect(resumed).toEqual({ ...agreed, ended: '2026-06-19' });
    expect(typeof resumed === 'object' && pauseState(resumed, '2026-06-19')).toBe('agreed');
    expect(typeof resumed === 'object' && pauseState(resumed, '2026-06-20')).toBe('ended');
  });

  test('before its first day when one resumes at once: no day was paused', () => {
    expect(resumedPause(agreed, '2026-06-12')).toEqual({ ...agreed, ended: '2026-06-11' });
  });

  test('once: resumed again, nothing changes', () => {
    const over: Pause = { ...agreed, ended: '2026-06-19' };
    expect(resumedPause(over, '2026-06-25')).toBe(over);
  });

  test('and only when it runs', () => {
    expect(resumedPause(asked, today)).toBe('too-late');
    expect(resumedPause(agreed, '2026-07-07')).toMatchObject({ ended: '2026-07-06' });
    expect(resumedPause(agreed, '2026-07-08')).toBe('too-late');
  });
});

test('a question that nobody answered lapses with its last day', () => {
  expect(pauseState(asked, '2026-07-07')).toBe('proposed');
  expect(pauseState(asked, '2026-07-08')).toBe('lapsed');
  expect(pauseState({ ...asked, state: 'declined' }, '2026-07-08')).toBe('declined');
  expect(pauseState({ ...asked, state: 'withdrawn' }, '2026-07-08')).toBe('withdrawn');
});

test('the one that stands is asked about or runs', () => {
  const over: Pause = { ...agreed, id: 'over', ended: '2026-06-19' };
  const declined: Pause = { ...asked, id: 'declined', state: 'declined' };

  expect(standingPause([over, declined, asked], '2026-06-20')).toBe(asked);
  expect(standingPause([declined, agreed], '2026-07-07')).toBe(agreed);
  expect(standingPause([declined, agreed], '2026-07-08')).toBeUndefined();
  expect(standingPause([], today)).toBeUndefined();
});
