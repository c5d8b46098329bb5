import { decodeJwt } from 'jose';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appId,
  ask as askEmulator,
  awa,
  lucie,
  marc,
  programme,
  startAnew,
} from './graph-world.ts';
import { expectNoFault } from './no-fault.ts';
import { as, PagesUnderTest } from './pages-browser.ts';
import { startPaneDouble } from './pane-double.ts';

const pages = new PagesUnderTest();
let double: Awaited<ReturnType<typeof startPaneDouble>>;
let emulator: RunningEmulator;
beforeAll(async () => {
  await pages.open();
  double = await startPaneDouble();
  emulator = await startAnew({ pagesDir: pages.dir, productUrl: double.url });
  double.serveOfficeFrom(emulator.url);
});
afterAll(async () => {
  await emulator.close();
  double.close();
  await pages.close();
});
beforeEach(() => emulator.reset());

const outlookOf = (mail: string, run: (page: Page) => Promise<void>) =>
  pages.on(emulator.url + as('/outlook', mail), run);
const calendarOf = async (mail: string) =>
  (await askEmulator(emulator, 'GET', `/_emulator/calendar/${mail}`)).body;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The pane, once Office.js is ready in it. */
async function paneOf(page: Page): Promise<Frame> {
  await button(page, 'Télémaque').click();
  const at = () => page.frames().find((frame) => frame.url().startsWith(`${double.url}/outlook`));
  await expect.poll(() => at()?.title()).toBe('Volet');
  const pane = at();
  if (!pane) throw new Error('the pane went away');
  return pane;
}

// biome-ignore lint/suspicious/noExplicitAny: what Office.js answers is what a test checks
const call = (pane: Frame, func: string, ...args: unknown[]): Promise<any> =>
  pane.evaluate(`ask(...${JSON.stringify([func, ...args])})`);
const see = (pane: Frame, expression: string): Promise<unknown> =>
  pane.evaluate(`JSON.parse(JSON.stringify(${expression}))`);
/** What a line of the pane's code throws. */
const thrown = (pane: Frame, code: string): Promise<unknown> =>
  pane.evaluate(`(() => { try { ${code} } catch (error) { return error.message } })()`);

/** Awa’s blank appointment on Tuesday 14 April at ten, with the pane beside it. */
const composing = (run: (page: Page, pane: Frame) => Promise<void>) =>
  outlookOf(awa.mail, async (page) => {
    await button(page, 'Nouveau rendez-vous').click();
    await run(page, await paneOf(page));
  });

