import { Button } from '@fluentui/react-components';
import { type MouseEvent, useState } from 'react';
import type { Reader } from '../../domain/card-model.ts';
import type { PairSheet } from '../../domain/coach-model.ts';
import type { AlertModel, AlertMoreModel } from '../../domain/rhythm-model.ts';
import { alertLines } from '../../words/alert-lines.ts';
import { coachWords } from '../../words/coach.ts';
import { words } from '../../words/words.ts';
import type { SendAct } from './answering.tsx';
import { ChooseAct } from './choose-act.tsx';

interface AlertsAsked {
  answering: NonNullable<PairSheet['answering']>;
  reader: Reader;
  act: SendAct;
}

interface Asked {
  alert: AlertModel;
  more: AlertMoreModel | null;
  reader: Reader;
  act: SendAct;
}

const byAPerson = (run: () => void) => (event: MouseEvent) => {
  if (event.nativeEvent.isTrusted) run();
};

/** The matters of a pair that are open, the gravest first. */
export function Alerts({ answering, reader, act }: AlertsAsked) {
  const { alerts } = answering;
  if (alerts.length === 0) return null;
  return (
    <section aria-labelledby="alerts-title" className="alerts">
      <h3 id="alerts-title">{coachWords(reader.locale).sheet.alerts}</h3>
      {alerts.map(({ alert, more }) => (
        <Alert key={alert.alert} {...{ alert, more, reader, act }} />
      ))}
    </section>
  );
}

/** What is so, what was tried, and what can be done about it. */
function Alert({ alert: model, more, reader, act }: Asked) {
  const { alert: told } = words(reader.locale);
  const { facts, tried } = alertLines(model, reader);
  const [triedTitle, ...attempts] = tried;
  const { alert, may } = model;
  return (
    <article className="alert" aria-label={told.title(model.cause)}>
      <div>
        <h4>{told.title(model.cause)}</h4>
        {facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
        {triedTitle !== undefined && (
          <div>
            <p className="quiet">{triedTitle}</p>
            <ul>
              {attempts.map((attempt) => (
                <li key={attempt}>{attempt}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div>
        <div className="acts">
          {may.offerLast && (
            <Button
              appearance="primary"
              onClick={byAPerson(() => act({ act: 'offer-last', alert }))}
            >
              {told.offerLast}
            </Button>
          )}
          {may.see && (
            <Button
              appearance={may.offerLast ? 'secondary' : 'primary'}
              onClick={byAPerson(() => act({ act: 'see', alert }))}
            >
              {told.see}
            </Button>
          )}
        </div>
        {may.handOver && more && <Give more={more} reader={reader} act={act} />}
        {may.close && <Close alert={alert} reader={reader} act={act} />}
      </div>
    </article>
  );
}

function Give({ more, reader, act }: { more: AlertMoreModel; reader: Reader; act: SendAct }) {
  const { sheet } = coachWords(reader.locale);
  const { alert: told } = words(reader.locale);
  if (more.coaches.length === 0) return null;
  return (
    <ChooseAct
      {...{ label: sheet.others, first: sheet.choose, missing: told.toError }}
      {...{ note: told.handOverThen, press: sheet.giveAlert }}
      choices={more.coaches.map(({ id, name }) => ({ value: id, title: name }))}
      choose={(to) => act({ act: 'hand-over-alert', alert: more.alert, to })}
    />
  );
}

/** It cannot be undone: asked twice. */
function Close({ alert, reader, act }: { alert: string; reader: Reader; act: SendAct }) {
  const { sheet } = coachWords(reader.locale);
  const { alert: told } = words(reader.locale);
  const [asked, ask] = useState(false);
  if (!asked) return <Button onClick={byAPerson(() => ask(true))}>{sheet.close}</Button>;
  return (
    <div className="confirm">
      <p>{told.closeIntro}</p>
      <div className="acts">
        <Button autoFocus onClick={byAPerson(() => ask(false))}>
          {sheet.keep}
        </Button>
        <Button onClick={byAPerson(() => act({ act: 'close', alert }))}>{told.closeConfirm}</Button>
      </div>
    </div>
  );
}
