import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CoachTabs } from './coach-browser.ts';
import { aHead, aLine, forty, listOf, lists, sheetOf, sheets } from './coach-samples.ts';
import { acted, denied, listed, read } from './coach-server.ts';
import { coachStates } from './coach-states.ts';
import { inTeams, judge, openingsOf } from './looks.ts';
import { full } from './report-samples.ts';
import { focusIn, pressIn, tabFaults } from './tab-browser.ts';

const tabs = new CoachTabs();
const { host, server } = tabs;
const phone = { width: 400, height: 800 };

beforeAll(() => tabs.open());
afterAll(() => tabs.close());
beforeEach(() => {
  tabs.reset();
  server.onList = [listed(lists.mine)];
  server.onPair = [read(sheets.late)];
});

const lineOf = (tab: Frame, names: string) => tab.getByRole('listitem').filter({ hasText: names });
const queryIn = (tab: Frame) => tab.evaluate<string>('location.search');
const handOver = { act: 'hand-over-pair', to: 'coach-2' } as const;
const givenAway = sheetOf({ line: aLine({ mine: false, referent: 'Paul Riou' }), answering: null });

describe('the pairs of a coach', () => {
  test('open on those that need somebody, each with the fact in words and the act beside it', async () => {
    await tabs.on(async ({ tab, complaints }) => {
      await tab.getByRole('heading', { name: /À voir aujourd’hui · 4 binômes/ }).waitFor();
      expect(await tab.locator('.urgent .line').allInnerTexts()).toEqual([
        expect.stringMatching(
          /P02\s+Inès Carpentier · Paul Garnier\s+Souhait d’arrêter, exprimé le 14 avril\s+Accompagner/,
        ),
        expect.stringMatching(
          /P03\s+Rose Vasseur · Élie Marchand\s+Appel demandé le 17 avril\s+Rappeler/,
        ),
        expect.stringMatching(
          /P04\s+Nora Tessier · Hugo Lambert\s+Messages non reçus depuis le 9 avril\s+Joindre/,
        ),
        expect.stringMatching(
          /P05\s+Lina Ferrand · Yanis Colin\s+Pas encore de rencontre depuis le 10 février\s+Prendre des nouvelles/,
        ),
      ]);
      expect(await tab.locator('.calm .fact').allInnerTexts()).toEqual([
        'À poser d’ici au 5 mai',
        'En pause jusqu’au 12 juin',
        'Rencontre le 5 mai',
        'Binôme clos',
      ]);
      expect(server.lists).toEqual([{ shown: 'mine' }]);
      expect(complaints()).toEqual([]);
    });
  });

  test('a green day says so, and when to look again', async () => {
    server.onList = [listed(lists.green)];
    await tabs.on(async ({ tab }) => {
      await tab.getByRole('heading', { name: 'Rien ne vous attend aujourd’hui.' }).waitFor();
      await tab.getByText('Prochain regard utile : mardi 5 mai').waitFor();
    });
    server.onList = [listed(lists['green for good'])];
    await tabs.on(async ({ tab }) => {
      await tab.getByText('Aucun repère n’est à venir.').waitFor();
    });
  });

  test('forty of them fit one screen of 1280 by 800', async () => {
    server.onList = [listed(forty())];
    await tabs.on(async ({ tab }) => {
      await tab.locator('.line').nth(39).waitFor();
      const bottoms = await tab.evaluate<number[]>(
        "[...document.querySelectorAll('.line')].map((line) => line.getBoundingClientRect().bottom)",
      );
      expect(bottoms.length).toBe(40);
      expect(Math.max(...bottoms)).toBeLessThanOrEqual(800);
      const heights = await tab.evaluate<number[]>(
        "[...document.querySelectorAll('.who')].map((who) => who.getBoundingClientRect().height)",
      );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    });
  });

  test('the same day stands at the same place in each small year, and each says what it shows', async () => {
    server.onList = [listed(forty())];
    await tabs.on(async ({ tab }) => {
      const places = (selector: string) =>
        tab.evaluate<number[]>(
          `[...new Set([...document.querySelectorAll('${selector}')].map(
            (mark) => Math.round(mark.getBoundingClientRect().x)))]`,
        );
      // One column of those that need somebody, and two of the others.
      expect(await places('.urgent .small-today')).toHaveLength(1);
      expect(await places('.calm .small-today')).toHaveLength(2);
      const first = tab.locator('.calm .small-year').last();
      expect(await first.getAttribute('aria-label')).toBe(
        'deux rencontres ont eu lieu, une est posée',
      );
    });
  });

  test('whoever has none is led on', async () => {
    server.onList = [listed(lists.none), listed(lists['empty cohort'])];
    await tabs.on(async ({ tab }) => {
      await tab.getByText('Vous n’êtes référent·e d’aucun binôme').waitFor();
      await tab.locator('.nothing').getByRole('button', { name: 'Toute la promotion' }).click();
      await tab.getByText('Cette promotion n’a pas encore de binôme.').waitFor();
      await tab.getByRole('button', { name: 'Importer un fichier' }).click();
      await expect.poll(() => queryIn(tab)).toBe('?view=programme');
    });
  });

  test('another cohort of the reader’s is chosen, and asked for from then on', async () => {
    server.onList = [listed(lists['two cohorts'])];
    await tabs.on(async ({ tab }) => {
      await tab.getByLabel('Promotion', { exact: true }).selectOption('Promotion 2025');
      await expect
        .poll(() => server.lists.at(-1))
        .toEqual({ cohort: 'cohort-2025', shown: 'mine' });
      expect(await queryIn(tab)).toBe('?cohort=cohort-2025');
    });
  });
});

