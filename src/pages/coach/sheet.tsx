import { Button } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import type { PairSheet } from '../../domain/coach-model.ts';
import type { CoachAct } from '../../web/coach-contract.ts';
import { coachWords } from '../../words/coach.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import { RecordedRows } from '../shared/recorded-rows.tsx';
import { YearPicture } from '../shared/year-picture.tsx';
import { Alerts } from './alert.tsx';
import { Answering } from './answering.tsx';
import { factOf, namesOf } from './fact.ts';
import { Messages } from './messages.tsx';
import type { CoachSession } from './session.ts';
import type { CoachState } from './state.ts';

interface Asked {
  sheet: PairSheet | 'gone';
  state: CoachState;
  session: CoachSession;
}

/** One pair as whoever follows it reads it. */
export function Sheet({ sheet, state, session }: Asked) {
  const told = coachWords(state.locale);
  const heading = useHeading(state);
  const back = (
    <Button appearance="subtle" className="back" onClick={() => void session.closePair()}>
      <span aria-hidden="true">←</span> {told.sheet.back}
    </Button>
  );
  if (sheet === 'gone')
    return (
      <section className="nothing">
        <h2 ref={heading} tabIndex={-1}>
          {told.pairGone.title}
        </h2>
        <p>{told.pairGone.text}</p>
        {back}
      </section>
    );
  const act = (wish: CoachAct) => void session.act(sheet.line.pair, wish);
  return (
    <div className="sheet">
      {back}
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {namesOf(sheet.line, sheet.head)}
        </h2>
        <p className="sentence">{factOf(sheet.line, sheet.head)}</p>
        <p className="quiet">{whoAnswers(sheet)}</p>
      </header>
      <Messages state={state} session={session} />
      {sheet.answering && (
        <Alerts answering={sheet.answering} reader={sheet.head.reader} act={act} />
      )}
      <div className="parts">
        <div className="about">
          <YearPicture line={sheet.year} reader={sheet.head.reader} />
          <Recorded sheet={sheet} />
        </div>
        <div className="aside">
          {sheet.answering ? (
            <Answering answering={sheet.answering} sheet={sheet} act={act} />
          ) : (
            <p className="panel quiet">{told.sheet.notYours}</p>
          )}
        </div>
      </div>
    </div>
  );
}

/** Led to the title once the pair is there, and again by each act: under it stands what came of it. */
function useHeading({ sheet, said, trouble }: CoachState) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const told = said !== null || trouble !== null;
    if (sheet && (told || document.activeElement === document.body)) heading.current?.focus();
  }, [sheet, said, trouble]);
  return heading;
}

function whoAnswers({ line, answering, head }: PairSheet): string {
  const { locale } = head.reader;
  const { sheet } = coachWords(locale);
  const deputies = answering?.deputies ?? [];
  const named = line.referent === null ? sheet.noReferent : sheet.referent(line.referent);
  const parts = [
    sheet.code(line.code),
    named,
    ...(deputies.length > 0 ? [sheet.deputies(listText(deputies, locale))] : []),
  ];
  return parts.join(' · ');
}

/** The very rows the pair sees. */
function Recorded({ sheet: { recorded, head } }: { sheet: PairSheet }) {
  const told = coachWords(head.reader.locale).sheet;
  return (
    <section aria-labelledby="recorded-title" className="panel">
      <h3 id="recorded-title">{told.recorded}</h3>
      <p>{words(head.reader.locale).common.kept(recorded.recording)}</p>
      <RecordedRows rows={recorded.rows} reader={head.reader} />
      <p className="quiet">{told.sameAsPair}</p>
    </section>
  );
}
