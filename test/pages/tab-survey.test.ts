import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pageOf } from './link-samples.ts';
import { keys, over, survey, syntheses, wave, waysOf } from './link-survey-samples.ts';
import { focusIn, pressIn, Tabs, tabFaults } from './tab-browser.ts';
import { homeOf, homes, otherPair, tabOf } from './tab-samples.ts';
import { denied, done, told } from './tab-server.ts';
import { surveyHomes } from './tab-survey-samples.ts';
import { SurveyServer } from './tab-survey-server.ts';

// A browser that blinds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const tabs = new Tabs();
const { host, server } = tabs;
const surveys = new SurveyServer();
/** A browser of its own: what one test keeps in it, no other finds. */
const own = { colorScheme: 'light' } as const;

beforeAll(async () => {
  await tabs.built.open();
  await host.listen();
  await server.listen(tabs.built.folder, host.url, surveys.serve);
  await surveys.open();
});
afterAll(async () => {
  await tabs.close();
  surveys.close();
});
beforeEach(() => {
  tabs.reset();
  surveys.reset();
  server.onRead = told(surveyHomes['a-questionnaire']);
  server.onView.survey = told(tabOf(pageOf(surveys.model)));
});

const answered = done(tabOf(pageOf(over('answered'))), 'survey-answered');
const titleIn = (tab: Frame) => tab.getByRole('dialog').getByRole('heading').first();
const thanks = (tab: Frame) =>
  tab.getByRole('heading', { name: 'Merci pour vos réponses' }).waitFor();
const chosen = (tab: Frame) => tab.getByText('Vous répondez maintenant sans votre nom').waitFor();
const kept = (tab: Frame) =>
  tab.evaluate<string[]>(
    "Object.entries({ ...localStorage }).flatMap(([key, text]) => (key.startsWith('telemaque-ballot') ? [text] : []))",
  );

async function open(tab: Frame): Promise<void> {
  await pressIn(tab, 'Ouvrir le questionnaire');
  await tab.getByRole('dialog').waitFor();
}

/** Fills in every part with the same level, as a person does, and sends it. */
async function answerAll(tab: Frame, level: string): Promise<void> {
  for (const part of [1, 2, 3, 4, 5]) {
    await tab.getByRole('heading', { name: `Partie ${part} sur 5` }).waitFor();
    for (const box of await tab.getByRole('radio', { name: level, exact: true }).all())
      await box.check();
    await pressIn(tab, part < 5 ? 'Suivant' : 'Envoyer mes réponses');
  }
}

/** « Plutôt d’accord » everywhere, at once, where it is not what is looked at. */
async function answerFast(tab: Frame): Promise<void> {
  await tab.evaluate(
    'for (const box of document.querySelectorAll(\'.survey input[value="4"]\')) box.checked = true',
  );
  for (const _ of [1, 2, 3, 4]) await pressIn(tab, 'Suivant');
  await pressIn(tab, 'Envoyer mes réponses');
}

/** As after closing Teams and coming back. */
async function again(page: Page): Promise<Frame> {
  await page.reload();
  const tab = page.frame({ url: host.tab });
  if (!tab) throw new Error('the host framed nothing');
  await tab.locator('h1').waitFor();
  return tab;
}

describe('on the year', () => {
  test('a questionnaire stands under it with its last day, and opens in one press', async () => {
    await tabs.on(async ({ tab, complaints }) => {
      const needed = tab.locator('.needed');
      expect(await needed.locator('.sentence').textContent()).toBe(
        'Questionnaire de mi-parcours, jusqu’au jeudi 29 octobre inclus',
      );
      await open(tab);
      expect(await titleIn(tab).textContent()).toBe('Votre questionnaire de mi-parcours');
      // The same line as on the card and on the e-mail page, before the first question.
      expect(await tab.locator('.nodes > *').first().textContent()).toBe(
        'Confidentiel. Personne ne lit votre réponse seule ; rien n’est publié sous 7 réponses.',
      );
      expect(server.reads.at(-1)).toMatchObject({ view: { kind: 'survey', wave } });
      expect(complaints()).toEqual([]);
    });
  });

  test('after somebody who waits for an answer it is among what waits; a synthesis is a press away', async () => {
    server.onRead = told(surveyHomes['a-questionnaire-too']);
    server.onView.synthesis = told(tabOf(pageOf(syntheses['synthesis-of-37'])));
    await tabs.on(async ({ tab }) => {
      expect(await tab.locator('.needed .sentence').textContent()).toContain('Moment proposé');
      const also = tab.getByRole('region', { name: 'En attente aussi de votre réponse' });
      expect(await also.locator('li').last().textContent()).toBe(
        'Questionnaire de mi-parcours, jusqu’au jeudi 29 octobre inclusOuvrir le questionnaire',
      );
      await pressIn(tab, 'Synthèse de mi-parcours');
      await tab.getByRole('dialog', { name: 'Synthèse de mi-parcours' }).waitFor();
      expect(server.reads.at(-1)).toMatchObject({ view: { kind: 'synthesis', wave } });
      expect(await tab.getByRole('dialog').getByRole('table').count()).toBe(5);
      await tab.getByText('Moins de 7 réponses : rien n’est publié.').waitFor();
    });
  });
});

