import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { awa, coline, lucie, pilar, startOn } from './graph-world.ts';
import { expectNoFault } from './no-fault.ts';
import { as, PagesUnderTest } from './pages-browser.ts';
import { administrator, commandLineApp, everyScope } from './tenant-world.ts';

const pages = new PagesUnderTest();
const dataDir = mkdtempSync(join(tmpdir(), 'emulator-pages-data-'));
let emulator: RunningEmulator;

beforeAll(async () => {
  await pages.open();
  emulator = await startOn(dataDir, { pagesDir: pages.dir });
});

afterAll(async () => {
  await pages.close();
  await emulator?.close();
  rmSync(dataDir, { recursive: true });
});

const on = (path: string, run: (page: Page) => Promise<void>) => pages.on(emulator.url + path, run);

describe('the pages over the emulator itself, while the product is stopped', () => {
  test('pair B1 comes first, and an outsider is shown with her organisation', () =>
    on('/', async (page) => {
      await expect.poll(() => page.locator('.people.first').textContent()).toContain('Awa Diallo');
      await expect
        .poll(() => page.getByRole('link', { name: lucie.name }).textContent())
        .toContain('Hôpital');
    }));

  test('an event put in the calendar stands there, is moved, and is taken away', () =>
    on(as('/outlook', awa.mail), async (page) => {
      await page.getByRole('button', { name: 'Nouvel événement' }).click();
      await page.getByLabel('Objet').fill('Conseil de surveillance');
      await page.getByRole('button', { name: 'Ajouter' }).click();
      const event = page.getByRole('button', { name: /Conseil de surveillance/ });
      await event.click();
      await page.getByLabel('Fin').fill('2026-04-14T12:30');
      await page.getByRole('button', { name: 'Déplacer', exact: true }).click();
      await page.getByRole('button', { name: '10 h – 12 h 30' }).click();
      await page.getByRole('button', { name: 'Supprimer', exact: true }).click();
      await event.waitFor({ state: 'detached' });
    }));

  test('a coach sees the empty list, and the pilot is told who may read it', async () => {
    await on(as('/sharepoint', coline.mail), (page) =>
      page.getByText('Ce tableau est vide').first().waitFor(),
    );
    await on(as('/sharepoint', pilar.mail), (page) =>
      page.getByText('ne fait pas partie des lecteur·rices').first().waitFor(),
    );
  });

  test('words are kept for later and said to be', () =>
    on(as('/', awa.mail), async (page) => {
      await page.getByLabel('Écrire un message').fill('réserver');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'Votre message est gardé' }).waitFor();
      await page.locator('.mine', { hasText: 'réserver' }).waitFor();
      expect(await page.getByLabel('Écrire un message').inputValue()).toBe('');
    }));

  test('a fault is armed and cleared, and the clock says that the product did not follow', () =>
    on('/control', async (page) => {
      await page.getByRole('button', { name: 'Armer', exact: true }).click();
      await page.getByText('encore 1 fois').waitFor();
      await page.getByRole('button', { name: 'Tout désarmer' }).click();
      await page.getByText('Aucune : tout répond normalement.').waitFor();

      await page.getByRole('button', { name: '+ 1 semaine' }).click();
      await page.getByText('Nous sommes le mardi 21 avril 2026').waitFor();
      await page.getByText('Télémaque n’a pas tout fini').waitFor();
    }));

  test('the administrator types a command line’s code, which then has a token', () =>
    on('/device', async (page) => {
      let show = (_code: string) => {};
      const shown = new Promise<string>((resolve) => {
        show = resolve;
      });
      const reply = commandLineApp(emulator).acquireTokenByDeviceCode({
        scopes: everyScope.map((scope) => `https://graph.microsoft.com/${scope}`),
        deviceCodeCallback: ({ userCode }) => show(userCode),
      });
      await page.getByLabel('Code').fill('MAUVAIS');
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('alert').filter({ hasText: 'Ce code n’existe pas' }).waitFor();

      await page.getByLabel('Code').fill((await shown).toLowerCase());
      await page.getByRole('button', { name: 'Se connecter' }).click();

      await page.getByText('Vous êtes connecté·e').waitFor();
      expect((await reply)?.account?.username).toBe(administrator);
      await expectNoFault(page);
    }));
});
