import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstMeeting, thirdMeeting } from '../tell/sample-plans.ts';
import { BuiltPages, faultsOf, focused, type Opened, pressByKey } from './link-browser.ts';
import {
  agreed,
  held,
  meeting,
  pageOf,
  pages,
  pair,
  pause,
  proposals,
  slots,
  token,
  year,
  yearAnswered,
} from './link-samples.ts';
import { denied, done, type LinkPage, LinkServer, told } from './link-server.ts';
import { survey, syntheses, wave, waysOf } from './link-survey-samples.ts';
import { atRest } from './looks.ts';

const built = new BuiltPages();
const server = new LinkServer(built.folder);
const phone = { width: 400, height: 800 };

beforeAll(async () => {
  await built.open();
  await server.listen();
});

afterAll(async () => {
  server.close();
  await built.close();
});

beforeEach(() => server.reset());

const onLink = (run: (opened: Opened) => Promise<void>, options: BrowserContextOptions = {}) =>
  built.on(`${server.url}/l#${token}`, run, options);

const pauseOfFourWeeks = { act: 'pause', until: '2026-05-19' };

const widthOf = (page: Opened['page']) => page.evaluate('document.documentElement.scrollWidth');

/** The scripts a page begins with, and those it loads when they are wanted. */
function scriptsOf(html: string): { first: string[]; later: string[] } {
  const folder = join(built.folder, 'assets');
  const found = new Map<string, string>();
  const namesIn = (text: string) =>
    [...text.matchAll(/[\w-]+-[\w-]{8}\.js/g)].map(([name]) => name);
  const follow = (text: string) => {
    for (const name of namesIn(text)) {
      if (found.has(name)) continue;
      const script = readFileSync(join(folder, name), 'utf8');
      found.set(name, script);
      follow(script);
    }
  };
  const page = readFileSync(html, 'utf8');
  follow(page);
  // The page itself names all that its script needs at once.
  const at = new Set(namesIn(page));
  const of = (first: boolean) =>
    [...found].flatMap(([name, script]) => (at.has(name) === first ? [script] : []));
  return { first: of(true), later: of(false) };
}

describe('opening a link', () => {
  test('asks once what is true, and changes nothing', async () => {
    server.onRead = told(pages.proposals);
    await onLink(async ({ page, complaints }) => {
      await page.mouse.wheel(0, 600);
      await page.reload();
      await page.locator('h1').waitFor();

      expect(server.asked).toEqual([
        { path: '/api/link/read', body: { token } },
        { path: '/api/link/read', body: { token } },
      ]);
      expect(complaints).toEqual([]);
    });
  });

  test('shows neither its token nor a name to anybody else', async () => {
    server.onRead = told(pages.proposals);
    // In a browser of its own, which keeps no script from before.
    const fresh = { locale: 'fr-FR' };
    await onLink(async ({ page }) => {
      expect(server.fetched.length).toBeGreaterThan(3);
      expect(server.fetched.join('\n')).not.toContain(token);
      expect(server.fetched.join('\n')).not.toContain('http');
      expect(await page.title()).not.toContain('Awa');
      expect(new URL(page.url()).hash).toBe(`#${token}`);
    }, fresh);
  });

  test('a scanner that runs the script and clicks on everything by it answers nothing', async () => {
    server.onRead = told(pages.question);
    await onLink(async ({ page }) => {
      const all = "document.querySelectorAll('input, button, summary, label')";
      await page.evaluate(`for (const one of ${all}) one.click()`);
      await page.waitForLoadState('networkidle');

      expect(server.acts).toEqual([]);
    });
  });

  test('is possible again with another link pasted over the first', async () => {
    server.onRead = told(pages.question);
    await onLink(async ({ page }) => {
      server.onRead = denied(404, 'not-found');
      await page.evaluate(`location.hash = '${token.replace('q', 'Q')}'`);
      await page.getByRole('heading', { name: 'Ce lien n’est pas reconnu' }).waitFor();

      await expect.poll(() => page.locator('body').textContent()).not.toContain('Claire Morvan');
    });
  });

  test('without a token asks nothing of the product', async () => {
    await built.on(`${server.url}/l`, async ({ page }) => {
      await expect.poll(() => page.locator('h1').textContent()).toBe('Ce lien n’est pas reconnu');
      expect(server.asked).toEqual([]);
    });
  });

  test('speaks the language of its reader, whatever the browser’s', async () => {
    server.onRead = told(pages['question-en']);
    await onLink(async ({ page }) => {
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await expect
        .poll(() => page.locator('h1').textContent())
        .toBe('Did your meeting of Tuesday 5 May take place?');
    });
  });

  test('names the body, the referent and their number', async () => {
    server.onRead = told(pages.agreed);
    await onLink(async ({ page }) => {
      const head = await page.locator('header').textContent();

      expect(head).toContain('Agence du mentorat public');
      expect(head).toContain('Claire Morvan, 01 00 00 00 12');
    });
  });
});

