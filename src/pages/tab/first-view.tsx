import { words } from '../../words/words.ts';
import { draw } from '../shared/draw.ts';
import { speak } from '../shared/worn.ts';
import { Rest } from './home.tsx';
import { isHome } from './needed.ts';
import { Frame, Top } from './page.tsx';
import type { TabSession, TabState } from './session.ts';

/** What stands on the page before React has been read. */
export interface Drawn {
  /** What was true when it was drawn. */
  state: TabState;
  /** Lays what is below the first view; once. */
  rest: () => void;
}

/**
 * The year in its place, by the components that React draws it with, before React is there; its
 * buttons work until `taken`. Null when there is no year to show: React tells what is the matter.
 */
export function drawFirst(
  into: HTMLElement,
  session: TabSession,
  taken: AbortSignal,
): Drawn | null {
  const state = session.state();
  const { home, locale } = state;
  if (taken.aborted || state.problem || !home || !isHome(home)) return null;
  speak(locale, words(locale).tab.pageTitle);
  const top = <Top state={state} home={home} session={session} wait={null} />;
  into.replaceChildren(...draw(<Frame>{top}</Frame>, taken));
  let left = true;
  const rest = () => {
    if (left)
      into
        .querySelector('main')
        ?.append(...draw(<Rest page={home} press={session.press} />, taken));
    left = false;
  };
  return { state, rest };
}

/** In place of the page when the rest of it could not be read; a connection that is back is enough. */
export function drawOffline(into: HTMLElement, { state }: TabSession, taken: AbortSignal): void {
  const { title, text } = words(state().locale).tab.problem.offline;
  const told = (
    <section className="problem" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
    </section>
  );
  into.replaceChildren(...draw(<Frame>{told}</Frame>, taken));
  window.addEventListener('online', () => location.reload());
}
