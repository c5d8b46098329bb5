import { Button } from '@fluentui/react-components';
import type { Contact, Reader } from '../../domain/card-model.ts';
import type { PairSheet } from '../../domain/coach-model.ts';
import type { CoachAct } from '../../web/coach-contract.ts';
import { coachWords } from '../../words/coach.ts';
import { capital, dayInZone, dayText, shortDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { ChooseAct } from './choose-act.tsx';

type Answers = NonNullable<PairSheet['answering']>;
export type SendAct = (act: CoachAct) => void;

interface Asked {
  answering: Answers;
  sheet: PairSheet;
  act: SendAct;
}

/** What only those who answer for the pair read, and what they can do. */
export function Answering({ answering, sheet, act }: Asked) {
  const { reader } = sheet.head;
  const told = coachWords(reader.locale).sheet;
  const { contacts, reach } = answering;
  return (
    <>
      <section aria-labelledby="contacts-title" className="panel">
        <h3 id="contacts-title">{told.contacts}</h3>
        <ul className="contacts">
          {contacts.map((contact) => (
            <Reached key={contact.mail} {...{ contact, reach, reader }} />
          ))}
        </ul>
      </section>
      <PausePart answering={answering} reader={reader} act={act} />
      <HandOver coaches={answering.coaches} reader={reader} act={act} />
    </>
  );
}

interface ReachedAsked {
  contact: Contact;
  reach: Answers['reach'];
  reader: Reader;
}

/** A person, the ways to them, and whether the programme's own messages arrive. */
function Reached({ contact: { name, mail, phone }, reach, reader }: ReachedAsked) {
  const told = words(reader.locale).reach;
  const found = reach.find((each) => each.name === name);
  const since = found?.since ?? null;
  const state = found && [
    told.state(found.state),
    ...(found.reason === null ? [] : [told.reason(found.reason)]),
    ...(since === null ? [] : [told.since(shortDayText(dayInZone(since, reader.zone), reader))]),
  ];
  return (
    <li>
      <strong>{name}</strong>
      {phone && (
        <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="whole">
          {phone}
        </a>
      )}
      <a href={`mailto:${mail}`}>{mail}</a>
      {state && <span className="quiet">{capital(state.join(', '))}</span>}
    </li>
  );
}

function PausePart({
  answering: { pause, pauseUntil },
  reader,
  act,
}: Omit<Asked, 'sheet'> & { reader: Reader }) {
  const { sheet: told } = coachWords(reader.locale);
  const { alert } = words(reader.locale);
  if (!pause && pauseUntil.length === 0) return null;
  const text = (day: string) => dayText(day, reader);
  return (
    <section aria-labelledby="pause-title" className="panel">
      <h3 id="pause-title">{told.pauseTitle}</h3>
      {pause ? (
        <>
          <p>{told.pauseRuns(text(pause.from), text(pause.until))}</p>
          <Button
            onClick={({ nativeEvent }) =>
              nativeEvent.isTrusted && act({ act: 'resume', pause: pause.pause })
            }
          >
            {told.resume}
          </Button>
        </>
      ) : (
        <ChooseAct
          {...{ label: told.pauseUntil, first: told.choose, missing: alert.pauseUntilError }}
          {...{ note: alert.pauseThen, press: told.setPause }}
          choices={pauseUntil.map((day) => ({ value: day, title: text(day) }))}
          choose={(until) => act({ act: 'set-pause', until })}
        />
      )}
    </section>
  );
}

interface HandOverAsked {
  coaches: Answers['coaches'];
  reader: Reader;
  act: SendAct;
}

function HandOver({ coaches, reader, act }: HandOverAsked) {
  const { sheet: told } = coachWords(reader.locale);
  const { alert } = words(reader.locale);
  return (
    <section aria-labelledby="hand-over-title" className="panel">
      <h3 id="hand-over-title">{told.handOverTitle}</h3>
      {coaches.length === 0 ? (
        <p className="quiet">{told.alone}</p>
      ) : (
        <ChooseAct
          {...{ label: told.handOverTo, first: told.choose, missing: alert.toError }}
          {...{ note: told.handOverThen, press: told.handOver }}
          choices={coaches.map(({ id, name }) => ({ value: id, title: name }))}
          choose={(to) => act({ act: 'hand-over-pair', to })}
        />
      )}
    </section>
  );
}