describe('by keyboard alone', () => {
  test('one of the times proposed is chosen', async () => {
    server.onRead = told(pages.proposals);
    server.onAct = done(pageOf(agreed), 'accepted');
    await onLink(async ({ page, complaints }) => {
      await page.getByRole('radio', { name: 'Mardi 21 avril, 10 h – 11 h' }).focus();
      await page.keyboard.press('ArrowDown');
      await pressByKey(page, 'Choisir ce moment');
      await page.getByText('C’est entendu : la rencontre est confirmée.').waitFor();

      expect(server.acts).toEqual([
        { act: 'accept', meeting, slot: '2026-04-22T12:30:00Z/2026-04-22T13:30:00Z' },
      ]);
      expect(await focused(page)).toBe('Rencontre avec Awa Diallo');
      expect(complaints).toEqual([]);
    });
  });

  test.each([
    [
      'the first time is preselected',
      pages.proposals,
      'Choisir ce moment',
      { act: 'accept', meeting, slot: '2026-04-21T08:00:00Z/2026-04-21T09:00:00Z' },
    ],
    [
      'none of the times suits',
      pages.proposals,
      'Aucun ne convient : autre moment',
      { act: 'decline', meeting },
    ],
    [
      'the only time that is left suits',
      pages['one-proposal-left'],
      'Convient',
      { act: 'accept', meeting, slot: '2026-04-23T08:00:00Z/2026-04-23T09:00:00Z' },
    ],
    ['the time that stands suits', pages.asked, 'Convient', { act: 'accept', meeting }],
    ['another time is asked for', pages.asked, 'Autre moment', { act: 'decline', meeting }],
    ['it did not take place', pages.question, 'Elle n’a pas eu lieu', { act: 'not-held', meeting }],
    [
      'what the other one said is right',
      pages['recorded-by-other'],
      'C’est exact',
      { act: 'held', meeting, themes: ['networks', 'taking-up-post'] },
    ],
  ])('%s', async (_, shown, button, act) => {
    server.onRead = told(shown);
    server.onAct = done(pageOf(agreed), 'accepted');
    await onLink(async ({ page }) => {
      await pressByKey(page, button);
      await page.locator('#said:not(:empty)').waitFor();

      expect(server.acts).toEqual([act]);
      expect(await focused(page)).toBe('Rencontre avec Awa Diallo');
    });
  });

  test('a year’s dates are answered in one act, some of them unticked', async () => {
    server.onRead = told(pages.year);
    server.onAct = done(pageOf(yearAnswered), 'plan-answered');
    await onLink(async ({ page, complaints }) => {
      await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(6);
      for (const name of ['Mardi 9 juin, 14 h 30 – 15 h 30', 'Mardi 17 novembre, 10 h – 11 h']) {
        await page.getByRole('checkbox', { name }).focus();
        await page.keyboard.press('Space');
      }
      await pressByKey(page, 'Ces dates me conviennent');
      await page.getByText('Merci, votre réponse est transmise.').waitFor();

      expect(server.acts).toEqual([
        {
          act: 'answer-plan',
          plan: year.plan,
          meetings: year.dates
            .filter((_, index) => index !== 1 && index !== 5)
            .map(({ meeting }) => meeting),
        },
      ]);
      expect(await focused(page)).toBe('Vos rencontres de l’année avec Awa Diallo');
      await expect
        .poll(() => page.locator('.status').textContent())
        .toBe('Toutes ces dates sont confirmées.');
      expect(complaints).toEqual([]);
    });
  });

  test('none of a year’s dates suits', async () => {
    server.onRead = told(pages.year);
    server.onAct = done(pageOf(yearAnswered), 'plan-answered');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Aucune ne convient');
      await page.locator('#said:not(:empty)').waitFor();

      expect(server.acts).toEqual([{ act: 'answer-plan', plan: year.plan, meetings: [] }]);
    });
  });

  test('it took place, with its themes', async () => {
    server.onRead = told(pages.question);
    server.onAct = done(pageOf(held), 'held');
    await onLink(async ({ page }) => {
      await page.getByRole('checkbox', { name: 'Réseaux et partenaires' }).focus();
      await page.keyboard.press('Space');
      await pressByKey(page, 'Oui, elle a eu lieu');
      await page.getByRole('heading', { name: 'Rencontre notée' }).waitFor();

      expect(server.acts).toEqual([{ act: 'held', meeting, themes: ['networks'] }]);
      await expect.poll(() => page.locator('#said').textContent()).toBe('Merci, c’est noté.');
      await expect
        .poll(() => page.locator('main').textContent())
        .toContain('Seules la date et les thématiques générales de chaque rencontre sont gardées.');
    });
  });

  test('day and themes are corrected', async () => {
    server.onRead = told(pages.recorded);
    server.onAct = done(pageOf({ ...held, heldOn: '2026-05-04' }), 'corrected');
    await onLink(async ({ page }) => {
      await page.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await page.getByLabel('Date de la rencontre').inputValue()).toBe('2026-05-05');
      await page.getByLabel('Date de la rencontre').fill('2026-05-04');
      await pressByKey(page, 'Enregistrer');
      await page.getByText('La correction est enregistrée.').waitFor();

      expect(server.acts).toEqual([
        { act: 'correct', meeting, date: '2026-05-04', themes: ['taking-up-post', 'networks'] },
      ]);
      await expect
        .poll(() => page.locator('.moment').textContent())
        .toBe('Le lundi 4 mai, avec Awa Diallo');
    });
  });
});

