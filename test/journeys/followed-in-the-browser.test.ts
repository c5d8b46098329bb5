import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cardSaying, People, press, read } from '../support/browser.ts';
import { shownIn } from './agreement.ts';
import { textOf } from './control.ts';
import { awa, bookFirst, denySchedules, marc, meetingsIn, programme, seen } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

let world: LivingWorld;
let people: People;
beforeAll(async () => {
  // As in `npm start`: what comes due comes by itself, nobody moves the clock.
  world = await startWorld({ pairs: ['P01'], selfRunning: true });
  people = await People.arrive();
}, patience);
afterEach(() => world.reset(), patience);
afterAll(async () => {
  await people.leave();
  await world.close();
});

const openAs = (path: string, mail: string) => people.openAs(world.emulator.url, path, mail);

/** Wednesday 15 April, ten o'clock in Paris: booked by Awa, agreed by Marc. */
async function agreedMeeting(): Promise<void> {
  await bookFirst(world, awa);
  await world.settle();
  await world.pressLatest(marc, 'meeting.accept');
  await world.settle();
}

const meetingOn = (page: Page) => page.getByRole('button', { name: 'Rendez-vous Télémaque' });

const friday = '2026-04-17T12:00/2026-04-17T13:00';

describe.each(seen)('with %s', (_said, denied) => {
  beforeEach(async () => {
    if (denied) await denySchedules(world);
  });

  test('the organiser drags the event to Friday, and chats, calendars and « mes rencontres » follow', async () => {
    await agreedMeeting();
    const [awaAtTeams, marcAtTeams] = [await openAs('/', awa), await openAs('/', marc)];
    const outlook = await openAs('/outlook', programme);

    const eleven = { x: 20, y: 45 * 6.5 };
    const column = outlook.locator('[data-day="2026-04-17"] .slots');
    await meetingOn(outlook).dragTo(column, { targetPosition: eleven });

    for (const page of [awaAtTeams, marcAtTeams]) {
      const card = cardSaying(page, 'À confirmer · déplacée dans Outlook');
      await card.getByText('Vendredi 17 avril').waitFor();
    }
    const [shown] = await shownIn(world, programme);
    expect(shown).toMatch(/^2026-04-17T/);
    for (const mail of [awa, marc]) expect(await shownIn(world, mail)).toEqual([shown]);

    await press(cardSaying(marcAtTeams, 'déplacée dans Outlook'), 'Convient');
    await press(cardSaying(awaAtTeams, 'À confirmer · proposé par Marc Delcourt'), 'Convient');
    await cardSaying(awaAtTeams, 'Confirmée').waitFor();
    const asked = await world.say(awa, 'mes rencontres');
    expect(asked.messages.some(({ card }) => card && /17 avril/.test(textOf(card)))).toBe(true);
  });

  test('the mentor proposes another time in Outlook, the mentee agrees on a card, and everything follows', async () => {
    await agreedMeeting();
    const awaAtTeams = await openAs('/', awa);
    const outlook = await openAs('/outlook', marc);
    await meetingOn(outlook).click();
    const dialog = outlook.getByRole('dialog');
    await dialog.getByText('Proposer un autre horaire').click();
    await dialog.getByLabel('Début').fill('2026-04-17T14:00');
    await dialog.getByLabel('Fin').fill('2026-04-17T15:00');
    await press(dialog, 'Refuser et proposer');

    const asked = cardSaying(awaAtTeams, 'À confirmer · proposé par Marc Delcourt');
    await asked.getByText('Vendredi 17 avril, 14 h – 15 h').waitFor();
    await press(asked, 'Convient');
    await cardSaying(awaAtTeams, 'Confirmée').waitFor();

    for (const mail of [programme, awa, marc]) {
      await vi.waitFor(async () => expect(await shownIn(world, mail)).toEqual([friday]), patience);
    }
    const marcAtTeams = await openAs('/', marc);
    await cardSaying(marcAtTeams, 'Confirmée').getByText('Vendredi 17 avril').waitFor();
  });

  test('the organiser cancels: one notice each, and no ghost anywhere', async () => {
    await agreedMeeting();
    const before = await Promise.all([awa, marc].map((mail) => world.chat(mail)));
    const outlook = await openAs('/outlook', programme);
    await meetingOn(outlook).click();
    await press(outlook.getByRole('dialog'), 'Supprimer');

    for (const [at, mail] of [awa, marc].entries()) {
      const page = await openAs('/', mail);
      await cardSaying(page, 'Annulée dans Outlook').waitFor();
      const after = await world.chat(mail);
      expect(after).toHaveLength((before[at]?.length ?? 0) + 1);
      expect(await shownIn(world, mail)).toEqual([]);
    }
    expect(await meetingsIn(world, programme)).toEqual([]);
    await meetingOn(outlook).waitFor({ state: 'detached' });
    expect(await read(outlook.locator('.day-column h2'))).toHaveLength(5);
  });
});