describe('Awa writes an appointment', () => {
  test('the pane fills it, and once it is sent it stands in every calendar', () =>
    composing(async (page, pane) => {
      await call(pane, 'item.subject.setAsync', 'Rencontre');
      await call(pane, 'item.start.setAsync', { date: '2026-04-15T12:00:00Z' });
      await call(pane, 'item.requiredAttendees.addAsync', [marc.mail, lucie.mail]);
      await call(pane, 'item.optionalAttendees.setAsync', [{ emailAddress: programme }]);
      await call(pane, 'item.sensitivity.setAsync', 'private');
      await page.getByLabel('Texte').fill('Venez <tôt> & tranquilles.\nAwa');
      const files = [{ name: 'ordre.txt', mimeType: 'text/plain', buffer: Buffer.from('un') }];
      await page.getByLabel('Pièces jointes').setInputFiles(files);
      await button(page, 'Retirer ordre.txt').waitFor();
      expect(await calendarOf(awa.mail)).toEqual([]);

      await button(page, 'Envoyer').click();
      await button(page, 'Nouveau rendez-vous').waitFor();

      const [hers] = await calendarOf(awa.mail);
      expect(hers).toMatchObject({
        subject: 'Rencontre',
        isOrganizer: true,
        isDraft: false,
        sensitivity: 'private',
        start: { dateTime: '2026-04-15T12:00:00.0000000' },
        end: { dateTime: '2026-04-15T12:30:00.0000000' },
        body: { contentType: 'html', content: 'Venez &lt;tôt&gt; &amp; tranquilles.<br>Awa' },
        hasAttachments: true,
        attachments: [{ name: 'ordre.txt', size: 2 }],
      });
      for (const mail of [marc.mail, lucie.mail, programme]) {
        const copies = await calendarOf(mail);
        expect(copies).toMatchObject([{ iCalUId: hers.iCalUId, isOrganizer: false }]);
        expect(copies[0].subject).toBe('Rencontre');
      }
      expect(hers.attendees.map((one: { type: string }) => one.type)).toEqual([
        ...['required', 'required', 'optional'],
      ]);
    }));

  test('what she types is what the pane reads, and the other way round', () =>
    composing(async (page, pane) => {
      await page.getByLabel('Objet').fill('À écrire');
      await page.getByLabel('Participant·es').fill(`${marc.mail}, qui@ailleurs.example`);
      await page.getByLabel('Texte').fill('Bonjour');
      await call(pane, 'item.location.setAsync', 'Salle B');

      expect((await call(pane, 'item.subject.getAsync')).value).toBe('À écrire');
      expect((await call(pane, 'item.requiredAttendees.getAsync')).value).toMatchObject([
        { displayName: 'Marc Petit', emailAddress: marc.mail },
        { displayName: 'qui@ailleurs.example', emailAddress: 'qui@ailleurs.example' },
      ]);
      expect((await call(pane, 'item.body.getAsync', 'text')).value).toBe('Bonjour');
      expect((await call(pane, 'item.organizer.getAsync')).value).toMatchObject({
        emailAddress: awa.mail,
      });
      expect((await call(pane, 'item.recurrence.getAsync')).value).toBeNull();
      expect(await page.getByLabel('Lieu').inputValue()).toBe('Salle B');
      expect(await page.getByLabel('Objet').inputValue()).toBe('À écrire');
    }));

  test('a new start takes the end along, by hand as by the pane, and the pane is told', () =>
    composing(async (page, pane) => {
      expect(await pane.evaluate("listen('mailbox.item', 'AppointmentTimeChanged')")).toBe(
        'succeeded',
      );
      await page.getByLabel('Début').fill('2026-04-16T09:00');
      await page.getByLabel('Lieu').focus();

      expect((await call(pane, 'item.end.getAsync')).value).toBe('2026-04-16T07:30:00.000Z');
      await call(pane, 'item.start.setAsync', { date: '2026-04-17T07:00:00Z' });
      expect(await page.getByLabel('Fin').inputValue()).toBe('2026-04-17T09:30');
      const last = await see(pane, 'told.at(-1)');
      expect(last).toEqual({
        type: 'olkAppointmentTimeChanged',
        start: '2026-04-17T07:00:00.000Z',
        end: '2026-04-17T07:30:00.000Z',
      });
    }));

  test('what Outlook would not take fails by the name Office.js gives it', () =>
    composing(async (_page, pane) => {
      const crowd = Array(101).fill('p@b.example');
      const errorOf = async (func: string, value: unknown) => (await call(pane, func, value)).error;

      expect(await errorOf('item.end.setAsync', { date: '2026-04-14T07:59:00Z' })).toBe(
        'InvalidEndTime',
      );
      expect(await errorOf('item.start.setAsync', 'demain')).toBe('InvalidParameterValue');
      expect(await errorOf('item.subject.setAsync', 'x'.repeat(256))).toBe(
        'DataExceedsMaximumSize',
      );
      expect(await errorOf('item.sensitivity.setAsync', 'secret')).toBe('InvalidParameterValue');
      expect(await errorOf('item.requiredAttendees.addAsync', crowd)).toBe(
        'NumberOfRecipientsExceeded',
      );
      expect(await errorOf('item.body.getAsync', 'markdown')).toBe('CoercionTypeNotSupported');
      expect(await errorOf('item.removeAttachmentAsync', 'none')).toBe('InvalidAttachmentId');
    }));

  test('the longest subject, and as many recipients as one call may add, are taken', () =>
    composing(async (_page, pane) => {
      const most = Array.from({ length: 100 }, (_, i) => `p${i}@b.example`);
      const context = { asyncContext: 'mine' };

      const named = await call(pane, 'item.subject.setAsync', 'x'.repeat(255), context);
      const invited = await call(pane, 'item.requiredAttendees.addAsync', most);

      expect(named).toMatchObject({ status: 'succeeded', asyncContext: 'mine' });
      expect(invited.status).toBe('succeeded');
    }));

  test('saved, it has an id and waits in her calendar; sent, it is invited to', () =>
    composing(async (page, pane) => {
      await call(pane, 'item.requiredAttendees.addAsync', [marc.mail]);
      expect(await call(pane, 'item.getItemIdAsync')).toMatchObject({ error: 'ItemNotSaved' });

      const { value: id } = await call(pane, 'item.saveAsync');

      expect((await call(pane, 'item.getItemIdAsync')).value).toBe(id);
      expect(await calendarOf(awa.mail)).toMatchObject([{ id, isDraft: true }]);
      expect(await calendarOf(marc.mail)).toEqual([]);
      await button(page, 'Envoyer').click();
      await button(page, 'Nouveau rendez-vous').waitFor();
      expect(await calendarOf(awa.mail)).toMatchObject([{ id, isDraft: false }]);
      expect(await calendarOf(marc.mail)).toHaveLength(1);
    }));
});

