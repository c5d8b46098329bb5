import { Button } from '@fluentui/react-components';
import { type CoachWords, coachWords } from '../../words/coach.ts';
import { untold, useSlow } from '../shared/slow.ts';
import type { CoachSession } from './session.ts';
import type { CoachState, Trouble } from './state.ts';

interface Asked {
  state: CoachState;
  session: CoachSession;
}

/** What was done and how to undo it, what stood in the way, and that an answer is on its way. */
export function Messages({ state, session }: Asked) {
  const { said, undo, trouble, reading, acting, locale } = state;
  const told = coachWords(locale);
  const slow = useSlow(reading || acting, untold);
  return (
    <div className="messages">
      <div role="status">
        {slow && <p className="quiet">{acting ? told.sending : told.reading}</p>}
        {said !== null && (
          <p className="said">{said === 'already' ? told.already : told.said[said]}</p>
        )}
      </div>
      {undo && (
        <Button
          onClick={({ nativeEvent }) =>
            nativeEvent.isTrusted && void session.act(undo.pair, undo.act)
          }
        >
          {told.undo}
        </Button>
      )}
      <div role="alert" aria-label={told.message}>
        {trouble && <p className="trouble">{troubleText(trouble, told)}</p>}
        {trouble && 'again' in trouble && <Button onClick={trouble.again}>{told.retry}</Button>}
      </div>
    </div>
  );
}

function troubleText(trouble: Trouble, told: CoachWords): string {
  if ('missing' in trouble) return told.problem[trouble.missing].text;
  // A refusal younger than this page, which a person may leave open for days.
  const said: Partial<typeof told.refusals> = told.refusals;
  return said[trouble.refused] ?? told.refusals['try-again'];
}