describe('what is looked for', () => {
  test('is asked of the product once the letters rest, and stays in the address', async () => {
    server.onList = [listed(lists.mine), listed(listOf([aLine()]))];
    await tabs.on(async ({ page, tab }) => {
      await tab.getByRole('searchbox', { name: 'Chercher un nom ou un code' }).focus();
      await page.keyboard.type('awa');
      await tab.getByRole('status').getByText('1 binôme affiché.').waitFor({ state: 'attached' });
      expect(server.lists).toEqual([{ shown: 'mine' }, { shown: 'mine', search: 'awa' }]);
      expect(await queryIn(tab)).toBe('?q=awa');
    });
  });

  test('is found again from its address, filters and all, and can be let go of', async () => {
    server.onList = [listed(lists['nothing found']), listed(lists.mine)];
    const query = '?shown=all&q=diallo&standing=late,nonsense,due';
    await tabs.on(
      async ({ tab }) => {
        await tab.getByText('Aucun binôme ne correspond.').waitFor();
        expect(server.lists[0]).toEqual({
          ...{ shown: 'all', search: 'diallo', standing: ['late', 'due'] },
        });
        const late = tab.getByRole('button', { name: 'Sans rencontre, 2 binômes' });
        expect(await late.getAttribute('aria-pressed')).toBe('true');
        await tab.getByRole('button', { name: 'Tout afficher' }).click();
        await expect.poll(() => server.lists.at(-1)).toEqual({ shown: 'all' });
        expect(await queryIn(tab)).toBe('?shown=all');
      },
      { query },
    );
  });

  test('filters are pressed and let go by the keyboard', async () => {
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'En pause, un binôme');
      await expect.poll(() => server.lists.at(-1)).toEqual({ shown: 'mine', standing: ['paused'] });
      expect(await queryIn(tab)).toBe('?standing=paused');
      await pressIn(tab, 'En pause, un binôme');
      await expect.poll(() => server.lists.at(-1)).toEqual({ shown: 'mine' });
    });
  });

  test('a long cohort is read on page by page', async () => {
    const rest = listOf([aLine({ pair: 'pair-10', code: 'P10' })], { shown: 'all' });
    server.onList = [listed(lists.all), listed(rest)];
    await tabs.on(
      async ({ tab }) => {
        await tab.locator('.line').nth(8).waitFor();
        await pressIn(tab, 'Afficher la suite');
        await tab.locator('.line').nth(9).waitFor();
        expect(server.lists.at(-1)).toEqual({ shown: 'all', after: 'P09' });
        expect(await tab.getByRole('button', { name: 'Afficher la suite' }).count()).toBe(0);
      },
      { query: '?shown=all' },
    );
  });
});

