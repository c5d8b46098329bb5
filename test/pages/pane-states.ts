import type { Page } from 'playwright-core';
import type { AppointmentModel, PaneModel } from '../../src/domain/appointment-model.ts';
import type { Locale } from '../../src/words/words.ts';
import { pressByKey } from './link-browser.ts';
import type { OfficeState } from './pane-office.ts';
import {
  aDraft,
  aHeld,
  aKept,
  anAppointment,
  anOutlook,
  aPane,
  ines,
  lastFriday,
  marc,
  neutral,
  programme,
  tuesday,
} from './pane-samples.ts';
import type { PaneServer } from './pane-server.ts';

/** A state of the pane: how it comes about, in whichever language its reader has. */
export interface PaneState {
  name: string;
  lay: (server: PaneServer, locale: Locale) => void;
  reach?: (page: Page) => Promise<void>;
}

/** Of each look, the paper by which Outlook tells it. */
export const papers = { default: '#ffffff', dark: '#1f1f1f', contrast: '#000000' };

interface World {
  outlook?: Partial<OfficeState>;
  pane?: Partial<PaneModel>;
  registered?: AppointmentModel;
}

const beside =
  ({ outlook = {}, pane = {}, registered }: World) =>
  (server: PaneServer, locale: Locale): void => {
    server.outlook = anOutlook({ locale, ...outlook });
    server.pane = aPane({ reader: { ...aPane().reader, locale }, ...pane });
    server.registered = registered ?? null;
  };

const made = { subject: neutral, sensitivity: 'private', required: [marc, programme] };
const held = aHeld({
  ...{ state: 'held', heldOn: '2026-04-17', recorded: ['networks'], saidBy: 'Marc Delcourt' },
});
const own = aDraft({ subject: 'Le conflit avec K.', required: [marc] });
const past = { item: aKept(lastFriday) };
const ahead = { item: aKept(tuesday) };
const registered = anAppointment();
const interaction = { status: 'USER_INTERACTION_REQUIRED' };

const worlds: Record<string, World> = {
  'to make': {},
  ready: { outlook: { item: aDraft(made) }, registered },
  'words of one’s own': {
    ...{ outlook: { item: own }, registered: anAppointment({ invitation: 'gone' }) },
  },
  'held?': { outlook: past, pane: { held: aHeld() } },
  held: { outlook: past, pane: { held } },
  'to note': { outlook: past },
  ahead: { outlook: ahead, registered },
  'not registered': { outlook: ahead },
  'another’s': { outlook: { item: aDraft({ organiser: ines }) } },
  'with others': { outlook: { item: aKept(tuesday, { required: [ines] }) } },
  'a series': { outlook: { item: aDraft({ series: true }) } },
  'a mail': { outlook: { item: null } },
  'an old Outlook': { outlook: { knowsSignIn: false } },
  'to sign in': { outlook: { silent: [interaction] } },
};

const signIns = [
  { status: 'USER_CANCEL' },
  { status: 'PERSISTENT_ERROR', code: 'access_denied', description: 'AADSTS65004' },
  { status: 'NO_NETWORK' },
  { status: 'DISABLED' },
];
const primary = /^(M’identifier|Sign in)$/;

const refused: PaneState[] = signIns.map((given) => ({
  name: `Outlook says ${given.status}`,
  lay: beside({ outlook: { silent: [interaction], asked: [given] } }),
  reach: async (page) => {
    const before = await page.locator('h1').textContent();
    await page.getByRole('button', { name: primary }).click();
    await page
      .locator('h1')
      .filter({ hasNotText: before ?? '' })
      .waitFor();
  },
}));

const denials = [
  [401, 'sign-in'],
  [403, 'unknown-person'],
  [404, 'not-found'],
  [429, 'try-again'],
  [503, 'try-again'],
] as const;

const fromProduct: PaneState[] = denials.map(([status, refusal]) => ({
  name: `the product says ${status}`,
  lay: (server, locale) => {
    beside({})(server, locale);
    // A token that was refused is asked for anew, and the question with it.
    server.wrong.read = [1, 2, 3].map(() => ({ status, refused: refusal }));
  },
}));

const others: PaneState[] = [
  {
    name: 'no Outlook at all',
    lay: (server) => {
      server.noOffice = true;
    },
  },
  {
    name: 'no free times',
    lay: (server, locale) => {
      beside({})(server, locale);
      server.slots = { refused: 'no-slot' };
    },
  },
  {
    name: 'a theme is missing',
    lay: beside({ outlook: past }),
    reach: async (page) => {
      await page.getByRole('button', { name: /^(Noter la rencontre|Record the meeting)$/ }).click();
      await page.locator('.error:not(:empty)').first().waitFor();
    },
  },
  {
    name: 'what Outlook does not manage',
    lay: beside({ outlook: { item: aDraft({ fails: ['sensitivity.setAsync'] }) } }),
    reach: async (page) => {
      const french = (await page.locator('html').getAttribute('lang')) === 'fr';
      await pressByKey(page, french ? 'En faire notre rencontre' : 'Make it our meeting');
      await page.locator('#trouble:not(:empty)').waitFor();
    },
  },
];

export const paneStates: PaneState[] = [
  ...Object.entries(worlds).map(([name, world]) => ({ name, lay: beside(world) })),
  ...[...refused, ...fromProduct, ...others],
];
