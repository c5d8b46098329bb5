import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appId,
  asApp,
  ask,
  awa,
  lucie,
  newFolder,
  programme,
  type Reply,
  siteId,
  startAnew,
  startOn,
  tuesdayMeeting,
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());

const control = (path: string, body: unknown) =>
  ask(emulator, 'POST', `/_emulator/tenant${path}`, body);
const lay = (state: 'blank' | 'sample') => control('', { state });
const grant = (...grant: object[]) => control('/grants', { grant });
const revoke = (...revoke: object[]) => control('/grants', { revoke });
const status = async (reply: Promise<Reply>) => (await reply).status;

const calendars = 'Application Calendars.ReadWrite';
const mails = 'Application Mail.Send';
const week = 'startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-05-08T00:00:00Z';
const view = (mail: string) =>
  status(asApp(emulator, 'GET', `/v1.0/users/${mail}/calendarView?${week}`));
const book = (mail: string) =>
  status(asApp(emulator, 'POST', `/v1.0/users/${mail}/events`, tuesdayMeeting));
const send = (mail: string, to: string[]) =>
  asApp(emulator, 'POST', `/v1.0/users/${mail}/sendMail`, {
    message: { subject: '-', toRecipients: to.map((address) => ({ emailAddress: { address } })) },
  });

describe('an empty tenant', () => {
  beforeEach(() => lay('blank'));

  test('knows no application, so nobody gets a token, for Graph or for the bot', async () => {
    const asked = { grant_type: 'client_credentials', client_id: appId };
    const secret = { client_secret: emulator.world.product.secret };
    for (const audience of ['graph.microsoft.com', 'api.botframework.com']) {
      const scope = `https://${audience}/.default`;
      const path = `/${emulator.world.seed.home.tenant}/oauth2/v2.0/token`;
      const reply = await ask(emulator, 'POST', path, { ...asked, ...secret, scope });

      expect(reply.body.error_description).toContain('AADSTS700016');
    }
  });

  test('has its people and its mailbox, and no list, right or app', async () => {
    const { body } = await ask(emulator, 'GET', '/_emulator/tenant');

    const { applications, servicePrincipals, appRoleAssignments, sitePermissions } = body;
    const all = [applications, servicePrincipals, appRoleAssignments, sitePermissions];
    expect([...all, body.lists, body.catalogue, body.exchange.roleAssignments].flat()).toEqual([]);
    expect((await ask(emulator, 'GET', '/_emulator/lists')).body).toEqual([]);
    expect((await ask(emulator, 'GET', '/_emulator/people')).body).toHaveLength(7);
  });

  test('is filled again as it was at the start', async () => {
    const { body } = await lay('sample');

    expect(body.appRoleAssignments.map(({ role }: { role: string }) => role).sort()).toEqual(
      ['Sites.Selected', 'Coach', 'Coach', 'Pilot'].sort(),
    );
    expect(body.lists).toHaveLength(3);
    expect(await view(programme)).toBe(200);
  });
});

describe('the programme mailbox', () => {
  beforeEach(async () => {
    await lay('blank');
    await grant({ kind: 'entra', role: 'Sites.Selected' });
  });

  test('opens its calendar with Exchange’s right and not before', async () => {
    expect([await view(programme), await book(programme)]).toEqual([403, 403]);

    await grant({ kind: 'exchange', role: calendars, scope: programme });

    expect([await view(programme), await book(programme)]).toEqual([200, 201]);
    expect((await send(programme, [awa.mail])).status).toBe(403);
  });

  test('a right to read is no right to write', async () => {
    await grant({ kind: 'exchange', role: 'Application Calendars.Read', scope: programme });

    expect([await view(programme), await book(programme)]).toEqual([200, 403]);
  });

  test('sends with the right to; a mail to nobody shows the right and is sent to no one', async () => {
    expect((await send(programme, [])).status).toBe(403);

    await grant({ kind: 'exchange', role: mails, scope: programme });

    const nobody = await send(programme, []);
    expect([nobody.status, nobody.body.error.code]).toEqual([400, 'ErrorInvalidRecipients']);
    expect((await ask(emulator, 'GET', `/_emulator/mail/${lucie.mail}`)).body).toEqual([]);
    expect((await send(programme, [lucie.mail])).status).toBe(202);
    expect((await ask(emulator, 'GET', `/_emulator/mail/${lucie.mail}`)).body).toHaveLength(1);
  });

  test('its free and busy times are asked with the right to its calendar', async () => {
    const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    const body = {
      schedules: [awa.mail],
      startTime: time('2026-05-05T08:00:00'),
      endTime: time('2026-05-05T18:00:00'),
    };
    const asked = () =>
      status(asApp(emulator, 'POST', `/v1.0/users/${programme}/calendar/getSchedule`, body));
    expect(await asked()).toBe(403);

    await grant({ kind: 'exchange', role: calendars, scope: programme });

    expect(await asked()).toBe(200);
  });
});

test('a mailbox’s changes are told to whom its calendar is open', async () => {
  const subscribe = async (mail: string) => {
    const asked = {
      resource: `users/${mail}/events`,
      changeType: 'created',
      // Nobody listens there, so what is let through ends at the validation of the address.
      notificationUrl: 'http://127.0.0.1:9/notify',
      expirationDateTime: '2026-04-15T07:00:00Z',
    };
    return status(asApp(emulator, 'POST', '/v1.0/subscriptions', asked));
  };
  await lay('sample');
  expect([await subscribe(programme), await subscribe(awa.mail)]).toEqual([400, 403]);

  await grant({ kind: 'exchange', role: calendars, scope: '*' });
  expect(await subscribe(awa.mail)).toBe(400);

  await revoke({ kind: 'exchange', role: calendars, scope: '*' });
  await revoke({ kind: 'exchange', role: calendars, scope: programme });
  expect(await subscribe(programme)).toBe(403);
});

