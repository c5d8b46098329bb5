import { describe, expect, test } from 'vitest';
import {
  afterFault,
  type EffectKind,
  effectKinds,
  mayRepeat,
  type Verdict,
} from '../../src/domain/effect.ts';
import { neverConnected, OutsideFault } from '../../src/domain/outside.ts';
import { tuesday } from '../support/people.ts';

type Fault = { status?: number; code?: string; retryAfter?: number };

const verdict = (
  kind: EffectKind,
  { code = 'told', ...fault }: Fault,
  tries = 1,
  chance = 0,
): Verdict => afterFault(kind, new OutsideFault({ code, ...fault }), tries, tuesday, chance);

/** Seconds until the next try; undefined when there is none. */
function waits(verdict: Verdict): number | undefined {
  return verdict.state === 'waiting' ? (verdict.due - tuesday) / 1000 : undefined;
}

const w = 'waiting';
const u = 'unknown';
const f = 'failed';

/** What the other side answered, then what becomes of a repeatable call, and of a message. */
const table: [answer: number | string, repeatable: string, message: string][] = [
  // Surely not carried out.
  [401, w, w],
  [412, w, w],
  [429, w, w],
  [503, w, w],
  ['ECONNREFUSED', w, w],
  ['ENOTFOUND', w, w],
  ['EAI_AGAIN', w, w],
  ['EHOSTUNREACH', w, w],
  // Perhaps carried out.
  [502, w, u],
  [504, w, u],
  ['timeout', w, u],
  ['dropped', w, u],
  ['unreadable', w, u],
  ['a-code-nobody-knows', w, u],
  // Would only fail again.
  [400, f, f],
  [403, f, f],
  [404, f, f],
  [409, f, f],
  [413, f, f],
  // Not worth repeating, but a message may have left.
  [500, f, u],
];

describe('after a fault', () => {
  test.each(table)('%s: a repeatable call is %s, a message is %s', (answer, again, message) => {
    const fault = typeof answer === 'number' ? { status: answer } : { code: answer };

    const states = effectKinds.map((kind) => [kind, verdict(kind, fault).state]);

    expect(Object.fromEntries(states)).toEqual({
      ...{ event: again, day: again, list: again, 'card.update': again },
      ...{ 'event.erase': again, 'day.erase': again, 'day.leave': again },
      ...{ 'list.erase': again, 'card.erase': again },
      ...{ 'card.send': message, mail: message },
    });
  });

  test('every way of never having connected surely did not happen', () => {
    const states = neverConnected.map((code) => verdict('mail', { code }).state);

    expect(new Set(states)).toEqual(new Set(['waiting']));
  });

  test('the outcome names status and code, and no more than a line of it', () => {
    expect(verdict('mail', { status: 400, code: 'ErrorInvalid' }).outcome).toBe('400 ErrorInvalid');
    expect(verdict('mail', { code: 'timeout' }).outcome).toBe('no-answer timeout');
    expect(verdict('mail', { code: 'x'.repeat(500) }).outcome).toHaveLength(120);
  });
});

describe('the wait before the next try', () => {
  test.each([
    [1, 2],
    [2, 4],
    [3, 8],
    [9, 512],
    [10, 900],
    [11, 900],
  ])('after try %i is %i seconds', (tries, seconds) => {
    expect(waits(verdict('event', { status: 503 }, tries))).toBe(seconds);
  });

  test('is spread by up to half as much again', () => {
    expect(waits(verdict('event', { status: 503 }, 3, 0.5))).toBe(10);
    expect(waits(verdict('event', { status: 503 }, 3, 0.999))).toBeLessThan(12);
  });

  test.each([
    [0, 0],
    [30_000, 30],
    [3_600_000, 3600],
    [3_600_001, 3600],
    [-5, 0],
  ])('is what the other side asked for, %i ms: %i seconds', (retryAfter, seconds) => {
    expect(waits(verdict('event', { status: 429, retryAfter }, 5, 0.9))).toBe(seconds);
  });
});

test('the twelfth try is the last one; what is unknown stays unknown', () => {
  const states = (fault: Fault, kind: EffectKind) =>
    [11, 12, 13].map((tries) => verdict(kind, fault, tries).state);

  expect(states({ status: 503 }, 'event')).toEqual(['waiting', 'failed', 'failed']);
  expect(states({ status: 429 }, 'mail')).toEqual(['waiting', 'failed', 'failed']);
  expect(states({ code: 'timeout' }, 'mail')).toEqual(['unknown', 'unknown', 'unknown']);
});

test('only what the other side takes for the same thing is run again when its holder died', () => {
  const again = effectKinds.filter(mayRepeat);

  const erasing = ['event.erase', 'day.erase', 'day.leave', 'list.erase', 'card.erase'];
  expect(again).toEqual(['event', 'day', 'list', 'card.update', ...erasing]);
});
