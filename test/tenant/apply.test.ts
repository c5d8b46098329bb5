import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localApp } from '../../src/config/local-app.ts';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import type { Tokens } from '../../src/entra/token.ts';
import { rights } from '../../src/graph/rights.ts';
import { ask } from '../emulator/graph-world.ts';
import {
  control,
  emptySample,
  marked,
  signedIn,
  signsIn,
  type Told,
  tenant,
} from './tenant-world.ts';

let emulator: RunningEmulator;
let admin: Tokens;
beforeAll(async () => {
  emulator = await emptySample();
  admin = signedIn(emulator);
});
afterAll(() => emulator.close());

const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
const out = join(folder, 'out');
const file = join(folder, 'tenant.yaml');

/** The sample's file, with a certificate and a package that are beside it. */
function write(...changes: [from: string | RegExp, to: string][]): void {
  const text = readFileSync('sample/tenant.yaml', 'utf8')
    .replace('cohort: cohort-2026.yaml', `cohort: ${resolve('sample/cohort-2026.yaml')}`)
    .replace('../build/telemaque-teams.zip', 'teams.zip')
    .replace('installation: false', 'credential: { certificate: c.pem }\ninstallation: false');
  writeFileSync(
    file,
    changes.reduce((all, [from, to]) => all.replace(from, to), text),
  );
  writeFileSync(join(folder, 'c.pem'), readFileSync('test/tenant/certificate.pem'));
}

const { id: appId } = localApp;
const teamsId = '5f0a7a52-6f1e-4a55-8d57-3a1de2c9b001';

function pack(version: string, madeFor = appId): void {
  const info = { id: madeFor, resource: 'api://localhost:3978' };
  const named = { name: { short: 'Télémaque' }, description: { short: 'a', full: 'b' } };
  const manifest = { id: teamsId, version, webApplicationInfo: info, ...named };
  const entry = strToU8(JSON.stringify(manifest));
  writeFileSync(join(folder, 'teams.zip'), zipSync({ 'manifest.json': entry }));
}

const blank = () => control(emulator, 'tenant', { state: 'blank' });
const run = (command: string): Promise<Told> =>
  tenant(emulator, [command, file, '--out', out], { administrator: admin });
const laid = async () => (await ask(emulator, 'GET', '/_emulator/tenant')).body;

beforeEach(() => {
  write();
  pack('1.0.0');
});

describe('a tenant with nothing in it', () => {
  beforeAll(blank);

  test('plan says what apply would do, what scripts do, what is left, and changes nothing', async () => {
    const before = await laid();

    const told = await run('plan');

    expect(told.exitCode).toBe(1);
    expect(marked(told, 'missing')).toContain(
      'registration: « Télémaque » is not registered. apply registers it, for people of several tenants',
    );
    expect(marked(told, 'exchange.ps1')).toHaveLength(3);
    expect(marked(told, 'by hand').length).toBeGreaterThan(3);
    expect(told.lines.at(-1)).toMatch(/^\d+ differences\. Nothing was changed\.$/);
    expect(await laid()).toEqual(before);
  });

  test('apply does what Graph can, and a second one finds nothing to do', async () => {
    const first = await run('apply');
    const after = await laid();
    const second = await run('apply');

    expect(first.text).toContain('« Télémaque » is not registered: registers it');
    expect(first.exitCode).toBe(0);
    expect(marked(second, 'done')).toEqual([]);
    expect(second.text).toContain('Nothing was changed: all that Graph can do stands.');
    expect(second.exitCode).toBe(0);
    expect(await laid()).toEqual(after);
  });

  test('and plan agrees', async () => {
    const told = await run('plan');

    expect([...marked(told, 'missing'), ...marked(told, 'TOO WIDE')]).toEqual([]);
    expect(told.exitCode).toBe(0);
  });

  test('what stands then is what the product asks for: its roles, its hosts, its list', async () => {
    const state = await laid();
    const [application] = state.applications;

    expect(application).toMatchObject({
      appId,
      signInAudience: 'AzureADMultipleOrgs',
      identifierUris: [`api://localhost:3978/botid-${appId}`],
      spa: { redirectUris: ['brk-multihub://localhost:3978'] },
      api: { requestedAccessTokenVersion: 2, preAuthorizedApplications: { length: 7 } },
      keyCredentials: [{ displayName: 'Telemaque 1ED4938884D48F22' }],
    });
    expect(application.appRoles.map((role: { value: string }) => role.value)).toEqual([
      'Coach',
      'Pilot',
    ]);
  });

  test('it says the ids of the app and of its service principal, to which Azure gives roles', async () => {
    const { text } = await run('apply');
    const [principal] = (await laid()).servicePrincipals.filter(
      (one: { appId: string }) => one.appId === appId,
    );

    expect(text).toMatch(new RegExp(`the app +${appId}: its service principal is ${principal.id}`));
  });

  test('the settings of the product and of its package name the app', async () => {
    const product = readFileSync(join(out, 'product.env'), 'utf8');

    expect(product).toContain(`APP_ID=${appId}\n`);
    // From the file its end is known, and warned of.
    expect(product).toMatch(/^APP_CERTIFICATE_FILE=.*\nAPP_CERTIFICATE_KEY_FILE=/m);
    expect(readFileSync(join(out, 'package.env'), 'utf8')).toContain(`BOT_ID=${appId}\n`);
  });

  test('no consent is given beyond the table', async () => {
    const consented = (await laid()).appRoleAssignments.map((one: { role?: string }) => one.role);
    const optional = rights.filter((right) => right.optional).map(({ name }) => name);

    expect(consented).toContain('Sites.Selected');
    for (const name of optional) expect(consented).not.toContain(name);
  });
});

