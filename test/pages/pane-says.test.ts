import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Refusal } from '../../src/domain/refusal.ts';
import { faultsOf, focused, pressByKey } from './link-browser.ts';
import { inTeams, openingsOf } from './looks.ts';
import { Panes, paneSize } from './pane-browser.ts';
import type { OfficeState } from './pane-office.ts';
import { aDraft, aKept, anOutlook, aPane, ines, marc, tuesday } from './pane-samples.ts';
import { paneStates, papers } from './pane-states.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const panes = new Panes();
const { server } = panes;
beforeAll(() => panes.open());
afterAll(() => panes.close());
beforeEach(() => server.reset());

describe('what the pane can do nothing with is said, with what to do next', () => {
  const cases: [string, Partial<OfficeState>, string][] = [
    ['a mail', { item: null }, 'Ouvrez un rendez-vous'],
    ['a series', { item: aDraft({ series: true }) }, 'C’est une série'],
    ['another’s calendar', { item: aDraft({ organiser: ines }) }, 'Cet agenda n’est pas le vôtre'],
    ['an old Outlook', { knowsSignIn: false }, 'Cet Outlook ne peut pas vous identifier'],
  ];
  test.each(cases)('%s, of which nothing is sent', async (_what, outlook, title) => {
    server.outlook = anOutlook(outlook);
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.locator('#content p').textContent()).toMatch(/\.$/);
      expect(server.asked).toEqual([]);
    });
  });

  test('an appointment with others: not even its time is sent', async () => {
    server.outlook = anOutlook({ item: aKept(tuesday, { required: [ines] }) });
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'Ce rendez-vous n’est pas avec' }).waitFor();
      expect(server.bodies('read')).toEqual([{}]);
    });
  });

  test('no Outlook at all: its library never came', async () => {
    server.noOffice = true;
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'Ce volet s’ouvre dans Outlook' }).waitFor();
    });
  });
});

describe('signing in', () => {
  test('Outlook asks only once the person has pressed', async () => {
    server.outlook = anOutlook({ silent: [{ status: 'USER_INTERACTION_REQUIRED' }] });
    await panes.on(async ({ page, calls }) => {
      await page.getByRole('heading', { name: 'Identifiez-vous pour continuer' }).waitFor();
      expect(await calls()).not.toContain('GetTokenPopup api://us/access_as_user');
      await pressByKey(page, 'M’identifier');
      await page.getByRole('heading', { name: 'En faire votre rencontre' }).waitFor();
      expect(server.asked.at(0)?.token).toBe('allowed');
      expect(await focused(page)).toContain('En faire votre rencontre');
    });
  });

  test.each([
    [{ status: 'USER_CANCEL' }, 'Vous n’avez pas terminé la connexion'],
    [
      { status: 'PERSISTENT_ERROR', code: 'access_denied', description: 'AADSTS65004' },
      'Outlook n’a pas encore l’autorisation',
    ],
    [
      { status: 'USER_INTERACTION_REQUIRED', code: 'consent_required', description: 'AADSTS65001' },
      'Outlook n’a pas encore l’autorisation',
    ],
    [{ status: 'NO_NETWORK' }, 'Pas de connexion'],
    [{ status: 'DISABLED' }, 'Outlook n’a pas pu nous dire qui vous êtes'],
  ])('refused (%o), it is explained and may be tried again', async (given, title) => {
    const silent = [{ status: 'USER_INTERACTION_REQUIRED' }];
    server.outlook = anOutlook({ silent, asked: [given, { token: 'later' }] });
    await panes.on(async ({ page }) => {
      await pressByKey(page, 'M’identifier');
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await focused(page)).toContain(title);
      expect(await faultsOf(page)).toEqual([]);
      if (title === 'Pas de connexion') return;
      await pressByKey(page, 'M’identifier');
      await page.getByRole('heading', { name: 'En faire votre rencontre' }).waitFor();
    });
  });

  test('a token that has grown old is asked anew, once', async () => {
    server.old = ['old'];
    server.outlook = anOutlook({ silent: [{ token: 'old' }, { token: 'new' }] });
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'En faire votre rencontre' }).waitFor();
      expect(server.asked.slice(0, 2).map(({ token }) => token)).toEqual(['old', 'new']);
    });
  });
});

describe('when the product does not answer as hoped', () => {
  const denied = (status: number, refused: Refusal) => ({ status, refused });

  test('each no in its own words, and the question again in one press', async () => {
    server.old = ['first'];
    const steps = [
      [denied(403, 'unknown-person'), 'Votre compte n’est pas relié au programme'],
      [denied(404, 'not-found'), 'Aucun binôme à afficher'],
      [denied(429, 'try-again'), 'Beaucoup de demandes en peu de temps'],
      [denied(503, 'try-again'), 'Le service ne répond pas'],
    ] as const;
    await panes.on(async ({ page }) => {
      await page.getByRole('heading', { name: 'n’est plus valable' }).waitFor();
      server.old = [];
      for (const [wrong, title] of steps) {
        server.wrong.read = [wrong];
        await pressByKey(page, 'Réessayer');
        await page.getByRole('heading', { name: title }).waitFor();
      }
      await page.context().setOffline(true);
      await pressByKey(page, 'Réessayer');
      await page.getByRole('heading', { name: 'Pas de connexion' }).waitFor();
      await page.context().setOffline(false);
      await pressByKey(page, 'Réessayer');
      await page.getByRole('heading', { name: 'En faire votre rencontre' }).waitFor();
    });
  });

  test('without free times the appointment’s own is still there', async () => {
    server.wrong.slots = [denied(503, 'try-again'), denied(400, 'no-slot')];
    await panes.on(async ({ page }) => {
      await page.getByText('Les moments libres ne s’affichent pas').waitFor();
      await page.getByRole('radio', { name: 'Sur place' }).check();
      await page.getByText('Aucun moment commun').waitFor();
      expect(await page.getByRole('radio', { name: 'L’heure de ce rendez-vous' }).isChecked()).toBe(
        true,
      );
    });
  });
});

