import { describe, expect, test } from 'vitest';
import { codeShape, networkCode, retryAfterMs } from '../../src/entra/network.ts';

const withCode = (code: string) => Object.assign(new Error('marked-word'), { code });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('what became of a request without an answer', () => {
  test.each([
    ['a refused connection', fetchFailed(withCode('ECONNREFUSED')), 'ECONNREFUSED'],
    ['a name nobody knows', withCode('ENOTFOUND'), 'ENOTFOUND'],
    ['no way there', fetchFailed(withCode('ENETUNREACH')), 'EHOSTUNREACH'],
    ['no connection in time', fetchFailed(withCode('UND_ERR_CONNECT_TIMEOUT')), 'EHOSTUNREACH'],
    ['our own limit', new DOMException('late', 'TimeoutError'), 'timeout'],
    ['an SDK’s limit', new DOMException('late', 'AbortError'), 'timeout'],
    ['a connection that fell asleep', fetchFailed(withCode('ETIMEDOUT')), 'timeout'],
    ['headers that never come', fetchFailed(withCode('UND_ERR_HEADERS_TIMEOUT')), 'timeout'],
    ['a body that never ends', fetchFailed(withCode('UND_ERR_BODY_TIMEOUT')), 'timeout'],
    ['a dropped connection', fetchFailed(withCode('ECONNRESET')), 'dropped'],
    [
      'a cause within a cause',
      new Error('a', { cause: fetchFailed(withCode('EPIPE')) }),
      'dropped',
    ],
    ['a refused certificate', fetchFailed(withCode('CERT_HAS_EXPIRED')), 'CERT_HAS_EXPIRED'],
    ['a cause that is a sentence', fetchFailed(withCode('Awa wrote this')), 'dropped'],
  ])('%s', (_what, error, told) => {
    expect(networkCode(error)).toBe(told);
  });

  test.each([
    ['our own mistake', new TypeError('x is not a function')],
    ['an error of something else', withCode('ENOENT')],
    ['no error at all', 'ECONNREFUSED'],
  ])('%s is not of the network', (_what, error) => {
    expect(networkCode(error)).toBeUndefined();
  });
});

describe('how long the other side asks us to wait', () => {
  const seven = 'Tue, 14 Apr 2026 07:00:00 GMT';
  const thirtyLater = 'Tue, 14 Apr 2026 07:00:30 GMT';
  const atSeven = Date.UTC(2026, 3, 14, 7);
  const headers = (retryAfter?: string, date?: string) =>
    new Headers({
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
      ...(date !== undefined && { Date: date }),
    });

  test.each([
    ['seconds', headers('7'), atSeven, 7_000],
    ['none at all', headers('0'), atSeven, 0],
    ['until an hour', headers(thirtyLater), atSeven, 30_000],
    ['until an hour gone by', headers(seven), atSeven + 60_000, 0],
    ['until an hour of our clock, not theirs', headers(thirtyLater, thirtyLater), atSeven, 30_000],
    ['until an hour of its own clock', headers(thirtyLater, seven), undefined, 30_000],
    ['until an hour, but whose?', headers(thirtyLater), undefined, undefined],
    ['nonsense', headers('soon', seven), atSeven, undefined],
    ['nothing said', headers(), atSeven, undefined],
  ])('%s', (_what, told, now, wait) => {
    expect(retryAfterMs(told, now)).toBe(wait);
  });
});

test('a code is a name, never a sentence', () => {
  expect(codeShape.safeParse('Request_ResourceNotFound').success).toBe(true);
  expect(codeShape.safeParse('Awa wrote this').success).toBe(false);
  expect(codeShape.safeParse('a'.repeat(81)).success).toBe(false);
});
