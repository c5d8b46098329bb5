import { accountOf } from '../graph/directory.ts';
import { meetingPolicies, meetingPolicyGrants } from '../tenant/tables.ts';
import type { World } from '../world.ts';
import {
  type Cmdlet,
  connectedBy,
  fail,
  type Given,
  type Held,
  type Kind,
  missing,
  mustText,
  settingsOf,
  textOf,
} from './cmdlet.ts';

const connected = connectedBy('teams', 'Connect-MicrosoftTeams');

/** https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy */
const settings: Record<string, Kind> = {
  Description: 'text',
  AllowCloudRecording: 'flag',
  AllowTranscription: 'flag',
  AutoRecording: ['Disabled', 'Enabled'],
  Copilot: ['Enabled', 'EnabledWithTranscript', 'EnabledWithTranscriptDefaultOn', 'Disabled'],
  LiveCaptionsEnabledType: ['Disabled', 'DisabledUserOverride', 'EnabledUserOverride'],
  AutoAdmittedUsers: [
    'EveryoneInCompany',
    'Everyone',
    'EveryoneInSameAndFederatedCompany',
    'OrganizerOnly',
    'InvitedUsers',
    'EveryoneInCompanyExcludingGuests',
  ],
  AllowPSTNUsersToBypassLobby: 'flag',
  AllowAnonymousUsersToJoinMeeting: 'flag',
  AllowAnonymousUsersToStartMeeting: 'flag',
  DesignatedPresenterRoleMode: [
    'OrganizerOnlyUserOverride',
    'EveryoneInCompanyUserOverride',
    'EveryoneUserOverride',
  ],
  LobbyChat: ['Enabled', 'Disabled'],
  MeetingChatEnabledType: ['Enabled', 'Disabled', 'EnabledExceptAnonymous'],
  AllowSharedNotes: 'flag',
  AllowWhiteboard: 'flag',
  AllowEngagementReport: ['Enabled', 'Disabled', 'ForceEnabled'],
};

export const teamsCmdlets: Record<string, Cmdlet> = {
  'Connect-MicrosoftTeams': {
    parameters: { TenantId: 'text', UseDeviceAuthentication: 'switch' },
    run: (_given, _world, session) => {
      session.teams = true;
      return null;
    },
  },
  'Disconnect-MicrosoftTeams': {
    parameters: { Confirm: 'switch' },
    run: (_given, _world, session) => {
      session.teams = false;
      return null;
    },
  },
  'New-CsTeamsMeetingPolicy': {
    parameters: { Identity: 'text', ...settings },
    required: ['Identity'],
    run: connected((given, world) => {
      const name = policyName(mustText(given, 'Identity'));
      if (meetingPolicies(world).get(name.toLowerCase()))
        fail(`The policy ${name} already exists.`);
      return saved(world, name, given);
    }),
  },
  'Get-CsTeamsMeetingPolicy': {
    parameters: { Identity: 'text', Filter: 'text' },
    run: connected(getPolicy),
  },
  'Set-CsTeamsMeetingPolicy': {
    parameters: { Identity: 'text', ...settings },
    required: ['Identity'],
    run: connected((given, world) => {
      const name = policyName(mustText(given, 'Identity'));
      if (!meetingPolicies(world).get(name.toLowerCase())) missing(name);
      saved(world, name, given);
      return null;
    }),
  },
  'Grant-CsTeamsMeetingPolicy': {
    parameters: { Identity: 'text', PolicyName: 'text' },
    required: ['Identity', 'PolicyName'],
    run: connected((given, world) => {
      const mail = mustText(given, 'Identity').toLowerCase();
      const name = policyName(mustText(given, 'PolicyName'));
      if (!accountOf(world, mail)) missing(mail);
      if (!meetingPolicies(world).get(name.toLowerCase())) missing(name);
      meetingPolicyGrants(world).put(mail, name);
      return null;
    }),
  },
};

/** Policies are named with or without their `Tag:`. */
const policyName = (identity: string): string => identity.replace(/^Tag:/i, '');

/** A filter that finds nothing is no error; an identity that is not there is one. */
function getPolicy(given: Given, world: World): Held {
  const filter = textOf(given, 'Filter');
  const name = policyName(filter ?? textOf(given, 'Identity') ?? '');
  if (name === '') return meetingPolicies(world).values().map(shown);
  if (name.includes('*')) return fail('The local Teams reads no filter with a *.');
  const found = meetingPolicies(world).get(name.toLowerCase());
  if (found) return shown(found);
  return filter === undefined ? missing(name) : null;
}

/** Settings that are left out stay as they were; the lobby's chat has to go before the meeting's. */
function saved(world: World, name: string, given: Given): Held {
  const before = meetingPolicies(world).get(name.toLowerCase()) ?? { Identity: name };
  const after = { ...before, ...settingsOf(given, ['Identity']) } as Given;
  const chat = after.MeetingChatEnabledType === 'Disabled';
  if (chat && after.LobbyChat !== 'Disabled') fail('LobbyChat has to be Disabled first.');
  meetingPolicies(world).put(name.toLowerCase(), after);
  return shown(after);
}

const shown = (policy: Record<string, unknown>): Held => policy as Given;
