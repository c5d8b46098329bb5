import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageScope } from '../../src/domain/token-hosts.ts';
import { rights } from '../../src/graph/rights.ts';

describe.each(['docs/hospital.fr.md', 'docs/hospital.en.md'])('%s', (path) => {
  const text = readFileSync(path, 'utf8');
  const rows = [...text.matchAll(/^\| `([\w.]+)` \| (.*) \|$/gm)];

  test('lists every right there is, in the order of the table, and no other', () => {
    expect(rows.map(([, name]) => name)).toEqual(rights.map(({ name }) => name));
  });

  test('says which one is optional', () => {
    const optional = rows.filter(([, , reach = '']) => /^(optional|facultatif)/.test(reach));

    expect(optional.map(([, name]) => name)).toEqual(
      rights.filter((right) => right.optional).map(({ name }) => name),
    );
  });

  test('names the one consent that may be asked for', () => {
    expect(text).toContain(`\`${pageScope}\``);
  });
});

test('in English, what each right reaches is told in the words of the table', () => {
  const text = readFileSync('docs/hospital.en.md', 'utf8');

  for (const { name, scope, optional } of rights) {
    const theirs = scope.replace('people of the tenant', 'people of the programme’s tenant');
    expect(text).toContain(`| \`${name}\` | ${optional ? 'optional: ' : ''}${theirs} |`);
  }
});
