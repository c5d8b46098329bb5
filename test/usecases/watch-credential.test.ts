import { expect, test } from 'vitest';
import { day } from '../../src/domain/time.ts';
import type { Line } from '../../src/log.ts';
import { openCredentialWatch } from '../../src/usecases/watch-credential.ts';

const expires = Date.parse('2027-03-25T00:00:00Z');

/** Looks at each of these moments, and tells what the log held after it. */
function looking(moments: number[], end: number | undefined = expires): string[][] {
  const lines: string[] = [];
  const keep = (level: string) => (line: Line) => {
    lines.push(`${level} ${line.event} ${line.days} ${line.until}`);
  };
  const log = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  let now = 0;
  const watch = openCredentialWatch({ now: () => now, log }, end);
  return moments.map((moment) => {
    now = moment;
    watch();
    return lines.splice(0);
  });
}

test('a certificate is told of once for each of its days, however often one looks', () => {
  const at = (days: number) => expires - days * day;

  expect(looking([at(40), at(30), at(30) + 1000, at(13), at(12), at(1), at(0), at(-1)])).toEqual([
    [],
    ['warn credential.ends 30 2027-03-25T00:00:00.000Z'],
    [],
    ['warn credential.ends 13 2027-03-25T00:00:00.000Z'],
    [],
    ['warn credential.ends 1 2027-03-25T00:00:00.000Z'],
    ['error credential.ended 0 2027-03-25T00:00:00.000Z'],
    ['error credential.ended -1 2027-03-25T00:00:00.000Z'],
  ]);
});

test('a process that starts five days before the end says so at once', () => {
  expect(looking([expires - 5 * day])).toEqual([
    ['warn credential.ends 5 2027-03-25T00:00:00.000Z'],
  ]);
});