describe('a year’s dates', () => {
  test('stand in one list with the programme’s days once they are answered', async () => {
    server.onRead = told(pages['year-agreed']);
    await onLink(async ({ page }) => {
      const rows = await page.locator('.year li').allTextContents();

      expect(rows.map((row) => row.replaceAll('\u00a0', ' '))).toEqual([
        'Mardi 14 avril · Journée de lancement',
        'Mardi 5 mai, 10 h – 11 h · confirmée',
        'Mardi 9 juin, 14 h 30 – 15 h 30 · confirmée',
        'Vendredi 3 juillet, 10 h – 11 h · confirmée',
        'Jeudi 10 septembre, 14 h 30 – 15 h 30 · confirmée',
        'Mardi 29 septembre · Événement de mi-parcours (à distance)',
        'Mardi 13 octobre, 10 h – 11 h · confirmée',
        'Mardi 17 novembre, 10 h – 11 h · confirmée',
        'Mardi 8 décembre · Journée de bilan',
      ]);
      await expect.poll(() => page.getByRole('checkbox').count()).toBe(0);
    });
  });

  test('say plainly where the mark is not kept, and that unticking asks for another time', async () => {
    server.onRead = told(pages.year);
    await onLink(async ({ page }) => {
      const text = await page.locator('main').textContent();

      expect(text).toContain('69\u00a0jours\u00a0: aucun créneau commun pour tenir le repère');
      expect(text).toContain('Awa Diallo saura que vous souhaitez un autre moment.');
      await expect
        .poll(() => page.locator('header').textContent())
        .toContain('vos rencontres de mentorat');
    });
  });

  test('that have gone by are not asked about', async () => {
    server.onRead = told(pages['year-read-late']);
    server.onAct = done(pageOf(yearAnswered), 'plan-answered');
    await onLink(async ({ page }) => {
      await expect.poll(() => page.getByRole('checkbox').count()).toBe(5);
      await pressByKey(page, 'Ces dates me conviennent');
      await page.locator('#said:not(:empty)').waitFor();

      expect(JSON.stringify(server.acts)).not.toContain(firstMeeting);
      expect(JSON.stringify(server.acts)).toContain(thirdMeeting);
    });
  });
});

