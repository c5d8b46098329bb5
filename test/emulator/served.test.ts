import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from '../../src/emulator/routes.ts';

const readme = readFileSync('src/emulator/README.md', 'utf8');

test('the README lists exactly the addresses that are served', () => {
  const rows = [...readme.matchAll(/^\| `(GET|POST|PATCH|PUT|DELETE) ([^`]+)` +\|/gm)];
  const told = rows.map(([, method, path]) => `${method} ${path}`);

  const served = routes.map(({ method, path }) => `${method} ${path.replaceAll('\\', '')}`);
  expect(told.sort()).toEqual(served.sort());
});

test('no address is served twice', () => {
  const served = routes.map(({ method, path }) => `${method} ${path}`);

  expect(served.filter((one, at) => served.indexOf(one) !== at)).toEqual([]);
});