test('English is spoken to whoever reads English', async () => {
  server.pane = aPane({ reader: { locale: 'en', zone: 'Europe/London', nameZone: false } });
  await panes.on(async ({ page }) => {
    await page.getByRole('heading', { name: 'Make this your meeting with Marc' }).waitFor();
    await page.getByRole('button', { name: 'Make it our meeting' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });
  server.outlook = anOutlook({ locale: 'en-GB', item: null });
  await panes.on(async ({ page }) => {
    await page.getByRole('heading', { name: 'Open an appointment' }).waitFor();
  });
});

test('only a person presses: a script that clicks on everything changes nothing', async () => {
  await panes.on(async ({ page, draft }) => {
    await page.evaluate("for (const one of document.querySelectorAll('button')) one.click()");
    await page.waitForLoadState('networkidle');
    expect(await draft()).toEqual(aDraft());
  });
});

test('a name made of markup is text', async () => {
  const partner = { name: '<img src=x onerror=alert(1)>', mail: marc };
  server.pane = aPane({ partner });
  await panes.on(async ({ page, complaints }) => {
    await page.getByRole('heading', { name: `avec ${partner.name}` }).waitFor();
    expect(complaints).toEqual([]);
  });
});

test('Outlook’s look is followed at once', async () => {
  await panes.on(async ({ page, inOutlook }) => {
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const wear = (colour: string) =>
      inOutlook(`outlook.fire('theme', { officeTheme: { bodyBackgroundColor: '${colour}' } })`);
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await wear('#1f1f1f');
    expect(await paper()).toBe('rgb(31, 31, 31)');
    await wear('#000000');
    expect(await paper()).toBe('rgb(0, 0, 0)');
  });
});

describe('open to everyone, from 320 pixels on', () => {
  test.each(openingsOf(paneStates, 20_260_421))('as axe sees it: $title', async (opening) => {
    const { state, locale, looks } = opening;
    state.lay(server, locale);
    await panes.on(
      async ({ page, complaints, inOutlook }) => {
        await page.waitForLoadState('networkidle');
        await state.reach?.(page);
        expect(await page.evaluate('document.documentElement.lang')).toBe(locale);
        for (const { theme, width } of looks) {
          const wear = `outlook.fire('theme', { officeTheme: { bodyBackgroundColor: '${papers[theme]}' } })`;
          if (!server.noOffice) await inOutlook(wear);
          for (const wide of [paneSize.width, width]) {
            await page.setViewportSize({ ...paneSize, width: wide });
            expect(await faultsOf(page), `${theme} at ${wide}`).toEqual([]);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(wide);
          }
        }
        expect(complaints).toEqual([]);
      },
      { locale: inTeams(locale) },
    );
  });

  test('letters twice as large cut nothing, and the keyboard reads in order', async () => {
    await panes.on(async ({ page }) => {
      await page.getByText('Libres dans vos deux agendas').waitFor();
      const stops: string[] = [];
      for (let at = 0; at < 3; at += 1) {
        await page.keyboard.press('Tab');
        stops.push(
          String(
            await page.evaluate(
              'document.activeElement.value || document.activeElement.textContent',
            ),
          ),
        );
      }
      expect(stops).toEqual(['video', 'own', 'En faire notre rencontre']);
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(paneSize.width);
    });
  });
});

describe('the page', () => {
  test('lets Office.js in from its own address alone, and is framed by Microsoft’s hosts', async () => {
    const answer = await fetch(`${server.url}/outlook`);
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    const html = await answer.text();
    const [, office = ''] = /<script defer src="([^"]+)"/.exec(html) ?? [];
    expect(policy).toContain(`script-src 'self' ${new URL(office).origin};`);
    expect(policy).toContain('frame-ancestors https://*.cloud.microsoft');
    expect(policy).not.toMatch(/unsafe|\*;| data:;.*script/);
    expect(answer.headers.get('X-Frame-Options')).toBeNull();
  });

  test('is small, and the library that signs in comes late', () => {
    const html = readFileSync(join(panes.built.folder, 'outlook.html'), 'utf8');
    const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)].map(([, name]) =>
      readFileSync(join(panes.built.folder, name ?? '')),
    );
    const size = first.reduce((sum, script) => sum + brotliCompressSync(script).length, 0);
    console.log(`pane: ${size} bytes of script for the first view (brotli)`);
    expect(size).toBeLessThan(60_000);
    const all = Buffer.concat(first).toString();
    expect(/ZodError|nestedAppAuthBridge|ZonedDateTime/.test(all)).toBe(false);
  });
});
