import { expect, test } from 'vitest';
import { neverConnected, OutsideFault } from '../../src/domain/outside.ts';

test('a fault says status and code, and that there was no answer when there was none', () => {
  expect(new OutsideFault({ status: 429, code: 'TooMany', retryAfter: 5000 })).toMatchObject({
    ...{ status: 429, code: 'TooMany', retryAfter: 5000 },
    message: 'outside fault 429 TooMany',
  });
  const silent = new OutsideFault({ code: 'timeout' });
  expect(silent).toMatchObject({ status: undefined, retryAfter: undefined });
  expect(silent.message).toBe('outside fault no answer timeout');
  expect(silent).toBeInstanceOf(Error);
});

test('a connection that broke may have carried something: it is not among those never made', () => {
  expect(neverConnected).toContain('ECONNREFUSED');
  expect(neverConnected).not.toContain('ECONNRESET');
});
