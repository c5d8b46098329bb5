import { app, authentication } from '@microsoft/teams-js';
import type { Locale } from '../../words/words.ts';
import type { SignInFault } from './missing.ts';
import { wear } from './worn.ts';

export type HostTheme = 'default' | 'dark' | 'contrast';

export type Token = { token: string } | { fault: SignInFault };

export interface Host {
  locale: Locale;
  /** As it is now. */
  readonly theme: HostTheme;
  /** Where a link into Teams leads within the tab; empty for its beginning. */
  place: string;
  /** Called at once when the reader changes the look of Teams. */
  onTheme: (take: (theme: HostTheme) => void) => void;
  /** The host takes its own waiting sign away. */
  ready: () => void;
}

/** Milliseconds. Teams answers at once or not at all; a browser on its own never does. */
const patience = 3000;
/** A person may have to read a question of Microsoft's and say yes. */
const signInPatience = 60_000;

/**
 * The host around the page; null where there is none. `met` is called as soon as it has answered at
 * all: whoever needs a token asks for it while the host still tells of its look.
 */
export async function openHost(
  met: (token: () => Promise<Token>) => void = () => {},
): Promise<Host | null> {
  const heard = await within(
    patience,
    app.initialize(localHosts()).then(() => {
      const told = app.getContext();
      met(askToken);
      return told;
    }),
  );
  if (!heard) return null;
  const look = lookOf(heard.app.theme);
  return {
    locale: heard.app.locale.toLowerCase().startsWith('en') ? 'en' : 'fr',
    get theme() {
      return look.theme;
    },
    place: heard.page.subPageId ?? '',
    onTheme: (take) => {
      look.take = take;
    },
    ready: () => app.notifySuccess(),
  };
}

/** The look of Teams, which the document follows from now on, and whoever else asks to be told. */
function lookOf(first: string) {
  const look = { theme: themeOf(first), take: (_theme: HostTheme) => {} };
  app.registerOnThemeChangeHandler((name) => {
    look.theme = themeOf(name);
    wear(look.theme);
    look.take(look.theme);
  });
  return look;
}

const themeOf = (name: string): HostTheme =>
  name === 'dark' || name === 'contrast' ? name : 'default';

/** In memory alone, and only as long as one question takes. */
async function askToken(): Promise<Token> {
  try {
    const token = await within(signInPatience, authentication.getAuthToken());
    return token ? { token } : { fault: 'no-token' };
  } catch (error) {
    return { fault: faultOf(error instanceof Error ? error.message : String(error)) };
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-code */
function faultOf(said: string): SignInFault {
  if (/consent|invalid_grant|interaction_required/i.test(said)) return 'consent';
  return /cancel/i.test(said) ? 'cancelled' : 'no-token';
}

const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1'].includes(hostname);

/**
 * On this machine alone, whoever frames the page from this machine may speak to it; anywhere else
 * the list of teams-js holds. Who may frame it at all is told by the page's own header.
 */
function localHosts(): string[] {
  if (!isLoopback(location.hostname)) return [];
  const above = [...(location.ancestorOrigins ?? [])];
  return above.filter((origin) => URL.canParse(origin) && isLoopback(new URL(origin).hostname));
}

async function within<T>(milliseconds: number, wait: Promise<T>): Promise<T | null> {
  const tired = new Promise<null>((done) => setTimeout(() => done(null), milliseconds));
  return Promise.race([wait, tired]);
}
