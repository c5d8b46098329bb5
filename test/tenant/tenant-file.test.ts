import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWish } from '../../src/tenant/read-wish.ts';
import { tenant } from './tenant-world.ts';

const sample = readFileSync('sample/tenant.yaml', 'utf8')
  .replace('cohort: cohort-2026.yaml', `cohort: ${resolve('sample/cohort-2026.yaml')}`)
  .replace('../build/telemaque-teams.zip', 'teams.zip');

/** The sample's file with these lines put in another's place, in a folder of its own. */
function written(...changes: [from: string | RegExp, to: string][]): string {
  const text = changes.reduce((all, [from, to]) => all.replace(from, to), sample);
  const path = join(mkdtempSync(join(tmpdir(), 'tenant-')), 'tenant.yaml');
  writeFileSync(path, text);
  return path;
}

const faultsOf = async (path: string, mode: 'local' | 'real' = 'local') => {
  const read = await readWish(path, mode);
  return 'faults' in read ? read.faults : [];
};

test('the sample’s file is whole: the cohort’s file says its list, its coaches and its pilot', async () => {
  const read = await readWish('sample/tenant.yaml', 'local');

  expect(read).toMatchObject({
    wish: {
      lists: [{ name: 'Suivi des rencontres 2026', readers: { length: 4 } }],
      coaches: { length: 4 },
      pilots: ['rosalie.chantereau@andah.example'],
      credential: undefined,
    },
  });
});

test('every fault is told at once, by the name of its setting', async () => {
  const path = written(
    [/^tenant: .*/m, 'tenant: andah'],
    [/^mailbox: .*/m, 'mailbox: mentorat'],
    [/^publicUrl: .*/m, 'publicUrl: http://telemaque.example'],
    [/^ {2}path: .*/m, '  path: sites/mentorat'],
    [/^installation: .*/m, 'instalation: true'],
    ['- cohort:', '- cohorte:'],
  );

  expect(await faultsOf(path)).toEqual([
    'tenant: must be an id (GUID)',
    'publicUrl: must be the https address of the product, without a path',
    'mailbox: must be a mail address',
    'site.path: must begin with a slash',
    expect.stringMatching(/^lists\.0: must name a cohort file/),
    'instalation: is not a setting of this file',
  ]);
});

/** One thing wrong with the file, or with a file it names. */
const bad: [what: string, change: [string | RegExp, string], fault: string | RegExp][] = [
  ['no YAML', [/^tenant: .*/m, 'tenant: [1'], /at line/],
  ['an empty file', [/[\s\S]*/, ''], 'the file: is missing, or not what belongs there'],
  ['a setting left out', [/^name: .*/m, ''], 'name: is missing'],
  ['no list', [/lists:[^#]*/, 'lists: []\n'], 'lists: names no list'],
  [
    'the probe is the mailbox itself',
    [/^probeMailbox: .*/m, 'probeMailbox: Mentorat@andah.example'],
    'probeMailbox: must be another mailbox than the programme’s',
  ],
  [
    'a certificate that is not there',
    ['installation: false', 'installation: false\ncredential: { certificate: missing.pem }'],
    'credential.certificate: missing.pem is not there',
  ],
  [
    'a certificate that is none',
    ['installation: false', 'installation: false\ncredential: { certificate: tenant.yaml }'],
    'credential.certificate: tenant.yaml is not a certificate in PEM',
  ],
  [
    'a credential that is neither',
    ['installation: false', 'installation: false\ncredential: { secret: hush }'],
    /^credential: must be a certificate/,
  ],
  [
    'a publisher’s name that Teams refuses',
    ['ANDAH (exemple)', 'Agence nationale d’accompagnement des directeurs'],
    'teams.publisher.name: has more than 32 characters',
  ],
  [
    'a package that is none',
    ['package: teams.zip', 'package: tenant.yaml'],
    'teams.package: tenant.yaml is not a Teams package: make it anew',
  ],
  [
    'a cohort that is not there',
    [/cohort: .*/, 'cohort: nobody.yaml'],
    /^lists: nobody.yaml has faults: npm run cohort -- check/,
  ],
  [
    'a cohort whose list is elsewhere',
    ['path: /sites/mentorat', 'path: /sites/autre'],
    /has its list on andah.sharepoint.example\/sites\/mentorat, which is not the site$/,
  ],
];

test.each(bad)('%s is told', async (_what, change, fault) => {
  const [first] = await faultsOf(written(change));

  expect(first).toMatch(fault);
});

test('outside local mode the app needs a credential of its own', async () => {
  expect(await faultsOf(written(), 'real')).toEqual([
    'credential: is missing: how the app proves who it is, outside local mode',
  ]);
});

test('a managed identity needs no certificate', async () => {
  const federated =
    'credential: { federated: { issuer: https://login.microsoftonline.com/a/v2.0, subject: b } }';

  expect(await faultsOf(written([/^installation: .*/m, federated]), 'real')).toEqual([]);
});

test('a package tells whose it is, packed or not', async () => {
  const path = written();
  const manifest = { id: 'a', version: '1.2.3', webApplicationInfo: { id: 'b' } };
  const entries = { 'fr.json': strToU8('{}'), 'manifest.json': strToU8(JSON.stringify(manifest)) };
  for (const level of [0, 9] as const) {
    writeFileSync(join(path, '..', 'teams.zip'), zipSync(entries, { level }));

    const read = await readWish(path, 'local');

    expect(read).toMatchObject({
      wish: { teams: { made: { id: 'a', version: '1.2.3', appId: 'b' } } },
    });
  }
});

describe('what cannot be run is told, and nothing is asked of anybody', () => {
  const nobody = { url: 'http://localhost:9' };

  test.each([[[]], [['provision']], [['plan', 'a.yaml', 'b.yaml']], [['plan', '--yes']]])(
    'the words %j',
    async (args) => {
      const told = await tenant(nobody, args);

      expect(told.exitCode).toBe(3);
      expect(told.text).toMatch(/^npm run tenant -- plan\|apply\|check/);
    },
  );

  test('a file that is not there', async () => {
    const told = await tenant(nobody, ['plan', 'nowhere.yaml']);

    expect(told).toMatchObject({ exitCode: 3 });
    expect(told.text).toContain('nowhere.yaml: is not there');
  });

  test('another tenant than the environment’s', async () => {
    const env = { TENANT_ID: '11111111-0000-4000-8000-000000000001' };
    const path = written([/^installation: .*/m, 'credential: { certificate: c.pem }']);
    writeFileSync(join(path, '..', 'c.pem'), readFileSync('test/tenant/certificate.pem'));

    const told = await tenant(nobody, ['plan', path], { env });

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain(`TENANT_ID is ${env.TENANT_ID}`);
  });

  test('settings that cannot be read', async () => {
    const told = await tenant(nobody, ['check', '--env', 'nowhere.env']);

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('nowhere.env: cannot be read (ENOENT)');
  });
});
