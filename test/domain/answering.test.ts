import { describe, expect, test } from 'vitest';
import {
  type AnsweredPair,
  type AnsweringGround,
  type AnsweringRow,
  answeredFrom,
  answeringOn,
  changedAnswering,
  deputiesOf,
  referentOf,
  usualDeputy,
} from '../../src/domain/answering.ts';

const row = (
  person: string,
  kind: AnsweringRow['kind'] = 'referent',
  from = '2026-04-14',
  to: string | null = null,
): AnsweringRow => ({ person, kind, from, to });

const inShort = (rows: readonly AnsweringRow[]) =>
  rows.map(({ person, kind, from, to }) => [person, kind, from, to ?? 'open'].join(' '));

/** Rose answers for P01 and P02, Farid in her place; Sidonie for P03, Rose in hers. */
const pairs: AnsweredPair[] = [
  { pair: 'P01', rows: [row('rose'), row('farid', 'deputy')] },
  { pair: 'P02', rows: [row('rose'), row('farid', 'deputy')] },
  { pair: 'P03', rows: [row('sidonie'), row('rose', 'deputy')] },
];
const ground: AnsweringGround = {
  ...{ today: '2026-06-01', closing: '2027-03-25', pairs },
  coaches: ['rose', 'farid', 'sidonie'],
};

const changed = (...asked: Parameters<typeof changedAnswering>) => {
  const outcome = changedAnswering(...asked);
  if ('problem' in outcome) throw new Error(outcome.problem);
  return Object.fromEntries(outcome.pairs.map(({ pair, rows }) => [pair, inShort(rows)]));
};

describe('who answers from a day on', () => {
  test('ends the one before on its eve', () => {
    expect(inShort(answeredFrom([row('rose')], 'referent', '2026-06-01', ['farid']))).toEqual([
      'rose referent 2026-04-14 2026-05-31',
      'farid referent 2026-06-01 open',
    ]);
  });

  test('leaves no trace of whoever would have begun that day or later', () => {
    const rows = [row('rose', 'referent', '2026-06-01')];
    expect(inShort(answeredFrom(rows, 'referent', '2026-06-01', ['farid']))).toEqual([
      'farid referent 2026-06-01 open',
    ]);
  });

  test('decides anew what was decided for a later day', () => {
    const rows = [
      row('rose', 'referent', '2026-04-14', '2026-06-30'),
      row('farid', 'referent', '2026-07-01'),
    ];
    expect(inShort(answeredFrom(rows, 'referent', '2026-06-01', ['sidonie']))).toEqual([
      'rose referent 2026-04-14 2026-05-31',
      'sidonie referent 2026-06-01 open',
    ]);
    // Taken back: Rose stays after all.
    expect(inShort(answeredFrom(rows, 'referent', '2026-06-01', ['rose']))).toEqual([
      'rose referent 2026-04-14 open',
    ]);
  });

  test('keeps what is over, and the other kind', () => {
    const rows = [row('sidonie', 'referent', '2026-04-14', '2026-05-31'), row('rose', 'deputy')];
    expect(inShort(answeredFrom(rows, 'referent', '2026-06-01', ['farid']))).toEqual([
      'sidonie referent 2026-04-14 2026-05-31',
      'rose deputy 2026-04-14 open',
      'farid referent 2026-06-01 open',
    ]);
  });

  test('the same people again change nothing', () => {
    const rows = [row('rose'), row('farid', 'deputy'), row('sidonie', 'deputy')];
    expect(answeredFrom(rows, 'deputy', '2026-06-01', ['sidonie', 'farid'])).toEqual(rows);
  });

  test('on each day there is one referent, whatever is decided in which order', () => {
    const days = ['2026-05-01', '2026-06-01', '2026-07-01'];
    const people = ['rose', 'farid', 'sidonie'];
    for (const [first, second] of days.flatMap((a) => days.map((b) => [a, b] as const))) {
      for (const person of people) {
        const once = answeredFrom([row('rose')], 'referent', first, ['farid']);
        const twice = { pair: 'P01', rows: answeredFrom(once, 'referent', second, [person]) };
        for (const day of ['2026-04-14', ...days, '2027-01-01']) {
          expect(answeringOn(twice, 'referent', day)).toHaveLength(1);
        }
        expect(referentOf(twice)).toBe(person);
      }
    }
  });
});

test('the usual deputy is whoever stands in for most of a coach’s pairs', () => {
  expect(usualDeputy(pairs, 'rose')).toBe('farid');
  expect(usualDeputy(pairs, 'farid')).toBeNull();
  const mixed = [...pairs, { pair: 'P04', rows: [row('rose'), row('sidonie', 'deputy')] }];
  expect(usualDeputy(mixed, 'rose')).toBe('farid');
});

