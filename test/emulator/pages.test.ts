import { describe, expect, test } from 'vitest';
import { expectNoFault } from './no-fault.ts';
import { as } from './pages-browser.ts';
import { stubbedPages } from './stubbed-pages.ts';

const awa = 'awa@ch-ormeval.example';
const helene = 'helene@ehpad-tilleuls.example';
const claire = 'claire.coach@comite.example';
const denis = 'denis.pilote@comite.example';

const { stub, on } = stubbedPages();

describe('choosing who one is', () => {
  test('pair 1 comes first, and everyone is found by name without accents', () =>
    on('/', async (page) => {
      const first = page.locator('.people.first a');
      expect(await first.allTextContents()).toEqual([
        expect.stringContaining('Awa Lenormand'),
        expect.stringContaining('Marc Tessandier'),
      ]);

      await page.getByLabel('Chercher quelqu’un').fill('helene');
      await expect.poll(() => page.locator('.person:visible').count()).toBe(1);
      await page.getByRole('link', { name: 'Hélène Rivoire' }).click();
      await page.getByText('ses messages arrivent par courrier').waitFor();
      await page.getByRole('link', { name: 'Ouvrir son courrier' }).click();
      await page.waitForURL(/\/mail\?as=helene/);
    }));

  test('the header says the virtual date in French and on which machine this runs', () =>
    on('/', async (page) => {
      const header = await page.locator('header').textContent();
      expect(header).toContain('Microsoft 365 simulé sur cette machine');
      expect(header?.replaceAll('\u00a0', ' ')).toMatch(/mardi 14 avril 2026, 9 h/i);
    }));
});

describe('the chat', () => {
  test('two buttons of the same verb are told apart, and the reply takes the card’s place', () =>
    on(as('/', awa), async (page) => {
      await page.getByLabel('Où ?').selectOption({ label: 'En visioconférence' });
      await page.getByRole('button', { name: 'jeudi 23 avril, 9 h – 10 h' }).click();
      await page.getByText('C’est réservé').waitFor();

      expect(stub.asked).toEqual([
        {
          method: 'POST',
          path: `/_emulator/chats/${encodeURIComponent(awa)}/press`,
          body: { messageId: '3', action: 'meeting.book', nth: 1, inputs: { place: 'video' } },
        },
      ]);
      await expect.poll(() => page.getByText('Quand vous rencontrer ?').count()).toBe(0);
      await expect.poll(() => page.locator('article').count()).toBe(3);
    }));

  test('a required input left empty shows its error words and sends nothing', () =>
    on(as('/', awa), async (page) => {
      await page.getByRole('button', { name: 'mardi 21 avril' }).click();
      await page.getByText('Choisissez un lieu.').waitFor();
      expect(stub.asked).toEqual([]);
    }));

  test('what is being typed into a card outlives new messages, and keeps the focus', () =>
    on(as('/', awa), async (page) => {
      const field = page.getByLabel('Lieu convenu');
      await field.pressSequentially('Gare');
      stub.botSays('Une nouvelle arrive.');
      await page.getByText('Une nouvelle arrive.').waitFor();
      await page.keyboard.type(' de Lyon');
      expect(await field.inputValue()).toBe('Gare de Lyon');
    }));

  test('Enter sends what was written, and tables of a card are drawn', () =>
    on(as('/', awa), async (page) => {
      await page.getByText('Une heure').waitFor();
      await page.getByLabel('Écrire un message').fill('mes rencontres');
      await page.keyboard.press('Enter');
      await page.locator('.mine', { hasText: 'mes rencontres' }).waitFor();
      expect(await page.getByLabel('Écrire un message').inputValue()).toBe('');
    }));

  test('a product that is stopped is told in words, and the card stays filled in', () =>
    on(as('/', awa), async (page) => {
      stub.productDown = true;
      await page.getByLabel('Où ?').selectOption('video');
      await page.getByRole('button', { name: 'mardi 21 avril' }).click();
      await page.getByRole('alert').filter({ hasText: 'Télémaque n’a pas répondu' }).waitFor();
      expect(await page.getByLabel('Où ?').inputValue()).toBe('video');
    }));
});

