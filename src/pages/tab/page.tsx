import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { First, Rest } from './home.tsx';
import { Messages } from './messages.tsx';
import type { HomePage } from './needed.ts';
import type { TabSession, TabState } from './session.ts';

interface Asked {
  state: TabState;
  home: HomePage;
  session: TabSession;
  wait: ReactNode;
}

/** The year of a pair, whole. */
export const Page = (asked: Asked) => (
  <>
    <Top {...asked} />
    <Rest page={asked.home} press={asked.session.press} />
  </>
);

/**
 * What is looked at first. It is drawn before React is there, and so is the rest: neither they nor
 * what they are made of has hooks.
 */
export function Top({ state, home, session, wait }: Asked) {
  return (
    <>
      <header>
        <h1 id="title" tabIndex={-1}>
          {words(state.locale).link.homeTitle(home.model.partner)}
        </h1>
        <p className="quiet">{home.bodyName}</p>
        <Pairs page={home} choose={session.choose} />
      </header>
      {/* While a dialog is open it tells its own. */}
      {!state.dialog && <Messages state={state} wait={wait} />}
      <First
        page={home}
        press={session.press}
        putAway={state.explained ? null : session.explained}
      />
    </>
  );
}

/** Where everything stands but what is open on top of it. */
export const Frame = ({ children }: { children: ReactNode }) => (
  <div className="host-theme">
    <main>{children}</main>
  </div>
);

/** Of somebody who is in several pairs. */
function Pairs({ page, choose }: { page: HomePage; choose: (pair: string) => void }) {
  if (page.pairs.length < 2) return null;
  const label = words(page.reader.locale).tab.pairs;
  return (
    <fieldset className="pairs">
      <legend>{label}</legend>
      {page.pairs.map(({ pair, partner }) => (
        <button
          key={pair}
          type="button"
          className="press"
          aria-pressed={pair === page.pair}
          onClick={() => choose(pair)}
        >
          {partner}
        </button>
      ))}
    </fieldset>
  );
}
