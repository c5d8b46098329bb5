import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  ask,
  invite,
  awa as liveAwa,
  marc,
  paris,
  programme,
  startAnew,
  tuesdayMeeting,
} from './graph-world.ts';
import { as } from './pages-browser.ts';
import { mailbox } from './pages-world.ts';
import { stubbedPages } from './stubbed-pages.ts';

const awa = 'awa@ch-ormeval.example';
const { pages, stub, on } = stubbedPages();
const event = (page: Page, name: string) => page.getByRole('button', { name });
const saying = (page: Page, words: string) => page.locator('.said', { hasText: words }).waitFor();
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

/** Takes the event by its middle as many days and hours further, and keeps the button down. */
async function carry(page: Page, what: Locator, days: number, hours: number): Promise<void> {
  const box = await what.boundingBox();
  const slots = await page.locator('.slots').first().boundingBox();
  const columns = await page.locator('[data-day]').evaluateAll(lefts);
  if (!box || !slots) throw new Error('the week is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const from = columns.filter((left) => left <= x).length - 1;
  await page.mouse.move(x, y);
  await page.mouse.down();
  const across = (columns[from + days] ?? 0) - (columns[from] ?? 0);
  await page.mouse.move(x + across, y + (slots.height / 11) * hours, { steps: 3 });
}
const lefts = (all: { getBoundingClientRect: () => { left: number } }[]) =>
  all.map((one) => one.getBoundingClientRect().left);

describe('an event of one’s own, taken by the hand', () => {
  test('shows where it would fall, to the quarter of an hour, and moves when let go', () =>
    on(as('/outlook', awa), async (page) => {
      const board = event(page, 'Comité de direction');
      await carry(page, board, 2, 1.1);
      await expect
        .poll(async () => plain(await page.locator('.drop-target').textContent()))
        .toBe('11 h – 13 h 30');
      await expect.poll(() => page.locator('[data-day="2026-04-16"] .drop-target').count()).toBe(1);
      expect(stub.asked).toEqual([]);
      await page.mouse.up();

      await saying(page, 'Déplacé : jeudi 16 avril');
      expect(stub.asked).toEqual([
        {
          method: 'PATCH',
          path: `/_emulator/calendar/${encodeURIComponent(awa)}/e3`,
          body: {
            start: { dateTime: '2026-04-16T09:00:00.000', timeZone: 'UTC' },
            end: { dateTime: '2026-04-16T11:30:00.000', timeZone: 'UTC' },
          },
        },
      ]);
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
      await expect.poll(() => page.locator('.drop-target, .lifted').count()).toBe(0);
    }));

  test('stays where it was when Escape is pressed, when let go there, and when it is refused', () =>
    on(as('/outlook', awa), async (page) => {
      const board = event(page, 'Comité de direction');
      await carry(page, board, 2, 1);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      await carry(page, board, 0, 0.12);
      await page.mouse.up();
      expect(stub.asked).toEqual([]);

      stub.calendarRefuses = true;
      await carry(page, board, 1, 0);
      await page.mouse.up();
      await page.getByRole('alert').filter({ hasText: 'not found' }).waitFor();
      await expect.poll(() => page.locator('.drop-target, .lifted').count()).toBe(0);
      await expect.poll(async () => plain(await board.textContent())).toContain('10 h – 12 h 30');

      stub.calendarRefuses = false;
      await board.click();
      await page.getByRole('dialog').waitFor();
    }));

  test('goes by keys a day and a quarter of an hour, and keeps the focus', () =>
    on(as('/outlook', awa), async (page) => {
      await event(page, 'Comité de direction').focus();
      await page.keyboard.press('Alt+ArrowRight');
      await saying(page, 'mercredi 15 avril');
      await page.keyboard.press('Alt+ArrowUp');
      await saying(page, 'mardi 14 avril, 9 h 45 – 12 h 15');
      expect(stub.asked.map(({ body }) => body)).toMatchObject([
        { start: { dateTime: '2026-04-15T08:00:00.000' } },
        { start: { dateTime: '2026-04-14T07:45:00.000' } },
      ]);
      expect(await page.evaluate('document.activeElement.dataset.event')).toBe('e3');
    }));
});

test('an attendee moves nothing, and is told to propose another time, with a word', () =>
  on(as('/outlook', awa), async (page) => {
    const meeting = event(page, 'Rencontre de mentorat 14');
    const refusal = 'Seul l’organisateur peut déplacer ; proposez un autre horaire';
    await carry(page, meeting, -1, 0);
    await saying(page, refusal);
    await expect.poll(() => page.locator('.drop-target').count()).toBe(0);
    await page.mouse.up();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

    await meeting.click();
    await expect.poll(() => page.getByRole('button', { name: /^Retirer / }).count()).toBe(0);
    await page.getByLabel('Mot à l’organisateur').fill('Je suis en déplacement.');
    await page.getByRole('button', { name: 'Refuser', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(stub.asked.map(({ body }) => body)).toEqual([
      { response: 'declined', notify: true, comment: 'Je suis en déplacement.' },
    ]);
  }));

test('whole days and weeks are put in the zone they are lived in', () =>
  on(as('/outlook', awa), async (page) => {
    await event(page, 'Nouvel événement').click();
    await page.getByLabel('Statut').selectOption({ label: 'Absent·e' });
    await page.getByLabel('Toute la journée').check();
    await page.getByLabel('Premier jour').fill('2026-04-15');
    await page.getByLabel('Dernier jour').fill('2026-04-16');
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await event(page, 'Nouvel événement').click();
    await page.getByLabel('Chaque semaine').check();
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    const timeZone = 'Europe/Paris';
    expect(stub.asked.map(({ body }) => body)).toEqual([
      {
        subject: 'Occupé·e',
        showAs: 'oof',
        isAllDay: true,
        start: { dateTime: '2026-04-15T00:00', timeZone },
        end: { dateTime: '2026-04-17T00:00', timeZone },
      },
      {
        subject: 'Occupé·e',
        showAs: 'busy',
        start: { dateTime: '2026-04-14T10:00', timeZone },
        end: { dateTime: '2026-04-14T11:00', timeZone },
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
          range: { type: 'noEnd', startDate: '2026-04-14' },
        },
      },
    ]);
  }));

test('the programme’s mailbox is chosen for its calendar, and for nothing else', () =>
  on('/outlook', async (page) => {
    await page.getByRole('link', { name: 'Boîte du programme (organise les rencontres)' }).click();
    await page.getByRole('heading', { name: 'Agenda du programme' }).waitFor();
    expect(new URL(page.url()).searchParams.get('as')).toBe(mailbox.mail);

    await page.getByRole('link', { name: 'Teams' }).click();
    await page.getByLabel('Chercher quelqu’un').fill('boite');
    await page.getByText('Personne ne correspond').waitFor();
  }));

describe('over the emulator itself', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startAnew({ pagesDir: pages.dir });
  });
  afterAll(() => emulator.close());
  const calendarOf = async (mail: string) =>
    (await ask(emulator, 'GET', `/_emulator/calendar/${mail}`)).body;

  test('the programme drags its meeting to Thursday, takes Marc off, and every copy follows', async () => {
    await ask(emulator, 'POST', `/_emulator/calendar/${programme}`, {
      ...tuesdayMeeting,
      start: paris('2026-04-14T14:00:00'),
      end: paris('2026-04-14T15:00:00'),
      attendees: invite(liveAwa.mail, marc.mail),
    });
    await ask(emulator, 'POST', `/_emulator/calendar/${programme}`, {
      subject: 'Journée de lancement',
      start: paris('2026-04-15T00:00:00'),
      end: paris('2026-04-17T00:00:00'),
      isAllDay: true,
    });

    await pages.on(emulator.url + as('/outlook', programme), async (page) => {
      const meeting = event(page, tuesdayMeeting.subject);
      const thursday = page.locator('[data-day="2026-04-16"] .slots');
      await meeting.dragTo(thursday, { targetPosition: { x: 20, y: 45 * 3.5 } });
      await page.getByRole('button', { name: '11 h – 12 h' }).waitFor();
      const whole = page.locator('.whole-day', { hasText: 'Journée de lancement' });
      await expect.poll(() => whole.count()).toBe(2);

      await meeting.click();
      await page.getByRole('button', { name: `Retirer ${marc.name}` }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    const start = { dateTime: '2026-04-16T09:00:00.0000000', timeZone: 'UTC' };
    expect(await calendarOf(liveAwa.mail)).toMatchObject([{ start, isCancelled: false }]);
    expect(await calendarOf(marc.mail)).toMatchObject([{ start, isCancelled: true }]);
  });
});
