import { hasMailboxHere } from '../people.ts';
import { calendarProcessing, inboxRules } from '../tenant/tables.ts';
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
} from './cmdlet.ts';

const connected = connectedBy('exchange', 'Connect-ExchangeOnline');

/** https://learn.microsoft.com/powershell/module/exchange/set-calendarprocessing */
const processing: Record<string, Kind> = {
  AutomateProcessing: ['None', 'AutoUpdate', 'AutoAccept'],
  AddNewRequestsTentatively: 'flag',
  ProcessExternalMeetingMessages: 'flag',
  RemoveOldMeetingMessages: 'flag',
  RemoveForwardedMeetingNotifications: 'flag',
};
/** https://learn.microsoft.com/powershell/module/exchange/new-inboxrule */
const conditions: Record<string, Kind> = {
  MessageTypeMatches: [
    'AutomaticReply',
    'AutomaticForward',
    'Calendaring',
    'CalendaringResponse',
    'NonDeliveryReport',
    'ReadReceipt',
  ],
};
const actions: Record<string, Kind> = {
  DeleteMessage: 'flag',
  SoftDeleteMessage: 'flag',
  MarkAsRead: 'flag',
  StopProcessingRules: 'flag',
};
const rule: Record<string, Kind> = {
  Mailbox: 'text',
  Priority: 'whole',
  ...conditions,
  ...actions,
};

/** What happens by itself in a mailbox: kept and shown, and not acted out by the local Exchange. */
export const mailboxCmdlets: Record<string, Cmdlet> = {
  'Set-CalendarProcessing': {
    parameters: { Identity: 'text', ...processing },
    required: ['Identity'],
    run: connected((given, world) => {
      const mail = mailboxIn(given, 'Identity', world);
      const before = calendarProcessing(world).get(mail) ?? {};
      calendarProcessing(world).put(mail, { ...before, ...settingsOf(given, ['Identity']) });
      return null;
    }),
  },
  'Get-CalendarProcessing': {
    parameters: { Identity: 'text' },
    required: ['Identity'],
    run: connected((given, world) => {
      const mail = mailboxIn(given, 'Identity', world);
      // Outlook's own for a mailbox of a person.
      const standard = { Identity: mail, AutomateProcessing: 'AutoUpdate' };
      return { ...standard, ...heldOf(calendarProcessing(world).get(mail) ?? {}) };
    }),
  },
  'New-InboxRule': {
    parameters: { Name: 'text', ...rule },
    required: ['Name', 'Mailbox'],
    run: connected(newRule),
  },
  'Get-InboxRule': {
    parameters: { Identity: 'text', Mailbox: 'text' },
    required: ['Identity', 'Mailbox'],
    run: connected((given, world) => {
      const { name, settings } = known(given, world);
      return { Name: name, ...heldOf(settings) };
    }),
  },
  'Set-InboxRule': {
    parameters: { Identity: 'text', ...rule },
    required: ['Identity', 'Mailbox'],
    run: connected((given, world) => {
      const found = known(given, world);
      const settings = { ...found.settings, ...settingsOf(given, ['Identity', 'Mailbox']) };
      checkActs(settings);
      inboxRules(world).put(keyOf(found.mailbox, found.name), { ...found, settings });
      return null;
    }),
  },
};

function newRule(given: Given, world: World): Held {
  const mailbox = mailboxIn(given, 'Mailbox', world);
  const name = mustText(given, 'Name');
  if (inboxRules(world).get(keyOf(mailbox, name))) fail(`The rule ${name} already exists.`);
  const settings = settingsOf(given, ['Name', 'Mailbox']);
  checkActs(settings);
  inboxRules(world).put(keyOf(mailbox, name), { mailbox, name, settings });
  return { Name: name, ...settings };
}

function checkActs(settings: Record<string, unknown>): void {
  const acts = Object.keys(actions).some((action) => settings[action] === true);
  if (!acts) fail('The rule has no action.');
}

function known(given: Given, world: World) {
  const name = mustText(given, 'Identity');
  return inboxRules(world).get(keyOf(mailboxIn(given, 'Mailbox', world), name)) ?? missing(name);
}

const keyOf = (mailbox: string, name: string): string => `${mailbox}|${name}`.toLowerCase();

function mailboxIn(given: Given, parameter: string, world: World): string {
  const mail = mustText(given, parameter).toLowerCase();
  return hasMailboxHere(world, mail) ? mail : missing(mail);
}

/** Settings come from scripts, so they hold nothing but what scripts hold. */
const heldOf = (settings: Record<string, unknown>): Given => settings as Given;
