import { createRoot } from 'react-dom/client';
import type { Look } from '../shared/use-hosted.ts';
import { CoachTab } from './coach-tab.tsx';
import type { CoachSession } from './session.ts';

/** What React draws, whatever the session has to say by now. */
export function showCoachTab(root: HTMLElement, session: CoachSession, look: Look): void {
  createRoot(root).render(<CoachTab session={session} theme={look.theme} onTheme={look.onTheme} />);
}
