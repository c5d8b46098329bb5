import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LaidWave } from '../../src/db/waves.ts';
import { readBallot } from '../../src/domain/tally.ts';
import { openKeyFolder } from '../../src/seal/key-folder.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import { openWeb } from '../../src/web/web.ts';
import { awa, type everyone, marc } from '../support/people.ts';
import { answer, openedWave } from '../support/survey-world.ts';
import { aWorld, hash, type World } from '../support/world.ts';
import { BuiltPages, faultsOf, focused, type Opened, pressByKey } from './link-browser.ts';

// A browser beside a store, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const world = aWorld();
const built = new BuiltPages();
const folder = join(tmpdir(), `telemaque-ballots-${process.pid}`);
const noBot: RequestHandler = (_req, res) => void res.sendStatus(404);
const phone: BrowserContextOptions = { viewport: { width: 400, height: 800 }, locale: 'fr-FR' };

/** The same world with keys that seal and sign. */
let real: World;
let server: Server;
let url = '';
let wave: LaidWave;
let token = '';
let tokens = 0;
/** What reached the product: the connection and everything beside the body. */
const reached: { path: string; port: number; headers: IncomingMessage['headers'] }[] = [];

beforeAll(async () => {
  await built.open();
  const keys = openWaveKeys(await openKeyFolder(folder));
  real = { ...world, deps: { ...world.deps, keys } };
  server = createServer(openWeb({ ...real.deps, hash }, { pages: built.folder, bot: [noBot] }));
  server.prependListener('request', (req: IncomingMessage) => {
    const { url: path = '', headers } = req;
    reached.push({ path, port: req.socket.remotePort ?? 0, headers });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  url = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await built.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  wave = await openedWave(real);
  token = await linkFor(marc);
  reached.length = 0;
});

/** The token of a mail to somebody about the wave. */
async function linkFor({ id: person }: (typeof everyone)[number]): Promise<string> {
  tokens += 1;
  const made = `${tokens}`.padStart(43, 't');
  const expires = world.clock.now + 86_400_000;
  const link = { person, purpose: 'survey', subject: wave.id, expires };
  await world.db.tx((t) => t.links.add(hash(made), link));
  return made;
}

const onLink = (run: (opened: Opened) => Promise<void>, options = phone) =>
  built.on(`${url}/l#${token}`, run, options);

const theBallots = () => world.db.opened.sql.selectFrom('ballot').selectAll().execute();
const asked = async (person = marc.id) =>
  (await world.db.read.participation.survey(wave.id, person))?.asked;

/** What the ballots say, opened as closing the wave would. */
async function opened(): Promise<(number[] | null)[]> {
  const keys = await world.db.read.waves.keysOf(wave.id);
  if (!keys) throw new Error('the wave has no keys');
  const open = await real.deps.keys.opener(keys);
  return (await theBallots()).map(({ sealed }) => {
    const plain = open(sealed);
    return plain && readBallot(plain, 10, wave.instrument.edition);
  });
}

/** Fills in every part with the same level, and stops before sending. */
async function fillIn(page: Page, level = 'Plutôt d’accord'): Promise<void> {
  for (const part of [1, 2, 3, 4, 5]) {
    await page.getByRole('heading', { name: `Partie ${part} sur 5` }).waitFor();
    for (const box of await page.getByRole('radio', { name: level, exact: true }).all())
      await box.check();
    if (part < 5) await pressByKey(page, 'Suivant');
  }
}

const chooseNoName = async (page: Page) => {
  await pressByKey(page, 'Répondre sans votre nom');
  await page.getByText('Vous répondez maintenant sans votre nom').waitFor();
};
const thanks = (page: Page) => page.getByRole('heading', { name: 'Merci pour vos réponses' });
const kept = (page: Page) => page.evaluate<string[]>('Object.values({ ...localStorage })');

/** Every text of at least six letters or figures that somebody could look for in another request. */
const marksIn = (text: string): Set<string> => new Set(text.match(/[\w-]{6,}/g) ?? []);

describe('under one’s name', () => {
  test('part by part, by keyboard: a gap is said where it is, and turning back loses nothing', async () => {
    await onLink(async ({ page, complaints }) => {
      await expect
        .poll(() => page.locator('#content p').first().textContent())
        .toMatch(/^Confidentiel\. Personne ne lit votre réponse seule/);
      expect(await page.locator('fieldset:visible').count()).toBe(2);

      await page.getByRole('radio', { name: 'Plutôt d’accord', exact: true }).first().focus();
      await page.keyboard.press('Space');
      await pressByKey(page, 'Suivant');
      expect(await focused(page)).toBe('Il manque une réponse ici.');
      expect(await faultsOf(page)).toEqual([]);

      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowUp');
      await pressByKey(page, 'Suivant');
      expect(await focused(page)).toMatch(/^Partie 2 sur 5.: Votre satisfaction$/);
      await pressByKey(page, 'Précédent');
      await expect.poll(() => page.getByRole('radio', { checked: true }).count()).toBe(2);
      await fillIn(page);
      await pressByKey(page, 'Envoyer mes réponses');
      await thanks(page).waitFor();

      expect(await focused(page)).toBe('Merci pour vos réponses');
      expect(await opened()).toEqual([Array.from({ length: 10 }, () => 4)]);
      expect(await asked()).toMatchObject({ answered: true, signed: false });
      expect(complaints).toEqual([]);
    });
  });

  test('after an answer by card: the first one counts, and the page says so', async () => {
    await onLink(async ({ page }) => {
      await answer(real, wave, marc.id, 2);
      await fillIn(page);
      await pressByKey(page, 'Envoyer mes réponses');
      await page.getByRole('alert').getByText('Vous avez déjà répondu').waitFor();

      expect(await opened()).toEqual([Array.from({ length: 10 }, () => 2)]);
    });
  });
});

describe('without one’s name', () => {
  test('the ballot lands, and its request has nothing in common with those of the link', async () => {
    const sent: { path: string; request: Request }[] = [];
    await onLink(async ({ page, complaints }) => {
      page.on('request', (request) => {
        const path = new URL(request.url()).pathname;
        if (path.startsWith('/api/')) sent.push({ path, request });
      });
      await page.getByRole('radio').first().check();
      // This store is the embedded one: what can be promised is said before the choice and after it.
      const machine = page.getByText('sont sur la même machine');
      expect(await machine.isVisible()).toBe(true);
      await chooseNoName(page);
      expect(await machine.isVisible()).toBe(true);
      expect(await focused(page)).toContain('Vous répondez maintenant sans votre nom');
      await expect.poll(() => page.getByRole('radio').first().isChecked()).toBe(true);
      expect(await asked()).toMatchObject({ answered: true, signed: true });
      expect(await theBallots()).toEqual([]);
      expect(await faultsOf(page)).toEqual([]);

      await fillIn(page, 'Tout à fait d’accord');
      await pressByKey(page, 'Envoyer mes réponses');
      await thanks(page).waitFor();
      // The thanks are the page's own: no question by the link follows the ballot.
      expect(sent.map(({ path }) => path)).toEqual(['/api/link/survey-sign', '/api/survey/ballot']);
      expect(await kept(page)).toEqual(['taken']);
      await page.reload();
      await thanks(page).waitFor();
      expect(complaints).toEqual([]);
    });

    expect(await opened()).toEqual([Array.from({ length: 10 }, () => 5)]);
    expect((await theBallots())[0]).toMatchObject({ cell: 'all' });
    const [sign = '', cast = ''] = sent.map(({ request }) => request.postData() ?? '');
    // The wave is in both, as it is in everybody's.
    const common = [...marksIn(cast)].filter((mark) => marksIn(sign).has(mark));
    expect(common).toEqual([wave.id]);
    expect(cast).not.toContain(token);
    expect(Object.keys(JSON.parse(cast)).toSorted()).toEqual([
      ...['ballot', 'cell', 'sealed', 'signature', 'wave'],
    ]);

    const ballot = reached.find(({ path }) => path === '/api/survey/ballot');
    const byLink = reached.filter(({ path }) => path.startsWith('/api/link/'));
    expect(ballot?.headers).not.toHaveProperty('cookie');
    expect(ballot?.headers).not.toHaveProperty('referer');
    expect(ballot?.headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(ballot?.headers)).not.toContain(token);
    expect(byLink.length).toBeGreaterThan(1);
    expect(byLink.map(({ port }) => port)).not.toContain(ballot?.port);
    // What both say of themselves is the browser's, the same for all who use it.
    const same = Object.entries(ballot?.headers ?? {}).filter(
      ([name, value]) => byLink[0]?.headers[name] === value,
    );
    expect(same.map(([name]) => name).toSorted()).toEqual(
      expect.not.arrayContaining(['etag', 'if-none-match', 'x-request-id']),
    );
    const own =
      /^(host|connection|origin|pragma|cache-control|accept.*|user-agent|content-type|sec-.*)$/;
    expect(same.map(([name]) => name).filter((name) => !own.test(name))).toEqual([]);
  });

  test('a lost signature is asked for again by the same blinded token, and is the same', async () => {
    await onLink(async ({ page }) => {
      const asks: { blinded: string; status: number; answer: string }[] = [];
      await page.route('**/api/link/survey-sign', async (route) => {
        const { blinded } = JSON.parse(route.request().postData() ?? '{}');
        const response = await route.fetch();
        asks.push({ blinded, status: response.status(), answer: await response.text() });
        await (asks.length === 1 ? route.abort() : route.fulfill({ response }));
      });
      await pressByKey(page, 'Répondre sans votre nom');
      await page.getByRole('alert').getByText('La connexion a manqué').waitFor();
      // Closed and opened again in between: what it takes was kept.
      await page.reload();
      await page.getByText('Vous répondez maintenant sans votre nom').waitFor();
      await fillIn(page);
      await pressByKey(page, 'Envoyer mes réponses');
      await thanks(page).waitFor();

      expect(asks.map(({ status }) => status)).toEqual([200, 200]);
      expect(asks[1]).toEqual(asks[0]);
      expect(await opened()).toEqual([Array.from({ length: 10 }, () => 4)]);
    });
  });

  test('begun here, it cannot be finished on another device, which says so', async () => {
    await onLink(async ({ page }) => {
      await chooseNoName(page);
      token = await linkFor(marc);
      await onLink(async ({ page: other }) => {
        await other.getByRole('heading', { name: 'Votre bulletin est ailleurs' }).waitFor();
        expect(await other.getByRole('radio').count()).toBe(0);
      });
      // A reminder has a link of its own; the same browser knows its ballot by it as well.
      await page.goto('about:blank');
      await page.goto(`${url}/l#${token}`);
      await page.getByText('Vous répondez maintenant sans votre nom').waitFor();
      token = await linkFor(awa);
      await page.goto('about:blank');
      await page.goto(`${url}/l#${token}`);
      // Somebody else at the same browser has nothing of it.
      await page.getByRole('button', { name: 'Répondre sans votre nom' }).waitFor();
    });
  });

  test('sent twice, its answer lost in between: one ballot', async () => {
    await onLink(async ({ page }) => {
      await chooseNoName(page);
      await fillIn(page);
      let casts = 0;
      await page.route('**/api/survey/ballot', async (route) => {
        casts += 1;
        const response = await route.fetch();
        await (casts === 1 ? route.abort() : route.fulfill({ response }));
      });
      await pressByKey(page, 'Envoyer mes réponses');
      await page.getByRole('alert').getByText('La connexion a manqué').waitFor();
      await pressByKey(page, 'Réessayer');
      await page.keyboard.press('Enter');
      await thanks(page).waitFor();

      expect(casts).toBe(2);
      expect(await opened()).toEqual([Array.from({ length: 10 }, () => 4)]);
    });
  });

  test.each([
    ['an old browser that knows no X25519', 'crypto.subtle.generateKey = () => Promise.reject()'],
    [
      'a browser that keeps nothing',
      "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }",
    ],
  ])('%s says so, asks for nothing, and leaves the named way', async (_, lacks) => {
    await onLink(async ({ page }) => {
      await page.evaluate(lacks);
      await pressByKey(page, 'Répondre sans votre nom');
      await page.getByText('Ce navigateur ne peut pas préparer de bulletin').waitFor();
      expect(await focused(page)).toContain('Vous pouvez répondre ci-dessus');
      expect(await asked()).toMatchObject({ answered: false, signed: false });

      await fillIn(page);
      await pressByKey(page, 'Envoyer mes réponses');
      await thanks(page).waitFor();
      expect(await asked()).toMatchObject({ answered: true, signed: false });
    });
  });

  test('a wave that closes meanwhile: said, and the choice of the page stays', async () => {
    await onLink(async ({ page }) => {
      await chooseNoName(page);
      await fillIn(page);
      world.clock.now = wave.closes;
      await pressByKey(page, 'Envoyer mes réponses');
      await page.getByRole('alert').getByText('Ce questionnaire est clos').waitFor();
      expect(await theBallots()).toEqual([]);
    });
  });
});