describe('the sheet of a pair', () => {
  test('is opened and left by the keyboard, and leads back to its line', async () => {
    await tabs.on(async ({ page, tab, complaints }) => {
      await lineOf(tab, 'Lina Ferrand').getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      await tab.getByRole('heading', { name: 'Awa Diallo et Marc Lebrun' }).waitFor();
      await expect.poll(() => focusIn(tab)).toBe('Awa Diallo et Marc Lebrun');
      expect(server.pairs).toEqual(['pair-5']);
      expect(await queryIn(tab)).toBe('?pair=pair-5');

      await pressIn(tab, /Retour aux binômes/);
      await expect.poll(() => focusIn(tab)).toContain('Lina Ferrand');
      expect(await queryIn(tab)).toBe('');
      expect(complaints()).toEqual([]);
    });
  });

  test('tells dates and themes as the pair sees them, what is wrong, and how to reach the two', async () => {
    await tabs.on(
      async ({ tab }) => {
        const recorded = tab.getByRole('region', { name: 'Ce qui est noté de ce binôme' });
        await recorded.waitFor();
        expect(await recorded.locator('tbody tr').allTextContents()).toEqual([
          'Vendredi 20 févrierPrise de poste',
          'Mardi 31 marsRéseaux et partenaires · Animation d’équipe et coopération',
        ]);
        const alert = tab.getByRole('article', { name: 'Un binôme sans rencontre posée' });
        await alert.getByText('Dernière rencontre : le vendredi 20 février.').waitFor();
        await alert.getByText('Un message à Awa Diallo, le vendredi 27 mars.').waitFor();
        const contacts = tab.getByRole('region', { name: 'Pour les joindre' });
        const call = contacts.getByRole('link', { name: '+33 1 22 33 44 55' });
        expect(await call.getAttribute('href')).toBe('tel:+33122334455');
        await contacts.getByText('Injoignable : le courriel n’a pas pu partir').waitFor();
        await tab.getByText('Suppléance : Paul Riou').waitFor();
      },
      { query: '?pair=pair-1' },
    );
  });

  test('of a pair that somebody else answers for, nothing but its dates and themes', async () => {
    server.onPair = [read(sheets['not theirs'])];
    await tabs.on(
      async ({ tab }) => {
        await tab
          .getByText('Ses signalements et ses démarches sont à sa ou son référent·e')
          .waitFor();
        expect(await tab.locator('.aside').getByRole('button').count()).toBe(0);
      },
      { query: '?pair=pair-1' },
    );
  });

  test('is opened by a link into Teams', async () => {
    await tabs.on(
      async ({ tab }) => {
        await tab.getByRole('heading', { name: 'Awa Diallo et Marc Lebrun' }).waitFor();
        expect(server.pairs).toEqual(['pair-1']);
      },
      { place: 'pair=pair-1&shown=all' },
    );
  });

  test('of a pair out of reach says so, and leads back to the reader’s own', async () => {
    server.onPair = [denied(404, 'not-found')];
    await tabs.on(
      async ({ tab }) => {
        await tab.getByRole('heading', { name: 'Ce binôme n’est pas à votre portée' }).waitFor();
        await pressIn(tab, /Retour aux binômes/);
        await tab.getByRole('heading', { name: /À voir aujourd’hui/ }).waitFor();
      },
      { query: '?pair=pair-99' },
    );
  });
});

