import type { Locale } from '../../words/words.ts';
import { PaneApi } from './api.ts';
import { openOutlook } from './outlook.ts';
import { Pane } from './pane.ts';
import { readSettings } from './settings.ts';
import { openSignIn } from './sign-in.ts';
import { Stage } from './stage.ts';

const guessed = (): Locale => (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr');

async function open(): Promise<void> {
  const outlook = await openOutlook();
  const stage = new Stage(outlook?.locale ?? guessed());
  if (!outlook) {
    stage.problem('no-outlook');
    return;
  }
  const wear = (look: string) => {
    document.documentElement.dataset.look = look;
  };
  wear(outlook.look);
  outlook.onLook(wear);
  const settings = outlook.knowsSignIn ? readSettings() : null;
  if (!settings) stage.problem('old-outlook');
  else await new Pane(outlook, new PaneApi(openSignIn(settings)), stage).open();
}

await open();
