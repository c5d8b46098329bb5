import { expect, test } from 'vitest';
import { asksAgain, goesByMail, type Notice, viewOf } from '../../src/domain/notice.ts';
import type { View } from '../../src/domain/view.ts';

const help: View = { kind: 'help' };

test.each<[Notice, View]>([
  [{ kind: 'welcome' }, { kind: 'welcome' }],
  [
    { kind: 'meeting', meeting: 'm1' },
    { kind: 'meeting', meeting: 'm1' },
  ],
  [
    { kind: 'held', meeting: 'm1' },
    { kind: 'held', meeting: 'm1' },
  ],
  [
    { kind: 'alert', pair: 'p1', alert: 'a1' },
    { kind: 'alert', pair: 'p1', alert: 'a1' },
  ],
  [{ kind: 'reply', view: help }, help],
])('%o is shown as %o', (notice, view) => {
  expect(viewOf(notice)).toEqual(view);
});

test('an answer to something typed goes neither by mail nor twice; a question may do both', () => {
  expect([goesByMail('reply'), asksAgain('reply')]).toEqual([false, false]);
  for (const kind of ['meeting', 'held', 'alert'] as const) {
    expect([kind, goesByMail(kind), asksAgain(kind)]).toEqual([kind, true, true]);
  }
});

test('a welcome that may have arrived is not said again', () => {
  expect(asksAgain('welcome')).toBe(false);
});
