import { rights } from '../graph/rights.ts';
import { cmdlet, comment, quote, unless } from './powershell.ts';
import type { Script } from './steps.ts';
import type { Wish } from './wish.ts';

/** What Entra made of the app, which scripts must name. */
export interface MadeApp {
  appId: string;
  /** Of the service principal, which is what Exchange knows an app by, not of the registration. */
  principal: string;
}

/** Scope, assignments and policy have this name in every tenant. */
const name = 'Telemaque';

/** The administrators' scripts, each readable, safe to run again, and nothing but what it says. */
export const scriptsOf = (wish: Wish, app: MadeApp): Record<Script, string> => ({
  'exchange.ps1': joined(exchange(wish, app)),
  'teams.ps1': joined(teams(wish)),
  'sharepoint.ps1': joined(sharepoint(wish)),
});

const joined = (parts: string[]): string => `${parts.join('\n\n')}\n`;

const head = (what: string, needs: string): string =>
  comment(
    [
      `Télémaque: ${what}`,
      'Written by « npm run tenant -- apply » from the tenant file; read it before you run it.',
      'May be run any number of times. Never run on a real tenant before yours: tell us what differs.',
      `Needs ${needs}`,
    ].join('\n'),
  );

function exchange(wish: Wish, { appId, principal }: MadeApp): string[] {
  return [
    head(
      'rights on the programme mailbox, and what becomes of what is sent to it.',
      'the module ExchangeOnlineManagement and the role Exchange Administrator.',
    ),
    [
      `$mailbox = ${quote(wish.mailbox)}`,
      `$appId = ${quote(appId)}`,
      `$objectId = ${quote(principal)}   # of the service principal (Enterprise applications)`,
    ].join('\n'),
    'Connect-ExchangeOnline',
    ...rbac(wish),
    ...calendar(),
    ...inbox(),
    comment(
      [
        'To see what the app may do; it can take two hours before Graph follows:',
        'Test-ServicePrincipalAuthorization -Identity $objectId -Resource $mailbox',
      ].join('\n'),
    ),
    cmdlet('Disconnect-ExchangeOnline', { 'Confirm:$false': true }),
  ];
}

// https://learn.microsoft.com/exchange/permissions-exo/application-rbac
function rbac(wish: Wish): string[] {
  const filter = '"PrimarySmtpAddress -eq \'$mailbox\'"';
  const scope = quote(name);
  const roles = rights.filter(({ grantedBy }) => grantedBy === 'exchange-rbac');
  return [
    comment('1. Exchange learns of the app, and of a scope that is this one mailbox.'),
    unless(
      'Get-ServicePrincipal -Identity $objectId',
      cmdlet('New-ServicePrincipal', {
        ...{ AppId: '$appId', ObjectId: '$objectId', DisplayName: quote(wish.name) },
      }),
    ),
    unless(
      `Get-ManagementScope -Identity ${scope}`,
      cmdlet('New-ManagementScope', { Name: scope, RecipientRestrictionFilter: filter }),
    ),
    cmdlet('Set-ManagementScope', { Identity: scope, RecipientRestrictionFilter: filter }),
    comment('2. What it may do there. Never consent these in Entra too: that opens every mailbox.'),
    ...roles.map((right) => {
      const assignment = quote(`${name} ${right.name}`);
      return unless(
        `Get-ManagementRoleAssignment -Identity ${assignment}`,
        cmdlet('New-ManagementRoleAssignment', {
          ...{ Name: assignment, App: '$objectId', Role: quote(`Application ${right.name}`) },
          CustomResourceScope: scope,
        }),
      );
    }),
  ];
}

// https://learn.microsoft.com/powershell/module/exchangepowershell/set-calendarprocessing
const calendar = (): string[] => [
  comment(
    [
      '3. The Calendar Attendant notes answers in the calendar, those from other organisations too.',
      'AutoUpdate is what a user mailbox has anyway, and the only value it takes.',
    ].join('\n'),
  ),
  cmdlet('Set-CalendarProcessing', {
    ...{ Identity: '$mailbox', AutomateProcessing: 'AutoUpdate' },
    ...{ AddNewRequestsTentatively: '$true', ProcessExternalMeetingMessages: '$true' },
    ...{ RemoveOldMeetingMessages: '$true', RemoveForwardedMeetingNotifications: '$true' },
  }),
];

/** In this order: messages about meetings are left to the Calendar Attendant, all others go. */
const inboxRules = [
  { name: `${name} 1 answers`, matches: 'CalendaringResponse' },
  { name: `${name} 2 invitations`, matches: 'Calendaring' },
  { name: `${name} 3 all else` },
];

