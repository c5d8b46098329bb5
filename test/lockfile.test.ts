import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Lock, lockFaults, readLock } from './rules/lockfile.ts';

const text = readFileSync('package-lock.json', 'utf8');
const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the lockfile', () => {
  test('holds only what is locked by its digest, free, and without a script nobody has seen', () => {
    expect(lockFaults(readLock(text), manifest)).toEqual([]);
    expect(Object.keys(readLock(text).packages).length).toBeGreaterThan(500);
  });

  test('is installed without running anybody’s script', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  const express = 'node_modules/express';
  const plants: [what: string, change: (locked: Lock['packages'][string]) => void, says: string][] =
    [
      ['without integrity', (p) => delete p.integrity, 'has no sha512 integrity'],
      ['with a weaker digest', (p) => (p.integrity = 'sha1-abc='), 'has no sha512 integrity'],
      ['with an install script', (p) => (p.hasInstallScript = true), 'has a new install script'],
      ['from an address', (p) => (p.resolved = 'https://x.example/e.tgz'), 'names the registry'],
      ['that is a link', (p) => (p.link = true), 'is a link'],
      ['under another licence', (p) => (p.license = 'AGPL-3.0'), 'is under AGPL-3.0'],
      ['under MPL, in the product', (p) => (p.license = 'MPL-2.0'), 'is under MPL-2.0'],
      ['under no licence', (p) => delete p.license, 'is under no licence that is told'],
    ];
  test.each(plants)('a package %s is refused', (_what, change, says) => {
    const lock = readLock(text);
    const planted = lock.packages[express];
    if (planted) change(planted);

    expect(lockFaults(lock, manifest)).toEqual([expect.stringContaining(`${express} ${says}`)]);
  });

  test.each(['^5.3.0', '~5.3.0', '*', 'latest', 'github:expressjs/express', 'file:../express'])(
    'package.json cannot ask for %j',
    (version) => {
      const asked = { dependencies: { express: version } };

      expect(lockFaults(readLock(text), asked)).toEqual([
        `package.json asks for express ${version}: give one version`,
      ]);
    },
  );
});

const Bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string() }) }),
  components: z.array(
    z.object({
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.string(), content: z.string() })),
      licenses: z.array(z.unknown()).optional(),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

describe('the bill of materials', () => {
  test('names each package that the product installs, with its digest, and is the same each time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'telemaque-sbom-'));
    const make = (name: string) => {
      execFileSync(process.execPath, ['scripts/sbom.mjs', '--out', join(folder, name)]);
      return readFileSync(join(folder, name), 'utf8');
    };
    const made = make('one.json');

    const bom = Bom.parse(JSON.parse(made));
    const { packages } = readLock(text);
    const installed = Object.entries(packages).filter(
      ([path, locked]) => path !== '' && locked.dev !== true,
    );
    const names = new Set(
      installed.map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
    );
    expect(bom.metadata.component).toMatchObject({ name: 'telemaque' });
    const told = bom.components.map(({ purl }) =>
      decodeURIComponent(purl.slice('pkg:npm/'.length)),
    );
    expect([...told].sort()).toEqual([...names].sort());
    for (const { hashes } of bom.components) expect(hashes[0]?.alg).toBe('SHA-512');
    expect(made).not.toMatch(/registry|"distribution"/);
    const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(needs.get('product')).toContain('express@5.3.0');
    const parser = `body-parser@${packages['node_modules/body-parser']?.version}`;
    expect(needs.get('express@5.3.0')).toContain(parser);
    const refs = new Set(names);
    for (const { dependsOn } of bom.dependencies)
      for (const need of dependsOn) expect(refs).toContain(need);
    expect(make('two.json')).toBe(made);
    rmSync(folder, { recursive: true });
  });
});
