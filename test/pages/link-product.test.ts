import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { afterwards, findTimes, onlyItem } from '../journeys/steps.ts';
import { type LivingWorld, startWorld } from '../journeys/world.ts';
import { dumpTables } from '../support/store-contents.ts';
import { BuiltPages, faultsOf, focused, pressByKey } from './link-browser.ts';

const soraya = 'soraya.hamadi@andah.example';
const nadege = 'nadege.bourgoin@clos-mirabelle.example';

// A whole world beside a browser, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const built = new BuiltPages();
let world: LivingWorld;

beforeAll(async () => {
  await built.open();
  world = await startWorld({ pairs: ['P07'] });
});

afterAll(async () => {
  await world.close();
  await built.close();
});

/** The token of the personal link in the mail on top. */
async function newestToken(who: string): Promise<string> {
  const tokens = (await world.mails(who)).flatMap(
    ({ body }) => /\/l#([A-Za-z0-9_-]{43})/.exec(body.content)?.[1] ?? [],
  );
  return tokens[0] ?? '';
}

test('Nadège, who has no Teams, chooses a time and says it took place, from her mails alone', async () => {
  const [first = '', second = ''] = await findTimes(world, soraya);
  await world.pressLatest(soraya, 'meeting.book', { slot: `${first},${second}` });
  const proposed = await newestToken(nadege);

  await built.on(`${world.publicUrl}/l#${proposed}`, async ({ page, complaints }) => {
    await expect.poll(() => page.getByRole('radio').count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await pressByKey(page, 'Choisir ce moment');
    await page.getByText('C’est entendu : la rencontre est confirmée.').waitFor();
    await expect.poll(() => page.locator('.status').textContent()).toBe('Confirmée');
    expect(complaints).toEqual([]);
  });

  await world.moveTo(afterwards(first));
  const asked = await newestToken(nadege);
  expect(asked).not.toBe(proposed);
  await built.on(`${world.publicUrl}/l#${asked}`, async ({ page, complaints }) => {
    await page.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
    await pressByKey(page, 'Oui, elle a eu lieu');
    await page.getByRole('heading', { name: 'Rencontre notée' }).waitFor();
    expect(await focused(page)).toBe('Rencontre notée');
    expect(complaints).toEqual([]);
  });

  await world.settle();
  expect((await onlyItem(world))?.fields).toMatchObject({ Title: 'P07' });
});

test('opened by whatever runs scripts but makes no gesture, a page changes nothing', async () => {
  const token = await newestToken(nadege);
  const before = await dumpTables(world.product.db.opened.sql);

  await built.on(`${world.publicUrl}/l#${token}`, async ({ page }) => {
    const all = "document.querySelectorAll('input, button, summary, label, select')";
    for (const open of ['', 'home']) {
      if (open) await pressByKey(page, 'Mes autres démarches');
      await page.evaluate(`for (const one of ${all}) { one.click(); one.focus?.() }`);
      await page.evaluate(`for (const one of ${all}) {
        for (const type of ['mousedown', 'mouseup', 'click', 'keydown', 'submit', 'touchend'])
          one.dispatchEvent(new Event(type, { bubbles: true }))
      }`);
      await page.reload();
      await page.locator('h1').waitFor();
    }
  });
  for (const method of ['HEAD', 'GET']) {
    for (const path of ['/l', `/l?token=${token}`, '/api/link/read', '/api/link/act'])
      await fetch(`${world.publicUrl}${path}`, { method });
  }

  expect(await dumpTables(world.product.db.opened.sql)).toEqual(before);
});

test('Nadège starts a booking and plans her year from the page, and takes both back', async () => {
  const token = await newestToken(nadege);
  await built.on(`${world.publicUrl}/l#${token}`, async ({ page, complaints }) => {
    await pressByKey(page, 'Mes autres démarches');
    await page.getByRole('heading', { name: 'Votre binôme avec' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await pressByKey(page, 'Réserver une rencontre');
    await pressByKey(page, 'Voir les créneaux');
    await pressByKey(page, 'Proposer ce créneau');
    await page.getByText('Vos propositions sont envoyées.').waitFor();
    await pressByKey(page, 'Retirer ma proposition');
    await page.getByText('C’est défait.').waitFor();

    await pressByKey(page, 'Mes autres démarches');
    await pressByKey(page, 'Poser mes rencontres de l’année');
    await page.getByRole('button', { name: /^Proposer ces \d dates$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Vos dates sont proposées.').waitFor();
    await pressByKey(page, 'Retirer ces propositions');
    await page.getByText('Ces propositions sont retirées.').waitFor();
    expect(complaints).toEqual([]);
  });
});

test('a token nobody was given opens nothing', async () => {
  await built.on(`${world.publicUrl}/l#${'A'.repeat(43)}`, async ({ page }) => {
    await expect.poll(() => page.locator('h1').textContent()).toBe('Ce lien n’est pas reconnu');
  });
});
