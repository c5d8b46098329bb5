import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openingPart } from './coach-part.ts';
import { BuiltPages } from './link-browser.ts';
import { judge, openingsOf } from './looks.ts';
import { pressIn } from './tab-browser.ts';
import { wavesPages } from './waves-samples.ts';
import { pressedAs, WavesServer } from './waves-server.ts';
import { lay, wavesStates } from './waves-states.ts';

const built = new BuiltPages();
const server = new WavesServer();

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
  lay(server, wavesPages.ready);
});

/** Opens the questionnaires in their host and runs the rest. */
const on = openingPart(built, server, '.waves, .panel');

const focused = (tab: Frame) => tab.evaluate<string>('document.activeElement.textContent');

describe('a coach', () => {
  test('finds the questionnaires beside the pairs, in the address like the other parts', async () => {
    await on(async ({ tab, complaints }) => {
      const here = tab.getByRole('button', { name: 'Questionnaires', exact: true });
      expect(await here.getAttribute('aria-current')).toBe('page');
      expect(await tab.locator('.wave h3').allTextContents()).toEqual([
        'Synthèse de mi-parcours',
        'Fin de programme',
      ]);
      expect(server.reads).toEqual([{ cohort: 'cohort-2026' }]);
      expect(complaints()).toEqual([]);
    });
  });

  test.each([
    ['coming', 'À venir', 'Du 9 octobre 2026 au 29 octobre 2026 inclus'],
    [
      'open',
      'Ouvert jusqu’au 29 octobre 2026 inclus',
      'n’est visible de personne avant la clôture',
    ],
    ['closing', 'Clos\u00a0: la synthèse se prépare', 'prévenez l’administrateur'],
    ['refused', 'Clos\u00a0: la synthèse n’est pas publiable', 'La vérification l’a arrêtée'],
  ] as const)('reads in words how each stands: %s', async (state, title, words) => {
    lay(server, wavesPages[state]);
    await on(async ({ tab }) => {
      expect(await tab.locator('.wave-state').first().textContent()).toBe(title);
      await tab.getByText(words).first().waitFor();
      expect(await tab.locator('table, .sharing').count()).toBe(0);
    });
  });

  test('reads which questions are asked, once where both sides read the same', async () => {
    await on(async ({ tab }) => {
      await tab.locator('.wave summary').first().click();
      const lines = await tab.locator('.wave details').first().locator('li').allTextContents();
      expect(lines).toHaveLength(10);
      expect(lines[0]).toBe(
        'Mentoré·es et mentors\u00a0:  Je consacre à nos rencontres le temps que je m’étais promis.',
      );
      expect(lines[1]).toContain('Je me rends disponible aux dates convenues.');
    });
  });

  test('is told that sharing cannot be taken back, and is asked before it is done', async () => {
    const done = { page: wavesPages.released, done: 'released' } as const;
    server.onPress = [pressedAs(done)];
    await on(async ({ tab }) => {
      await pressIn(tab, 'Partager');
      await tab.getByText('qui ne peut pas être repris').waitFor();
      expect(await focused(tab)).toMatch(/^Partager cette synthèse/);
      expect(server.presses).toEqual([]);
      await pressIn(tab, 'Ne pas partager maintenant');
      expect(server.presses).toEqual([]);
      await expect.poll(() => focused(tab)).toBe('Partager');

      await pressIn(tab, 'Partager');
      await pressIn(tab, 'Partager, sans retour possible');
      await tab.getByText('La synthèse est partagée. Chacun en sera prévenu.').waitFor();
      expect(server.presses).toMatchObject([{ wave: 'wave-midterm', version: 1, act: 'release' }]);
      expect(await tab.locator('.sharing').count()).toBe(0);
      await expect.poll(() => focused(tab)).toBe('Questionnaires');
    });
  });

  test('whose answer is lost sends the same press again', async () => {
    server.onPress = [
      { status: 503, body: {} },
      pressedAs({ page: wavesPages.held, done: 'held' }),
    ];
    await on(async ({ tab }) => {
      await pressIn(tab, 'Retenir');
      await tab.getByText('Le service ne répond pas.').waitFor();
      await pressIn(tab, 'Retenir');
      await tab.getByText('La synthèse est retenue').first().waitFor();
      const [first, second] = server.presses;
      expect(second).toEqual(first);
      expect(await tab.getByRole('button', { name: 'Retenir' }).count()).toBe(0);
    });
  });

  test('who pressed after a colleague reads what is true now', async () => {
    server.onPress = [pressedAs({ page: wavesPages.released, refused: 'changed-since' })];
    await on(async ({ tab }) => {
      await pressIn(tab, 'Retenir');
      await tab.getByText('Quelqu’un a changé cela entre-temps').waitFor();
      expect(await tab.locator('.sharing').count()).toBe(0);
    });
  });
});

