import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TabPage } from '../../src/domain/tab-model.ts';
import { meeting, pair } from './link-samples.ts';
import { focusIn, pressIn, Tabs, tabFaults } from './tab-browser.ts';
import { homeOf, homes, otherPair, views } from './tab-samples.ts';
import { denied, done, told } from './tab-server.ts';

const tabs = new Tabs();
const { host, server } = tabs;
const phone = { width: 400, height: 800 };

beforeAll(() => tabs.open());
afterAll(() => tabs.close());
beforeEach(() => {
  tabs.reset();
  server.onRead = told(homes.home);
});

const titleOf = (tab: Frame) => tab.locator('h1').textContent();
const dialogOf = (tab: Frame) => tab.getByRole('dialog');
const colourOf = (tab: Frame, selector: string) =>
  tab.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);

/** The next state in a tab that stays open: the answer to the one act that any state offers. */
async function showNext(tab: Frame, shown: TabPage): Promise<void> {
  server.onAct = [told(shown)];
  const before = server.sent.length;
  await pressIn(tab, /^(English|Français)$/);
  await expect.poll(() => server.sent.length).toBe(before + 1);
  await expect.poll(() => tab.locator('html').getAttribute('lang')).toBe(shown.reader.locale);
}

describe('opening the tab', () => {
  test('asks once, with the token of Teams, and shows the year', async () => {
    await tabs.on(async ({ tab, complaints }) => {
      expect(await titleOf(tab)).toBe('Votre binôme avec Awa Diallo');
      await tab
        .getByRole('heading', { name: 'Deux rencontres ont eu lieu, deux sont posées' })
        .waitFor();

      expect(server.reads).toEqual([{}]);
      expect(server.tokens).toEqual(['first']);
      expect(complaints()).toEqual([]);
    });
  });

  test('wears Fluent’s styles under the page’s policy, without one style element', async () => {
    await tabs.on(async ({ tab }) => {
      // The brand of the light theme of Teams: https://react.fluentui.dev/?path=/docs/theme-colors
      expect(await colourOf(tab, '.needed button')).toBe('rgb(91, 95, 199)');
      expect(await tab.locator('style').count()).toBe(0);
    });
  });

  test('looks like its host from the start, and follows it at once', async () => {
    // The second background of each of the three themes of Teams.
    const papers = {
      default: 'rgb(250, 250, 250)',
      dark: 'rgb(36, 36, 36)',
      contrast: 'rgb(0, 0, 0)',
    };
    await tabs.on(
      async ({ page, tab }) => {
        expect(await colourOf(tab, 'html')).toBe(papers.contrast);
        for (const theme of ['dark', 'default', 'contrast'] as const) {
          await page.evaluate(`wear('${theme}')`);
          await expect.poll(() => colourOf(tab, 'html')).toBe(papers[theme]);
        }
      },
      { theme: 'contrast' },
    );
  });

  test('speaks the language of its reader, and the host’s until they are known', async () => {
    server.onRead = told(homes.english);
    await tabs.on(async ({ tab }) => {
      expect(await titleOf(tab)).toBe('Your pair with Awa Diallo');
      expect(await tab.locator('html').getAttribute('lang')).toBe('en');
    });
    server.onRead = denied(403, 'unknown-person');
    await tabs.on(
      async ({ tab }) => {
        expect(await titleOf(tab)).toBe('Your account is not linked to the programme');
      },
      { locale: 'en-gb' },
    );
  });

  test('in a browser on its own, says where it opens and asks nothing', async () => {
    await tabs.built.on(host.tab, async ({ page }) => {
      expect(await page.locator('h1').textContent()).toBe('Cette page s’ouvre dans Teams');
      expect(server.reads).toEqual([]);
      expect(await page.getByRole('button').count()).toBe(0);
    });
  });

  test('explains itself once: put away, it stays away', async () => {
    const own = { colorScheme: 'light' } as const;
    await tabs.on(async ({ page, tab }) => {
      await pressIn(tab, 'J’ai compris');
      expect(await focusIn(tab)).toBe('Votre binôme avec Awa Diallo');
      await page.reload();
      const again = page.frame({ url: host.tab });
      await again?.locator('h1').waitFor();
      expect(await again?.getByText('Bienvenue').count()).toBe(0);
    }, own);
  });
});

