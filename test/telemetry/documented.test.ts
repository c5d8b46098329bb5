import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/operations/watching.md', 'utf8');
const code = readFileSync('src/telemetry/otlp.ts', 'utf8');

/** Names of metrics, as the code makes them: the measured ones with their unit's suffix. */
const made = [...code.matchAll(/'((?:telemaque|http|process)\.[\w.]+)'/g)].map(([, name = '']) =>
  /^(?:http\.(?:server|client)\.request|telemaque\.(?:turn|effect))$/.test(name)
    ? `${name}.duration`
    : name,
);

test('an operator’s page names each metric there is, and none that there is not', () => {
  const told = [...page.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);

  const attributes = ['http.request.method', 'http.response.status_code', 'http.route'];
  expect([...new Set(told)].sort()).toEqual(
    [...new Set(made)].filter((name) => !attributes.includes(name)).sort(),
  );
  expect(told.length).toBeGreaterThan(8);
});
