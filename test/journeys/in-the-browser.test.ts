import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cardSaying, followLink, People, press, read } from '../support/browser.ts';
import { afterwards, findTimes, livedOn, marc } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const soraya = 'soraya.hamadi@andah.example';
const nadege = 'nadege.bourgoin@clos-mirabelle.example';
const coach = 'berangere.lacombe-hardy@andah.example';
const pilot = 'rosalie.chantereau@andah.example';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

let world: LivingWorld;
let people: People;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P07'] });
  people = await People.arrive();
}, patience);
afterEach(() => world.reset(), patience);
afterAll(async () => {
  await people.leave();
  await world.close();
});

const openAs = (path: string, mail: string) => people.openAs(world.emulator.url, path, mail);

/** Awa's way to a meeting: open, choose, done. */
async function bookByClicking(page: Page): Promise<void> {
  await page.getByLabel('Écrire un message').fill('réserver');
  await page.keyboard.press('Enter');
  const form = cardSaying(page, 'Quelle rencontre souhaitez-vous avec Marc Delcourt ?');
  await form.getByRole('radio', { name: 'En visio' }).check();
  await form.getByLabel('Pour combien de temps ?').selectOption({ label: '1 heure' });
  await press(form, 'Voir les créneaux');
  const slots = cardSaying(page, 'Quand rencontrer Marc Delcourt ?');
  await slots.getByRole('radio', { name: 'Mercredi 15 avril, 10 h – 11 h' }).check();
  await press(slots, 'Réserver');
}

async function moveTheClock(wall: string): Promise<void> {
  const page = await people.open(`${world.emulator.url}/control`);
  await page.getByLabel('Date et heure de Paris').fill(wall);
  await press(page, 'Aller à cette date');
  await page.getByText('Tout ce qui était prévu est fait.').waitFor();
}

async function expectTheCoachesAloneToRead(row: string[]): Promise<void> {
  const list = await openAs('/sharepoint', coach);
  await list.locator('tbody').waitFor();
  expect(await read(list.locator('tbody td'))).toEqual(row);
  const refusal = await openAs('/sharepoint', pilot);
  await refusal.getByText('Cette liste n’est pas ouverte à Rosalie Chantereau').first().waitFor();
  await expect.poll(() => refusal.locator('tbody').count()).toBe(0);
}

test.runIf(livedOn('pglite'))(
  'Awa books, Marc agrees and finds it in Outlook, Awa says it took place, a coach reads it',
  async () => {
    const awaAtTeams = await people.open(world.emulator.url);
    await awaAtTeams.getByRole('link', { name: 'Awa Lemoine' }).click();
    await bookByClicking(awaAtTeams);
    const booked = cardSaying(awaAtTeams, 'À confirmer · Marc Delcourt n’a pas encore répondu');
    await booked.getByText('Mercredi 15 avril, 10 h – 11 h').waitFor();

    const marcAtWork = await openAs('/', marc);
    const asked = cardSaying(marcAtWork, 'À confirmer · proposé par Awa Lemoine');
    await press(asked, 'Convient');
    await cardSaying(marcAtWork, 'Confirmée').waitFor();
    await cardSaying(awaAtTeams, 'Confirmée').waitFor();

    await marcAtWork.getByRole('link', { name: 'Outlook' }).click();
    const wednesday = marcAtWork.locator('.day-column').filter({ hasText: 'Mercredi 15 avril' });
    await wednesday.getByRole('button', { name: 'Rendez-vous Télémaque' }).click();
    expect(await read(marcAtWork.getByRole('dialog').locator('dd'))).toEqual([
      'mercredi 15 avril, 10 h – 11 h',
      'Rejoindre la réunion',
      'Programme de mentorat',
      'Awa Lemoine : pas encore de réponse',
      'Marc Delcourt : pas encore de réponse',
      'Provisoire',
      'Privé',
    ]);

    await moveTheClock('2026-04-15T11:01');
    const question = cardSaying(
      awaAtTeams,
      'Votre rencontre du mercredi 15 avril a-t-elle eu lieu ?',
    );
    await question.getByRole('checkbox', { name: 'Réseaux et partenaires' }).check();
    await question.getByRole('checkbox', { name: 'Développement des compétences' }).check();
    await press(question, 'Oui, elle a eu lieu');
    await cardSaying(awaAtTeams, 'Rencontre notée').waitFor();

    await expectTheCoachesAloneToRead([
      'P01',
      '15 avril 2026',
      'Réseaux et partenaires · Développement des compétences',
    ]);
  },
);

test.runIf(livedOn('postgres'))(
  'Nadège, who has only her mailbox, follows its links to choose a time and to say it took place',
  async () => {
    const [first = '', second = ''] = await findTimes(world, soraya);
    await world.pressLatest(soraya, 'meeting.book', { slot: `${first},${second}` });

    const mailbox = await openAs('/mail', nadege);
    const proposal = await followLink(mailbox);
    await proposal.getByRole('radio').first().check();
    await press(proposal, 'Choisir ce moment');
    await proposal.getByText('C’est entendu : la rencontre est confirmée.').waitFor();
    await proposal.close();

    await world.moveTo(afterwards(first));
    await mailbox.reload();
    await mailbox.frameLocator('.mail-body').getByText('a-t-elle eu lieu').waitFor();
    const question = await followLink(mailbox);
    await question.getByRole('checkbox', { name: 'Prise de poste' }).check();
    await press(question, 'Oui, elle a eu lieu');
    await question.getByRole('heading', { name: 'Rencontre notée' }).waitFor();

    await world.settle();
    await expectTheCoachesAloneToRead(['P07', '15 avril 2026', 'Prise de poste']);
  },
);
