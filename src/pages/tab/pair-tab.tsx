import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { words } from '../../words/words.ts';
import type { HostTheme } from '../shared/host.ts';
import { Problem } from '../shared/problem.tsx';
import { type Look, useHosted } from '../shared/use-hosted.ts';
import { Loading } from './loading.tsx';
import { isHome } from './needed.ts';
import { Frame, Page } from './page.tsx';
import type { TabSession, TabState } from './session.ts';
import { Wait } from './wait.tsx';

/** Fluent UI comes with it: the first view has nothing of Fluent's but its colours. */
export const openOnTop = () => import('./act-dialog.tsx');
const ActDialog = lazy(async () => ({ default: (await openOnTop()).ActDialog }));

interface Asked extends Look {
  session: TabSession;
  /** What stands on the page already; null when nothing does. */
  drawn: TabState | null;
}

/** The pair's tab, whatever it has to say. */
export function PairTab({ session, drawn, ...look }: Asked) {
  const { watch, state: now } = session;
  const hosted = useHosted(
    look,
    { watch, state: now, drawn },
    (locale) => words(locale).tab.pageTitle,
  );
  const { theme, state } = hosted;
  return (
    <>
      <Frame>
        <Shown state={state} session={session} />
      </Frame>
      <OnTop state={state} session={session} theme={theme} />
    </>
  );
}

function Shown({ state, session }: { state: TabState; session: TabSession }) {
  const { problem, home, locale, working } = state;
  if (problem) {
    const { tab, link } = words(locale);
    const retry = { title: link.retry, press: session.reload };
    const trying = working ? tab.opening : null;
    return <Problem {...{ problem, retry, trying }} told={tab.problem[problem]} />;
  }
  if (!home || !isHome(home)) return <Loading locale={locale} />;
  return <Page state={state} home={home} session={session} wait={<Wait state={state} />} />;
}

interface OnTopAsked {
  state: TabState;
  session: TabSession;
  theme: HostTheme;
}

/** What is open on top of the year; closed, the reader is back where they were. */
function OnTop({ state, session, theme }: OnTopAsked) {
  const { dialog } = state;
  useWayBack(dialog !== null);
  // Closing is the dialog's own work: taken away at once, it would leave the page behind it hidden.
  const [page, setPage] = useState(dialog);
  if (dialog && dialog !== page) setPage(dialog);
  if (!page) return null;
  return (
    <Suspense>
      <ActDialog
        theme={theme}
        state={state}
        page={page}
        press={session.press}
        run={session.run}
        close={() => void session.close()}
      />
    </Suspense>
  );
}

function useWayBack(open: boolean): void {
  const from = useRef<Element | null>(null);
  // Noted before the dialog takes the focus, and given back once it is gone.
  useLayoutEffect(() => {
    if (open) from.current = document.activeElement;
  }, [open]);
  useEffect(() => {
    if (!open) return;
    return () => {
      const back = from.current;
      if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus();
      else document.getElementById('title')?.focus();
    };
  }, [open]);
}
