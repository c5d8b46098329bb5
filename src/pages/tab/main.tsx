import { createRoot } from 'react-dom/client';
import { type Host, openHost } from '../shared/host.ts';
import { TabApi } from './ask.ts';
import { PairTab } from './pair-tab.tsx';
import { TabSession } from './session.ts';

const session = new TabSession();
const root = document.getElementById('root');
if (!root) throw new Error('tab.html has no #root');

function draw(into: HTMLElement, host: Host | null): void {
  const look = host
    ? { theme: host.theme, onTheme: host.onTheme }
    : { theme: 'default' as const, onTheme: () => {} };
  createRoot(into).render(<PairTab session={session} {...look} />);
}

const host = await openHost().catch(() => null);
draw(root, host);
if (host) {
  host.ready();
  await session.open(new TabApi(host.token), host.locale);
} else session.alone(navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr');
