import { Button } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { words } from '../../words/words.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { Problem } from '../shared/problem.tsx';
import { type Look, useHosted } from '../shared/use-hosted.ts';
import { Home } from './home.tsx';
import { Loading } from './loading.tsx';
import { Messages } from './messages.tsx';
import { type HomePage, isHome } from './needed.ts';
import type { TabSession, TabState } from './session.ts';

const ActDialog = lazy(async () => ({ default: (await import('./act-dialog.tsx')).ActDialog }));

/** The pair's tab, whatever it has to say. */
export function PairTab({ session, ...look }: { session: TabSession } & Look) {
  const { theme, state } = useHosted(look, session, (locale) => words(locale).tab.pageTitle);
  return (
    <InHostTheme theme={theme}>
      <main>
        <Shown state={state} session={session} />
      </main>
      <OnTop state={state} session={session} />
    </InHostTheme>
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
  return (
    <>
      <header>
        <h1 id="title" tabIndex={-1}>
          {words(locale).link.homeTitle(home.model.partner)}
        </h1>
        <p className="quiet">{home.bodyName}</p>
        <Pairs page={home} choose={session.choose} />
      </header>
      {/* While a dialog is open it tells its own. */}
      {!state.dialog && <Messages state={state} press={session.press} />}
      <Home page={home} press={session.press} />
    </>
  );
}

/** Of somebody who is in several pairs. */
function Pairs({ page, choose }: { page: HomePage; choose: (pair: string) => void }) {
  if (page.pairs.length < 2) return null;
  const label = words(page.reader.locale).tab.pairs;
  return (
    <fieldset className="pairs">
      <legend>{label}</legend>
      {page.pairs.map(({ pair, partner }) => (
        <Button
          key={pair}
          appearance={pair === page.pair ? 'outline' : 'subtle'}
          aria-pressed={pair === page.pair}
          onClick={() => choose(pair)}
        >
          {partner}
        </Button>
      ))}
    </fieldset>
  );
}

/** What is open on top of the year; closed, the reader is back where they were. */
function OnTop({ state, session }: { state: TabState; session: TabSession }) {
  const { dialog } = state;
  useWayBack(dialog !== null);
  // Closing is the dialog's own work: taken away at once, it would leave the page behind it hidden.
  const [page, setPage] = useState(dialog);
  if (dialog && dialog !== page) setPage(dialog);
  if (!page) return null;
  return (
    <Suspense>
      <ActDialog
        state={state}
        page={page}
        press={session.press}
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
