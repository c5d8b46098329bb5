import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openingPart } from './coach-part.ts';
import { BuiltPages } from './link-browser.ts';
import { judge, openingsOf } from './looks.ts';
import { reports } from './report-samples.ts';
import { ReportServer, told } from './report-server.ts';
import { reportStates } from './report-states.ts';
import { pressIn } from './tab-browser.ts';

const built = new BuiltPages();
const server = new ReportServer();
const phone = { width: 400, height: 800 };

beforeAll(async () => {
  await built.open();
  await server.listen(built);
});
afterAll(async () => {
  server.close();
  await built.close();
});
beforeEach(() => {
  server.reset();
  server.onRead = [told(reports.full)];
});

/** Opens the overview in its host and runs the rest. */
const on = openingPart(built, server, '.report, .panel');

const titles = (tab: Frame) => tab.locator('.report h3').allTextContents();

const file = (download: Download) => download.path().then((path) => readFileSync(path, 'utf8'));

describe('the overview', () => {
  test('says what it found, part by part, and when it was counted', async () => {
    await on(async ({ tab, complaints }) => {
      expect(await titles(tab)).toEqual([
        '128 rencontres ont eu lieu, pour 120 à 165 attendues',
        'La thématique la plus citée\u00a0: Prise de poste',
        '35 binômes sont actifs, sur 37',
        'Questionnaires',
        'Emporter ces données',
      ]);
      await tab.getByText('Chiffres arrêtés au 31 octobre 2026.').waitFor();
      await tab.getByText('se lisent dans la partie « Questionnaires ».').waitFor();
      expect(server.reads.at(-1)).toEqual({ cohort: 'cohort-2026' });
      expect(complaints()).toEqual([]);
    });
  });

  test('draws its months under the page’s policy, and tells them in words too', async () => {
    await on(async ({ tab, complaints }) => {
      await tab.locator('.months-chart svg rect').first().waitFor();

      expect(await tab.locator('.months-chart svg rect').count()).toBe(6);
      const picture = tab.getByRole('img', { name: /^Rencontres tenues, mois par mois\. / });
      expect(await picture.getAttribute('aria-label')).toContain('juillet – août 2026, 15');
      await tab.locator('summary').click();
      const cells = await tab.locator('details tbody tr').allTextContents();
      expect(cells).toEqual([
        ...['avril 202612', 'mai 202624', 'juin 202627', 'juillet – août 202615'],
        ...['septembre 202626', 'octobre 202624'],
      ]);
      expect(await tab.locator('style').count()).toBe(0);
      expect(complaints()).toEqual([]);
    });
  });

  test('lets whoever hears it hear nothing in another language', async () => {
    await on(async ({ tab }) => {
      await tab.locator('.months-chart svg rect').first().waitFor();

      const heard = await tab.locator('main').ariaSnapshot();
      expect(heard).toContain('avril 2026, 12');
      expect(heard).not.toMatch(/\b(chart|bars?|axis|series)\b/i);
    });
  });

  test('merges what is rare on purpose', async () => {
    await on(async ({ tab }) => {
      const last = tab.locator('.themes tbody tr').last();
      expect(await last.textContent()).toMatch(
        /^Rarement citées\u00a0: .+7 binômes ou plus, ensemble$/,
      );
      expect(await tab.locator('.themes tbody tr').first().textContent()).toBe(
        'Prise de postela plupart des binômes qui se sont rencontrés',
      );
    });
    server.onRead = [told(reports.rareOnly)];
    await on(async ({ tab }) => {
      await tab.getByText('Aucune thématique n’est citée par 7 binômes ou plus').waitFor();
      await tab.getByText('moins de 7 binômes', { exact: true }).waitFor();
    });
  });

  test.each([
    ['empty', 'Ils paraîtront après le premier mois entier, dès que 7 binômes'],
    ['waits', 'les rencontres sont transmises à mi-parcours, le 8 octobre'],
    ['few', 'Elles paraîtront dès que 14 binômes en auront noté'],
    ['emptyEnglish', 'They will appear after the first whole month'],
  ] as const)('without figures says when there will be some: %s', async (state, words) => {
    server.onRead = [told(reports[state])];
    await on(async ({ tab }) => {
      await tab.getByText(words).waitFor();
    });
  });
});

