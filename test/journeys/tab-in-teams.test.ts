import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { People, read } from '../support/browser.ts';
import { awa, livedOn, marc, meetingsIn, onlyEvent } from './steps.ts';
import { brightness, isAt, pressByKey, tabIn, tabTo, unfoldByKey } from './tab-steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

/** « Mardi 2 juin, 10 h – 11 h »: an hour of the calendar's, which is in UTC. */
function momentInParis(start: string): string {
  const at = Date.parse(`${start.slice(0, 19)}Z`);
  const told = (instant: number, wish: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('fr-FR', { ...wish, timeZone: 'Europe/Paris' }).format(instant);
  const day = told(at, { weekday: 'long', day: 'numeric', month: 'long' });
  const [from, to] = [at, at + 3_600_000].map((instant) => told(instant, { hour: 'numeric' }));
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}, ${from} – ${to}`.replaceAll(/\s/g, ' ');
}

const herPair = 'Votre binôme avec Marc Delcourt';

describe.runIf(livedOn('postgres'))('the pair’s tab in Teams', () => {
  let world: LivingWorld;
  let people: People;
  beforeAll(async () => {
    world = await startWorld();
    people = await People.arrive();
  }, patience);
  afterAll(async () => {
    await people.leave();
    await world.close();
  });

  test('a tab that Teams may not sign in yet says what to do, and opens once it may', async () => {
    await world.arm('GET', '/_emulator/tokens/*', 'consent-required');
    const teams = await people.open(`${world.emulator.url}/?as=${awa}&tab=pair`);
    const tab = tabIn(teams);

    await tab.getByRole('heading', { name: 'Teams n’a pas encore l’autorisation' }).waitFor();
    await tab
      .getByText('une autorisation de votre établissement est peut-être nécessaire')
      .waitFor();
    await tab.getByRole('button', { name: 'Réessayer' }).click();
    await tab.getByRole('heading', { name: herPair, level: 1 }).waitFor();
  });

  test('Awa opens her tab in Teams, in the look she has there, and books by keyboard alone', async () => {
    const teams = await people.openAs(world.emulator.url, '/', awa);
    await teams.getByRole('link', { name: 'Binôme' }).click();
    const tab = tabIn(teams);
    await tab.getByRole('heading', { name: herPair, level: 1 }).waitFor();
    await tab.getByRole('img', { name: /^Du 14 avr.* au .* · / }).waitFor();

    expect(await brightness(teams)).toBeGreaterThan(200);
    await teams.getByLabel('Thème').selectOption('Sombre');
    await expect.poll(() => brightness(teams)).toBeLessThan(80);
    await teams.getByLabel('Thème').selectOption('Contraste');
    await expect.poll(() => brightness(teams)).toBe(0);

    await pressByKey(teams, 'Réserver une rencontre');
    await pressByKey(teams, 'Voir les créneaux');
    const dialog = tab.getByRole('dialog', { name: 'Quand rencontrer Marc Delcourt ?' });
    await tabTo(teams, tab, dialog.getByRole('radio').first());
    await teams.keyboard.press('ArrowDown');
    const second = { name: 'Jeudi 16 avril, 14 h 30 – 15 h 30', checked: true };
    await dialog.getByRole('radio', second).waitFor();
    await pressByKey(teams, 'Réserver');
    await tab.getByText('À confirmer · Marc Delcourt n’a pas encore répondu').waitFor();
    // Where somebody who hears the page is led, and from where Escape leads back to the year.
    await isAt(tab, tab.getByRole('heading', { name: 'Rencontre avec Marc Delcourt' }));
    await teams.keyboard.press('Escape');
    await tab.getByRole('heading', { name: 'Une rencontre est posée' }).waitFor();

    await world.settle();
    for (const mail of [awa, marc])
      expect((await onlyEvent(world, mail))?.start.dateTime).toMatch(/^2026-04-16T12:30/);
  });

  test('Awa plans her year by the keyboard alone, from the door of Teams to both calendars', async () => {
    await world.reset();
    const teams = await people.openAs(world.emulator.url, '/', awa);
    await tabTo(teams, teams, teams.getByRole('link', { name: 'Binôme' }));
    await teams.keyboard.press('Enter');
    const tab = tabIn(teams);
    await tab.getByText('Votre année de mentorat a commencé').waitFor();

    await pressByKey(teams, 'Poser les rencontres de l’année');
    const dialog = tab.getByRole('dialog', { name: 'Poser vos rencontres avec Marc Delcourt' });
    await dialog.getByText('Rien n’est encore réservé').waitFor();
    const own = dialog.locator('ul.year li:not(.small)');
    const drafted = await read(own);
    await unfoldByKey(teams, 'Décaler une date');
    await tabTo(teams, tab, dialog.getByRole('radio', { checked: true }));
    await teams.keyboard.press('ArrowDown');
    await pressByKey(teams, 'Plus tard');
    await dialog.getByText('La date est décalée et les suivantes sont ajustées').waitFor();
    const chosen = await read(own);
    expect(chosen[0]).toBe(drafted[0]);
    expect(chosen[1]).not.toBe(drafted[1]);

    await pressByKey(teams, `Poser ces ${chosen.length} dates`);
    await isAt(tab, tab.getByRole('heading', { name: /^Vos rencontres de l’année avec/ }));
    await teams.keyboard.press('Escape');
    const posed = tab.getByRole('heading', { name: /rencontres sont posées$/ });
    await posed.waitFor();

    await world.settle();
    for (const mail of [awa, marc]) {
      const events = await meetingsIn(world, mail);
      expect(events.map(({ start }) => momentInParis(start.dateTime))).toEqual(chosen);
    }
  });
});