describe('what Teams or Microsoft refuses is explained', () => {
  test('each no in its own words, and the question again in one press', async () => {
    const consent = 'Teams n’a pas encore l’autorisation de vous reconnaître ici';
    const steps = [
      ['resourceRequiresConsent', consent],
      ['invalid_grant', consent],
      ['CancelledByUser', 'Vous n’avez pas terminé la connexion'],
      ['resourceDisabled', 'Teams n’a pas pu nous dire qui vous êtes'],
    ] as const;
    host.given = [...steps.map(([error]) => ({ error })), { token: 'later' }];
    await tabs.on(async ({ tab }) => {
      for (const [index, [, title]] of steps.entries()) {
        await expect.poll(() => host.tokens).toBe(index + 1);
        await expect.poll(() => titleOf(tab)).toBe(title);
        await pressIn(tab, 'Réessayer');
      }
      await expect.poll(() => titleOf(tab)).toBe('Votre binôme avec Awa Diallo');
      expect(server.tokens).toEqual(['later']);
    });
  });

  test('a token that has grown old is asked anew, once, and the question goes again', async () => {
    host.given = [{ token: 'old' }, { token: 'new' }];
    await tabs.on(async ({ tab }) => {
      server.old = ['old'];
      server.onView.referent = told(views.referent);
      await pressIn(tab, 'Demander un échange');
      await dialogOf(tab).waitFor();
      expect(server.tokens).toEqual(['old', 'old', 'new']);
    });
  });

  test('a new token that is refused too is said, and no third one is asked for', async () => {
    host.given = [{ token: 'old' }, { token: 'older' }];
    await tabs.on(async ({ tab }) => {
      server.old = ['old', 'older'];
      await pressIn(tab, 'Demander un échange');
      await expect.poll(() => titleOf(tab)).toBe('Votre connexion n’est plus valable');
      expect(server.tokens).toEqual(['old', 'old', 'older']);

      server.old = [];
      await pressIn(tab, 'Réessayer');
      await expect.poll(() => titleOf(tab)).toBe('Votre binôme avec Awa Diallo');
    });
  });

  test('two tokens that are no good are enough: said, and never asked in a loop', async () => {
    server.old = ['first'];
    await tabs.on(async ({ tab }) => {
      expect(await titleOf(tab)).toBe('Votre connexion n’est plus valable');
      expect(host.tokens).toBe(1);
      expect(await tabFaults(tab)).toEqual([]);
    });
  });
});

