import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { appId, asApp, ask, awa, coline, pilar, programme, siteId } from './graph-world.ts';
import { caller, emptyTenant, everyScope, signIn } from './tenant-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await emptyTenant();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await ask(emulator, 'POST', '/_emulator/tenant', { state: 'blank' });
});

async function run(script: string) {
  const headers = { 'Content-Type': 'text/plain' };
  const url = `${emulator.url}/_emulator/powershell`;
  const reply = await fetch(url, { method: 'POST', headers, body: script });
  return { status: reply.status, body: JSON.parse(await reply.text()) };
}
const state = async () => (await ask(emulator, 'GET', '/_emulator/tenant')).body;
const names = (steps: { cmdlet: string }[]) => steps.map(({ cmdlet }) => cmdlet);

const scope = (mail: string) => `
New-ManagementScope -Name 'Telemaque' -RecipientRestrictionFilter "PrimarySmtpAddress -eq '${mail}'"`;
const exchange = (objectId: string) => `# Rights of the app over one mailbox
$appId = '${appId}'
$mailbox = '${programme}'   # the programme mailbox

Connect-ExchangeOnline -ShowBanner:$false
$sp = New-ServicePrincipal -AppId $appId -ObjectId '${objectId}' -DisplayName 'Télémaque'
if (-not (Get-ManagementScope -Identity 'Telemaque' -ErrorAction SilentlyContinue)) {
  New-ManagementScope -Name 'Telemaque' \`
    -RecipientRestrictionFilter "PrimarySmtpAddress -eq '$mailbox'"
}
if (-not (Get-ManagementRoleAssignment -Identity 'Telemaque mail' -ErrorAction SilentlyContinue)) {
  New-ManagementRoleAssignment -Name 'Telemaque mail' -App $sp.ObjectId -Role 'Application Mail.Send' -CustomResourceScope 'Telemaque'
}
Disconnect-ExchangeOnline -Confirm:$false
`;
const principalId = async () => {
  const kind = { kind: 'entra', role: 'Sites.Selected' };
  const { body } = await ask(emulator, 'POST', '/_emulator/tenant/grants', { grant: [kind] });
  return body.servicePrincipals[0].id as string;
};
const sendTo = (to: string[], from = programme) =>
  asApp(emulator, 'POST', `/v1.0/users/${from}/sendMail`, {
    message: { toRecipients: to.map((address) => ({ emailAddress: { address } })) },
  });

