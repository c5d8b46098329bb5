import { PersonalPage } from './personal-page.ts';

const page = new PersonalPage();

/** The token stays behind the « # », where no server, log or next page sees it. */
const open = (): Promise<void> => page.open(location.hash.slice(1));

// Another link pasted over this one changes the fragment alone, and loads nothing.
addEventListener('hashchange', open);
await open();
