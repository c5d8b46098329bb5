import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { People } from '../support/browser.ts';
import { awa, livedOn, twoThemes } from './steps.ts';
import { isAt, tabIn } from './tab-steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 180_000;
vi.setConfig({ testTimeout: patience });

/** She answers for P01 and P05; he and the pilot are of the same cohort. */
const berangere = 'berangere.lacombe-hardy@andah.example';
const ghislain = 'ghislain.tessonneau@andah.example';
const pilot = 'rosalie.chantereau@andah.example';

describe.runIf(livedOn('postgres'))('the coaches’ tab in Teams', () => {
  let world: LivingWorld;
  let people: People;
  beforeAll(async () => {
    world = await startWorld({ pairs: ['P01', 'P05'], alone: true });
    people = await People.arrive();
  }, patience);
  afterAll(async () => {
    await people.leave();
    await world.close();
  });

  /** The tab as Teams opens it, where a link into Teams leads within it. */
  const openTab = (mail: string, place = ''): Promise<Page> => {
    const asked = new URLSearchParams({ as: mail, tab: 'coach', ...(place && { sub: place }) });
    return people.open(`${world.emulator.url}/?${asked}`);
  };

  /** What the product answers to somebody who asks it by hand, with the token of Teams. */
  const askedBy = async (mail: string, path: string, body: object): Promise<[number, string]> => {
    const token = await fetch(`${world.emulator.url}/_emulator/tokens/${mail}`);
    const { token: bearer } = (await token.json()) as { token: string };
    const answer = await fetch(`${world.publicUrl}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    });
    return [answer.status, await answer.text()];
  };

  const addressOf = async (tab: FrameLocator): Promise<string> =>
    String(await tab.locator('body').evaluate('location.search'));

  test('Bérangère finds the latest pair, reads it, and hands it over; Ghislain finds it the next day', async () => {
    await world.advance('P18D');
    await world.say(awa, 'noter');
    await world.pressLatest(awa, 'meeting.record', { date: '2026-04-30', themes: twoThemes });
    // Eight weeks after the launch, and not yet after Awa's meeting.
    await world.moveTo('2026-06-11T08:00:00Z');

    const tab = tabIn(await openTab(berangere));
    await tab.getByRole('heading', { name: /À voir aujourd’hui · Un binôme a besoin/ }).waitFor();
    const latest = tab.locator('.urgent .line');
    expect(await latest.innerText()).toMatch(
      /P05\s+Maëlle Fauvel · Olivier Roussignol\s+Pas encore de rencontre depuis le 14 avril/,
    );
    await latest.getByRole('button', { name: /Prendre des nouvelles/ }).click();
    await isAt(tab, tab.getByRole('heading', { name: 'Maëlle Fauvel et Olivier Roussignol' }));
    await tab.getByRole('article', { name: 'Un binôme sans rencontre posée' }).waitFor();
    await tab.getByText('Rien n’y figure pour l’instant.').waitFor();
    const place = (await addressOf(tab)).slice(1);

    const handing = tab.getByRole('region', { name: 'Confier ce binôme' });
    await handing.getByRole('combobox').selectOption('Ghislain Tessonneau');
    await handing.getByRole('button', { name: 'Confier ce binôme' }).click();
    await tab.getByText('Le binôme est confié à votre collègue.').waitFor();
    await tab.getByRole('button', { name: 'Défaire', exact: true }).waitFor();

    await world.settle();
    await world.advance('P1D');
    const his = tabIn(await openTab(ghislain));
    await his.locator('.urgent .line').filter({ hasText: 'Maëlle Fauvel' }).waitFor();
    const led = tabIn(await openTab(ghislain, place));
    await led.getByRole('heading', { name: 'Maëlle Fauvel et Olivier Roussignol' }).waitFor();
    await led.getByText('Référent·e : Ghislain Tessonneau').waitFor();
    const hers = tabIn(await openTab(berangere));
    await hers.getByText('Awa Lemoine').waitFor();
    expect(await hers.locator('.line').count()).toBe(1);
  });

  test('the pilot has the figures, and reaches a pair by no address', async () => {
    const hers = tabIn(await openTab(berangere));
    await hers.getByRole('button', { name: /Awa Lemoine/ }).click();
    await hers.getByRole('heading', { name: 'Awa Lemoine et Marc Delcourt' }).waitFor();
    const place = (await addressOf(hers)).slice(1);
    const pair = new URLSearchParams(place).get('pair') ?? '';

    for (const led of ['', place, 'shown=all']) {
      const tab = tabIn(await openTab(pilot, led));
      await tab.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => addressOf(tab)).toBe('?view=report');
      expect(await tab.getByText('Awa Lemoine').count()).toBe(0);
    }
    const missing = '00000000-0000-4000-8000-000000000000';
    const denied = await askedBy(pilot, '/api/coach/pair', { pair });
    expect(denied).toEqual([404, '{"refused":"not-found"}']);
    expect(await askedBy(pilot, '/api/coach/pair', { pair: missing })).toEqual(denied);
    expect(await askedBy(pilot, '/api/coach/pairs', {})).toEqual(denied);
    const act = { act: 'hand-over-pair', to: missing };
    const sent = { pair, id: crypto.randomUUID(), act };
    expect(await askedBy(pilot, '/api/coach/act', sent)).toEqual(denied);
  });

  test('Awa, who is in a pair, is told whose tab this is and where hers is', async () => {
    const tab = tabIn(await openTab(awa));
    await tab.getByText('se trouve dans l’onglet « Binôme »').waitFor();
  });
});
