import { Button } from '@fluentui/react-components';
import {
  lazy,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { words } from '../../words/words.ts';
import type { HostTheme } from '../shared/host.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { Home } from './home.tsx';
import { Loading } from './loading.tsx';
import { Messages } from './messages.tsx';
import { type HomePage, isHome } from './needed.ts';
import { Problem } from './problem.tsx';
import type { TabSession, TabState } from './session.ts';

const ActDialog = lazy(async () => ({ default: (await import('./act-dialog.tsx')).ActDialog }));

interface Asked {
  session: TabSession;
  /** The look now, and a way to hear of the next ones. */
  theme: HostTheme;
  onTheme: (take: (theme: HostTheme) => void) => void;
}

/** The pair's tab, whatever it has to say. */
export function PairTab({ session, theme: first, onTheme }: Asked) {
  const [theme, setTheme] = useState(first);
  useEffect(() => onTheme(setTheme), [onTheme]);
  const state = useSyncExternalStore(session.watch, session.state);
  useEffect(() => {
    document.documentElement.lang = state.locale;
    document.title = words(state.locale).tab.pageTitle;
  }, [state.locale]);
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
  if (problem) return <Problem {...{ problem, locale, working }} retry={session.reload} />;
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
