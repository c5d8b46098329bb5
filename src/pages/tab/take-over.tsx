import { createRoot, hydrateRoot } from 'react-dom/client';
import type { Look } from '../shared/use-hosted.ts';
import { openOnTop, PairTab } from './pair-tab.tsx';
import type { TabSession, TabState } from './session.ts';

/** React takes the page over: what is drawn already is adopted as it stands. */
export function takeOver(
  root: HTMLElement,
  session: TabSession,
  look: Look,
  drawn: TabState | null,
): void {
  const tab = <PairTab session={session} drawn={drawn} {...look} />;
  if (drawn) hydrateRoot(root, tab);
  else createRoot(root).render(tab);
  // The first press opens it at once, and nobody waits for it until then.
  setTimeout(openOnTop, 500);
}
