import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { afterwards, findTimes, onlyItem } from '../journeys/steps.ts';
import { type LivingWorld, startWorld } from '../journeys/world.ts';
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

test('a token nobody was given opens nothing', async () => {
  await built.on(`${world.publicUrl}/l#${'A'.repeat(43)}`, async ({ page }) => {
    await expect.poll(() => page.locator('h1').textContent()).toBe('Ce lien n’est pas reconnu');
  });
});
