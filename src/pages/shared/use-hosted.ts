import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Locale } from '../../words/words.ts';
import type { HostTheme } from './host.ts';

/** The look now, and a way to hear of the next ones. */
export interface Look {
  theme: HostTheme;
  onTheme: (take: (theme: HostTheme) => void) => void;
}

interface Watched<State> {
  watch: (watcher: () => void) => () => void;
  state: () => State;
}

/** What the host and the session say now; the document's language and title follow. */
export function useHosted<State extends { locale: Locale }>(
  { theme: first, onTheme }: Look,
  session: Watched<State>,
  titleIn: (locale: Locale) => string,
): { theme: HostTheme; state: State } {
  const [theme, setTheme] = useState(first);
  useEffect(() => onTheme(setTheme), [onTheme]);
  const state = useSyncExternalStore(session.watch, session.state);
  const title = titleIn(state.locale);
  useEffect(() => {
    document.documentElement.lang = state.locale;
    document.title = title;
  }, [state.locale, title]);
  return { theme, state };
}