describe('what is missing is said in words, where focus goes', () => {
  test('every date unticked', async () => {
    server.onRead = told(pages.year);
    await onLink(async ({ page }) => {
      for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
      await pressByKey(page, 'Ces dates me conviennent');

      expect(await focused(page)).toMatch(/^Laissez au moins une date cochée\./);
      expect(server.acts).toEqual([]);
    });
  });

  test('no theme, then more than three', async () => {
    server.onRead = told(pages.question);
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Oui, elle a eu lieu');
      expect(await focused(page)).toBe(
        'Il manque la thématique. Choisissez-en une à trois dans la liste.',
      );
      for (const box of (await page.getByRole('checkbox').all()).slice(0, 4)) await box.check();
      await pressByKey(page, 'Oui, elle a eu lieu');
      expect(await focused(page)).toBe(
        'C’est plus de trois thématiques. Gardez les trois principales.',
      );
      expect(server.acts).toEqual([]);
    });
  });

  test('a day outside the programme', async () => {
    server.onRead = told(pages.recorded);
    await onLink(async ({ page }) => {
      await page.locator('summary').click();
      await page.getByLabel('Date de la rencontre').fill('2026-05-07');
      await pressByKey(page, 'Enregistrer');

      expect(await focused(page)).toBe('Indiquez une date du programme, aujourd’hui au plus tard.');
      expect(server.acts).toEqual([]);
    });
  });
});

describe('everything else can be done from the same page', () => {
  test('from what the mail was about to the pair’s home, and from there to a booking', async () => {
    server.onRead = told(pages.agreed);
    await onLink(async ({ page, complaints }) => {
      server.onRead = told(pages.home);
      await pressByKey(page, 'Mes autres démarches');
      await page.getByRole('heading', { name: 'Votre binôme avec' }).waitFor();
      expect(await focused(page)).toBe('Votre binôme avec Awa Diallo');

      server.onRead = told(pages.find);
      await pressByKey(page, 'Réserver une rencontre');
      await page.getByRole('radio', { name: 'Sur place' }).check();
      await page.getByLabel('Pour combien de temps').selectOption('90');
      server.onAct = told(pages.slots);
      await pressByKey(page, 'Voir les créneaux');
      await page.getByRole('radio', { name: 'Mardi 21 avril, 10 h – 11 h' }).waitFor();
      server.onAct = done(pageOf(agreed), 'booked');
      await pressByKey(page, 'Réserver');
      await page.getByText('La rencontre est posée dans vos agendas').waitFor();

      expect(server.views).toEqual([
        { kind: 'rhythm', pair },
        { kind: 'find', pair },
      ]);
      const slot = '2026-04-21T08:00:00Z/2026-04-21T09:00:00Z';
      expect(server.acts).toEqual([
        { act: 'find', mode: 'in-person', minutes: 90, place: 'neutral' },
        { act: 'book', slots: [slot] },
      ]);
      expect(new Set(server.ids).size).toBe(2);
      expect(complaints).toEqual([]);
    });
  });

  test('a year is drafted, a date of it put later, and the whole confirmed', async () => {
    server.onRead = told(pages.home);
    await onLink(async ({ page }) => {
      server.onAct = told(pages.plan);
      await pressByKey(page, 'Poser mes rencontres de l’année');
      await page.locator('summary').click();
      await page.getByRole('radio', { name: 'Mardi 9 juin' }).check();
      server.onAct = done(pages.plan, 'plan-shifted');
      await pressByKey(page, 'Plus tard');
      await page.getByText('La date est décalée').waitFor();
      server.onAct = done(pageOf(yearAnswered), 'planned');
      await pressByKey(page, 'Poser ces 6 dates');
      await page.getByText('Vos rencontres sont posées').waitFor();

      expect(server.acts).toEqual([
        { act: 'draft' },
        { act: 'shift', index: 1, to: 'later' },
        { act: 'confirm' },
      ]);
      expect(server.shown.map((view) => (view as { kind: string }).kind)).toEqual([
        ...['rhythm', 'plan', 'plan'],
      ]);
    });
  });

  test.each<[string, LinkPage, string, object]>([
    ['a meeting is cancelled', pages.agreed, 'Annuler la rencontre', { act: 'cancel', meeting }],
    [
      'the last act is undone',
      pageOf({ ...agreed, undoes: 'cancel', may: { ...agreed.may, undo: true } }),
      'Rétablir la rencontre',
      { act: 'undo', meeting },
    ],
    ['a call is asked for', pages.referent, 'Demander un appel', { act: 'call' }],
    ['a pause is proposed', pages['pause-form'], 'Proposer ce jour', pauseOfFourWeeks],
    ['a pause is agreed to', pages['pause-asked'], 'D’accord', { act: 'agree-pause', pause }],
    ['it is declined', pages['pause-asked'], 'Pas maintenant', { act: 'decline-pause', pause }],
    ['it is taken up again', pages['pause-runs'], 'Reprendre maintenant', { act: 'resume', pause }],
    ['somebody asks to stop', pages['stop-form'], 'Confirmer l’arrêt', { act: 'stop' }],
    [
      'and takes that back',
      pages['stop-asked'],
      'Revenir sur ma demande',
      { act: 'withdraw-stop' },
    ],
    ['the other language is chosen', pages.home, 'English', { act: 'language', locale: 'en' }],
  ])('%s', async (_, shown, button, act) => {
    server.onRead = told(shown);
    server.onAct = told(pages.home);
    await onLink(async ({ page }) => {
      await pressByKey(page, button);
      await expect.poll(() => server.acts).toEqual([act]);
    });
  });

  test('a meeting is moved: the form knows which', async () => {
    server.onRead = told(pages.agreed);
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Déplacer');
      await expect.poll(() => server.views).toEqual([{ kind: 'find', pair, meeting }]);
    });
  });

  test('one of several is opened, whichever is chosen', async () => {
    server.onRead = told(pages['year-agreed']);
    await onLink(async ({ page }) => {
      await page.locator('summary').click();
      await page.getByRole('radio', { name: 'Vendredi 3 juillet' }).check();
      await pressByKey(page, 'Ouvrir');
      await expect.poll(() => server.views).toEqual([{ kind: 'meeting', meeting: thirdMeeting }]);
    });
  });

  test('a meeting is noted with its day and its themes', async () => {
    server.onRead = told(pages.record);
    server.onAct = done(pageOf(held), 'recorded');
    await onLink(async ({ page }) => {
      await page.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
      await pressByKey(page, 'Noter la rencontre');
      await page.getByText('La rencontre est notée.').waitFor();
      expect(server.acts).toMatchObject([{ act: 'record', themes: ['networks'] }]);
    });
  });
});