describe('what is taken away', () => {
  test('is a file of the kind that is asked for, by keyboard', async () => {
    await on(async ({ page, tab }) => {
      for (const format of ['CSV', 'Excel (XLSX)']) {
        const coming = page.waitForEvent('download');
        await pressIn(tab, `Les nombres de cette page, ${format}`);
        const download = await coming;
        expect(await file(download)).toBe('Binômes actifs;35\r\n');
        const name = download.suggestedFilename();
        await tab.getByText(`Le fichier ${name} est dans vos téléchargements.`).waitFor();
      }
      expect(server.exports).toEqual([
        { cohort: 'cohort-2026', what: 'aggregates', format: 'csv' },
        { cohort: 'cohort-2026', what: 'aggregates', format: 'xlsx' },
      ]);
      expect(await tab.getByText('Les rencontres', { exact: true }).count()).toBe(0);
    });
  });

  test('may be the meetings for a coach, who reads that the pairs see it', async () => {
    server.onRead = [told(reports.coach)];
    await on(async ({ page, tab }) => {
      await tab.getByText('Les binômes voient que vous avez exporté leurs dates').waitFor();
      const coming = page.waitForEvent('download');
      await pressIn(tab, 'Les rencontres, CSV');
      expect((await coming).suggestedFilename()).toBe('telemaque-meetings.csv');
    });
  });

  test('that fails is said, and can be asked again', async () => {
    server.onExport = { status: 500, body: { refused: 'try-again' } };
    await on(async ({ page, tab }) => {
      await pressIn(tab, 'Les nombres de cette page, CSV');
      await tab.getByText('Le fichier n’a pas pu être préparé.').waitFor();
      await page.context().setOffline(true);
      await pressIn(tab, 'Les nombres de cette page, CSV');
      await tab.getByText('Pas de connexion.').waitFor();
      await page.context().setOffline(false);
      server.onExport = 'x';
      const coming = page.waitForEvent('download');
      await pressIn(tab, 'Les nombres de cette page, CSV');
      await coming;
    });
  });
});

describe('without an answer', () => {
  // The shell asks first, to know who is reading.
  const shell = told(reports.full);
  const busy = { status: 503, body: {} };

  test('says so, and shows the figures once they come', async () => {
    server.onRead = [shell, busy, busy, shell];
    await on(async ({ tab }) => {
      const words = tab.getByText('Le service ne répond pas.');
      await words.waitFor();
      await pressIn(tab, 'Réessayer');
      await expect.poll(() => server.reads.length).toBe(3);
      await words.waitFor();
      await pressIn(tab, 'Réessayer');
      await tab.getByText('128 rencontres ont eu lieu').waitFor();
    });
  });

  test('that is theirs, sends the reader back', async () => {
    server.onRead = [shell, { status: 404, body: { refused: 'not-found' } }];
    await on(async ({ tab }) => {
      await tab.getByText('Ces chiffres ne s’affichent pas pour vous.').waitFor();
    });
  });
});

describe('open to everyone', () => {
  test.each(openingsOf(reportStates, 20_260_718))(
    'as axe sees it: $title',
    { timeout: 120_000 },
    async (opening) => {
      const { state, locale } = opening;
      state.lay(server, locale);
      await on(async ({ page, tab, complaints }) => {
        await tab.locator(state.shown).first().waitFor();
        await state.reach?.(tab);
        for (const summary of await tab.locator('summary').all()) await summary.click();
        await judge({ page, tab }, opening);
        expect(complaints()).toEqual([]);
      });
    },
  );

  test('turned, a phone shows the whole of the chart', async () => {
    await on(async ({ page, tab }) => {
      for (const width of [1280, 400, 700]) {
        await page.setViewportSize({ width, height: 800 });
        const edge = (of: string) =>
          tab.evaluate<number>(`document.querySelector('.months-chart')
          ${of}.getBoundingClientRect().right`);
        await expect.poll(() => edge(".querySelector('svg')")).toBeLessThanOrEqual(await edge(''));
        expect(await edge(".querySelector('rect:last-of-type')")).toBeLessThan(await edge(''));
      }
    });
  });

  test('on a phone fingers find their place, and letters twice as large cut nothing', async () => {
    server.onRead = [told(reports.coach)];
    await on(async ({ page, tab }) => {
      await page.setViewportSize(phone);
      await tab.locator('.months-chart rect').first().waitFor();
      const heights = `[...document.querySelectorAll('.report button, summary')].map(
        (one) => one.getBoundingClientRect().height)`;
      const found = await tab.evaluate<number[]>(heights);
      expect(found.length).toBe(5);
      expect(found.filter((height) => height < 44)).toEqual([]);
      await tab.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    });
  });
});

test('neither the chart nor the overview’s words are part of the first view', () => {
  const html = readFileSync(join(built.folder, 'coach.html'), 'utf8');
  const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)].map(([, name]) =>
    readFileSync(join(built.folder, name ?? ''), 'utf8'),
  );

  expect(first.length).toBeGreaterThan(0);
  expect(first.join('')).not.toMatch(/Chiffres arrêtés|d3-scale|fui-vbc/);
});