describe('when the year cannot be shown', () => {
  test('said with what to do, and asked again in one press', async () => {
    const steps = [
      [403, 'unknown-person', 'Votre compte n’est pas relié au programme'],
      [404, 'not-found', 'Aucun binôme à afficher'],
      [429, 'try-again', 'Beaucoup de demandes en peu de temps'],
      [503, 'try-again', 'Votre année ne s’affiche pas pour l’instant'],
    ] as const;
    server.onRead = denied(403, 'unknown-person');
    await tabs.on(async ({ page, tab }) => {
      expect(await focusIn(tab)).toBe(await titleOf(tab));
      for (const [status, why, title] of steps) {
        server.onRead = denied(status, why);
        await pressIn(tab, 'Réessayer');
        await expect.poll(() => titleOf(tab)).toBe(title);
      }
      expect(await tabFaults(tab)).toEqual([]);
      await page.context().setOffline(true);
      await pressIn(tab, 'Réessayer');
      await expect.poll(() => titleOf(tab)).toBe('Pas de connexion');
    });
  });

  test('a connection that comes back is enough: the year opens without a press', async () => {
    server.onRead = denied(503, 'try-again');
    await tabs.on(async ({ page, tab }) => {
      await page.context().setOffline(true);
      await pressIn(tab, 'Réessayer');
      await expect.poll(() => titleOf(tab)).toBe('Pas de connexion');
      server.onRead = told(homes.home);
      await page.context().setOffline(false);
      await expect.poll(() => titleOf(tab)).toBe('Votre binôme avec Awa Diallo');
    });
  });

  test('slow to open: a word beside the shapes at once, another after five seconds', async () => {
    const own = { colorScheme: 'light' } as const;
    await tabs.on(async ({ page }) => {
      const { back } = server.stall();
      await page.clock.install();
      await page.reload();
      const tab = page.frameLocator('iframe');
      await tab.getByRole('status').getByText('Ouverture de votre année…').waitFor();
      expect(await tab.getByText('C’est plus long que d’habitude').count()).toBe(0);
      await page.clock.fastForward(5000);
      await tab.getByRole('status').getByText('C’est plus long que d’habitude').waitFor();

      back();
      await tab.getByRole('heading', { name: 'Votre binôme avec Awa Diallo' }).waitFor();
    }, own);
  });

  test('slow to answer a press: said, pressed again without effect, and carried out once', async () => {
    server.onView.meeting = told(views.asked);
    server.onAct = [done(views.agreed, 'accepted')];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, /Ouvrir : mardi 5 mai/);
      await dialogOf(tab).waitFor();
      const { back } = server.stall();
      await pressIn(tab, 'Convient');
      await dialogOf(tab).getByRole('status').getByText('Envoi en cours…').first().waitFor();
      await pressIn(tab, 'Convient');
      back();
      await dialogOf(tab).getByText('Confirmée', { exact: true }).waitFor();
      expect(server.acts).toEqual([{ act: 'accept', meeting }]);
    });
  });

  test('offline while the dialog is open: what was chosen is kept, and sent once', async () => {
    server.onView.find = told(views.find);
    server.onAct = [told(views.slots)];
    await tabs.on(async ({ page, tab }) => {
      await pressIn(tab, 'Réserver une rencontre');
      await tab.getByRole('radio', { name: 'Sur place' }).check();
      await page.context().setOffline(true);
      await pressIn(tab, 'Voir les créneaux');
      await tab.getByRole('alert').getByText('La connexion a manqué').waitFor();
      expect(await tab.getByRole('radio', { name: 'Sur place' }).isChecked()).toBe(true);

      await page.context().setOffline(false);
      await pressIn(tab, 'Réessayer');
      await tab.getByRole('heading', { name: 'Quand rencontrer' }).waitFor();
      expect(server.acts).toMatchObject([{ act: 'find', mode: 'in-person' }]);
    });
  });
});

describe('one sentence and one act under the year', () => {
  test('the one that is most needed', async () => {
    const steps = [
      ['asked', 'Moment proposé : mardi 5 mai, 14 h – 15 h', 'Répondre'],
      ['held', 'Votre rencontre du vendredi 17 avril a-t-elle eu lieu ?', 'Dire si elle a eu lieu'],
      ['due', 'Votre dernière rencontre date du 3 mars.', 'Réserver une rencontre'],
      [
        'empty',
        'Votre année de mentorat a commencé le 10 février.',
        'Poser les rencontres de l’année',
      ],
      [
        'home',
        'Entre le 16 juin et le 8 octobre, il manque encore',
        'Poser les rencontres de l’année',
      ],
      ['planned', 'Votre prochaine rencontre est posée', 'Voir cette rencontre'],
    ] as const;
    await tabs.on(async ({ tab }) => {
      const needed = tab.locator('.needed');
      for (const [state, sentence, button] of steps) {
        await showNext(tab, homes[state]);
        await needed.getByText(sentence).waitFor();
        expect(await needed.getByRole('button').allTextContents()).toEqual([button]);
      }
      await showNext(tab, homes.over);
      await needed.getByText('Votre année de mentorat est terminée.').waitFor();
      expect(await needed.getByRole('button').count()).toBe(0);
    });
  });

  test('the picture says in words all that it shows', async () => {
    await tabs.on(async ({ tab }) => {
      await tab.getByText('Voir en texte').click();
      expect(await tab.locator('.year details li').allTextContents()).toEqual([
        'Mardi 10 février · Journée de lancement',
        'Vendredi 20 février · A eu lieu',
        'Mardi 31 mars · A eu lieu',
        'Lundi 20 avril · Aujourd’hui',
        'Mardi 5 mai · Posée',
        'Repère du guide pour la prochaine rencontre : 26 mai',
        'Mardi 16 juin · Proposée, à confirmer',
        'Entre le 16 juin et le 8 octobre, il manque une rencontre',
        'Mardi 30 juin · Événement de mi-parcours (à distance)',
        'Du 20 juillet au 23 août inclus, pause convenue',
        'Jeudi 8 octobre · Posée',
        'Mardi 15 décembre · Journée de bilan',
      ]);
    });
  });

  test('what is recorded is told as its readers see it, with their names', async () => {
    await tabs.on(async ({ tab }) => {
      const section = tab.getByRole('region', { name: 'Ce qui est noté de vous' });
      // The confidentiality line, the same here as on every card and mail.
      await section
        .getByText('Seules la date et les thématiques générales de chaque rencontre sont gardées.')
        .waitFor();
      expect(await section.locator('tbody tr').allTextContents()).toEqual([
        'Vendredi 20 févrierPrise de poste',
        'Mardi 31 marsRéseaux et partenaires · Animation d’équipe et coopération',
      ]);
      await section.getByText('Claire Morvan et Paul Riou').waitFor();
    });
  });

  test('who looked at it, and when: the newest at once, the others in one press', async () => {
    await tabs.on(async ({ tab }) => {
      const looks = tab.locator('.looks li');
      expect(await looks.allTextContents()).toEqual([
        'Vendredi 17 avril, 9\u00a0h\u00a005 · Claire Morvan a ouvert votre fiche',
        'Vendredi 10 avril, 16\u00a0h\u00a030 · Paul Riou a exporté les rencontres de la promotion',
        'Jeudi 2 avril, 8\u00a0h · Claire Morvan a ouvert votre fiche',
        'Vendredi 20 mars, 9\u00a0h\u00a040 · Paul Riou a ouvert votre fiche',
      ]);
      expect(await looks.last().isVisible()).toBe(false);
      await tab.getByText('Voir la consultation précédente').click();
      expect(await looks.last().isVisible()).toBe(true);

      await showNext(tab, homes.empty);
      await tab.getByText('Personne ne l’a encore consulté dans Télémaque.').waitFor();
      await tab.getByText('sous SharePoint, n’est pas connu ici').waitFor();
    });
  });
});