describe('questionnaires from home', () => {
  test('one that waits is opened, and a synthesis that is shared', async () => {
    server.onRead = told(pages['home-with-surveys']);
    await onLink(async ({ page }) => {
      await expect
        .poll(() => page.locator('.rows li p').first().textContent())
        .toBe('Questionnaire de fin de programme, jusqu’au jeudi 15 avril inclus');
      await pressByKey(page, 'Ouvrir le questionnaire');
      await expect.poll(() => server.views).toEqual([{ kind: 'survey', wave }]);
      await pressByKey(page, 'Synthèse de mi-parcours');
      await expect.poll(() => server.views.at(-1)).toEqual({ kind: 'synthesis', wave });
    });
  });
});

describe('a questionnaire without one’s name', () => {
  const machine = 'Ici, les réponses et la clé qui les ouvre sont sur la même machine';

  test('is confidential where one machine has answers and key, in sight of the choice', async () => {
    server.onRead = told(pageOf(survey({ anonymous: waysOf('confidential') })));
    await onLink(async ({ page }) => {
      await page.getByRole('button', { name: 'Répondre sans votre nom', exact: true }).waitFor();
      expect(await page.getByText(machine).isVisible()).toBe(true);
      expect(await page.locator('#content').textContent()).not.toMatch(/anonyme|même nous/);
    });
  });

  test('is anonymous where the store is kept by others, who have no key', async () => {
    server.onRead = told(pageOf(survey({ anonymous: waysOf('anonymous') })));
    await onLink(async ({ page }) => {
      await page.getByRole('button', { name: 'Répondre de façon anonyme', exact: true }).waitFor();
      await page.getByText('même nous ne pouvons pas la rapprocher de vous').waitFor();
      expect(await page.getByText(machine).count()).toBe(0);
    });
  });
});

