import { describe, expect, test } from 'vitest';
import {
  aheadMs,
  type Budget,
  chatWindows,
  decide,
  freshPace,
  lowered,
  mailWindow,
  nextSlot,
  type Pace,
  placeIn,
  raised,
  slackMs,
  tenantWindow,
  type Waiting,
  type Window,
} from '../../src/domain/pace.ts';
import { tuesday } from '../support/people.ts';

const second = 1000;
const times = (count: number, at = tuesday) => Array.from({ length: count }, () => at);
/** Milliseconds until one more may leave, after so many at once. */
const waits = (count: number, windows: readonly Window[]) =>
  nextSlot(times(count), windows, tuesday) - tuesday;

describe('a window', () => {
  test.each([
    ['a tenant takes 50 in a second', 50, [tenantWindow], second, second],
    ['a chat takes 7 in a second, 8 in two', 7, chatWindows, second, 2 * second],
    ['a mailbox sends 30 in a minute', 30, [mailWindow], 60 * second, 60 * second],
  ] as const)(
    '%s: the next one waits until the first is over',
    (_name, most, windows, ms, after) => {
      expect(waits(most - 1, windows)).toBe(0);
      expect(waits(most, windows)).toBe(ms + slackMs);
      expect(waits(most + 1, windows)).toBe(after + slackMs);
    },
  );

  test.each([
    [8, 2 * second],
    [60, 30 * second],
    [1800, 3600 * second],
  ])('of a chat that holds %i in %i ms is kept as well', (most, ms) => {
    // As far apart as the shorter windows allow, all but the last.
    const spread = (count: number) =>
      Array.from({ length: count }, (_, i) => tuesday + Math.floor((i * (ms - 1)) / most));
    const at = tuesday + ms - 1;

    expect(nextSlot(spread(most - 1), [{ most, ms }], at)).toBe(at);
    expect(nextSlot(spread(most), chatWindows, at)).toBeGreaterThanOrEqual(tuesday + ms + slackMs);
  });

  test('forgets what left before it', () => {
    expect(nextSlot(times(50, tuesday - second - slackMs), [tenantWindow], tuesday)).toBe(tuesday);
  });
});

const aBudget = (change: Partial<Budget> = {}): Budget => ({
  pace: freshPace(tenantWindow, tuesday),
  documented: tenantWindow,
  left: [],
  behind: false,
  ...change,
});
const cards = (count: number, change: Partial<Waiting> = {}): Waiting[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: i + 1, budget: 'tenant:home', chat: `person-${i}`, still: false },
    ...change,
  }));
const letGo = (waiting: Waiting[], budgets: Record<string, Budget>, now = tuesday) => {
  const chats = new Map(waiting.flatMap(({ chat }) => (chat === null ? [] : [[chat, []]])));
  return decide(waiting, new Map(Object.entries(budgets)), chats, now);
};

describe('of those that are due', () => {
  test.each([
    [49, 49],
    [50, 50],
    [51, 50],
  ])('%i to one tenant, %i leave at once', (due, leave) => {
    const { go, spent } = letGo(cards(due), { 'tenant:home': aBudget() });

    expect(go).toHaveLength(leave);
    expect([...spent]).toEqual(due > leave ? [['tenant:home', tuesday + second + slackMs]] : []);
  });

  test.each([
    [7, 7],
    [8, 7],
  ])('%i to one chat, %i leave at once; the eighth is put off alone', (due, leave) => {
    const { go, later, spent } = letGo(cards(due, { chat: 'awa' }), { 'tenant:home': aBudget() });

    expect(go).toHaveLength(leave);
    expect(later).toEqual(due > leave ? [{ id: 8, due: tuesday + second + slackMs }] : []);
    expect(spent.size).toBe(0);
  });

  test('those of a tenant that has no place hold up nobody of another', () => {
    const full = aBudget({ left: times(50) });
    const waiting = [...cards(2), { id: 9, budget: 'tenant:chu', chat: 'marc', still: false }];

    const { go } = letGo(waiting, { 'tenant:home': full, 'tenant:chu': aBudget() });

    expect(go).toEqual([{ id: 9, at: tuesday, budget: 'tenant:chu' }]);
  });

  test('one for which nothing will leave needs no place', () => {
    const full = aBudget({ left: times(50) });

    const { go } = letGo(cards(1, { still: true }), { 'tenant:home': full });

    expect(go).toEqual([{ id: 1, at: null, budget: 'tenant:home' }]);
  });

  test('places are given out a breath ahead, and no further', () => {
    const left = times(50, tuesday - second - slackMs + aheadMs);

    const until = (ms: number) =>
      letGo(cards(1), { 'tenant:home': aBudget({ left }) }, tuesday + ms);

    expect(until(0).go).toEqual([{ id: 1, at: tuesday + aheadMs, budget: 'tenant:home' }]);
    expect(until(-1).go).toEqual([]);
  });

  test('a queue leaves evenly, not in bursts', () => {
    const { go } = letGo(cards(20), { 'tenant:home': aBudget({ behind: true, left: [tuesday] }) });

    expect(go.map(({ at }) => (at ?? 0) - tuesday)).toEqual([18, 36, 54, 72, 90, 108, 126, 144]);
  });

  test('a queue looked at late makes up for a breath, not for more', () => {
    const budget = aBudget({ behind: true, left: [tuesday - 5 * second] });

    expect(placeIn(budget, tuesday)).toBe(tuesday);
    const { go } = letGo(cards(30), { 'tenant:home': budget });
    expect(go.filter(({ at }) => at === tuesday)).toHaveLength(8);
  });

  test('a mail in a queue leaves as its share of the minute has passed, and not a moment before', () => {
    const mails = (left: number) => ({
      ...{ pace: freshPace(mailWindow, tuesday), documented: mailWindow },
      ...{ left: [tuesday - left], behind: true },
    });

    expect(placeIn(mails(1800), tuesday)).toBe(tuesday);
    expect(placeIn(mails(1799), tuesday)).toBe(tuesday + 1);
    expect(placeIn(mails(50_000), tuesday)).toBe(tuesday);
  });
});

