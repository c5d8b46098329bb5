import type { FrameLocator, Page } from 'playwright-core';
import type { People } from '../support/browser.ts';
import type { LivingWorld } from './world.ts';

/** The product's pane, where Outlook shows it. */
export const paneIn = (outlook: Page): FrameLocator => outlook.frameLocator('aside iframe');

/** Somebody's Outlook, with a new appointment open and the pane beside it. */
export async function composeAs(world: LivingWorld, people: People, who: string): Promise<Page> {
  const outlook = await people.openAs(world.emulator.url, '/outlook', who);
  await outlook.getByRole('button', { name: 'Nouveau rendez-vous', exact: true }).click();
  await outlook.getByRole('button', { name: 'Télémaque', exact: true }).click();
  return outlook;
}

/** An event of the calendar is opened again, with the pane beside it. */
export async function openAgain(outlook: Page, subject: string): Promise<void> {
  await outlook.getByRole('button', { name: subject }).first().click();
  await outlook.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await outlook.getByRole('button', { name: 'Télémaque', exact: true }).click();
}