describe('a synthesis', () => {
  test('is tables with their captions: shares in words, open where only a bound is told', async () => {
    server.onRead = told(pageOf(syntheses['synthesis-of-37']));
    await onLink(async ({ page, complaints }) => {
      const read = async (text: Promise<string | null>) => (await text)?.replaceAll('\u00a0', ' ');
      const table = page.getByRole('table', { name: 'Engagement' });
      await expect.poll(() => table.getByRole('columnheader').count()).toBe(2);
      expect(await table.getByRole('rowheader').first().textContent()).toBe(
        'Je consacre à nos rencontres le temps que je m’étais promis.',
      );
      const [most, middle, least] = await table.locator('.part').all();
      expect(await read(most?.textContent() ?? Promise.resolve(null))).toBe(
        'D’accord : au moins 60 %',
      );
      const drawn = [most, middle, least].map((part) =>
        part?.locator('.bar').getAttribute('class'),
      );
      expect(await Promise.all(drawn)).toEqual(['bar at-least', 'bar exact', 'bar at-most']);
      const longest = `getComputedStyle(document.querySelector('.bar')).getPropertyValue('--share')`;
      expect(await page.evaluate(longest)).toBe('60%');
      const text = await read(page.locator('#content').textContent());
      expect(text).toContain('Moins de 7 réponses : rien n’est publié.');
      expect(text).toContain('Rien n’est dit d’un groupe de moins de 7 réponses');
      expect(complaints).toEqual([]);
    });
  });

  test('says « not yet » before it is shared', async () => {
    server.onRead = told(pageOf(syntheses['synthesis-not-yet']));
    await onLink(async ({ page }) => {
      await expect.poll(() => page.locator('.status').textContent()).toMatch(/^Pas encore/);
      await expect.poll(() => page.getByRole('table').count()).toBe(0);
    });
  });
});

describe('an act is the same one until it is answered', () => {
  test('sent again after a lost answer it keeps its id; another act, or another time, has its own', async () => {
    server.onRead = told(pages.asked);
    server.onAct = denied(503, 'try-again');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Convient');
      await page.getByRole('alert').getByText('Le service ne répond pas').waitFor();
      await pressByKey(page, 'Réessayer');
      await expect.poll(() => server.ids.length).toBe(2);
      await page.getByRole('button', { name: 'Réessayer' }).waitFor();
      server.onAct = done(pages.asked, 'declined');
      await pressByKey(page, 'Autre moment');
      await page.locator('#said:not(:empty)').waitFor();
      await pressByKey(page, 'Convient');
      await expect.poll(() => server.ids.length).toBe(4);

      const [first, again, other, later] = server.ids;
      expect(again).toBe(first);
      expect(new Set([first, other, later]).size).toBe(3);
    });
  });

  test('one that had arrived before is told in words that are true of any', async () => {
    server.onRead = told(pages.asked);
    server.onAct = done(pageOf(agreed), 'already');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Convient');
      await page.getByText('Votre geste était déjà arrivé').waitFor();
    });
  });
});

describe('when an act is refused', () => {
  test('the page says why and shows what is true now', async () => {
    server.onRead = told(pages.proposals);
    server.onAct = told(pageOf({ ...proposals, proposals: slots.slice(1) }), 'slot-gone');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Choisir ce moment');
      await page.getByRole('alert').getByText('Ce moment n’est plus libre.').waitFor();

      await expect.poll(() => page.getByRole('radio').count()).toBe(2);
    });
  });

  test('what was typed stays when the page is still true', async () => {
    server.onRead = told(pages.recorded);
    server.onAct = told(pageOf(held), 'outside-programme');
    await onLink(async ({ page }) => {
      await page.locator('summary').click();
      await page.getByLabel('Date de la rencontre').fill('2026-04-20');
      await pressByKey(page, 'Enregistrer');
      await page.getByRole('alert').getByText('Cette date est en dehors').waitFor();

      expect(await page.getByLabel('Date de la rencontre').inputValue()).toBe('2026-04-20');
    });
  });

  test('values that cannot be read leave the page as it is', async () => {
    server.onRead = told(pages.asked);
    server.onAct = denied(400, 'wrong-values');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Convient');
      await page.getByRole('alert').getByText('Cette réponse n’a pas pu être lue.').waitFor();

      expect(await page.getByRole('button', { name: 'Convient' }).isEnabled()).toBe(true);
    });
  });
});

