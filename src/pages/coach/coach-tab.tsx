import { lazy, Suspense } from 'react';
import { coachWords } from '../../words/coach.ts';
import { InHostTheme } from '../shared/host-theme.tsx';
import { Problem } from '../shared/problem.tsx';
import { type Look, useHosted } from '../shared/use-hosted.ts';
import { isList } from './address.ts';
import { Head } from './head.tsx';
import { Loading } from './loading.tsx';
import { Messages } from './messages.tsx';
import { Pairs } from './pairs.tsx';
import type { CoachSession } from './session.ts';
import type { CoachState } from './state.ts';
import { useWayBack } from './way-back.ts';

const Sheet = lazy(async () => ({ default: (await import('./sheet.tsx')).Sheet }));
const ReportView = lazy(async () => ({
  default: (await import('./report/report-view.tsx')).ReportView,
}));
const WavesView = lazy(async () => ({
  default: (await import('./waves/waves-view.tsx')).WavesView,
}));
const ProgrammeView = lazy(async () => ({
  default: (await import('./programme/programme-view.tsx')).ProgrammeView,
}));

const views = { report: ReportView, waves: WavesView, programme: ProgrammeView };

/** The tab of a cohort's coaches and pilots, whatever it has to say. */
export function CoachTab({ session, ...look }: { session: CoachSession } & Look) {
  const { theme, state } = useHosted(look, session, (locale) => coachWords(locale).pageTitle);
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
  if (problem) {
    const words = coachWords(locale);
    const retry = { title: words.retry, press: session.reload };
    const trying = state.reading ? words.opening : null;
    return <Problem {...{ problem, retry, trying }} told={words.problem[problem]} />;
  }
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
    const View = views[address.section];
    return <View key={head.cohort} api={api} head={head} locale={locale} />;
  }
  return list ? <Pairs state={{ ...state, list }} session={session} /> : wait;
}
