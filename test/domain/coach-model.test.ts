import { expect, test } from 'vitest';
import { standings } from '../../src/domain/coach-model.ts';

test('pairs who wait for a word come before those whose dates are late, the closed ones last', () => {
  expect(standings).toEqual([
    ...['stop', 'call', 'unreachable', 'late', 'due', 'paused', 'on-track', 'closed'],
  ]);
});