describe('a link that does not open', () => {
  test.each([
    ['not known', denied(404, 'not-found'), 'Ce lien n’est pas reconnu'],
    ['unreadable', denied(400, 'wrong-values'), 'Ce lien n’est pas reconnu'],
  ])('%s', async (_, reply, heading) => {
    server.onRead = reply;
    await onLink(async ({ page }) => {
      await expect.poll(() => page.locator('h1').textContent()).toBe(heading);
      await expect.poll(() => page.getByRole('button').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    });
  });

  test('because its time is over: a new one goes to the known address, in one press', async () => {
    server.onRead = denied(410, 'link-expired');
    await onLink(async ({ page }) => {
      await page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await pressByKey(page, 'Recevoir un nouveau lien');
      await page.getByText('C’est demandé.').waitFor();

      expect(server.asked.at(-1)).toEqual({ path: '/api/link/renew', body: { token } });
      expect(await focused(page)).toBe('Ce lien n’est plus valable');
    });
  });

  test('nor does its renewal while the product is busy: said, and the button stays', async () => {
    server.onRead = denied(410, 'link-expired');
    server.onRenew = denied(429, 'try-again');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Recevoir un nouveau lien');
      await page.getByRole('alert').getByText('Le service est occupé.').waitFor();

      await expect.poll(() => page.getByRole('button').count()).toBe(1);
    });
  });

  test('and expires while it is open: the coaches’ address is given', async () => {
    server.onRead = told(pages.asked);
    server.onAct = denied(410, 'link-expired');
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Convient');
      await page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();

      expect(await page.locator('main a').getAttribute('href')).toBe(
        'mailto:equipe@programme.example',
      );
    });
  });
});

describe('when the product or the network is missing', () => {
  test.each([429, 503])('%i on opening: said, and asked again in one press', async (status) => {
    server.onRead = denied(status, 'try-again');
    await onLink(async ({ page }) => {
      await expect
        .poll(() => page.locator('h1').textContent())
        .toBe('Votre page ne s’ouvre pas pour l’instant');
      expect(await faultsOf(page)).toEqual([]);
      server.onRead = told(pages.asked);
      await pressByKey(page, 'Réessayer');
      await page.getByRole('heading', { name: 'Rencontre avec' }).waitFor();

      expect(await focused(page)).toBe('Rencontre avec Awa Diallo');
    });
  });

  test('offline, then back: what was chosen is kept and sent once', async () => {
    server.onRead = told(pages.question);
    server.onAct = done(pageOf(held), 'held');
    await onLink(async ({ page }) => {
      await page.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
      await page.context().setOffline(true);
      await pressByKey(page, 'Oui, elle a eu lieu');
      await page.getByRole('alert').getByText('La connexion a manqué').waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await page.context().setOffline(false);
      await page.getByRole('checkbox', { name: 'Prise de poste' }).check();
      await pressByKey(page, 'Réessayer');
      await page.getByRole('heading', { name: 'Rencontre notée' }).waitFor();

      expect(server.acts).toEqual([
        { act: 'held', meeting, themes: ['taking-up-post', 'networks'] },
      ]);
      await expect.poll(() => page.getByRole('alert').textContent()).toBe('');
    });
  });

  test('a slow answer: said in a word, and a second press sends nothing', async () => {
    server.onRead = told(pages.asked);
    server.onAct = done(pageOf(agreed), 'accepted');
    let open = () => {};
    server.gate = new Promise((done) => {
      open = done;
    });
    await onLink(async ({ page }) => {
      await pressByKey(page, 'Convient');
      await page.getByText('Envoi en cours…').waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Autre moment' }).click({ force: true });
      open();
      await page.locator('#said:not(:empty)').waitFor();

      expect(server.acts).toEqual([{ act: 'accept', meeting }]);
    });
  });
});

