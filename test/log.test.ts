import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OutsideFault } from '../src/domain/outside.ts';
import { type Line, openLog } from '../src/log.ts';

let out: string[] = [];

/** What the process writes to its standard output is heard, and goes no further. */
beforeEach(() => {
  out = [];
  const hear = (_fd: number, text: unknown, _as: unknown, done: unknown) => {
    out.push(String(text));
    if (typeof done === 'function') done(null, Buffer.byteLength(String(text)));
  };
  vi.spyOn(fs, 'write').mockImplementation(hear as typeof fs.write);
});
afterEach(() => vi.restoreAllMocks());

function written(line: Line, level: 'info' | 'warn' | 'error' = 'info') {
  openLog('info')[level](line);
  return JSON.parse(out.at(-1) ?? '{}') as Record<string, unknown>;
}

describe('a log line', () => {
  test('keeps ids, kinds, counts and states', () => {
    const line = {
      event: 'effect.done',
      effect: 7,
      kind: 'mail',
      tries: 2,
      meeting: 'm1',
      status: 200,
    };

    expect(written(line)).toMatchObject(line);
  });

  test.each([
    'name',
    'mail',
    'themes',
    'token',
    'text',
    'body',
    'message',
    'subject',
    'url',
    'Event',
  ])('leaves out the field « %s »', (field) => {
    expect(written({ event: 'e', [field]: 'Awa Lemoine' })).not.toHaveProperty(field);
    expect(out.join('')).not.toContain('Awa');
  });

  test('says when, and which process is nobody’s business', () => {
    const line = written({ event: 'e' });

    expect(Object.keys(line).sort()).toEqual(['event', 'level', 'time']);
    expect(String(line.time)).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });
});

describe('an error', () => {
  test('is its class, its code and where it broke: never its message', () => {
    const error = Object.assign(new TypeError('Awa wrote: my divorce'), { code: 'E42' });

    const line = written({ event: 'e', error }, 'error');

    expect(line.error).toMatchObject({ name: 'TypeError', code: 'E42' });
    expect(JSON.stringify(line)).not.toContain('divorce');
  });

  test('of several lines shows none of them', () => {
    const error = new Error('first line\nsecond line\n    at Awa (secret)');

    const text = JSON.stringify(written({ event: 'e', error }, 'warn'));

    expect(text).not.toMatch(/first line|second line|secret/);
  });

  test('with a cause does not show the cause', () => {
    const error = new Error('outer', { cause: new Error('Awa’s answer') });

    expect(JSON.stringify(written({ event: 'e', error }))).not.toContain('Awa');
  });

  test('that is no error at all shows its type alone', () => {
    expect(written({ event: 'e', error: 'Awa’s answer' }).error).toEqual({ name: 'string' });
    expect(written({ event: 'e', error: null }).error).toEqual({ name: 'object' });
  });

  test('of the outside world keeps the other side’s code', () => {
    const error = new OutsideFault({ status: 403, code: 'ErrorAccessDenied' });

    expect(written({ event: 'e', error }).error).toMatchObject({ code: 'ErrorAccessDenied' });
  });
});

test('a silent log says nothing, a log of warnings no news', () => {
  openLog('silent').error({ event: 'e' });
  openLog('warn').info({ event: 'e' });
  expect(out).toEqual([]);

  openLog('warn').warn({ event: 'e' });
  expect(out).toHaveLength(1);
});