test('the window of an appointment and the pane beside it have no accessibility fault', () =>
  composing(async (page) => {
    await page
      .getByLabel('Pièces jointes')
      .setInputFiles([{ name: 'ordre.txt', mimeType: 'text/plain', buffer: Buffer.from('un') }]);
    await button(page, 'Retirer ordre.txt').waitFor();
    await expectNoFault(page);
  }));

describe('an appointment that stands', () => {
  const standing = {
    subject: 'Point d’étape',
    body: { contentType: 'text', content: 'Ordre du jour : <rien>' },
    start: { dateTime: '2026-04-14T12:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-04-14T13:00:00', timeZone: 'UTC' },
    attendees: [{ type: 'required', emailAddress: { address: marc.mail } }],
    sensitivity: 'private',
  };
  beforeEach(() => askEmulator(emulator, 'POST', `/_emulator/calendar/${awa.mail}`, standing));
  const open = async (page: Page, subject: string) => {
    await page.getByRole('button', { name: subject }).click();
    await button(page, 'Ouvrir').click();
  };

  test('is written again by its organiser: moved and sent, every copy follows', () =>
    outlookOf(awa.mail, async (page) => {
      await open(page, 'Point d’étape');
      const pane = await paneOf(page);
      expect((await call(pane, 'item.body.getAsync', 'text')).value).toBe('Ordre du jour : <rien>');
      await call(pane, 'item.start.setAsync', { date: '2026-04-15T08:00:00Z' });
      // The window goes, and the pane with it: nobody is left to be answered.
      await pane.evaluate("void ask('item.sendAsync')");
      await button(page, 'Nouveau rendez-vous').waitFor();

      for (const mail of [awa.mail, marc.mail])
        expect(await calendarOf(mail)).toMatchObject([
          {
            start: { dateTime: '2026-04-15T08:00:00.0000000' },
            end: { dateTime: '2026-04-15T09:00:00.0000000' },
            bodyPreview: 'Ordre du jour : &lt;rien&gt;',
          },
        ]);
    }));

  test('is read by whoever is invited, as properties that cannot be set', () =>
    outlookOf(marc.mail, async (page) => {
      await open(page, 'Point d’étape');
      const pane = await paneOf(page);

      expect(await see(pane, "[at('item.start') instanceof Date, at('item.start')]")).toEqual([
        true,
        '2026-04-14T12:00:00.000Z',
      ]);
      expect(await see(pane, "at('item.subject')")).toBe('Point d’étape');
      expect(await see(pane, "at('item.organizer')")).toMatchObject({ emailAddress: awa.mail });
      expect(await see(pane, "at('item.requiredAttendees')")).toMatchObject([
        { emailAddress: marc.mail, appointmentResponse: 'none' },
      ]);
      expect((await call(pane, 'item.body.getAsync', 'text')).value).toBe('Ordre du jour : <rien>');
      expect(await thrown(pane, "at('item.saveAsync')")).toMatch(/does not know item\.saveAsync/);
    }));

  test('a pinned pane stays, and is told of each that opens and closes', () =>
    outlookOf(awa.mail, async (page) => {
      await open(page, 'Point d’étape');
      const pane = await paneOf(page);
      await page.getByLabel('Épingler').check();
      await pane.evaluate("listen('mailbox', 'ItemChanged')");
      await pane.evaluate("window.first = at('item')");

      await button(page, 'Fermer sans envoyer').click();
      await expect.poll(() => see(pane, "at('item')")).toBeNull();
      await button(page, 'Nouveau rendez-vous').click();
      await expect.poll(() => see(pane, 'told.length')).toBe(2);

      expect((await call(pane, 'item.subject.getAsync')).value).toBe('');
      const late = await pane.evaluate(
        'new Promise((done) => first.subject.getAsync(({ error }) => done(error.name)))',
      );
      expect(late).toBe('ItemChanged');
    }));

  test('an unpinned pane goes with its appointment', () =>
    outlookOf(awa.mail, async (page) => {
      await open(page, 'Point d’étape');
      await paneOf(page);
      await button(page, 'Fermer sans envoyer').click();

      await expect.poll(() => page.locator('iframe').count()).toBe(0);
    }));
});