describe('what others may read or write', () => {
  test('a name made of markup is text, and an address that is not of the web is no link', async () => {
    const partner = '<img src=x onerror=alert(1)>';
    server.onRead = told(pageOf({ ...agreed, partner, joinUrl: 'javascript:alert(1)' }));
    await onLink(async ({ page, complaints }) => {
      await expect.poll(() => page.locator('h1').textContent()).toBe(`Rencontre avec ${partner}`);
      await expect.poll(() => page.locator('main a[href^="javascript"]').count()).toBe(0);
      expect(complaints).toEqual([]);
    });
  });

  test('page and assets are served with the product’s policy; only assets may be kept', async () => {
    const page = await fetch(`${server.url}/l`);
    const [script] = /\/assets\/link-[^"]+\.js/.exec(await page.text()) ?? [];
    const asset = await fetch(`${server.url}${script}`);
    const missing = await fetch(`${server.url}/assets/link-00000000.js`);

    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(missing.headers.get('cache-control')).toBe('no-store');
  });

  test('the script stays under 40 kB, and neither zod nor Temporal nor a ballot is in it', () => {
    const { first, later } = scriptsOf(join(built.folder, 'link.html'));
    const [size = 0, ballot = 0] = [first, later].map(
      (scripts) => brotliCompressSync(scripts.join('\n')).length,
    );

    console.log(
      `link page: ${size} bytes of script (brotli), ${ballot} more to answer without a name`,
    );
    expect(size).toBeLessThan(40_000);
    expect(ballot).toBeLessThan(16_000);
    expect([...first, ...later].join('\n')).not.toMatch(/ZonedDateTime|ZodError|innerHTML/);
    expect(later.join('\n')).toMatch(/X25519/);
    expect(first.join('\n')).not.toMatch(/X25519|RSA-PSS/);
  });
});

const wide = { width: 1280, height: 800 };
const looks = (['light', 'dark', 'contrast'] as const).flatMap((colours) =>
  [phone, wide].map((viewport) => ({ colours, viewport })),
);
const languages = ['fr', 'en'] as const;
/** As a browser is told of them; the colours of contrast are the reader's own. */
const media = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Every state in both languages. */
const opened = Object.entries(pages).flatMap(([state, shown]) =>
  languages.map((locale) => ({
    name: `${state}, ${locale}`,
    shown: { ...shown, reader: { ...shown.reader, locale } },
  })),
);
/** One look at every seventh state, in turn; `npm run soak` looks at every state in all of them. */
const looksOf = (index: number) => {
  if (process.env.SOAK === '1') return looks;
  return index % 7 === 0 ? looks.slice((index / 7) % 6, ((index / 7) % 6) + 1) : [];
};

/** Another link pasted over the one before: the next state, in a page that is not loaded again. */
async function showNext(page: Opened['page'], shown: LinkPage, index: number): Promise<void> {
  server.onRead = told(shown);
  const before = server.asked.length;
  await page.evaluate(`location.hash = '${token.slice(0, -1)}${index % 2}'`);
  // What was shown before has gone by the time the product is asked.
  await expect.poll(() => server.asked.length).toBe(before + 1);
  await page.locator('h1').waitFor();
}

/** As tall as a finger wants it, in CSS pixels: https://www.w3.org/TR/WCAG22/#target-size-enhanced */
const finger = 44;

describe('every state is open to everyone', () => {
  test('as axe sees them', { timeout: 600_000 }, async () => {
    server.onRead = told(pages.home);
    await onLink(async ({ page, complaints }) => {
      for (const [index, { name, shown }] of opened.entries()) {
        if (looksOf(index).length === 0) continue;
        await showNext(page, shown, index);
        for (const summary of await page.locator('summary').all()) await summary.click();
        for (const { colours, viewport } of looksOf(index)) {
          await page.emulateMedia(media[colours]);
          await page.setViewportSize(viewport);
          await page.evaluate(atRest);
          const look = `${name}, ${colours} at ${viewport.width}`;
          // What the system paints over ours is not in the styles that axe reads.
          const painted = (fault: string) => colours === 'contrast' && fault.startsWith('color-');
          const faults = await faultsOf(page);
          expect(
            faults.filter((fault) => !painted(fault)),
            look,
          ).toEqual([]);
          expect(await widthOf(page), look).toBe(viewport.width);
        }
      }
      expect(complaints).toEqual([]);
    });
  });

  test('on a phone nothing is cut, and fingers find their place', async () => {
    const states = [
      ...(['question', 'proposals', 'recorded', 'year', 'year-agreed'] as const),
      ...(['home-with-a-meeting', 'find', 'plan', 'meetings', 'pause-form'] as const),
      ...(['home-with-surveys', 'survey'] as const),
    ];
    const targets = 'button, summary, select, .choices label, input[type=date]';
    const heights = `[...document.querySelectorAll('${targets}')].filter((one) => one.checkVisibility())
      .map((one) => one.getBoundingClientRect().height)`;
    const letters = (size: string) => `document.documentElement.style.fontSize = '${size}'`;
    server.onRead = told(pages.home);
    await onLink(async ({ page }) => {
      await page.setViewportSize(phone);
      for (const [index, state] of states.entries()) {
        await page.evaluate(letters(''));
        await showNext(page, pages[state], index);
        for (const summary of await page.locator('summary').all()) await summary.click();
        const found = await page.evaluate<number[]>(heights);
        expect(found.length, state).toBeGreaterThan(0);
        expect(found.filter((height) => height < finger)).toEqual([]);
        await page.evaluate(letters('34px'));
        expect(await widthOf(page), state).toBe(phone.width);
      }
    });
  });
});