// https://learn.microsoft.com/powershell/module/exchangepowershell/new-inboxrule
function inbox(): string[] {
  const rules = inboxRules.map((rule, index) => {
    const action: Record<string, string> = rule.matches
      ? { MessageTypeMatches: rule.matches, MarkAsRead: '$true' }
      : { DeleteMessage: '$true' };
    return unless(
      `Get-InboxRule -Mailbox $mailbox -Identity ${quote(rule.name)}`,
      cmdlet('New-InboxRule', {
        ...{ Mailbox: '$mailbox', Name: quote(rule.name), Priority: String(index + 1) },
        ...action,
        StopProcessingRules: '$true',
      }),
    );
  });
  return [
    comment(
      [
        '4. Nobody reads this mailbox. Mails carry the coaches’ address for replies; what is sent here',
        'all the same goes to Deleted Items. Messages about meetings stay for the Calendar Attendant:',
        'give the mailbox a retention policy that empties Inbox and Deleted Items after a day.',
      ].join('\n'),
    ),
    ...rules,
  ];
}

/** What each of these does, and why, is a table of infra/README.md. */
const meetingPolicy = {
  ...{ AllowCloudRecording: '$false', AllowTranscription: '$false', AutoRecording: 'Disabled' },
  ...{ Copilot: 'EnabledWithTranscript', LiveCaptionsEnabledType: 'DisabledUserOverride' },
  ...{ AutoAdmittedUsers: 'InvitedUsers', AllowPSTNUsersToBypassLobby: '$false' },
  ...{ AllowAnonymousUsersToJoinMeeting: '$true', AllowAnonymousUsersToStartMeeting: '$false' },
  ...{ DesignatedPresenterRoleMode: 'EveryoneUserOverride', LobbyChat: 'Disabled' },
  ...{ MeetingChatEnabledType: 'Disabled', AllowSharedNotes: '$false', AllowWhiteboard: '$false' },
  AllowEngagementReport: 'Disabled',
};

// https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
function teams(wish: Wish): string[] {
  const policy = quote(name);
  return [
    head(
      'the meeting policy of the programme mailbox. What each setting does: infra/README.md.',
      'the module MicrosoftTeams and the role Teams Administrator.',
    ),
    `$mailbox = ${quote(wish.mailbox)}`,
    'Connect-MicrosoftTeams',
    unless(
      `Get-CsTeamsMeetingPolicy -Identity ${policy}`,
      cmdlet('New-CsTeamsMeetingPolicy', {
        ...{ Identity: policy, Description: quote('Meetings of the mentoring programme') },
      }),
    ),
    cmdlet('Set-CsTeamsMeetingPolicy', { Identity: policy, ...meetingPolicy }),
    cmdlet('Grant-CsTeamsMeetingPolicy', { Identity: '$mailbox', PolicyName: policy }),
    'Disconnect-MicrosoftTeams',
  ];
}

const noPnpApp = '00000000-0000-0000-0000-000000000000';

// https://pnp.github.io/powershell/cmdlets/Set-PnPList.html
function sharepoint(wish: Wish): string[] {
  const { hostname, path, readRole } = wish.site;
  const lists = wish.lists.flatMap((list) => [
    comment(`« ${list.name} »: no versions, no attachments; nobody but those named here reads it.`),
    cmdlet('Set-PnPList', {
      ...{ Identity: quote(list.name), EnableVersioning: '$false', EnableAttachments: '$false' },
      BreakRoleInheritance: true,
    }),
    list.readers
      .map((reader) =>
        cmdlet('Set-PnPListPermission', {
          ...{ Identity: quote(list.name), User: quote(reader), AddRole: quote(readRole) },
        }),
      )
      .join('\n'),
  ]);
  return [
    head(
      'who reads the lists. Graph cannot say that of a list.',
      'PowerShell 7, the module PnP.PowerShell and an owner of the site.',
    ),
    comment(
      [
        'PnP signs you in through an Entra app of your own: pnpClientId of the tenant file.',
        'See https://pnp.github.io/powershell/articles/registerapplication',
      ].join('\n'),
    ),
    `$pnpApp = ${quote(wish.pnpClientId ?? noPnpApp)}`,
    cmdlet('Connect-PnPOnline', {
      ...{ Url: quote(`https://${hostname}${path}`), Interactive: true, ClientId: '$pnpApp' },
    }),
    ...lists,
    'Disconnect-PnPOnline',
  ];
}