const pace = (change: Partial<Pace> = {}): Pace => ({
  ...{ most: 50, good: 50, step: 1, since: tuesday, wait: 0 },
  ...change,
});
const refusal = (accepted: number, change = {}) => ({
  ...{ left: tuesday + second, accepted, refused: 50 - accepted, refusedLately: 50 - accepted },
  ...change,
});
const down = (from: Pace, accepted: number, change = {}) =>
  lowered(from, tenantWindow, refusal(accepted, change), tuesday + second);

describe('after a 429', () => {
  test('the pace goes down at once to what was accepted', () => {
    expect(down(pace(), 30)).toMatchObject({ most: 30, good: 30, step: 1, wait: 3 * second });
    expect(down(pace(), 0)).toMatchObject({ most: 1 });
  });

  test('one refusal alone changes nothing, a second one does', () => {
    const steady = pace();

    expect(down(steady, 49, { refused: 1, refusedLately: 1 })).toBe(steady);
    expect(down(steady, 48, { refused: 2, refusedLately: 2 })).toMatchObject({ most: 48 });
  });

  test('of a window that was far from full, others than the tenant are the reason', () => {
    const steady = pace();

    expect(down(steady, 37, { refused: 2, refusedLately: 2 })).toBe(steady);
    expect(down(steady, 38, { refused: 2, refusedLately: 2 })).toMatchObject({ most: 38 });
  });

  test('most of what little left being refused is the tenant’s own limit', () => {
    expect(down(pace(), 3, { refused: 5, refusedLately: 9 })).toMatchObject({ most: 3 });
  });

  test('a trial ends where it began, and rests; what left before it says nothing of it', () => {
    const trial = pace({ most: 31, good: 30 });

    expect(down(trial, 30)).toMatchObject({ most: 30, good: 30, wait: 30 * second });
    expect(down(trial, 12)).toMatchObject({ most: 30, good: 30 });
    expect(down(trial, 30, { left: tuesday - 1 })).toBe(trial);
  });

  test('a great step that failed is followed by small ones soon', () => {
    const trial = pace({ most: 45, good: 37 });

    expect(down(trial, 40)).toMatchObject({ most: 40, good: 40, step: 1, wait: 3 * second });
  });
});

describe('while some wait', () => {
  const low = pace({ most: 30, good: 30, wait: 30 * second });
  const raise = (from: Pace, ms: number) => raised(from, tenantWindow, tuesday + ms);

  test('one more is tried when the rest is over, and not a millisecond before', () => {
    expect(raise(low, 30 * second - 1)).toBe(low);
    expect(raise(low, 30 * second)).toMatchObject({ most: 31, good: 30, step: 2 });
  });

  test('from 30 to the documented 50 takes less than 50 seconds, and no more than 50 are tried', () => {
    let now = 0;
    let at = low;
    while (at.good < 50 && now < 100 * second) {
      now += 100;
      at = raise(at, now);
    }

    expect([at.most, at.good]).toEqual([50, 50]);
    expect(now).toBeLessThan(50 * second);
  });

  test('the documented limit is never passed', () => {
    const full = pace();

    expect(raise(full, 100 * second)).toBe(full);
  });
});