describe('acts', () => {
  test('a meeting is booked by the keyboard alone, and the year is read anew', async () => {
    server.onRead = told(homes.due);
    server.onView.find = told(views.find);
    server.onAct = [told(views.slots), done(views.asked, 'booked')];
    await tabs.on(async ({ page, tab, complaints }) => {
      await pressIn(tab, 'Réserver une rencontre');
      await dialogOf(tab).waitFor();
      await pressIn(tab, 'Voir les créneaux');
      await tab.getByRole('heading', { name: 'Quand rencontrer' }).waitFor();
      expect(await focusIn(tab)).toContain('Quand rencontrer');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await pressIn(tab, 'Réserver');
      await dialogOf(tab).getByText('La rencontre est posée dans vos agendas').waitFor();

      server.onRead = told(homes.home);
      await page.keyboard.press('Escape');
      await dialogOf(tab).waitFor({ state: 'detached' });
      await tab.getByRole('heading', { name: 'Prochaine rencontre' }).waitFor();
      await tab.locator('main').getByText('La rencontre est posée dans vos agendas').waitFor();
      expect(server.acts).toEqual([
        { act: 'find', mode: 'video', minutes: 60, place: 'neutral' },
        { act: 'book', slots: ['2026-04-22T12:30:00Z/2026-04-22T13:30:00Z'] },
      ]);
      expect(server.sent.map((sent) => [sent.pair, sent.view?.kind])).toEqual([
        [pair, 'find'],
        [pair, 'slots'],
      ]);
      expect(complaints()).toEqual([]);
    });
  });

  test('a meeting is cancelled, and that is undone where it was done', async () => {
    const cancelled = { ...views.cancelled };
    if (cancelled.model.kind !== 'meeting') throw new Error('the sample is of a meeting');
    const may = { ...cancelled.model.may, undo: true };
    cancelled.model = { ...cancelled.model, undoes: 'cancel', may };
    server.onView.meeting = told(views.agreed);
    server.onAct = [done(cancelled, 'cancelled'), done(views.agreed, 'undone')];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, /Ouvrir : mardi 5 mai/);
      await pressIn(tab, 'Annuler la rencontre');
      await dialogOf(tab).getByText('La rencontre est annulée').waitFor();
      await pressIn(tab, 'Rétablir la rencontre');
      await dialogOf(tab).getByText('C’est défait.').waitFor();

      expect(server.acts).toEqual([
        { act: 'cancel', meeting },
        { act: 'undo', meeting },
      ]);
      await pressIn(tab, 'Fermer');
      await dialogOf(tab).waitFor({ state: 'detached' });
      expect(await focusIn(tab)).toBe('Ouvrir');
    });
  });

  test('an act whose answer was lost keeps its id; what is refused is told', async () => {
    server.onView.meeting = told(views.asked);
    server.onAct = [denied(503, 'try-again'), told(views.asked, 'too-late')];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, /Ouvrir : mardi 5 mai/);
      await pressIn(tab, 'Convient');
      await tab.getByRole('alert').getByText('Le service ne répond pas').waitFor();
      await pressIn(tab, 'Réessayer');
      await tab.getByRole('alert').getByText('Il est trop tard pour ce geste.').waitFor();

      const [first, again] = server.sent.map(({ id }) => id);
      expect(again).toBe(first);
    });
  });

  test('a year is planned from the page', async () => {
    server.onAct = [told(views.plan), done(views.year, 'planned')];
    await tabs.on(async ({ tab }) => {
      await pressIn(tab, 'Poser les rencontres de l’année');
      await pressIn(tab, /^Poser ces \d+ dates$/);
      await dialogOf(tab).getByText('Vos rencontres sont posées').waitFor();
      expect(server.acts).toEqual([{ act: 'draft' }, { act: 'confirm' }]);
    });
  });

  test('a dialog leaves the page behind it as wide as it was', async () => {
    server.onView.find = told(views.find);
    await tabs.on(async ({ tab }) => {
      const wide = () => tab.evaluate('document.documentElement.getBoundingClientRect().width');
      const before = await wide();
      await pressIn(tab, 'Réserver une rencontre');
      await dialogOf(tab).getByRole('radio', { name: 'Sur place' }).waitFor();
      expect(await wide()).toBe(before);
    });
  });

  test('another of the reader’s pairs is chosen, and asked for from then on', async () => {
    server.onRead = told(homes['two-pairs']);
    await tabs.on(async ({ tab }) => {
      const other = homeOf({ partner: 'Inès Carpentier' }, { pair: otherPair });
      server.onRead = told({ ...other, pairs: homes['two-pairs'].pairs });
      await pressIn(tab, 'Inès Carpentier');
      await expect.poll(() => titleOf(tab)).toBe('Votre binôme avec Inès Carpentier');
      expect(server.reads.at(-1)).toEqual({ pair: otherPair });
    });
  });

  test('only a person presses: a script that clicks on everything changes nothing', async () => {
    await tabs.on(async ({ page, tab }) => {
      await tab.evaluate("for (const one of document.querySelectorAll('button')) one.click()");
      await page.waitForLoadState('networkidle');
      expect(server.acts).toEqual([]);
    });
  });

  test('a name made of markup is text', async () => {
    const partner = '<img src=x onerror=alert(1)>';
    server.onRead = told(homeOf({ partner }));
    await tabs.on(async ({ tab, complaints }) => {
      expect(await titleOf(tab)).toBe(`Votre binôme avec ${partner}`);
      expect(complaints()).toEqual([]);
    });
  });
});

describe('open to everyone', () => {
  test('on a phone fingers find their place, and letters twice as large cut nothing', async () => {
    server.onRead = told(homes['two-pairs']);
    await tabs.on(async ({ page, tab }) => {
      await page.setViewportSize(phone);
      const heights = `[...document.querySelectorAll('button, summary')].map(
        (one) => one.getBoundingClientRect().height)`;
      const found = await tab.evaluate<number[]>(heights);
      expect(found.length).toBeGreaterThan(5);
      expect(found.filter((height) => height < 44)).toEqual([]);
      await tab.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    });
  });
});

test('the script of the first view stays under 130 kB, and zod is nowhere', () => {
  const folder = tabs.built.folder;
  const html = readFileSync(join(folder, 'tab.html'), 'utf8');
  const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)].map(([, name]) =>
    readFileSync(join(folder, name ?? '')),
  );
  const size = first.reduce((sum, script) => sum + brotliCompressSync(script).length, 0);

  console.log(`tab page: ${size} bytes of script for the first view (brotli)`);
  expect(first.length).toBeGreaterThan(0);
  expect(size).toBeLessThan(130_000);
  expect(Buffer.concat(first).toString()).not.toMatch(/ZonedDateTime|ZodError/);
});