test('a pair is given a referent and deputies from today on', () => {
  const wish = { section: 'pair', pair: 'P01', referent: 'farid', deputies: ['sidonie'] } as const;
  expect(changed(ground, wish)).toEqual({
    P01: [
      'rose referent 2026-04-14 2026-05-31',
      'farid deputy 2026-04-14 2026-05-31',
      'farid referent 2026-06-01 open',
      'sidonie deputy 2026-06-01 open',
    ],
  });
});

describe('a coach’s deputy', () => {
  test('changes for all of their pairs, and for nobody else’s', () => {
    const wish = { section: 'deputy', coach: 'rose', deputy: 'sidonie' } as const;
    const rows = [
      'rose referent 2026-04-14 open',
      'farid deputy 2026-04-14 2026-05-31',
      'sidonie deputy 2026-06-01 open',
    ];
    expect(changed(ground, wish)).toEqual({ P01: rows, P02: rows });
  });

  test('leaves whoever was given one pair in particular', () => {
    const own = {
      pair: 'P04',
      rows: [row('rose'), row('farid', 'deputy'), row('sidonie', 'deputy')],
    };
    const wish = { section: 'deputy', coach: 'rose', deputy: null } as const;
    expect(changed({ ...ground, pairs: [...pairs, own] }, wish).P04).toEqual([
      'rose referent 2026-04-14 open',
      'farid deputy 2026-04-14 2026-05-31',
      'sidonie deputy 2026-04-14 open',
    ]);
  });
});

describe('all pairs of a coach handed over', () => {
  const over = (to: string, from = '2026-07-01') =>
    ({ section: 'hand-over', coach: 'rose', to, from }) as const;

  test('are another’s from that day, and hers until its eve', () => {
    const [first] = (() => {
      const outcome = changedAnswering(ground, over('farid'));
      return 'pairs' in outcome ? outcome.pairs : [];
    })();
    if (!first) throw new Error('no pair was handed over');
    expect(answeringOn(first, 'referent', '2026-06-30')).toEqual(['rose']);
    expect(answeringOn(first, 'referent', '2026-07-01')).toEqual(['farid']);
    // Who takes over stands in for nobody there any more.
    expect(answeringOn(first, 'deputy', '2026-06-30')).toEqual(['farid']);
    expect(answeringOn(first, 'deputy', '2026-07-01')).toEqual([]);
  });

  test('have the deputy of whoever comes, but never the one who leaves', () => {
    const farids = { pair: 'P05', rows: [row('farid'), row('sidonie', 'deputy')] };
    const more = { ...ground, pairs: [...pairs, farids] };
    expect(changed(more, over('farid')).P01).toContain('sidonie deputy 2026-07-01 open');
    // Sidonie’s own deputy is Rose, who leaves.
    expect(changed(ground, over('sidonie')).P01).toContain('farid deputy 2026-04-14 open');
  });

  test('are all of hers, and no other', () => {
    expect(Object.keys(changed(ground, over('farid')))).toEqual(['P01', 'P02']);
  });
});

describe('it cannot be', () => {
  const wishes: [why: string, wish: Parameters<typeof changedAnswering>[1]][] = [
    ['unknown-coach', { section: 'pair', pair: 'P01', referent: 'awa', deputies: [] }],
    ['unknown-coach', { section: 'pair', pair: 'P01', referent: 'rose', deputies: ['awa'] }],
    ['own-deputy', { section: 'pair', pair: 'P01', referent: 'rose', deputies: ['rose'] }],
    ['unknown-coach', { section: 'deputy', coach: 'rose', deputy: 'awa' }],
    ['own-deputy', { section: 'deputy', coach: 'rose', deputy: 'rose' }],
    ['no-pair-of-theirs', { section: 'deputy', coach: 'farid', deputy: 'rose' }],
    ['unknown-coach', { section: 'hand-over', coach: 'rose', to: 'awa', from: '2026-07-01' }],
    ['same-coach', { section: 'hand-over', coach: 'rose', to: 'rose', from: '2026-07-01' }],
    ['day-past', { section: 'hand-over', coach: 'rose', to: 'farid', from: '2026-05-31' }],
    ['outside-programme', { section: 'hand-over', coach: 'rose', to: 'farid', from: '2027-03-26' }],
    ['no-pair-of-theirs', { section: 'hand-over', coach: 'farid', to: 'rose', from: '2026-07-01' }],
  ];
  test.for(wishes)('%s', ([problem, wish]) => {
    expect(changedAnswering(ground, wish)).toEqual({ problem });
  });

  test('but from today on and until the closing day it can', () => {
    for (const from of [ground.today, ground.closing]) {
      const wish = { section: 'hand-over', coach: 'rose', to: 'farid', from } as const;
      expect(changedAnswering(ground, wish)).toHaveProperty('pairs');
    }
  });
});

test('deputies are told apart from the referent', () => {
  expect(pairs.map((pair) => [referentOf(pair), ...deputiesOf(pair)])).toEqual([
    ['rose', 'farid'],
    ['rose', 'farid'],
    ['sidonie', 'rose'],
  ]);
});