describe('the calendar', () => {
  test('an invitation is declined with another time, in the reader’s zone', () =>
    on(as('/outlook', awa), async (page) => {
      await page.getByRole('button', { name: 'Rencontre de mentorat 14' }).click();
      const details = await page.getByRole('dialog').textContent();
      expect(details).toContain('jeudi 16 avril, 14\u00a0h – 15\u00a0h');
      expect(details).toContain('Marc Tessandier : accepté');
      expect(details).toContain('Privé');

      await page.getByText('Proposer un autre horaire').click();
      await page.getByLabel('Début').fill('2026-04-22T09:00');
      await page.getByLabel('Fin').fill('2026-04-22T10:00');
      await page.getByRole('button', { name: 'Refuser et proposer' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      expect(stub.asked.at(-1)).toMatchObject({
        method: 'PATCH',
        path: `/_emulator/calendar/${encodeURIComponent(awa)}/e1`,
        body: {
          response: 'declined',
          notify: true,
          proposedNewTime: { start: { dateTime: '2026-04-22T07:00:00.000', timeZone: 'UTC' } },
        },
      });
    }));

  test('a cancelled meeting says so, and a Saturday is listed under the week', () =>
    on(as('/outlook', awa), async (page) => {
      await expect.poll(() => page.locator('.event.cancelled').textContent()).toContain('annulé');
      await expect
        .poll(() => page.locator('.outside').textContent())
        .toContain('Garde administrative');
    }));

  test('one puts a busy moment of one’s own, and an end before its start is refused', () =>
    on(as('/outlook', awa), async (page) => {
      await page.getByRole('button', { name: 'Nouvel événement' }).click();
      await page.getByLabel('Début').fill('2026-04-15T10:00');
      await page.getByLabel('Fin').fill('2026-04-15T09:00');
      await page.getByRole('button', { name: 'Ajouter' }).click();
      await page.getByText('La fin vient avant le début.').waitFor();
      await page.getByLabel('Fin').fill('2026-04-15T11:30');
      await page.getByRole('button', { name: 'Ajouter' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(stub.asked.at(-1)?.body).toMatchObject({
        subject: 'Occupé·e',
        end: { dateTime: '2026-04-15T09:30:00.000', timeZone: 'UTC' },
      });
    }));
});

describe('the list', () => {
  test('a coach reads it by date, in French columns, without the hidden key', () =>
    on(as('/sharepoint', claire), async (page) => {
      await page.getByRole('table').waitFor();
      expect(await page.locator('th').allTextContents()).toEqual([
        'Binôme',
        'Date de la rencontre',
        'Thématiques générales',
      ]);
      expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
        'P01\t5 mai 2026\tPrise de poste · Équilibre de vie',
        'P07\t3 juin 2026\tPosture managériale',
      ]);
    }));

  test('the pilot is told calmly that it is not open to them', () =>
    on(as('/sharepoint', denis), async (page) => {
      await page.getByText('Cette liste n’est pas ouverte à Denis Arvieux').waitFor();
      await page.getByText('Seul·es les coachs la lisent.').waitFor();
      await expect.poll(() => page.getByRole('table').count()).toBe(0);
    }));
});

describe('mail', () => {
  test('a mail runs no script, and its link opens a new tab', () =>
    on(as('/mail', helene), async (page) => {
      const sandbox = await page.locator('iframe.mail-body').getAttribute('sandbox');
      expect(sandbox).toBe('allow-popups allow-popups-to-escape-sandbox');
      const body = page.frameLocator('iframe.mail-body');
      const opened = page.waitForEvent('popup');
      await body.getByRole('link', { name: 'Choisir un moment' }).click();
      expect((await opened).url()).toBe(`${stub.url}/_emulator/people`);
      expect(await page.title()).toBe('Courrier simulé d’Hélène Rivoire');
      await expect
        .poll(() => page.locator('.facts').textContent())
        .toContain('claire.coach@comite.example');
    }));

  test('a mail in plain text is read as it is', () =>
    on(as('/mail', helene), async (page) => {
      await page.getByRole('button', { name: 'Bienvenue' }).click();
      await page.getByText('Bienvenue dans le programme.').waitFor();
    }));
});

describe('the clock and the faults', () => {
  test('a day later, the page says when it is and what comes next', () =>
    on('/control', async (page) => {
      await page.getByText('Prochaine échéance : mercredi 15 avril 2026').waitFor();
      await page.getByRole('button', { name: '+ 1 jour' }).click();
      await page.getByText('Tout ce qui était prévu est fait.').waitFor();
      await page.getByText('Prochaine échéance : mardi 5 mai 2026').waitFor();
      expect(stub.asked).toEqual([
        { method: 'POST', path: '/_emulator/clock', body: { advance: 'P1D' } },
      ]);
    }));

  test('a fault is armed from the form, and starting again asks first', () =>
    on('/control', async (page) => {
      await page
        .getByRole('combobox', { name: 'Ce qui casse' })
        .selectOption({ label: 'Envoi d’un courrier' });
      await page
        .getByRole('combobox', { name: 'Panne', exact: true })
        .selectOption('drop-after-write');
      await page.getByRole('button', { name: 'Armer', exact: true }).click();
      await expect
        .poll(() => stub.asked.at(-1)?.body)
        .toEqual({
          match: { method: 'POST', path: '/v1.0/users/*/sendMail' },
          fault: 'drop-after-write',
          times: 1,
        });

      await page.getByRole('button', { name: 'Tout recommencer…' }).click();
      expect(stub.asked.some(({ path }) => path === '/_emulator/reset')).toBe(false);
      await page.getByRole('button', { name: 'Tout effacer et recommencer' }).click();
      await expect.poll(() => stub.asked.at(-1)?.path).toBe('/_emulator/reset');
    }));
});

/** Every page, and what is drawn last on it. */
const everyPage: [path: string, settled: string][] = [
  ['/', '.person'],
  [as('/', awa), 'article .card'],
  [as('/', helene), 'main a:text("Ouvrir son courrier")'],
  [`${as('/', awa)}&tab=pair`, 'iframe.tab'],
  [`${as('/', awa)}&theme=contrast`, 'article .card'],
  [as('/outlook', awa), '.event'],
  [as('/sharepoint', claire), 'tbody td'],
  [as('/sharepoint', denis), 'main :text("Cette liste n’est pas ouverte")'],
  [as('/mail', helene), 'iframe.mail-body'],
  ['/control', 'main :text("Prochaine échéance")'],
];

test.each([
  ['an event', as('/outlook', awa), 'Rencontre de mentorat 14'],
  ['another person', as('/outlook', awa), 'Changer de personne'],
  ['starting again', '/control', 'Tout recommencer…'],
])('the window for %s has no accessibility fault', (_what, path, button) =>
  on(path, async (page) => {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    await expectNoFault(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }),
);

test.each(everyPage)(
  '%s is faultless in both themes at 400 and 1280 pixels, and stays at home',
  (path, settled) =>
    on(path, async (page, asked) => {
      await page.locator(settled).first().waitFor();
      await expectNoFault(page);
      expect(asked.length).toBeGreaterThan(3);
      const known = (url: string) =>
        url.startsWith(stub.url) || url.startsWith(stub.tabOrigin) || url === 'about:srcdoc';
      expect(asked.filter((url) => !known(url))).toEqual([]);
    }),
);
