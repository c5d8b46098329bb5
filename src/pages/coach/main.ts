import { openHost, type Token } from '../shared/host.ts';
import { ownLocale } from '../shared/worn.ts';
import { type Address, queryOf, readAddress } from './address.ts';
import { CoachSession } from './session.ts';
import { TeamsApi } from './teams-api.ts';

const session = new CoachSession(readAddress(location.search), keep);
const root = document.getElementById('root');
if (!root) throw new Error('coach.html has no #root');

/** The address holds the place; the way back stays the host's own. */
function keep(address: Address): void {
  const query = queryOf(address);
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
}

/** The first token is asked for before anything needs it. */
function askedAhead(ask: () => Promise<Token>): () => Promise<Token> {
  let ahead: Promise<Token> | null = ask();
  return () => {
    const given = ahead ?? ask();
    ahead = null;
    return given;
  };
}

let token: (() => Promise<Token>) | null = null;
const host = await openHost((ask) => {
  token = askedAhead(ask);
}).catch(() => null);
// The question is on its way while React and Fluent are read.
if (host && token) {
  const place = location.search === '' ? host.place : location.search;
  void session.open(new TeamsApi(token), host.locale, readAddress(place));
} else session.alone(ownLocale());
const { showCoachTab } = await import('./show.tsx');
showCoachTab(root, session, host ?? { theme: 'default', onTheme: () => {} });
host?.ready();