describe('Exchange', () => {
  test('a script opens the one mailbox to the app, and what it finds is left alone', async () => {
    const script = exchange(await principalId());
    expect((await sendTo([])).status).toBe(403);

    const first = await run(script);

    expect(first.status).toBe(200);
    expect(names(first.body.ran)).toEqual([
      'Connect-ExchangeOnline',
      'New-ServicePrincipal',
      'Get-ManagementScope',
      'New-ManagementScope',
      'Get-ManagementRoleAssignment',
      'New-ManagementRoleAssignment',
      'Disconnect-ExchangeOnline',
    ]);
    expect(first.body.ran[3]).toEqual({ line: 8, cmdlet: 'New-ManagementScope' });
    expect((await sendTo([])).status).toBe(400);
    expect((await sendTo([], awa.mail)).status).toBe(403);

    const again = await run(
      script.replace('$sp = New-', '$sp = Get-').replace(/-AppId .*/, '-Identity $appId'),
    );
    expect(names(again.body.skipped)).toEqual([
      'New-ManagementScope',
      'New-ManagementRoleAssignment',
    ]);
  });

  test('what exists already is an error, and what ran before it stays', async () => {
    const script = exchange(await principalId());
    await run(script);

    const again = await run(script);

    expect([again.status, again.body.error.line]).toEqual([400, 6]);
    expect(again.body.error.message).toContain('already exists');
  });

  test('the id of another object is taken, and opens nothing', async () => {
    await principalId();

    expect((await run(exchange('99999999-0000-4000-8000-000000000009'))).status).toBe(200);

    expect((await sendTo([])).status).toBe(403);
  });

  test('an assignment without a scope opens everybody’s mailbox, until it is removed', async () => {
    const id = await principalId();
    const wide = (rest: string) => run(`Connect-ExchangeOnline\n${rest}`);
    const made = await wide(`New-ServicePrincipal -AppId ${appId} -ObjectId ${id}
New-ManagementRoleAssignment -Name wide -App ${id} -Role 'Application Mail.Send'`);
    expect(made.status).toBe(200);
    expect((await sendTo([], awa.mail)).status).toBe(400);

    await wide('Remove-ManagementRoleAssignment -Identity wide -Confirm:$false');

    expect((await sendTo([], awa.mail)).status).toBe(403);
  });

  test('a scope is moved to another mailbox', async () => {
    await run(exchange(await principalId()));
    const to = `-RecipientRestrictionFilter "PrimarySmtpAddress -eq '${awa.mail}'"`;

    expect(
      (await run(`Connect-ExchangeOnline\nSet-ManagementScope -Identity Telemaque ${to}`)).status,
    ).toBe(200);

    expect([(await sendTo([])).status, (await sendTo([], awa.mail)).status]).toEqual([403, 400]);
  });

  test('the mailbox’s own processing and its rules are kept', async () => {
    const rule = '-MessageTypeMatches Calendaring -MarkAsRead $true -StopProcessingRules $true';
    const { status } = await run(`Connect-ExchangeOnline
Set-CalendarProcessing -Identity ${programme} -AutomateProcessing AutoUpdate -AddNewRequestsTentatively $true
$before = Get-CalendarProcessing -Identity ${programme}
if (-not (Get-InboxRule -Mailbox ${programme} -Identity 'Keep' -ErrorAction SilentlyContinue)) {
  New-InboxRule -Mailbox ${programme} -Name 'Keep' -Priority 1 ${rule}
}
Set-InboxRule -Mailbox ${programme} -Identity 'Keep' -Priority 2`);

    expect(status).toBe(200);
    const { calendarProcessing, inboxRules } = (await state()).exchange;
    expect(calendarProcessing[programme]).toMatchObject({ AddNewRequestsTentatively: true });
    expect(inboxRules).toMatchObject([
      { name: 'Keep', settings: { Priority: 2, MarkAsRead: true } },
    ]);
  });
});

describe('SharePoint', () => {
  const connect = `Connect-PnPOnline -Url 'https://comite.sharepoint.example/sites/mentorat' -Interactive -ClientId ${appId}`;
  const seen = async (mail: string) =>
    (
      await ask(
        emulator,
        'GET',
        `/_emulator/sharepoint/${encodeURIComponent('Suivi 2026')}?as=${mail}`,
      )
    ).status;
  beforeEach(async () => {
    const call = caller(emulator, await signIn(emulator, everyScope));
    const list = { displayName: 'Suivi 2026', list: { template: 'genericList' } };
    expect((await call('POST', `/sites/${siteId}/lists`, list)).status).toBe(201);
  });

  test('a new list is everybody’s at home until its inheritance is broken, then its readers’', async () => {
    expect([await seen(coline.mail), await seen(pilar.mail)]).toEqual([200, 200]);

    const { status } = await run(`${connect}
Set-PnPList -Identity 'Suivi 2026' -EnableVersioning $false -BreakRoleInheritance
Set-PnPListPermission -Identity 'Suivi 2026' -User '${coline.mail}' -AddRole 'Read'
Set-PnPListPermission -Identity 'Suivi 2026' -User '${coline.mail}' -AddRole 'Read'
Disconnect-PnPOnline`);

    expect(status).toBe(200);
    expect([await seen(coline.mail), await seen(pilar.mail)]).toEqual([200, 403]);
    expect((await state()).lists).toMatchObject([
      { readers: [coline.mail], ownPermissions: true, settings: { EnableVersioning: false } },
    ]);
    const taken = `Set-PnPListPermission -Identity 'Suivi 2026' -User '${coline.mail}' -RemoveRole 'Read'`;
    await run(`${connect}\n${taken}`);
    expect(await seen(coline.mail)).toBe(403);
  });

  test.each([
    [
      'a list that inherits',
      `Set-PnPListPermission -Identity 'Suivi 2026' -User ${'coline@comite.example'} -AddRole Read`,
      'inherits',
    ],
    [
      'a list that is not there',
      "Set-PnPList -Identity 'Suivi 1999' -EnableVersioning $false",
      'does not exist',
    ],
    [
      'a level in another language',
      "Set-PnPListPermission -Identity 'Suivi 2026' -User x -AddRole 'Lecture'",
      'must be one of Read',
    ],
  ])('%s takes no permission', async (_what, line, message) => {
    const { body } = await run(`${connect}\n${line}`);

    expect(body.error).toEqual({ line: 2, message: expect.stringContaining(message) });
  });
});

