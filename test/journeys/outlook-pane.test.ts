import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { People } from '../support/browser.ts';
import { copyOf } from './appointment-steps.ts';
import { composeAs, openAgain, paneIn } from './outlook-steps.ts';
import { awa, livedOn, marc, onlyEvent, onlyItem, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

const neutral = 'Rendez-vous Télémaque';

describe.runIf(livedOn('postgres'))('the pane in Outlook', () => {
  let world: LivingWorld;
  let people: People;
  beforeAll(async () => {
    world = await startWorld();
    people = await People.arrive();
  }, patience);
  afterAll(async () => {
    await people?.leave();
    await world?.close();
  });

  test('Marc makes an appointment the pair’s meeting, holds it, and the list has its row', async () => {
    const outlook = await composeAs(world, people, marc);
    const pane = paneIn(outlook);
    await pane
      .getByRole('heading', { name: 'En faire votre rencontre avec Awa Lemoine' })
      .waitFor();
    await outlook.getByLabel('Objet').fill('Le conflit avec K.');
    await outlook.getByLabel('Texte').fill('À garder entre nous');
    await pane.getByRole('radio', { name: 'Jeudi 16 avril' }).first().check();
    await pane.getByRole('button', { name: 'En faire notre rencontre' }).click();
    await pane.getByRole('heading', { name: 'est prête' }).waitFor();

    expect(await outlook.getByLabel('Objet').inputValue()).toBe(neutral);
    expect(await outlook.getByLabel('Texte').inputValue()).toBe('À garder entre nous');
    expect(await outlook.getByLabel('Participant').inputValue()).toMatch(`${awa}`);
    expect(await outlook.getByLabel('Participant').inputValue()).toMatch(`${programme}`);
    expect(await outlook.getByLabel('Confidentialité').inputValue()).toBe('private');
    await outlook.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await outlook.getByRole('button', { name: 'Nouveau rendez-vous', exact: true }).waitFor();
    await world.settle();

    const event = await onlyEvent(world, marc);
    if (!event) throw new Error('no appointment was sent');
    expect(event.start.dateTime).toMatch(/^2026-04-16T/);
    expect(JSON.stringify(await copyOf(world, event))).not.toMatch(/conflit|entre nous/);
    const end = Date.parse(`${event.end.dateTime.slice(0, 19)}Z`);
    await world.moveTo(new Date(end + 60_000).toISOString());

    await outlook.reload();
    await openAgain(outlook, neutral);
    await pane.getByRole('heading', { name: 'a-t-elle eu lieu' }).waitFor();
    await pane.getByRole('checkbox').first().check();
    await pane.getByRole('button', { name: 'Oui, elle a eu lieu' }).click();
    await pane.getByRole('heading', { name: 'Rencontre notée' }).waitFor();
    await world.settle();

    expect((await onlyItem(world))?.fields.DateRencontre).toContain('2026-04-16');
  });
});
