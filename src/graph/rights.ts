/** One right the product holds in a tenant, and why it cannot do without. */
interface Right {
  name: string;
  /** Where an administrator grants it; `entra-app-role` alone shows in the app's tokens. */
  grantedBy: 'exchange-rbac' | 'entra-app-role' | 'site-grant';
  /** The most it reaches. */
  scope: string;
  why: string;
  optional: boolean;
}

/**
 * Every right there is. Exchange's are given by RBAC for Applications and must never be consented in
 * Entra too: the two add up, and consent opens every mailbox of the tenant.
 */
export const rights: readonly Right[] = [
  {
    name: 'Calendars.ReadWrite',
    grantedBy: 'exchange-rbac',
    scope: 'the programme mailbox',
    why: 'events of the meetings, and getSchedule in the mailbox’s name',
    optional: false,
  },
  {
    name: 'Mail.Send',
    grantedBy: 'exchange-rbac',
    scope: 'the programme mailbox',
    why: 'mails to people without the bot, and personal links',
    optional: false,
  },
  {
    name: 'Sites.Selected',
    grantedBy: 'entra-app-role',
    scope: 'no site at all, until one is granted',
    why: 'lets the committee’s site be granted, and only that',
    optional: false,
  },
  {
    name: 'write',
    grantedBy: 'site-grant',
    scope: 'the committee’s site',
    why: 'rows of the tracking list',
    optional: false,
  },
  {
    name: 'TeamsAppInstallation.ReadWriteSelfForUser.All',
    grantedBy: 'entra-app-role',
    scope: 'this app, for people of the tenant',
    why: 'installs the bot where no setup policy does',
    optional: true,
  },
];
