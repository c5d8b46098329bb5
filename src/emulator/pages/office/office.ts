import { type Channel, openChannel } from './channel.ts';
import { composedItem } from './composed-item.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import { loud } from './loud.ts';
import type { ItemFacts, OfficeTheme, Opening, Told } from './messages.ts';
import { isSetSupported, mailboxNames, names } from './names.ts';
import { nestedAuthBridge } from './nested-auth.ts';
import { readItem } from './read-item.ts';

const info = { host: 'Outlook', platform: 'OfficeOnline' };
const version = '16.0.0.0';
const themeChanged = names.EventType.OfficeThemeChanged;

/** What of Outlook changes under the pane's hands. */
interface Now {
  item: object | null;
  /** Those who listen to the item that is composed. */
  itemHandlers: Handlers | undefined;
  theme: OfficeTheme;
}

/** Fills `window.Office` once the page around has answered. */
function serveOffice(channel: Channel): void {
  const tell = (what: string) => void channel.ask('unknown', [what]);
  const initialize = { call: (_reason: string) => {} };
  const context = channel.ask('open').then((opening) => {
    // The page around is the emulator's own: it answers in the shape of `messages.ts`.
    const made = contextOf(channel, opening as Opening, tell);
    office.context = made;
    initialize.call('documentOpened');
    return info;
  });
  const office: Record<string, unknown> = {
    ...names,
    MailboxEnums: loud('Office.MailboxEnums', mailboxNames, tell),
    onReady: (callback?: (told: typeof info) => unknown) =>
      context.then(async (told) => {
        await callback?.(told);
        return told;
      }),
    context: {},
    set initialize(call: (reason: string) => void) {
      initialize.call = call;
    },
  };
  Object.assign(window, {
    Office: loud('Office', office, tell),
    nestedAppAuthBridge: nestedAuthBridge(channel),
  });
}

function contextOf(channel: Channel, opening: Opening, tell: (what: string) => void): object {
  const { displayLanguage, officeTheme, userProfile, item } = opening;
  const now: Now = { item: null, itemHandlers: undefined, theme: officeTheme };
  const handlers = handlersOf([names.EventType.ItemChanged, themeChanged]);
  openItem(channel, now, item, tell);
  channel.onTold((told) => take(told, channel, now, handlers, tell));
  const mailbox = {
    get item() {
      return now.item;
    },
    userProfile: loud('mailbox.userProfile', userProfile, tell),
    diagnostics: { hostName: 'OutlookWebApp', hostVersion: version, OWAView: 'ThreeColumns' },
    addHandlerAsync: handlers.addHandlerAsync,
    removeHandlerAsync: handlers.removeHandlerAsync,
  };
  const ui = {
    openBrowserWindow: (url: string) => void channel.ask('openBrowserWindow', [url]),
    closeContainer: () => void channel.ask('closeContainer'),
  };
  const context = {
    ...info,
    diagnostics: { ...info, version },
    displayLanguage,
    contentLanguage: displayLanguage,
    get officeTheme() {
      return now.theme;
    },
    mailbox: loud('mailbox', mailbox, tell),
    requirements: loud('Office.context.requirements', { isSetSupported }, tell),
    ui: loud('Office.context.ui', ui, tell),
  };
  return loud('Office.context', context, tell);
}

function openItem(
  channel: Channel,
  now: Now,
  facts: ItemFacts | null,
  tell: (what: string) => void,
): void {
  now.itemHandlers = undefined;
  if (facts === null) now.item = null;
  else if (facts.kind === 'read') now.item = readItem(channel, facts.number, facts.facts, tell);
  else [now.item, now.itemHandlers] = composedItem(channel, facts.number, facts.seriesId, tell);
}

function take(
  told: Told,
  channel: Channel,
  now: Now,
  handlers: Handlers,
  tell: (what: string) => void,
): void {
  if (told.item !== undefined) openItem(channel, now, told.item, tell);
  const theme = told.args.officeTheme;
  if (told.event === themeChanged) now.theme = theme as OfficeTheme;
  const args = { type: told.event, ...told.args };
  handlers.tell(told.event, args);
  now.itemHandlers?.tell(told.event, args);
}

const script = document.currentScript;
const isFramed = window.parent !== window;
if (!(script instanceof HTMLScriptElement)) {
  throw new Error('Office.js is a classic script: <script src="…/office/office.js">.');
}
if (isFramed) serveOffice(openChannel(new URL(script.src).origin));
else {
  // As Office.js has it outside of Office: ready, with no host around it.
  const nobody = { host: null, platform: null };
  const Office = {
    ...names,
    onReady: async (callback?: (told: typeof nobody) => unknown) => {
      await callback?.(nobody);
      return nobody;
    },
    context: {},
  };
  Object.assign(window, { Office });
}