describe('acts', () => {
  const onSheet = { query: '?pair=pair-1' };

  test('a pair is handed over, which is told, and undone where it was done', async () => {
    server.onAct = [
      acted({
        page: givenAway,
        said: 'pair-given',
        undo: { act: 'hand-over-pair', to: 'coach-1' },
      }),
      acted({ page: sheets.late, said: 'pair-taken-back' }),
    ];
    await tabs.on(async ({ tab }) => {
      const section = tab.getByRole('region', { name: 'Confier ce binôme' });
      await section.getByLabel('Ingénieur·e en mentorat').selectOption('Paul Riou');
      await pressIn(tab, 'Confier ce binôme');
      await tab.getByRole('status').getByText('Le binôme est confié à votre collègue.').waitFor();
      await tab.getByText('Référent·e : Paul Riou').waitFor();
      expect(await section.count()).toBe(0);
      await expect.poll(() => focusIn(tab)).toBe('Awa Diallo et Marc Lebrun');

      await pressIn(tab, 'Défaire');
      await tab.getByText('C’est défait : vous répondez de nouveau de ce binôme.').waitFor();
      await section.waitFor();
      expect(await tab.getByRole('button', { name: 'Défaire' }).count()).toBe(0);
      expect(server.acts).toEqual([handOver, { act: 'hand-over-pair', to: 'coach-1' }]);
    }, onSheet);
  });

  test('a press without a choice says what is missing, and sends nothing', async () => {
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'Confier ce binôme');
      await tab.getByText('Choisissez un·e collègue.').waitFor();
      expect(await tab.locator(':focus').getAttribute('aria-invalid')).toBe('true');
      expect(server.acts).toEqual([]);
    }, onSheet);
  });

  test('an alert is seen, given to a colleague; a pause is set and ended', async () => {
    server.onAct = [
      acted({ page: sheets.late, said: 'alert-seen' }),
      acted({ page: sheets.late, said: 'alert-given' }),
      acted({ page: sheets.paused, said: 'pause-set' }),
      acted({ page: sheets.late, said: 'resumed' }),
    ];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'Vu');
      await tab.getByText('C’est noté.').waitFor();
      await tab.getByLabel('Confier ce signalement à').selectOption('Sidonie Vogt');
      await pressIn(tab, 'Confier le signalement');
      await tab.getByText('Le signalement est transmis').waitFor();
      await tab.getByLabel('Dernier jour de la pause').selectOption('lundi 15 juin');
      await pressIn(tab, 'Mettre en pause');
      await tab.getByText('Pause convenue du mercredi 1er avril au vendredi 12 juin').waitFor();
      await pressIn(tab, 'Mettre fin à la pause');
      await tab.getByText('La pause est terminée.').waitFor();
      expect(server.acts).toEqual([
        { act: 'see', alert: 'alert-1' },
        { act: 'hand-over-alert', alert: 'alert-1', to: 'coach-3' },
        { act: 'set-pause', until: '2026-06-15' },
        { act: 'resume', pause: 'pause-1' },
      ]);
    }, onSheet);
  });

  test('closing a pair, which cannot be undone, is asked twice', async () => {
    server.onPair = [read(sheets.stopping)];
    server.onAct = [acted({ page: sheetOf({ answering: null }), said: 'pair-closed' })];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'Clore le binôme…');
      await tab.getByText('Ce geste ne se défait pas.').waitFor();
      expect(await focusIn(tab)).toBe('Ne pas clore');
      expect(server.acts).toEqual([]);
      await pressIn(tab, 'Oui, clore le binôme');
      await tab.getByText('Le binôme est clos, et chacun en est informé.').waitFor();
      expect(server.acts).toEqual([{ act: 'close', alert: 'alert-1' }]);
    }, onSheet);
  });

  test('an act whose answer was lost keeps its id; what is refused is told', async () => {
    server.onAct = [denied(503, 'try-again'), acted({ page: sheets.late, refused: 'too-late' })];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'Vu');
      await tab.getByRole('alert').getByText('Le service ne répond pas.').waitFor();
      await pressIn(tab, 'Réessayer');
      await tab.getByRole('alert').getByText('Il est trop tard pour ce geste.').waitFor();
      const [first, again] = server.sent.map(({ id }) => id);
      expect(again).toBe(first);
    }, onSheet);
  });

  test('only a person presses: a script that clicks on everything changes nothing', async () => {
    await tabs.on(async ({ page, tab }) => {
      await tab.evaluate(
        "for (const one of document.querySelectorAll('.aside button')) one.click()",
      );
      await page.waitForLoadState('networkidle');
      expect(server.acts).toEqual([]);
    }, onSheet);
  });

  test('a name made of markup is text', async () => {
    const names: [string, string] = ['<img src=x onerror=alert(1)>', 'Marc Lebrun'];
    server.onPair = [read(sheetOf({ line: aLine({ names }) }))];
    await tabs.on(async ({ tab, complaints }) => {
      await tab.getByRole('heading', { name: names[0] }).waitFor();
      expect(complaints()).toEqual([]);
    }, onSheet);
  });
});

describe('whoever is not a coach', () => {
  test('a pilot gets the figures of the cohort, and no way to a pair', async () => {
    server.onList = [denied(404, 'not-found')];
    const head = aHead({ roles: ['pilot'] });
    server.onReport = { status: 200, body: { page: { ...full, head } } };
    await tabs.on(
      async ({ tab }) => {
        await tab.getByRole('heading', { name: 'Promotion 2026' }).waitFor();
        const parts = await tab.locator('.sections button').allTextContents();
        expect(parts).toEqual(['Vue d’ensemble', 'Questionnaires']);
        expect(await queryIn(tab)).toBe('?view=report');
      },
      { query: '?shown=all' },
    );
  });

  test.each([
    ['a participant learns whose tab this is', 404, 'not-found', 'l’onglet « Binôme »'],
    ['somebody unknown learns where to write', 403, 'unknown-person', 'écrivez à l’équipe'],
    ['a role that lacks is named, and whom to ask', 403, 'app-role', 'service informatique'],
  ] as const)('%s', async (_what, status, refused, said) => {
    server.onList = [denied(status, refused)];
    await tabs.on(async ({ tab }) => {
      await tab.locator('.problem').getByText(said).waitFor();
      expect(await focusIn(tab)).toBe(await tab.locator('h1').textContent());
      expect(await tabFaults(tab)).toEqual([]);
    });
  });
});