describe('under one’s name', () => {
  test('by keyboard: a gap is said where it is, and what was sent is the act of every page', async () => {
    server.onAct = [answered];
    await tabs.on(async ({ page, tab }) => {
      await open(tab);
      expect(await tab.locator('fieldset:visible').count()).toBe(2);
      await pressIn(tab, 'Suivant');
      expect(await focusIn(tab)).toBe('Il manque une réponse ici.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await answerAll(tab, 'Plutôt d’accord');
      await thanks(tab);
      expect(await focusIn(tab)).toBe('Merci pour vos réponses');

      const answers = Object.fromEntries(keys.map((key) => [key, '4']));
      expect(server.acts).toEqual([{ act: 'answer-survey', wave, answers }]);
      server.onRead = told(homes.home);
      await page.keyboard.press('Escape');
      await tab.locator('.needed').getByText('Votre prochaine rencontre').waitFor();
    });
  });

  test('a lost answer and a refusal lose nothing of what was chosen', async () => {
    server.onAct = [
      denied(503, 'try-again'),
      told(tabOf(pageOf(surveys.model)), 'survey-incomplete'),
      answered,
    ];
    await tabs.on(async ({ tab }) => {
      await open(tab);
      await answerFast(tab);
      await tab.getByRole('alert').getByText('Le service ne répond pas').waitFor();
      await pressIn(tab, 'Réessayer');
      await tab.getByRole('alert').getByText('vos choix sont gardés').waitFor();
      expect(server.sent[1]?.id).toBe(server.sent[0]?.id);
      expect(await tab.locator('input:checked').count()).toBe(keys.length);
      await pressIn(tab, 'Envoyer mes réponses');
      await thanks(tab);
    });
  });
});

/** Every text of at least six letters or figures that somebody could look for in another request. */
const marksIn = (body: unknown): Set<string> =>
  new Set(JSON.stringify(body).match(/[\w-]{6,}/g) ?? []);

describe('without one’s name', () => {
  test('the ballot leaves apart: no token of Teams, no mark of another request, another connection', async () => {
    await tabs.on(async ({ page, tab, complaints }) => {
      await open(tab);
      await tab.getByRole('radio', { name: 'Plutôt d’accord' }).first().check();
      const machine = tab.getByText('sont sur la même machine');
      expect(await machine.isVisible()).toBe(true);
      await pressIn(tab, 'Répondre sans votre nom');
      await chosen(tab);
      expect(await machine.isVisible()).toBe(true);
      expect(await focusIn(tab)).toContain('Vous répondez maintenant sans votre nom');
      expect(await tab.getByRole('radio').nth(3).isChecked()).toBe(true);
      await answerAll(tab, 'Tout à fait d’accord');
      await thanks(tab);
      expect(await surveys.ballots()).toEqual([keys.map(() => 5)]);
      expect(await kept(tab)).toEqual(['taken']);

      // No question follows the ballot, which would say whose it was: the year is as it was but for it.
      await page.keyboard.press('Escape');
      await tab.locator('.needed').getByText('Votre dernière rencontre').waitFor();
      const last = surveys.reached.at(-1);
      expect(last?.path).toBe('/api/survey/ballot');
      expect(complaints()).toEqual([]);
    }, own);

    const [sign] = surveys.of('/api/tab/survey-sign');
    const [ballot] = surveys.of('/api/survey/ballot');
    expect(sign?.headers.authorization).toBe('Bearer first');
    for (const name of ['authorization', 'cookie', 'referer'])
      expect(ballot?.headers).not.toHaveProperty(name);
    const named = surveys.reached.filter(({ path }) => path.startsWith('/api/tab/'));
    expect(named.length).toBeGreaterThan(2);
    expect(named.map(({ port }) => port)).not.toContain(ballot?.port);
    const common = [...marksIn(ballot?.body)].filter((mark) => marksIn(sign?.body).has(mark));
    // The wave is in both, as it is in everybody's.
    expect(common).toEqual([wave]);
    expect(JSON.stringify(ballot?.headers)).not.toContain('first');
  });

  test('is called anonymous where the store is kept by others, who have no key', async () => {
    const kept = survey({ anonymous: waysOf('anonymous') });
    server.onView.survey = told(tabOf(pageOf(kept)));
    await tabs.on(async ({ tab }) => {
      await open(tab);
      await tab.getByRole('button', { name: 'Répondre de façon anonyme', exact: true }).waitFor();
      expect(await tab.getByText('sont sur la même machine').count()).toBe(0);
    });
  });

  test('a lost signature is asked for again by the same blinded token, after the tab was closed', async () => {
    await tabs.on(async ({ page, tab }) => {
      await open(tab);
      const path = '**/api/tab/survey-sign';
      await page.route(path, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await pressIn(tab, 'Répondre sans votre nom');
      await tab.getByRole('alert').getByText('La connexion a manqué').waitFor();
      await page.unroute(path);

      // The product knows of an answer by now, and of nothing to fill in.
      server.onRead = told(homes.home);
      server.onView.survey = told(tabOf(pageOf({ ...surveys.model, state: 'signed' })));
      const back = await again(page);
      await back.locator('.needed').getByText('n’est pas encore parti').waitFor();
      await pressIn(back, 'Le terminer');
      await chosen(back);
      await answerFast(back);
      await thanks(back);
      await page.keyboard.press('Escape');
      await back.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await back.getByText('n’est pas encore parti').count()).toBe(0);
    }, own);
    const [first, second] = surveys.of('/api/tab/survey-sign').map(({ body }) => body);
    expect(second).toEqual(first);
    expect(await surveys.ballots()).toEqual([keys.map(() => 4)]);
  });

  test('a ballot whose answer was lost, or that came too often, is sent once more: the same one', async () => {
    surveys.casting = [0, 429];
    await tabs.on(async ({ tab }) => {
      await open(tab);
      await pressIn(tab, 'Répondre sans votre nom');
      await chosen(tab);
      await answerFast(tab);
      await tab.getByRole('alert').getByText('La connexion a manqué').waitFor();
      await pressIn(tab, 'Réessayer');
      await tab.getByRole('alert').getByText('Le service ne répond pas').waitFor();
      await pressIn(tab, 'Réessayer');
      await thanks(tab);
    }, own);
    expect(surveys.of('/api/survey/ballot')).toHaveLength(3);
    expect(await surveys.ballots()).toEqual([keys.map(() => 4)]);
  });

  test('slow: what is being done is said at once, where whoever pressed can see it', async () => {
    await tabs.on(async ({ page, tab }) => {
      await page.setViewportSize({ width: 400, height: 700 });
      await open(tab);
      const { back } = server.stall();
      await pressIn(tab, 'Répondre sans votre nom');
      const doing = tab.getByRole('status').getByText('Préparation de votre bulletin…');
      await doing.waitFor();
      const box = await doing.boundingBox();
      expect(box?.y).toBeGreaterThan(0);
      expect(box?.y).toBeLessThan(700);
      back();
      await chosen(tab);
    }, own);
  });

  test('a token of Teams that has grown old is asked anew, and the signature again', async () => {
    host.given = [{ token: 'old' }, { token: 'new' }];
    await tabs.on(async ({ tab }) => {
      await open(tab);
      surveys.signing = [401];
      await pressIn(tab, 'Répondre sans votre nom');
      await chosen(tab);
    }, own);
    const tokens = surveys.of('/api/tab/survey-sign').map(({ headers }) => headers.authorization);
    expect(tokens).toEqual(['Bearer old', 'Bearer new']);
  });

  test.each([
    ['knows no X25519', 'crypto.subtle.generateKey = () => Promise.reject()'],
    [
      'keeps nothing inside Teams',
      "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }",
    ],
    [
      'gives no storage at all inside Teams',
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ],
  ])('a browser that %s says so, asks for nothing, and leaves the named way', async (_, lacks) => {
    server.onAct = [answered];
    await tabs.on(async ({ tab }) => {
      await tab.evaluate(lacks);
      await open(tab);
      await pressIn(tab, 'Répondre sans votre nom');
      await tab.getByText('On ne peut pas préparer ici de bulletin').waitFor();
      expect(await focusIn(tab)).toContain('Vous pouvez répondre ci-dessus');
      expect(surveys.of('/api/tab/survey-sign')).toEqual([]);
      await answerFast(tab);
      await thanks(tab);
      expect(server.acts).toMatchObject([{ act: 'answer-survey', wave }]);
    }, own);
  });

  test('begun elsewhere, it says where it can be finished', async () => {
    server.onView.survey = told(tabOf(pageOf(survey({ state: 'signed' }))));
    await tabs.on(async ({ tab }) => {
      await open(tab);
      expect(await titleIn(tab).textContent()).toBe('Votre bulletin est ailleurs');
      await tab.getByText('ou votre page personnelle').waitFor();
      expect(await tab.getByRole('radio').count()).toBe(0);
    });
  });

  test('begun on one of two pairs, it is finished from the other', async () => {
    await tabs.on(async ({ page, tab }) => {
      await open(tab);
      await pressIn(tab, 'Répondre sans votre nom');
      await chosen(tab);
      const two = homes['two-pairs'].pairs;
      server.onRead = told({
        ...homeOf({ partner: 'Inès Carpentier' }),
        pair: otherPair,
        pairs: two,
      });
      const signed = tabOf(pageOf({ ...surveys.model, state: 'signed' }));
      server.onView.survey = told({ ...signed, pair: otherPair, pairs: two });
      const back = await again(page);
      await pressIn(back, 'Le terminer');
      await chosen(back);
      await answerFast(back);
      await thanks(back);
      expect(await kept(back)).toEqual(['taken']);
    }, own);
  });

  test('a wave that is over meanwhile is said, and what was kept for it is put away', async () => {
    await tabs.on(async ({ page, tab }) => {
      await open(tab);
      await pressIn(tab, 'Répondre sans votre nom');
      await chosen(tab);
      surveys.casting = ['survey-closed'];
      await answerFast(tab);
      await tab.getByRole('alert').getByText('Ce questionnaire est clos').waitFor();

      server.onRead = told(homes.home);
      server.onView.survey = told(tabOf(pageOf(over('closed'))));
      const back = await again(page);
      await pressIn(back, 'Le terminer');
      await back.getByRole('heading', { name: 'Ce questionnaire est clos' }).waitFor();
      expect(await kept(back)).toEqual([]);
      await page.keyboard.press('Escape');
      await back.getByText('n’est pas encore parti').waitFor({ state: 'detached' });
    }, own);
  });
});

test('a synthesis that is not shared yet says so; one that is scrolls by the keyboard', async () => {
  server.onRead = told(surveyHomes['a-questionnaire-too']);
  server.onView.synthesis = told(tabOf(pageOf(syntheses['synthesis-not-yet'])));
  await tabs.on(async ({ page, tab }) => {
    await pressIn(tab, 'Synthèse de mi-parcours');
    await tab.getByText('Pas encore : les coachs relisent la synthèse').waitFor();
    await page.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    server.onView.synthesis = told(tabOf(pageOf(syntheses['synthesis-of-300'])));
    await pressIn(tab, 'Synthèse de mi-parcours');
    const whole = tab.getByRole('region', { name: 'Synthèse de mi-parcours' });
    await whole.focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => whole.evaluate('document.activeElement.scrollTop'))
      .toBeGreaterThan(200);
    expect(await tabFaults(tab)).toEqual([]);
  });
});

test('none of it is read before it is wanted', () => {
  const { folder } = tabs.built;
  const html = readFileSync(join(folder, 'tab.html'), 'utf8');
  const first = [...html.matchAll(/\/(assets\/[\w-]+\.js)/g)]
    .map(([, name = '']) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  expect(first).not.toMatch(/X25519|RSA-PSS|sans rien qui dise qui vous êtes/);
});
