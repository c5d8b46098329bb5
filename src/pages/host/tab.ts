import { app } from '@microsoft/teams-js';
import { words as english } from '../../words/en/host.ts';
import { words } from '../../words/fr/host.ts';
import { show } from './show.ts';

/** Teams answers at once or not at all; a browser on its own never does. */
const patienceMs = 3000;

async function open(): Promise<void> {
  show(words, 'tab');
  const waited = new Promise<'alone'>((resolve) => setTimeout(() => resolve('alone'), patienceMs));
  if ((await Promise.race([app.initialize(), waited])) === 'alone') return;
  const { app: host } = await app.getContext();
  if (host.locale.toLowerCase().startsWith('en')) show(english, 'tab');
  app.notifySuccess();
}

open().catch(reportError);