describe('the Outlook around the pane', () => {
  test('says what it is, in the person’s language, and which sets it has', () =>
    composing(async (_page, pane) => {
      expect(await see(pane, 'info')).toEqual({ host: 'Outlook', platform: 'OfficeOnline' });
      expect(await see(pane, 'Office.context.displayLanguage')).toBe('fr-FR');
      expect(await see(pane, "at('userProfile')")).toEqual({
        displayName: 'Awa Diallo',
        emailAddress: awa.mail,
        timeZone: 'Romance Standard Time',
        accountType: 'office365',
      });
      const has = (name: string, version: string) =>
        see(pane, `Office.context.requirements.isSetSupported('${name}', '${version}')`);
      expect(await has('Mailbox', '1.15')).toBe(true);
      expect(await has('Mailbox', '1.16')).toBe(false);
      expect(await has('NestedAppAuth', '1.1')).toBe(true);
      expect(await has('SharedRuntime', '1.1')).toBe(false);
    }));

  test('tells its new look to a pane that listens', () =>
    composing(async (page, pane) => {
      await pane.evaluate("listen('mailbox', 'OfficeThemeChanged')");
      await page.getByLabel('Thème').selectOption('Contraste');

      const theme = { bodyBackgroundColor: '#000000', bodyForegroundColor: '#ffffff' };
      await expect.poll(() => see(pane, 'told')).toMatchObject([{ officeTheme: theme }]);
      expect(await see(pane, 'Office.context.officeTheme')).toMatchObject(theme);
    }));

  test('throws at what it does not know, and shows it above the pane', () =>
    composing(async (page, pane) => {
      expect(await thrown(pane, "at('item.enhancedLocation')")).toBe(
        'This Outlook does not know item.enhancedLocation.',
      );
      await page.getByRole('alert').filter({ hasText: 'item.enhancedLocation' }).waitFor();
      expect(await thrown(pane, 'Office.context.roamingSettings')).toMatch(/roamingSettings/);
      expect(await thrown(pane, "at('item').subject = 'x'; at('item').unheard = 1")).toMatch(
        /unheard/,
      );
      expect(await pane.evaluate("listen('mailbox.item', 'ItemChanged')")).toBe(
        'UnsupportedEventType',
      );
    }));

  test('hears nobody but the pane', () =>
    composing(async (page, pane) => {
      const wish = { office: 'wish', id: 1, func: 'item.sendAsync', args: [], item: 1 };
      await page.evaluate(`window.postMessage(${JSON.stringify(wish)}, '*')`);
      await call(pane, 'item.subject.getAsync');

      expect(await calendarOf(awa.mail)).toEqual([]);
    }));
});

describe('nested app authentication, by msal-browser itself', () => {
  const scope = () => `api://${new URL(double.url).host}/botid-${appId}/access_as_user`;
  const signIn = (pane: Frame, how: string, client = appId, wanted = scope()) =>
    // biome-ignore lint/suspicious/noExplicitAny: what msal answers is what a test checks
    pane.evaluate(`signIn(...${JSON.stringify([how, client, wanted])})`) as Promise<any>;
  const arm = (fault: string) =>
    askEmulator(emulator, 'POST', '/_emulator/faults', {
      match: { method: 'GET', path: '/_emulator/tokens/*/nested' },
      fault,
    });

  test('gives Awa’s token for the app, asked for by the app’s own client', () =>
    composing(async (_page, pane) => {
      const { accessToken, username } = await signIn(pane, 'acquireTokenSilent');

      expect(username).toBe(awa.mail);
      expect(decodeJwt(accessToken)).toMatchObject({
        ...{ aud: appId, azp: appId, oid: awa.id, tid: awa.tenant, scp: 'access_as_user' },
      });
    }));

  test('wants the person when consent is missing, and takes their no for an answer', () =>
    composing(async (_page, pane) => {
      await arm('consent-required');
      await arm('consent-withheld');

      expect(await signIn(pane, 'acquireTokenSilent')).toMatchObject({
        kind: 'InteractionRequiredAuthError',
      });
      expect(await signIn(pane, 'acquireTokenPopup')).toMatchObject({ code: 'user_canceled' });
      expect(await signIn(pane, 'acquireTokenPopup')).toMatchObject({ username: awa.mail });
    }));

  test('knows no other client, and no scope but the app’s', () =>
    composing(async (_page, pane) => {
      const graph = 'https://graph.microsoft.com/Mail.Read';
      expect(await signIn(pane, 'acquireTokenSilent', appId, graph)).not.toHaveProperty('username');
      await pane.evaluate('window.client = undefined');
      const other = '99999999-0000-4000-8000-000000000009';
      expect(await signIn(pane, 'acquireTokenSilent', other)).not.toHaveProperty('username');
    }));
});