describe('what somebody changed meanwhile', () => {
  beforeAll(async () => {
    await blank();
    write();
    pack('1.0.0');
    expect((await run('apply')).exitCode).toBe(0);
  });

  test('a consent that is too wide is named by plan, and withdrawn by apply', async () => {
    await control(emulator, 'tenant/grants', {
      grant: [{ kind: 'entra', role: 'Calendars.ReadWrite' }],
    });

    const planned = await run('plan');
    const applied = await run('apply');

    expect(planned.exitCode).toBe(2);
    expect(marked(planned, 'TOO WIDE')).toEqual([
      'consents in Entra: Calendars.ReadWrite is consented and is not wanted. apply withdraws it',
    ]);
    expect(marked(applied, 'done')).toHaveLength(1);
    expect((await run('plan')).exitCode).toBe(0);
  });

  test('a site given wholly is narrowed', async () => {
    const path = '/sites/mentorat';
    await control(emulator, 'tenant/grants', { grant: [{ kind: 'site', path, role: 'owner' }] });

    const planned = await run('plan');

    expect(marked(planned, 'TOO WIDE')).toEqual([
      expect.stringMatching(/^the site: .*apply makes it write/),
    ]);
    expect(marked(await run('apply'), 'done')).toHaveLength(1);
  });

  test('a package of a new version is brought in, one for another app is not', async () => {
    pack('1.1.0');
    const updated = await run('apply');
    pack('1.2.0', '11111111-0000-4000-8000-00000000aaaa');
    const refused = await run('apply');

    expect(marked(updated, 'done')).toEqual([expect.stringContaining('Teams catalogue')]);
    expect(marked(refused, 'done')).toEqual([]);
    expect(marked(refused, 'different')).toEqual([expect.stringContaining('made for another app')]);
    expect(refused.exitCode).toBe(1);
  });

  test('a coach whom the tenant does not know is told, and the others have their role', async () => {
    write(['coaches: []', 'coaches: [nobody@andah.example]']);

    const told = await run('apply');

    expect(told.exitCode).toBe(1);
    expect(marked(told, 'missing')).toEqual([
      'coaches and pilot: nobody of the tenant signs in as nobody@andah.example: correct the address',
    ]);
  });

  test('the right to install, once the file asks for it, is consented', async () => {
    write(['installation: false', 'installation: true']);

    const told = await run('apply');

    expect(marked(told, 'done')).toContainEqual(
      expect.stringContaining('TeamsAppInstallation.ReadWriteSelfForUser.All is not consented'),
    );
  });
});

describe('an end half-way', () => {
  /** A request of apply that changes something, and whether it is done before the line drops. */
  const ends: [fault: string, method: string, path: string][] = [
    ['drop-after-write', 'POST', '/v1.0/applications'],
    ['drop-after-write', 'POST', '/v1.0/sites/*/lists'],
    ['drop-before-write', 'POST', '/v1.0/appCatalogs/teamsApps'],
  ];

  test.each(ends)('%s of %s %s: the next run goes on', async (fault, method, path) => {
    await blank();
    await control(emulator, 'faults', { match: { method, path }, fault, times: 1 });

    const broken = await run('apply');
    const mended = await run('apply');

    expect(broken.exitCode).toBe(3);
    expect(broken.text).toContain('Run the same command again');
    expect(mended.exitCode).toBe(0);
    expect((await run('plan')).exitCode).toBe(0);
    expect((await laid()).applications).toHaveLength(1);
  });
});

describe('who may not, or cannot', () => {
  test('a person who is no administrator is told what it takes, and nothing is changed', async () => {
    await blank();
    const before = await laid();

    const coach = 'farid.benamrane@andah.example';
    const heard = signsIn(emulator, coach);
    const told = await tenant(emulator, ['apply', file], { heard });

    expect(told.exitCode).toBe(3);
    expect(told.text).toMatch(/this account may not/);
    expect(await laid()).toEqual(before);
  });

  test('an administrator signs in by a code, and is told where', async () => {
    const told = await tenant(emulator, ['plan', file], { heard: signsIn(emulator) });

    expect(told.text).toContain('/device');
    expect(told.exitCode).toBe(1);
  });

  test('whoever declines changes nothing', async () => {
    const heard = signsIn(emulator, undefined, { decline: true });
    const told = await tenant(emulator, ['apply', file], { heard });

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('declined');
  });

  test('nobody answers', async () => {
    const told = await tenant({ url: 'http://localhost:9' }, ['plan', file]);

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('http://localhost:9 cannot be reached');
  });
});
