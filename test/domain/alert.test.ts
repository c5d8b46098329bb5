import { describe, expect, test } from 'vitest';
import {
  type AlertFacts,
  endsSilence,
  endsWhenSeen,
  mayAbout,
  toldOf,
  worstFirst,
} from '../../src/domain/alert.ts';
import type { AlertCause } from '../../src/domain/rhythm-model.ts';
import { thursday, tuesday } from '../support/people.ts';

const row = (cause: AlertCause, since: string, pairCode = 'P01') => ({ cause, since, pairCode });

test('somebody who waits for a word comes first, then what has lasted longest, then by code', () => {
  const sorted = worstFirst([
    row('inactive', '2026-03-01'),
    row('unreachable', '2026-06-01'),
    row('inactive', '2026-02-01', 'P09'),
    row('inactive', '2026-02-01', 'P02'),
    row('call', '2026-06-02'),
    row('stop', '2026-06-03'),
  ]);

  expect(sorted.map(({ cause, since, pairCode }) => `${cause} ${since} ${pairCode}`)).toEqual([
    'stop 2026-06-03 P01',
    'call 2026-06-02 P01',
    'unreachable 2026-06-01 P01',
    'inactive 2026-02-01 P02',
    'inactive 2026-02-01 P09',
    'inactive 2026-03-01 P01',
  ]);
});

describe('what may be done about an alert', () => {
  const facts = (change: Partial<AlertFacts> = {}): AlertFacts => ({
    ...{ cause: 'inactive', open: true, seen: false, mine: true },
    ...{ offered: false, pauses: 4, coaches: 1 },
    ...change,
  });
  const acts = (change: Partial<AlertFacts>) =>
    Object.entries(mayAbout(facts(change))).flatMap(([act, may]) => (may ? [act] : []));

  test.each<[string, Partial<AlertFacts>, string[]]>([
    ['new', {}, ['see', 'pause', 'handOver']],
    ['seen', { seen: true }, ['pause', 'handOver']],
    ['no pause can be set', { pauses: 0 }, ['see', 'handOver']],
    ['no other coach', { coaches: 0 }, ['see', 'pause']],
    ['closed', { open: false }, []],
    ['given to another', { mine: false }, ['handOver']],
    ['a stop, given to another', { mine: false, cause: 'stop' }, ['handOver']],
    ['a call', { cause: 'call' }, ['see', 'pause', 'handOver']],
    ['a stop', { cause: 'stop' }, ['see', 'handOver', 'offerLast', 'close']],
    ['a stop, offered', { cause: 'stop', offered: true }, ['see', 'handOver', 'close']],
    ['a stop, closed', { cause: 'stop', open: false }, []],
  ])('%s', (_, change, may) => {
    expect(acts(change)).toEqual(may);
  });

  test('a call alone is closed by being seen', () => {
    const causes = ['stop', 'call', 'unreachable', 'inactive'] as const;
    expect(causes.filter(endsWhenSeen)).toEqual(['call']);
  });
});

describe('a pair has acted', () => {
  const meeting = { time: thursday, proposals: [] };

  test.each([
    ['when a meeting was held', { ...meeting, state: 'held' }, thursday.end + 1, true],
    ['when one stands ahead', { ...meeting, state: 'booked' }, tuesday, true],
    ['until it has ended', { ...meeting, state: 'booked' }, thursday.end - 1, true],
    ['not by one that has ended unsaid', { ...meeting, state: 'booked' }, thursday.end, false],
    ['when times wait', { time: null, proposals: [thursday], state: 'proposed' }, tuesday, true],
    [
      'not when they are past',
      { time: null, proposals: [thursday], state: 'proposed' },
      thursday.end,
      false,
    ],
    ['not when none is left', { time: null, proposals: [], state: 'proposed' }, tuesday, false],
    ['not by calling off', { ...meeting, state: 'cancelled' }, tuesday, false],
    ['not by saying it was not held', { ...meeting, state: 'not-held' }, tuesday, false],
  ] as const)('%s', (_, { state, time, proposals }, now, acted) => {
    expect(endsSilence({ state, time, proposals: [...proposals] }, now)).toBe(acted);
  });
});

test('what is told is another text whenever one comes or goes, whatever their order', () => {
  expect(toldOf(['b', 'a'])).toBe(toldOf(['a', 'b']));
  expect(new Set([[], ['a'], ['b'], ['a', 'b']].map(toldOf)).size).toBe(4);
});
