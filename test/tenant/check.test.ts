import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { ask } from '../emulator/graph-world.ts';
import { control, marked, startSample, tenant } from './tenant-world.ts';

const mailbox = 'mentorat@andah.example';
const probe = 'rosalie.chantereau@andah.example';
const site = '/sites/mentorat';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startSample();
});
afterAll(() => emulator.close());

const grants = (body: { grant?: object[]; revoke?: object[] }) =>
  control(emulator, 'tenant/grants', body);
const check = () => tenant(emulator, ['check']);

/** What the app must have, in the order in which its administrators give it. */
const wanted = [
  { kind: 'entra', role: 'Sites.Selected' },
  { kind: 'exchange', role: 'Application Calendars.ReadWrite', scope: mailbox },
  { kind: 'exchange', role: 'Application Mail.Send', scope: mailbox },
  { kind: 'site', path: site, role: 'write' },
];

test('the sample’s tenant is ready, and what cannot be seen is said to be so', async () => {
  const told = await check();

  expect(told.lines.at(-1)).toMatch(/^ready: \d+ granted, 3 closed, 6 not to be seen from here\.$/);
  expect(told.exitCode).toBe(0);
  expect(marked(told, 'cannot be seen')).toEqual([
    expect.stringContaining('change notifications'),
    expect.stringContaining('video policy'),
    expect.stringContaining('who reads the lists'),
    expect.stringContaining('inbox rules'),
    expect.stringContaining('who else opens the programme mailbox'),
    expect.stringContaining('guests'),
  ]);
});

describe('a tenant that gives nothing, then one right after another', () => {
  beforeAll(async () => {
    expect((await grants({ revoke: wanted })).status).toBe(200);
  });

  /** What is missing still, after as many of the rights above. */
  const stages: [given: number, missing: string[]][] = [
    [
      0,
      [
        'Sites.Selected in the app’s token',
        `Calendars.ReadWrite on ${mailbox}`,
        `Mail.Send on ${mailbox}`,
        'free and busy times by Exchange’s right alone',
        'write on https://andah.sharepoint.example/sites/mentorat',
      ],
    ],
    [
      1,
      [
        `Calendars.ReadWrite on ${mailbox}`,
        `Mail.Send on ${mailbox}`,
        'free and busy times by Exchange’s right alone',
        'write on https://andah.sharepoint.example/sites/mentorat',
      ],
    ],
    [2, [`Mail.Send on ${mailbox}`, 'write on https://andah.sharepoint.example/sites/mentorat']],
    [3, ['write on https://andah.sharepoint.example/sites/mentorat']],
    [4, []],
  ];

  test.each(stages)('with %i given, check names each that is missing', async (given, missing) => {
    await grants({ grant: wanted.slice(0, given) });

    const told = await check();

    expect(marked(told, 'missing').map((line) => line.split(': ')[0])).toEqual(missing);
    expect(marked(told, 'TOO WIDE')).toEqual([]);
    expect(told.exitCode).toBe(missing.length > 0 ? 1 : 0);
    expect(told.lines.at(-1)).toMatch(missing.length > 0 ? /^not ready: \d missing/ : /^ready/);
  });

  test('a site that may be read and not written is not enough', async () => {
    await grants({
      revoke: [wanted[3] ?? {}],
      grant: [{ kind: 'site', path: site, role: 'read' }],
    });

    const told = await check();

    expect(marked(told, 'missing')).toEqual([
      expect.stringContaining('can be read and not written'),
    ]);
    await grants({ revoke: [{ kind: 'site', path: site, role: 'read' }], grant: wanted });
  });
});

describe('a tenant that gives too much', () => {
  afterEach(() => control(emulator, 'tenant', { state: 'sample' }));

  /** Each wider right, and what check names of it. */
  const wider: [what: string, grant: object, named: string[]][] = [
    [
      'calendars consented in Entra',
      { kind: 'entra', role: 'Calendars.ReadWrite' },
      ['Calendars.ReadWrite in the app’s token', `${probe}, which must stay closed: its calendar`],
    ],
    [
      'mail consented in Entra',
      { kind: 'entra', role: 'Mail.Send' },
      ['Mail.Send in the app’s token', `${probe}, which must stay closed: mails in its name`],
    ],
    ['people', { kind: 'entra', role: 'User.Read.All' }, ['User.Read.All in the app’s token']],
    [
      'all sites',
      { kind: 'entra', role: 'Sites.Read.All' },
      ['Sites.Read.All in the app’s token', 'any other site of the tenant'],
    ],
    [
      'an Exchange role without its scope',
      { kind: 'exchange', role: 'Application Calendars.ReadWrite', scope: '*' },
      [`${probe}, which must stay closed: its calendar`],
    ],
    [
      'an Exchange role on another mailbox',
      { kind: 'exchange', role: 'Application Mail.Send', scope: probe },
      [`${probe}, which must stay closed: mails in its name`],
    ],
    [
      'the site for its own',
      { kind: 'site', path: site, role: 'fullcontrol' },
      ['no more than write on https://andah.sharepoint.example/sites/mentorat'],
    ],
  ];

  test.each(wider)('%s', async (_what, grant, named) => {
    await grants({ grant: [grant] });

    const told = await check();

    const lines = marked(told, 'TOO WIDE');
    expect(lines).toEqual(named.map((name) => expect.stringContaining(`${name}: `)));
    expect(told.exitCode).toBe(2);
    expect(told.lines.at(-1)).toMatch(/^not ready: \d too wide, 0 missing/);
  });

  test('what is wider and what is missing are both told, and the wider one decides', async () => {
    const revoke = wanted.slice(2, 3);
    await grants({ revoke, grant: [{ kind: 'entra', role: 'User.Read.All' }] });

    const told = await check();

    expect(told.exitCode).toBe(2);
    expect(told.lines.at(-1)).toMatch(/^not ready: 1 too wide, 1 missing/);
  });
});

test('a question leaves no event, no mail and no row behind', async () => {
  const counts = async () => (await ask(emulator, 'GET', '/_emulator/state')).body.counts;
  const before = await counts();

  await check();

  expect(await counts()).toEqual(before);
});

describe('what cannot be asked is not called ready', () => {
  test('nobody answers', async () => {
    const told = await tenant({ url: 'http://localhost:9' }, ['check']);

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('http://localhost:9 cannot be reached');
  });

  test('the secret is wrong', async () => {
    const env = { APP_SECRET: 'not-the-secret' };
    const told = await tenant(emulator, ['check'], { env });

    expect(told.exitCode).toBe(3);
    expect(told.text).toContain('the secret is wrong');
  });

  test('another mailbox that does not exist tells nothing', async () => {
    const asked = { match: { method: 'GET', path: '/v1.0/users/*/calendarView' }, fault: '404' };
    await control(emulator, 'faults', { ...asked, times: 2 });

    const told = await check();

    expect(marked(told, 'cannot be seen')).toContainEqual(
      expect.stringContaining('name another one as probeMailbox'),
    );
  });

  test('a busy Graph is no verdict', async () => {
    const match = { method: 'POST', path: '/v1.0/users/*/sendMail' };
    await control(emulator, 'faults', { match, fault: '503', times: 2 });

    const told = await check();

    expect(marked(told, 'cannot be seen')).toContainEqual(
      `Mail.Send on ${mailbox}: Graph answered 503: ask again in a while`,
    );
  });
});