describe('what is not understood is named with its line, before anything runs', () => {
  const connect = 'Connect-ExchangeOnline\n';
  test.each([
    ['an unknown cmdlet', 'Remove-Mailbox -Identity x', 'Remove-Mailbox'],
    ['an unknown parameter', 'Get-ManagementScope -Nom x', '-Nom'],
    ['a parameter that is missing', 'New-ManagementScope -Name x', '-RecipientRestrictionFilter'],
    ['a parameter twice', 'Get-ManagementScope -Identity x -identity y', '-Identity'],
    ['a pipe', 'Get-ManagementScope | Out-Null', '|'],
    ['two statements on a line', 'Get-ManagementScope; Get-ServicePrincipal', ';'],
    ['a value without a name', 'Get-ManagementScope x', '-Parameter'],
    ['another condition', 'if ($true) {', 'if (-not'],
    ['a block that is never closed', 'if (-not (Get-ManagementScope)) {', 'never closed'],
    ['an end of nothing', '}', 'closes nothing'],
    ['a quote that is not closed', "$x = 'abc", 'not understood'],
    ['a backtick at the very end', 'Get-ManagementScope `', 'backtick'],
    ['a list that is not closed', "$x = @('a',", 'never closed'],
    [
      'an unknown cmdlet that would be left out',
      'if (-not (Get-ManagementScope)) {\nRemove-Mailbox\n}',
      'Remove-Mailbox',
    ],
  ])('%s', async (_what, text, message) => {
    await principalId();

    const { status, body } = await run(`${connect}${text}`);

    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)]);
    expect(body.error.line).toBe(text.includes('\n') ? 3 : 2);
  });

  test.each([
    [
      'a cmdlet of a module nobody connected to',
      'Get-CsTeamsMeetingPolicy',
      'Connect-MicrosoftTeams',
    ],
    ['a variable without value', 'Get-ManagementScope -Identity $x', '$x'],
    ['a property that is not there', "$x = 'a'\nGet-ManagementScope -Identity $x.Name", 'Name'],
    ['a scope that is not there', 'Get-ManagementScope -Identity x', "'x'"],
    [
      'a word for true',
      'Set-CalendarProcessing -Identity x -RemoveOldMeetingMessages yes',
      '$true',
    ],
    [
      'a value of another kind',
      'Set-CalendarProcessing -Identity x -AutomateProcessing Always',
      'AutoUpdate',
    ],
    [
      'a filter that is not read',
      "New-ManagementScope -Name x -RecipientRestrictionFilter 'City -eq 5'",
      'City',
    ],
    ['a mailbox of nobody', scope('nobody@comite.example').trim(), 'nobody'],
    [
      'a failure to be hidden',
      'New-ManagementScope -Name x -RecipientRestrictionFilter y -ErrorAction SilentlyContinue',
      'hides',
    ],
  ])('%s fails where it stands', async (_what, text, message) => {
    const { status, body } = await run(`${connect}${text}`);

    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)]);
    expect(body.error.line).toBe(text.includes('\n') ? 3 : 2);
  });

  test('values of every kind', async () => {
    const { body } = await run(`\uFEFF$whole = 3
$list = @('a', "b $whole", bare, @())
$quoted = 'it''s'
# a comment

Connect-MicrosoftTeams # another
$made = New-CsTeamsMeetingPolicy -Identity "Tag:$quoted" -Description "of $quoted"
`);

    expect(names(body.ran)).toEqual(['Connect-MicrosoftTeams', 'New-CsTeamsMeetingPolicy']);
    expect((await state()).meetingPolicies.policies).toEqual([
      { Identity: "it's", Description: "of it's" },
    ]);
  });

  test('a script that is no text is refused', async () => {
    expect((await ask(emulator, 'POST', '/_emulator/powershell', {})).status).toBe(400);
  });
});
