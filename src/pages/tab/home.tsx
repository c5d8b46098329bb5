import { capital, momentText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import type { Button } from '../link/act-row.ts';
import { YearPicture } from '../shared/year-picture.tsx';
import { FirstVisit } from './first-visit.tsx';
import { MeetingList } from './meeting-list.tsx';
import { type HomePage, neededOf, otherActs } from './needed.ts';
import { type Press, Pressable } from './press.tsx';
import { ProgrammeDates } from './programme-dates.tsx';
import { Recorded } from './recorded.tsx';
import { Referent } from './referent.tsx';
import { Waiting } from './waiting.tsx';

interface Asked {
  page: HomePage;
  press: Press;
}

interface FirstAsked extends Asked {
  /** What puts the first explanation away; null when it was. */
  putAway: (() => void) | null;
}

/** The year, what it needs most, and what the tab is for as long as nobody has put that away. */
export function First({ page, press, putAway }: FirstAsked) {
  const { reader, year } = page;
  const needed = neededOf(page);
  return (
    <>
      <div className="first">
        <YearPicture line={year} reader={reader} />
        <section className="needed">
          <p className="sentence">{needed.sentence}</p>
          {needed.note !== null && <p className="quiet">{needed.note}</p>}
          {needed.button && (
            <Pressable button={{ ...needed.button, primary: true }} press={press} />
          )}
        </section>
      </div>
      {putAway && <FirstVisit locale={reader.locale} putAway={putAway} />}
    </>
  );
}

/** Everything else, a step away. */
export function Rest({ page, press }: Asked) {
  const { reader, year } = page;
  return (
    <div className="rest">
      <div>
        <Waiting page={page} press={press} />
        <Next page={page} press={press} />
        <MeetingList page={page} press={press} />
        <More page={page} press={press} chosen={neededOf(page).button} />
      </div>
      <div>
        <Referent page={page} press={press} />
        <ProgrammeDates line={year} reader={reader} />
        <Recorded page={page} />
      </div>
    </div>
  );
}

function Next({ page: { model, reader }, press }: Asked) {
  const { link, meeting, record } = words(reader.locale);
  const { next } = model;
  if (!next) return null;
  const moment = momentText(next.time, reader);
  const change: Button = {
    title: link.change,
    label: `${link.change}, ${moment}`,
    go: { kind: 'meeting', meeting: next.meeting },
  };
  return (
    <section aria-labelledby="next-title">
      <h2 id="next-title">{link.next}</h2>
      <p className="moment">{capital(moment)}</p>
      <p className="quiet">{next.agreed ? meeting.confirmed : capital(record.toConfirm)}</p>
      <Pressable button={change} press={press} />
    </section>
  );
}

/** What ends something, and the other language, come last. */
function More({ page, press, chosen }: Asked & { chosen: Button | null }) {
  const { tab, link } = words(page.reader.locale);
  const other = page.reader.locale === 'fr' ? 'en' : 'fr';
  const acts = otherActs(page, chosen);
  const language: Button = {
    title: link.language,
    act: () => ({ act: 'language', locale: other }),
  };
  return (
    <section aria-labelledby="more-title">
      <h2 id="more-title">{tab.more}</h2>
      <div className="acts">
        {acts.map((button) => (
          <Pressable key={button.title} button={button} press={press} />
        ))}
        <span lang={other}>
          <Pressable button={language} press={press} />
        </span>
      </div>
    </section>
  );
}
