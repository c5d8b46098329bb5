/// <reference types="office-js" />
import type { Locale } from '../../words/words.ts';
import { type Draft, openDraft } from './draft.ts';
import { type Kept, readKept } from './kept.ts';
import { addressOf } from './people.ts';

export type Look = 'light' | 'dark' | 'contrast';

/** What stands open beside the pane. */
export type Opened =
  | { kind: 'draft'; draft: Draft }
  | { kind: 'kept'; kept: Kept }
  | { kind: 'other' };

/** The Outlook around the page. */
export interface Outlook {
  locale: Locale;
  look: Look;
  /** Whose Outlook it is, in small letters. */
  mailbox: string;
  /** Whether it can say who is signed in; older ones cannot. */
  knowsSignIn: boolean;
  open: () => Opened;
  /** Called at once when the person changes the look of Outlook. */
  onLook: (take: (look: Look) => void) => void;
  /** Called when another appointment is opened beside a pane that stays. */
  onItem: (take: () => void) => void;
}

/** Milliseconds. Outlook answers at once; a browser on its own never does. */
const patience = 5000;

/** Null where no Outlook is around the page, or its library did not come. */
export async function openOutlook(): Promise<Outlook | null> {
  if (typeof Office === 'undefined') return null;
  if (!(await Promise.race([Office.onReady(), late()]))) return null;
  // Outside Outlook its library is ready too, and has no mailbox.
  const { mailbox, displayLanguage, officeTheme, requirements } = Office.context;
  if (!mailbox) return null;
  return {
    locale: displayLanguage.toLowerCase().startsWith('en') ? 'en' : 'fr',
    look: lookOf(officeTheme),
    mailbox: addressOf(mailbox.userProfile.emailAddress),
    knowsSignIn: requirements.isSetSupported('NestedAppAuth', '1.1'),
    open: () => openItem(mailbox.item),
    onLook: (take) => {
      if (!requirements.isSetSupported('Mailbox', '1.14')) return;
      mailbox.addHandlerAsync(
        Office.EventType.OfficeThemeChanged,
        (changed: Office.OfficeThemeChangedEventArgs) => take(lookOf(changed.officeTheme)),
      );
    },
    onItem: (take) => mailbox.addHandlerAsync(Office.EventType.ItemChanged, take),
  };
}

const late = (): Promise<null> => new Promise((done) => setTimeout(() => done(null), patience));

function openItem(item: Office.Mailbox['item']): Opened {
  if (!item || String(item.itemType) !== 'appointment') return { kind: 'other' };
  // What is written has a subject that can be set; of one that is read only its kind is looked at.
  if (typeof item.subject !== 'string') return { kind: 'draft', draft: openDraft(item) };
  return { kind: 'kept', kept: readKept(item) };
}

/** Outlook gives colours, not names; a dark paper that is quite black is the contrast look. */
function lookOf(theme: Office.OfficeTheme | undefined): Look {
  const [, hex] = /^#?([0-9a-f]{6})/i.exec(theme?.bodyBackgroundColor ?? '') ?? [];
  if (hex === undefined) return 'light';
  const colour = Number.parseInt(hex, 16);
  if (colour === 0) return 'contrast';
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return red + green + blue < 3 * 128 ? 'dark' : 'light';
}
