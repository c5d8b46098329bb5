import type { Compare } from './difference.ts';
import {
  compareConsents,
  compareLists,
  comparePeople,
  comparePrincipal,
  compareSite,
  compareTeams,
} from './grants.ts';
import {
  compareAppRoles,
  compareAsked,
  compareCredential,
  comparePages,
  comparePane,
  compareRegistration,
} from './registration.ts';

export type Script = 'exchange.ps1' | 'teams.ps1' | 'sharepoint.ps1';

/** One thing that must stand in a tenant before the product can run there. */
interface Step {
  what: string;
  why: string;
}

/** Seen and done through Graph, by `plan` and `apply`, with the administrator's own rights. */
export interface GraphStep extends Step {
  by: 'graph';
  compare: Compare;
}

/** Done by a script that `apply` writes and an administrator reads, then runs. */
export interface ScriptStep extends Step {
  by: Script;
}

/** Done by a person, where no script should or can. */
export interface HandStep extends Step {
  by: 'hand';
  how: string;
}

/** Everything that must stand, in the order in which it is done. `plan` and `apply` walk this table. */
export const steps: readonly (GraphStep | ScriptStep | HandStep)[] = [
  {
    by: 'hand',
    what: 'the programme mailbox',
    why: 'it organises every meeting and is read by no one',
    how: 'create it as a user account with a Teams licence, sign-in disabled, a password nobody keeps; give nobody access',
  },
  {
    by: 'graph',
    what: 'registration',
    why: 'the app’s identity, which is the bot’s too',
    compare: compareRegistration,
  },
  {
    by: 'graph',
    what: 'app roles',
    why: 'pages of coaches and pilots ask for them, beside the cohort’s own table',
    compare: compareAppRoles,
  },
  {
    by: 'graph',
    what: 'sign-in to the pages',
    why: 'Teams and Outlook tell the tab who looks, without asking them',
    compare: comparePages,
  },
  {
    by: 'graph',
    what: 'sign-in to the Outlook pane',
    why: 'nested app authentication wants its redirect',
    compare: comparePane,
  },
  {
    by: 'graph',
    what: 'credential',
    why: 'the app proves who it is by a key that never leaves its server, or by its managed identity',
    compare: compareCredential,
  },
  {
    by: 'graph',
    what: 'rights asked for',
    why: 'so that the registration says no more and no less than what is consented',
    compare: compareAsked,
  },
  {
    by: 'graph',
    what: 'service principal',
    why: 'rights are given to it, in this tenant',
    compare: comparePrincipal,
  },
  {
    by: 'graph',
    what: 'consents in Entra',
    why: 'exactly those of src/graph/rights.ts: none over mailboxes',
    compare: compareConsents,
  },
  {
    by: 'graph',
    what: 'coaches and pilot',
    why: 'their app role, by name',
    compare: comparePeople,
  },
  {
    by: 'graph',
    what: 'the site',
    why: 'the app writes on the committee’s one site, and nowhere else',
    compare: compareSite,
  },
  {
    by: 'graph',
    what: 'the lists',
    why: 'dates and general themes, for the coaches; the product only checks them',
    compare: compareLists,
  },
  {
    by: 'graph',
    what: 'Teams catalogue',
    why: 'people of the organisation find the app, and the product may install it for them',
    compare: compareTeams,
  },
  {
    by: 'exchange.ps1',
    what: 'rights on the programme mailbox',
    why: 'RBAC for Applications opens one mailbox; a consent in Entra would open all of them',
  },
  {
    by: 'exchange.ps1',
    what: 'calendar processing',
    why: 'answers to invitations are noted in the calendar, those from elsewhere too',
  },
  {
    by: 'exchange.ps1',
    what: 'inbox rules',
    why: 'what people write to the mailbox is not kept in it: it is read by no one',
  },
  {
    by: 'teams.ps1',
    what: 'the video policy',
    why: 'meetings are neither recorded nor transcribed, and strangers wait in the lobby',
  },
  {
    by: 'sharepoint.ps1',
    what: 'readers and versions of the lists',
    why: 'coaches read and nobody else does; a row that was corrected leaves no older version',
  },
  {
    by: 'hand',
    what: 'the bot’s registration',
    why: 'Teams brings people’s messages to the address it names',
    how: 'deploy infra/main.bicep, or make an Azure Bot with this app id and turn its Teams channel on',
  },
  {
    by: 'hand',
    what: 'the app in Teams',
    why: 'people must be allowed to use it',
    how: 'in Teams admin center, allow the app for the programme’s people; a setup policy installs it, where the right to install itself is not given',
  },
  {
    by: 'hand',
    what: 'a video meeting seen by two people',
    why: 'no command shows what a participant sees',
    how: 'infra/README.md, “Check”',
  },
  {
    by: 'hand',
    what: 'replies that are kept with their words',
    why: 'an answer to an invitation may carry a sentence, and stays in the inbox once noted',
    how: 'give the mailbox a retention policy that deletes Inbox and Deleted Items after a day, and give nobody access to it',
  },
];
