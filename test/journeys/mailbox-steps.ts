import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { press, read } from '../support/browser.ts';
import { lettersTo } from './steps.ts';
import type { LivingWorld } from './world.ts';

/** Somebody who has nothing but a mailbox, read in a tab of its own. */
export interface Correspondent {
  mail: string;
  mailbox: Page;
}

/** What every mail of ours is headed with; Exchange's own, about the calendar, have other words. */
const subject = 'Télémaque : une question sur votre agenda';

/** The newest mail of ours that brings no questionnaire says this, once all is carried out. */
export async function findMail(
  world: LivingWorld,
  who: Correspondent,
  words: string,
): Promise<void> {
  const { mailbox } = who;
  await world.settle();
  const newest = (await textsTo(world, who)).findIndex((text) => !text.includes('questionnaire'));
  await mailbox.bringToFront();
  await mailbox.reload();
  const ours = mailbox.locator('.mail-list').getByRole('button', { name: subject });
  await ours.nth(newest).click();
  await mailbox.frameLocator('.mail-body').getByText(words).waitFor();
}

/** The personal page behind the mail that is open, in the tab that its link opens. */
export async function followToPage({ mailbox }: Correspondent): Promise<Page> {
  // A page that lies behind another one is not drawn, and a click on it waits for ever.
  await mailbox.bringToFront();
  const link = mailbox.frameLocator('.mail-body').locator('a[href*="/l#"]');
  const [page] = await Promise.all([mailbox.context().waitForEvent('page'), link.click()]);
  await page.locator('h1').waitFor();
  return page;
}

/** From a mail that says this to the page behind it. */
export async function openFrom(
  world: LivingWorld,
  who: Correspondent,
  words: string,
): Promise<Page> {
  await findMail(world, who, words);
  return followToPage(who);
}

/** Presses a button of the page, and reads the title of what it leads to. */
export async function pressTo(page: Page, button: string, title: string): Promise<void> {
  await press(page, button);
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

/** All that the page says and offers, every blank as a plain space. */
export async function allOf(page: Page): Promise<string> {
  return (await read(page.locator('main :is(h1, h2, p, li, legend, button)'))).join(' ');
}

/** What the product's mails to somebody say, the newest first. */
export async function textsTo(world: LivingWorld, { mail }: Correspondent): Promise<string[]> {
  const letters = await lettersTo(world, mail);
  return letters.map(({ body }) => body.content.replaceAll(/<[^>]*>|\s+/g, ' '));
}

/** Two correspondents agree on the first of two times, each from their own page. */
export async function agreeOnTime(
  world: LivingWorld,
  asking: { page: Page; partner: string },
  answering: Correspondent & { partner: string },
): Promise<Page> {
  const { page, partner } = asking;
  await pressTo(
    page,
    'Réserver une rencontre',
    `Quelle rencontre souhaitez-vous avec ${partner} ?`,
  );
  await pressTo(page, 'Voir les créneaux', `Quand rencontrer ${partner} ?`);
  const [first, second] = await page.getByRole('checkbox').all();
  expect(await first?.isChecked()).toBe(true);
  await second?.check();
  const title = `Rencontre avec ${partner}`;
  await pressTo(page, 'Proposer ces créneaux', title);
  await page.getByText('Vos propositions sont envoyées.').waitFor();

  const asked = `${answering.partner} vous propose une rencontre de mentorat`;
  const proposal = await openFrom(world, answering, asked);
  await proposal.getByRole('radio').first().check();
  await pressTo(proposal, 'Choisir ce moment', `Rencontre avec ${answering.partner}`);
  await proposal.getByText('C’est entendu : la rencontre est confirmée.').waitFor();
  await world.settle();
  return proposal;
}
