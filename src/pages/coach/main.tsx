import { createRoot } from 'react-dom/client';
import { type Host, openHost } from '../shared/host.ts';
import { type Address, queryOf, readAddress } from './address.ts';
import { CoachTab } from './coach-tab.tsx';
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

function draw(into: HTMLElement, host: Host | null): void {
  const look = host
    ? { theme: host.theme, onTheme: host.onTheme }
    : { theme: 'default' as const, onTheme: () => {} };
  createRoot(into).render(<CoachTab session={session} {...look} />);
}

const host = await openHost().catch(() => null);
draw(root, host);
if (host) {
  host.ready();
  const place = location.search === '' ? host.place : location.search;
  await session.open(new TeamsApi(host.token), host.locale, readAddress(place));
} else session.alone(navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr');