describe('the synthesis', () => {
  test('is told in tables, in the words of the other pages, each share with its bar', async () => {
    await on(async ({ tab }) => {
      expect(await tab.locator('.cell h4').allTextContents()).toEqual([
        expect.stringMatching(/^Mentoré·es\s: .*25.*environ 90\s% de réponses/),
        expect.stringMatching(/^Mentors\s: .*10.+24\sréponses, environ 60\s% de réponses/),
      ]);
      expect(await tab.locator('.cell table').count()).toBe(10);
      const shares = await tab.locator('.share').count();
      expect(shares).toBeGreaterThan(20);
      const widths = `[...document.querySelectorAll('.share.exact')].map(
        (one) => getComputedStyle(one).backgroundSize)`;
      for (const width of await tab.evaluate<string[]>(widths))
        expect(width).toMatch(/^\d+% 100%$/);
    });
  });

  test('of fewer than seven says so, and looks meant', async () => {
    lay(server, wavesPages.few);
    await on(async ({ tab }) => {
      const words = await tab.locator('.withheld').textContent();
      expect(words?.replaceAll('\u00a0', ' ')).toBe('Moins de 7 réponses : rien n’est publié.');
      expect(await tab.locator('.cell').last().locator('table').count()).toBe(0);
    });
  });
});

describe('a pilot', () => {
  test('reads « not yet », and nothing of how far it is', async () => {
    lay(server, wavesPages.pilotWaits);
    await on(async ({ tab }) => {
      expect(await tab.getByText('Pas encore\u00a0: la synthèse paraîtra ici').count()).toBe(2);
      expect(await tab.locator('.wave-state, summary, .sharing, table').count()).toBe(0);
      const parts = await tab.locator('.sections button').allTextContents();
      expect(parts).toEqual(['Vue d’ensemble', 'Questionnaires']);
    });
  });

  test('reads what was shared, and takes it away as a document', async () => {
    lay(server, wavesPages.pilot);
    await on(async ({ page, tab }) => {
      expect(await tab.locator('.cell table').count()).toBe(10);
      const coming = page.waitForEvent('download');
      await pressIn(tab, 'Télécharger en document (DOCX)');
      expect((await coming).suggestedFilename()).toBe('telemaque-synthese.docx');
      await tab.getByText('Le document telemaque-synthese.docx est dans').waitFor();
      expect(server.documents).toEqual(['wave-midterm']);
      expect(await tab.locator('.sharing').count()).toBe(0);
    });
  });

  test('is told when the document cannot be made', async () => {
    lay(server, wavesPages.pilot);
    server.onDocument = { status: 500, body: { refused: 'try-again' } };
    await on(async ({ tab }) => {
      await pressIn(tab, 'Télécharger en document (DOCX)');
      await tab.getByText('Le document n’a pas pu être préparé.').waitFor();
    });
  });
});

test('without an answer says so, and shows the questionnaires once they come', async () => {
  const [there] = server.onRead;
  server.onRead = [{ status: 503, body: {} }, ...(there ? [there] : [])];
  await on(async ({ tab }) => {
    await tab.getByText('Le service ne répond pas.').waitFor();
    await pressIn(tab, 'Réessayer');
    await tab.locator('.wave').first().waitFor();
  });
});

describe('open to everyone', () => {
  test.each(openingsOf(wavesStates, 20_261_122))(
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
        expect(complaints().filter((one) => !/status of 50/.test(one))).toEqual([]);
      });
    },
  );

  test('on a phone fingers find their place, and letters twice as large cut nothing', async () => {
    lay(server, wavesPages.ready);
    await on(async ({ page, tab }) => {
      await page.setViewportSize({ width: 400, height: 800 });
      await tab.locator('.sharing .fui-Button').first().waitFor();
      const heights = `[...document.querySelectorAll('.waves button, .waves summary')].map(
        (one) => one.getBoundingClientRect().height)`;
      const found = await tab.evaluate<number[]>(heights);
      expect(found.length).toBe(4);
      expect(found.filter((height) => height < 44)).toEqual([]);
      await tab.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(400);
    });
  });
});

test('neither the questionnaires nor their words are part of the first view', () => {
  const html = readFileSync(join(built.folder, 'coach.html'), 'utf8');
  const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)].map(([, name]) =>
    readFileSync(join(built.folder, name ?? ''), 'utf8'),
  );

  expect(first.length).toBeGreaterThan(0);
  expect(first.join('')).not.toMatch(/sans retour possible|Lecture des questionnaires/);
});
