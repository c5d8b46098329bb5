import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { coachWords } from '../../words/coach.ts';
import type { HostTheme } from '../shared/host.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { isList } from './address.ts';
import { Head } from './head.tsx';
import { Loading } from './loading.tsx';
import { Messages } from './messages.tsx';
import { Pairs } from './pairs.tsx';
import { Problem } from './problem.tsx';
import type { CoachSession } from './session.ts';
import type { CoachState } from './state.ts';
import { useWayBack } from './way-back.ts';

const Sheet = lazy(async () => ({ default: (await import('./sheet.tsx')).Sheet }));
const ReportView = lazy(async () => ({
  default: (await import('./report/report-view.tsx')).ReportView,
}));
const ProgrammeView = lazy(async () => ({
  default: (await import('./programme/programme-view.tsx')).ProgrammeView,
}));

interface Asked {
  session: CoachSession;
  /** The look now, and a way to hear of the next ones. */
  theme: HostTheme;
  onTheme: (take: (theme: HostTheme) => void) => void;
}

/** The tab of a cohort's coaches and pilots, whatever it has to say. */
export function CoachTab({ session, theme: first, onTheme }: Asked) {
  const [theme, setTheme] = useState(first);
  useEffect(() => onTheme(setTheme), [onTheme]);
  const state = useSyncExternalStore(session.watch, session.state);
  useEffect(() => {
    document.documentElement.lang = state.locale;
    document.title = coachWords(state.locale).pageTitle;
  }, [state.locale]);
  return (
    <InHostTheme theme={theme}>
      <main>
        <Shown state={state} session={session} />
      </main>
    </InHostTheme>
  );
}

interface Shows {
  state: CoachState;
  session: CoachSession;
}

function Shown({ state, session }: Shows) {
  const { problem, head, locale } = state;
  useWayBack(state.address.pair);
  if (problem) return <Problem state={{ ...state, problem }} retry={session.reload} />;
  if (!head) return <Loading text={coachWords(locale).opening} />;
  // On a pair's sheet it is told under the title, where the reader is led.
  const told = state.address.pair !== null && state.sheet !== null && state.sheet !== 'gone';
  return (
    <>
      <Head head={head} state={state} session={session} />
      {!told && <Messages state={state} session={session} />}
      <Suspense fallback={<Loading text={coachWords(locale).reading} />}>
        <Part state={state} session={session} />
      </Suspense>
    </>
  );
}

/** The pair that is open, or the part of the tab that was chosen. */
function Part({ state, session }: Shows) {
  const { address, head, list, sheet, locale } = state;
  const wait = <Loading text={coachWords(locale).reading} />;
  const { api } = session;
  if (!head || !api) return wait;
  if (address.pair !== null)
    return sheet === null ? wait : <Sheet sheet={sheet} state={state} session={session} />;
  if (!isList(address.section)) {
    const View = address.section === 'report' ? ReportView : ProgrammeView;
    return <View key={head.cohort} api={api} head={head} locale={locale} />;
  }
  return list ? <Pairs state={{ ...state, list }} session={session} /> : wait;
}
