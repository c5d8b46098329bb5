import { Button } from '@fluentui/react-components';
import type { PairLine, PairList } from '../../domain/coach-model.ts';
import { coachWords } from '../../words/coach.ts';
import { dayText } from '../../words/dates.ts';
import { needsSomebody, waitingOf } from './fact.ts';
import { Finder } from './finder.tsx';
import { Line } from './line.tsx';
import type { CoachSession } from './session.ts';
import { SmallSign, signsOf } from './small-year.tsx';
import type { CoachState } from './state.ts';

/** So many stand one below the other; more go in two columns where there is room. */
const few = 12;

interface Asked {
  state: CoachState & { list: PairList };
  session: CoachSession;
}

/** The pairs, by exception or by code; and what to do when there is none. */
export function Pairs({ state, session }: Asked) {
  const { list, address, locale, reading } = state;
  const told = coachWords(locale);
  const total = Object.values(list.counts).reduce((sum, each) => sum + each, 0);
  if (total === 0) return <NoPairs state={state} session={session} />;
  const narrowed = address.search.trim() !== '' || address.standing.length > 0;
  return (
    <>
      <Finder state={state} session={session} />
      <p role="status" className="unseen">
        {narrowed && !reading ? told.shownOf(list.pairs.length) : ''}
      </p>
      {list.pairs.length === 0 ? (
        <section className="nothing">
          <h2>{told.none.found}</h2>
          <p>{told.none.foundText}</p>
        </section>
      ) : (
        <Groups state={state} session={session} narrowed={narrowed} />
      )}
    </>
  );
}

function Groups({ state, session, narrowed }: Asked & { narrowed: boolean }) {
  const { list } = state;
  const told = coachWords(state.locale);
  const mine = list.shown === 'mine';
  const [urgent, others] = mine ? split(list.pairs) : [[], list.pairs];
  const lines = (pairs: readonly PairLine[], needed: boolean) =>
    pairs.map((line) => (
      <Line
        key={line.pair}
        {...{ line, head: list.head, urgent: needed, openPair: session.openPair }}
      />
    ));
  return (
    <div className="groups">
      {mine && (urgent.length > 0 || !narrowed) && (
        <section aria-labelledby="today-title" className="today-part">
          <Today list={list} />
          {urgent.length > 0 && <ul className="lines urgent">{lines(urgent, true)}</ul>}
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others-title">
          <h2 id="others-title">{titleOf(state.list, urgent.length > 0)}</h2>
          <ul className={others.length > few ? 'lines calm many' : 'lines calm'}>
            {lines(others, false)}
          </ul>
        </section>
      )}
      {list.next !== null && (
        <Button onClick={() => void session.more()} disabledFocusable={state.reading}>
          {told.more}
        </Button>
      )}
      <Key pairs={list.pairs} state={state} />
    </div>
  );
}

function titleOf({ shown, head }: PairList, afterUrgent: boolean): string {
  const told = coachWords(head.reader.locale);
  if (shown === 'all') return told.pairsTitle;
  return afterUrgent ? told.others : told.sections.mine;
}

function split(pairs: readonly PairLine[]): [PairLine[], PairLine[]] {
  return [pairs.filter(needsSomebody), pairs.filter((line) => !needsSomebody(line))];
}

/** What waits today; on a green day, when to look again. */
function Today({ list }: { list: PairList }) {
  const { reader } = list.head;
  const { today } = coachWords(reader.locale);
  const number = waitingOf(list.counts);
  if (number > 0)
    return (
      <h2 id="today-title">
        {today.title} <span className="quiet">· {today.waiting(number)}</span>
      </h2>
    );
  const all = Object.values(list.counts).reduce((sum, each) => sum + each, 0);
  const { lookAgain } = list;
  return (
    <div className="green">
      <h2 id="today-title">{today.green}</h2>
      <p>
        {today.greenText(all)}{' '}
        {lookAgain === null ? today.noAgain : today.again(dayText(lookAgain, reader))}
      </p>
    </div>
  );
}

function Key({ pairs, state }: { pairs: readonly PairLine[]; state: CoachState }) {
  const { key } = coachWords(state.locale);
  return (
    <ul className="small-key" aria-label={key.label}>
      {signsOf(pairs).map((sign) => (
        <li key={sign}>
          <SmallSign sign={sign} /> {key[sign]}
        </li>
      ))}
    </ul>
  );
}

/** Nobody has pairs yet, or they are others'. */
function NoPairs({ state, session }: Asked) {
  const { none, sections } = coachWords(state.locale);
  const mine = state.list.shown === 'mine';
  return (
    <section className="nothing">
      <h2>{mine ? none.mine : none.all}</h2>
      <p>{mine ? none.mineText : none.allText}</p>
      <Button appearance="primary" onClick={() => void session.goTo(mine ? 'all' : 'programme')}>
        {mine ? sections.all : none.import}
      </Button>
    </section>
  );
}
