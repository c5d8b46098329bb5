import { describe, expect, test } from 'vitest';
import { type LedgerLine, type ReachFacts, reachOf } from '../../src/domain/reach.ts';
import { day, minute } from '../../src/domain/time.ts';
import { paris } from '../support/people.ts';

const now = paris('2026-06-30', '09:00');
const ago = (days: number) => now - days * day;

const mail = (days: number, change: Partial<LedgerLine> = {}): LedgerLine => ({
  ...{ by: 'mail', notice: 'meeting', state: 'done', at: ago(days) },
  ...{ answered: null, outcome: null },
  ...change,
});
const failed = (days: number): LedgerLine =>
  mail(days, { state: 'failed', outcome: '400 ErrorInvalidRecipients' });
const facts = (lines: LedgerLine[], change: Partial<ReachFacts> = {}): ReachFacts => ({
  ...{ chat: 'none', lines, lastAct: null },
  ...change,
});
const stateOf = (lines: LedgerLine[], change: Partial<ReachFacts> = {}) =>
  reachOf(facts(lines, change), now).state;

test('whoever has the bot is reached there, and whoever has not, by mail', () => {
  expect(stateOf([], { chat: 'open' })).toBe('bot');
  expect(stateOf([])).toBe('mail');
  expect(stateOf([mail(3, { answered: ago(2) })], { lastAct: ago(2) })).toBe('mail');
});

test('an open chat outweighs whatever mails came to', () => {
  expect(stateOf([failed(1)], { chat: 'open' })).toBe('bot');
  expect(stateOf([mail(1), mail(10), mail(20)], { chat: 'open' })).toBe('bot');
});

describe('a mail that surely failed', () => {
  test('makes somebody unreachable since the first in a row, for the last one’s reason', () => {
    const other = mail(1, { state: 'failed', outcome: '404 ErrorInvalidUser' });

    expect(reachOf(facts([other, failed(3), mail(5), failed(9)]), now)).toEqual({
      ...{ state: 'unreachable', since: ago(3), reason: '404 ErrorInvalidUser' },
    });
  });

  test('says nothing once another one has left, or may have', () => {
    expect(stateOf([mail(1), failed(3)])).toBe('mail');
    expect(stateOf([mail(1, { state: 'unknown' }), failed(3)])).toBe('mail');
  });

  test('says nothing once they have acted, were it on an older mail', () => {
    expect(stateOf([failed(3)], { lastAct: ago(3) - minute })).toBe('unreachable');
    expect(stateOf([failed(3)], { lastAct: ago(3) + minute })).toBe('mail');
  });
});

describe('silence', () => {
  test('is three questions by mail over fourteen days, none of them answered', () => {
    expect(reachOf(facts([mail(1), mail(6), mail(14)]), now)).toEqual({
      ...{ state: 'no-answer', since: ago(14), reason: null },
    });
    expect(stateOf([mail(1), mail(6), mail(14, { at: ago(14) + minute })])).toBe('mail');
    expect(stateOf([mail(1), mail(14)])).toBe('mail');
  });

  test('ends with an answer to any of the three, or with any act since the first', () => {
    expect(stateOf([mail(1), mail(6, { answered: ago(5) }), mail(20)])).toBe('mail');
    expect(stateOf([mail(1), mail(6), mail(20)], { lastAct: ago(19) })).toBe('mail');
    expect(stateOf([mail(1), mail(6), mail(20)], { lastAct: ago(21) })).toBe('no-answer');
  });

  test('counts the last three alone: an answer before them was long ago', () => {
    const lines = [mail(1), mail(6), mail(20), mail(30, { answered: ago(29) })];

    expect(stateOf(lines, { lastAct: ago(29) })).toBe('no-answer');
  });

  test('is no silence on what asks nothing, on cards, or on mails that never left', () => {
    const news = (days: number) => mail(days, { notice: 'reminder' });
    expect(stateOf([news(1), news(6), news(20)])).toBe('mail');
    expect(stateOf([mail(1), mail(6), mail(20, { by: 'bot' })])).toBe('mail');
    expect(stateOf([mail(1), failed(6), mail(20)])).toBe('mail');
  });

  test('a mail of unknown fate is one of the three: it may well have arrived', () => {
    expect(stateOf([mail(1), mail(6, { state: 'unknown' }), mail(20)])).toBe('no-answer');
  });

  test('is not what is said of somebody whose mails fail', () => {
    expect(stateOf([failed(1), mail(2), mail(6), mail(20)])).toBe('unreachable');
  });
});

test('a chat that is lost is told with what Teams said of it, when it said anything', () => {
  const blocked = mail(4, { by: 'bot', state: 'failed', outcome: '403 ConversationBlockedByUser' });

  expect(reachOf(facts([mail(3), blocked], { chat: 'lost' }), now)).toEqual({
    ...{ state: 'bot-lost', since: ago(4), reason: '403 ConversationBlockedByUser' },
  });
  expect(reachOf(facts([], { chat: 'lost' }), now)).toEqual({
    ...{ state: 'bot-lost', since: null, reason: null },
  });
});
