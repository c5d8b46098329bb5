import type { FrameLocator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readBallot } from '../../src/domain/tally.ts';
import { People } from '../support/browser.ts';
import { awa, livedOn, marc } from './steps.ts';
import { pressByKey, tabIn } from './tab-steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 180_000;
vi.setConfig({ testTimeout: patience });

/** Every text of at least six letters or figures that somebody could look for in another request. */
const marksIn = (text: string): Set<string> => new Set(text.match(/[\w-]{6,}/g) ?? []);

/** Fills in every part with the same level, and sends it. */
async function answerAll(teams: Page, tab: FrameLocator, level: string): Promise<void> {
  for (const part of [1, 2, 3, 4, 5]) {
    await tab.getByRole('heading', { name: `Partie ${part} sur 5` }).waitFor();
    for (const box of await tab.getByRole('radio', { name: level, exact: true }).all())
      await box.check();
    await pressByKey(teams, part < 5 ? 'Suivant' : 'Envoyer mes réponses');
  }
}

describe.runIf(livedOn('pglite'))('a questionnaire in the pair’s tab in Teams', () => {
  let world: LivingWorld;
  let people: People;
  beforeAll(async () => {
    world = await startWorld({ alone: true });
    people = await People.arrive();
    await world.moveTo('2026-10-09T07:10:00Z');
  }, patience);
  afterAll(async () => {
    await people.leave();
    await world.close();
  });

  const store = () => world.product.db.opened.sql;
  const ballots = () => store().selectFrom('ballot').selectAll().execute();

  /** What the ballots say, in order of their answers: nothing else tells them apart. */
  async function opened(): Promise<(number[] | null)[]> {
    const [one] = await ballots();
    const { waves } = world.product.db.read;
    const kept = one && (await waves.keysOf(one.wave_id));
    if (!kept) throw new Error('no ballot was put in');
    const open = await world.product.deps.keys.opener(kept);
    const all = (await ballots()).map(({ sealed }) => {
      const plain = open(sealed);
      return plain && readBallot(plain, 10, 1);
    });
    return all.toSorted((a, b) => (a?.[0] ?? 0) - (b?.[0] ?? 0));
  }

  async function openTab(who: string): Promise<{ teams: Page; tab: FrameLocator }> {
    const teams = await people.open(`${world.emulator.url}/?as=${who}&tab=pair`);
    const tab = tabIn(teams);
    await tab
      .getByText(/^Questionnaire de mi-parcours, jusqu’au .* inclus$/)
      .first()
      .waitFor();
    await pressByKey(teams, 'Ouvrir le questionnaire');
    await tab.getByRole('dialog', { name: 'Votre questionnaire de mi-parcours' }).waitFor();
    return { teams, tab };
  }

  test('Awa answers without her name: nothing in her ballot’s request matches another one of hers', async () => {
    const { teams, tab } = await openTab(awa);
    const sent: Request[] = [];
    teams.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/api/')) sent.push(request);
    });
    await pressByKey(teams, 'Répondre sans votre nom');
    await tab.getByText('Vous répondez maintenant sans votre nom').waitFor();
    expect(await ballots()).toEqual([]);
    await answerAll(teams, tab, 'Tout à fait d’accord');
    await tab.getByRole('heading', { name: 'Merci pour vos réponses' }).waitFor();

    expect(await opened()).toEqual([Array.from({ length: 10 }, () => 5)]);
    const paths = sent.map((request) => new URL(request.url()).pathname);
    expect(paths).toEqual(['/api/tab/survey-sign', '/api/survey/ballot']);
    const [signed, cast] = await Promise.all(
      sent.map(async (request) => ({
        headers: await request.allHeaders(),
        body: request.postData() ?? '',
      })),
    );
    expect(signed?.headers.authorization).toMatch(/^Bearer /);
    for (const name of ['authorization', 'cookie', 'referer'])
      expect(cast?.headers).not.toHaveProperty(name);
    const hers = marksIn(`${signed?.body} ${signed?.headers.authorization}`);
    const common = [...marksIn(cast?.body ?? '')].filter((mark) => hers.has(mark));
    const [wave] = await ballots();
    expect(common).toEqual([wave?.wave_id]);
  });

  test('Marc answers under his: his ballot is sealed as hers is, and each is counted once', async () => {
    const { teams, tab } = await openTab(marc);
    await answerAll(teams, tab, 'Plutôt d’accord');
    await tab.getByRole('heading', { name: 'Merci pour vos réponses' }).waitFor();
    await teams.keyboard.press('Escape');
    await tab.locator('main').getByText('Merci, vos réponses sont sous scellé.').waitFor();
    await expect.poll(() => tab.getByText('Ouvrir le questionnaire').count()).toBe(0);

    expect(await opened()).toEqual([4, 5].map((level) => Array.from({ length: 10 }, () => level)));
    const answered = await store().selectFrom('participation').select('answered').execute();
    expect(answered).toEqual([{ answered: true }, { answered: true }]);
    // As long as each other, and with nothing beside that says whose or when.
    const rows = await ballots();
    expect(new Set(rows.map(({ sealed }) => sealed.length))).toEqual(new Set([512]));
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['cell', 'id', 'sealed', 'wave_id']);
  });
});
