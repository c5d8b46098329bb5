import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Locale } from '../../words/words.ts';
import type { HostTheme } from './host.ts';
import { speak } from './worn.ts';

/** The look now, and a way to hear of the next ones. */
export interface Look {
  theme: HostTheme;
  onTheme: (take: (theme: HostTheme) => void) => void;
}

interface Watched<State> {
  watch: (watcher: () => void) => () => void;
  state: () => State;
  /** What stands on the page already, for React to adopt; without it, nothing does. */
  drawn?: State | null;
}

/** What the host and the session say now; the document's language and title follow. */
export function useHosted<State extends { locale: Locale }>(
  { theme: first, onTheme }: Look,
  session: Watched<State>,
  titleIn: (locale: Locale) => string,
): { theme: HostTheme; state: State } {
  const [theme, setTheme] = useState(first);
  useEffect(() => onTheme(setTheme), [onTheme]);
  const { drawn } = session;
  const atFirst = drawn ? () => drawn : session.state;
  const state = useSyncExternalStore(session.watch, session.state, atFirst);
  const title = titleIn(state.locale);
  useEffect(() => speak(state.locale, title), [state.locale, title]);
  return { theme, state };
}
