import { describe, expect, test } from 'vitest';
import {
  changesOf,
  type EventNow,
  type Heard,
  heardIn,
  isSameHeard,
  type Response,
} from '../../src/domain/calendar-change.ts';
import type { Interval } from '../../src/domain/time.ts';
import { awa, friday, marc, thursday } from '../support/people.ts';

const invited = [awa.mail, marc.mail];

const now = (
  said: { awa?: Response; marc?: Response; marcWishes?: Interval; time?: Interval } = {},
): EventNow => ({
  time: said.time ?? thursday,
  answers: [
    { mail: awa.mail, response: said.awa ?? 'none', proposed: null },
    { mail: marc.mail, response: said.marc ?? 'none', proposed: said.marcWishes ?? null },
  ],
});

const changes = (state: EventNow | 'gone', heard: Heard = {}) =>
  changesOf({ time: thursday, heard, invited }, state);

describe('what is new in an event', () => {
  test('nothing, when nobody has said anything', () => {
    expect(changes(now())).toEqual([]);
  });

  test.each(['accepted', 'declined'] as const)('somebody %s', (response) => {
    expect(changes(now({ marc: response }))).toEqual([{ kind: response, mail: marc.mail }]);
  });

  test('a tentative answer is no answer', () => {
    expect(changes(now({ marc: 'tentative' }))).toEqual([]);
  });

  test.each(['declined', 'tentative', 'accepted'] as const)(
    'another time is wished, whether with it they %s or not',
    (response) => {
      expect(changes(now({ marc: response, marcWishes: friday }))).toEqual([
        { kind: 'wished', mail: marc.mail, time: friday },
      ]);
    },
  );

  test('it is gone', () => {
    expect(changes('gone')).toEqual([{ kind: 'gone' }]);
  });

  test('somebody is not invited any more, and what the other one answers does not count', () => {
    const alone = { time: thursday, answers: now({ awa: 'declined' }).answers.slice(0, 1) };

    expect(changes(alone)).toEqual([{ kind: 'uninvited', mail: marc.mail }]);
    expect(changes({ ...alone, time: friday })).toEqual([
      { kind: 'moved', time: friday },
      { kind: 'uninvited', mail: marc.mail },
    ]);
  });

  test('it was moved; only answers to the new time count, whatever was said of the former', () => {
    const heard = heardIn(now({ marc: 'accepted' }));

    expect(changes(now({ time: friday }), heard)).toEqual([{ kind: 'moved', time: friday }]);
    expect(changes(now({ time: friday, marc: 'accepted' }), heard)).toEqual([
      { kind: 'moved', time: friday },
      { kind: 'accepted', mail: marc.mail },
    ]);
  });

  test('a change of its length alone is a move', () => {
    const longer = { ...thursday, end: thursday.end + 30 * 60_000 };

    expect(changes(now({ time: longer }))).toEqual([{ kind: 'moved', time: longer }]);
  });
});

describe('what was heard is not heard again', () => {
  test.each([
    ['an acceptance', now({ marc: 'accepted' })],
    ['a decline', now({ marc: 'declined' })],
    ['a wish', now({ marc: 'declined', marcWishes: friday })],
  ])('%s', (_what, state) => {
    expect(changes(state, heardIn(state))).toEqual([]);
  });

  test('but a second wish is, and a decline after an acceptance', () => {
    const heard = heardIn(now({ marc: 'accepted', marcWishes: friday }));
    const later = { start: friday.start + 1, end: friday.end };

    expect(changes(now({ marc: 'accepted', marcWishes: later }), heard)).toHaveLength(1);
    expect(changes(now({ marc: 'declined' }), heard)).toEqual([
      { kind: 'declined', mail: marc.mail },
    ]);
  });

  test('in whatever order it was kept', () => {
    const heard = heardIn(now({ marc: 'declined' }));
    const turned = Object.fromEntries(Object.entries(heard).reverse());

    expect(isSameHeard(heard, turned)).toBe(true);
    expect(isSameHeard(heard, heardIn(now()))).toBe(false);
    expect(isSameHeard(heard, {})).toBe(false);
  });
});