describe('a right that is too wide', () => {
  beforeEach(() => lay('sample'));

  test('as granted, nobody else’s mailbox opens', async () => {
    expect([await view(awa.mail), await book(awa.mail)]).toEqual([403, 403]);
    expect((await send(awa.mail, [lucie.mail])).status).toBe(403);
  });

  test('without a scope, Exchange’s role opens everybody’s calendar, and taken away closes it', async () => {
    await grant({ kind: 'exchange', role: calendars, scope: '*' });

    expect([await view(awa.mail), await book(awa.mail)]).toEqual([200, 201]);
    expect(await view(lucie.mail)).toBe(404);

    await revoke({ kind: 'exchange', role: calendars, scope: '*' });
    expect([await view(awa.mail), await view(programme)]).toEqual([403, 200]);
  });

  test('consented in Entra, it shows in the token and adds to what Exchange gave', async () => {
    await grant(
      { kind: 'entra', role: 'Calendars.ReadWrite' },
      { kind: 'entra', role: 'Mail.Send' },
    );

    expect([await view(awa.mail), await book(awa.mail)]).toEqual([200, 201]);
    expect((await send(awa.mail, [lucie.mail])).status).toBe(202);
  });

  test('over one more mailbox, Exchange’s role opens that one alone', async () => {
    await grant({ kind: 'exchange', role: calendars, scope: awa.mail });

    expect([await view(awa.mail), await view('marc@comite.example')]).toEqual([200, 403]);
  });

  test.each([
    [{ kind: 'entra', role: 'Everything.All' }, 400],
    [{ kind: 'exchange', role: 'Application Tea.Make', scope: '*' }, 400],
    [{ kind: 'site', path: '/sites/mentorat', role: 'guest' }, 400],
    [{ kind: 'site', path: '/sites/nowhere', role: 'write' }, 404],
    [{ kind: 'exchange', role: calendars }, 400],
  ])('%j is no right of this tenant', async (wanted, expected) => {
    expect((await grant(wanted)).status).toBe(expected);
  });

  test('what was never granted cannot be taken away, and nothing else is then', async () => {
    const held = { kind: 'entra', role: 'Sites.Selected' };

    expect((await revoke(held, { kind: 'entra', role: 'Mail.Send' })).status).toBe(409);
    expect(await status(asApp(emulator, 'GET', `/v1.0/sites/${siteId}`))).toBe(200);
  });
});

describe('the site', () => {
  const list = `/v1.0/sites/${siteId}/lists/list-1`;
  const row = { fields: { Title: 'B1', MeetingDate: '2026-05-05', MeetingKey: 'm-1' } };
  const site = (role: string) => ({ kind: 'site', path: '/sites/mentorat', role });
  /** Reads the site, writes a row, reads who was granted what. */
  const tried = async () => [
    await status(asApp(emulator, 'GET', list)),
    await status(asApp(emulator, 'POST', `${list}/items`, row)),
    await status(asApp(emulator, 'GET', `/v1.0/sites/${siteId}/permissions`)),
  ];
  beforeEach(async () => {
    await lay('sample');
    await revoke(site('write'));
  });

  test.each([
    ['nothing', undefined, [403, 403, 403]],
    ['read', 'read', [200, 403, 403]],
    ['write', 'write', [200, 201, 403]],
    ['owner', 'owner', [200, 201, 200]],
    ['full control', 'fullcontrol', [200, 201, 200]],
  ])('granted %s', async (_what, role, expected) => {
    if (role) await grant(site(role));

    expect(await tried()).toEqual(expected);
  });

  test('what is granted on a site opens nothing without Sites.Selected', async () => {
    await grant(site('write'));
    await revoke({ kind: 'entra', role: 'Sites.Selected' });

    expect(await tried()).toEqual([403, 403, 403]);
  });

  test('a column that is not there is told only to who may write', async () => {
    const probe = { fields: { TelemaqueProbe: '-' } };
    await grant(site('read'));
    expect(await status(asApp(emulator, 'POST', `${list}/items`, probe))).toBe(403);

    await grant(site('write'));
    expect(await status(asApp(emulator, 'POST', `${list}/items`, probe))).toBe(400);
  });

  test.each([
    ['Sites.Read.All', [200, 403, 403]],
    ['Sites.ReadWrite.All', [200, 201, 403]],
    ['Sites.FullControl.All', [200, 201, 200]],
  ])(
    '%s, consented, opens every site, the root and one that was never granted',
    async (role, expected) => {
      const roots = async () => [
        await status(asApp(emulator, 'GET', '/v1.0/sites/root')),
        await status(asApp(emulator, 'GET', '/v1.0/sites/closed-site')),
      ];
      expect(await roots()).toEqual([403, 403]);

      await grant({ kind: 'entra', role });

      expect(await tried()).toEqual(expected);
      expect(await roots()).toEqual([200, 200]);
    },
  );
});

test('what was granted is found again after a restart', async () => {
  const folder = newFolder();
  const first = await startOn(folder);
  const path = '/_emulator/tenant';
  await ask(first, 'POST', path, { state: 'blank' });
  const grants = [{ kind: 'exchange', role: calendars, scope: '*' }];
  const before = await ask(first, 'POST', `${path}/grants`, { grant: grants });
  await first.close();

  const second = await startOn(folder);
  try {
    expect((await ask(second, 'GET', path)).body).toEqual(before.body);
    const other = `/v1.0/users/${awa.mail}/calendarView?${week}`;
    expect((await asApp(second, 'GET', other)).status).toBe(200);
    await second.reset();
    expect((await asApp(second, 'GET', other)).status).toBe(403);
  } finally {
    await second.close();
  }
});