describe('when something is in the way', () => {
  test('an aged token is asked for anew, once, unnoticed', async () => {
    host.given = [{ token: 'first' }, { token: 'second' }];
    await tabs.on(async ({ tab }) => {
      await tab.locator('.line').first().waitFor();
      server.old = ['first'];
      await pressIn(tab, 'En pause, un binôme');
      await expect.poll(() => server.tokens.at(-1)).toBe('second');
      expect(await tab.getByRole('alert').textContent()).toBe('');
    });
  });

  test('a busy product is told and asked again; the list that stood stays', async () => {
    server.onList = [listed(lists.mine), denied(503, 'try-again'), listed(lists.green)];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'En pause, un binôme');
      await tab.getByRole('alert').getByText('Le service ne répond pas.').waitFor();
      expect(await tab.locator('.line').count()).toBe(8);
      await pressIn(tab, 'Réessayer');
      await expect.poll(() => tab.locator('.line').count()).toBe(3);
      expect(await tab.getByRole('alert').textContent()).toBe('');
    });
  });

  test('without a connection the page says so, and opens once it is back', async () => {
    server.onList = [denied(503, 'try-again'), listed(lists.mine)];
    await tabs.on(async ({ tab }) => {
      await tab.getByRole('heading', { name: 'Votre promotion ne s’affiche pas' }).waitFor();
      expect(await tabFaults(tab)).toEqual([]);
      await pressIn(tab, 'Réessayer');
      await tab.locator('.line').first().waitFor();
    });
  });

  test('a consent that Teams was refused is explained', async () => {
    host.given = [{ error: 'resourceRequiresConsent' }];
    await tabs.on(async ({ tab }) => {
      await tab.getByRole('heading', { name: 'Teams n’a pas encore l’autorisation' }).waitFor();
    });
  });
});

describe('open to everyone', () => {
  test.each(openingsOf(coachStates, 20_260_511))(
    'as axe sees it: $title',
    { timeout: 120_000 },
    async (opening) => {
      const { state, locale } = opening;
      state.lay(tabs, locale);
      await tabs.on(
        async ({ page, tab, complaints }) => {
          await page.emulateMedia({ reducedMotion: 'reduce' });
          await tab.locator(state.shown).first().waitFor();
          await state.reach?.(tab, tabs);
          await judge({ page, tab }, opening);
          expect(complaints()).toEqual([]);
        },
        { locale: inTeams(locale), query: state.query ?? '' },
      );
    },
  );

  test('on a phone fingers find their place, and letters twice as large cut nothing', async () => {
    server.onPair = [read(sheets.stopping)];
    for (const query of ['', '?pair=pair-1']) {
      await tabs.on(
        async ({ page, tab }) => {
          await page.setViewportSize(phone);
          await tab.locator('.lines, .sheet').first().waitFor();
          const heights = `[...document.querySelectorAll('button, select, input, summary')].map(
            (one) => one.getBoundingClientRect().height).filter((height) => height > 0)`;
          const found = await tab.evaluate<number[]>(heights);
          expect(found.length).toBeGreaterThan(5);
          expect(found.filter((height) => height < 44)).toEqual([]);
          await tab.evaluate("document.documentElement.style.fontSize = '200%'");
          expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
        },
        { query },
      );
    }
  });
});

test('the script of the first view stays under 130 kB, and zod is nowhere', () => {
  const folder = tabs.built.folder;
  const html = readFileSync(join(folder, 'coach.html'), 'utf8');
  const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)].map(([, name]) =>
    readFileSync(join(folder, name ?? '')),
  );
  const size = first.reduce((sum, script) => sum + brotliCompressSync(script).length, 0);

  console.log(`coach page: ${size} bytes of script for the first view (brotli)`);
  expect(first.length).toBeGreaterThan(0);
  expect(size).toBeLessThan(130_000);
  expect(Buffer.concat(first).toString()).not.toMatch(/ZonedDateTime|ZodError/);
});
