import type { CSSProperties, ReactNode } from 'react';
import type { Reader } from '../../domain/card-model.ts';
import type { YearLine } from '../../domain/tab-model.ts';
import type { Day } from '../../domain/time.ts';
import { capital, shortDayText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { monthsBetween, placeOf } from './year-places.ts';
import { yearFinding, yearText } from './year-text.ts';

interface Asked {
  line: YearLine;
  reader: Reader;
}

/** The year as a line: what took place, what stands, and where a meeting is missing. */
export function YearPicture({ line, reader }: Asked) {
  const told = words(reader.locale);
  const short = (day: Day) => shortDayText(day, reader);
  const title = `${told.tab.year.from(short(line.launch), short(line.closing))} · ${yearFinding(line, reader)}`;
  return (
    <section className="year" aria-labelledby="year-title">
      <h2 id="year-title">{capital(yearFinding(line, reader))}</h2>
      <p className="quiet">{told.tab.year.usual(line.least, line.most)}</p>
      <div className="picture" role="img" aria-label={title}>
        <Anchors line={line} reader={reader} />
        <div className="track">
          <Stretches line={line} />
          <Meetings line={line} />
        </div>
        <Months line={line} reader={reader} />
      </div>
      <Key line={line} reader={reader} />
      <details>
        <summary>{told.tab.year.asText}</summary>
        <ul>
          {yearText(line, reader).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const spotOf = ({ launch, closing }: YearLine, day: Day): CSSProperties => ({
  insetInlineStart: `${placeOf(day, launch, closing)}%`,
});

function spanOf({ launch, closing }: YearLine, from: Day, to: Day): CSSProperties {
  const start = placeOf(from, launch, closing);
  const width = placeOf(to, launch, closing) - start;
  return { insetInlineStart: `${start}%`, inlineSize: `${width}%` };
}

function Anchors({ line, reader }: Asked) {
  const { tab } = words(reader.locale);
  const anchors = ['launch', 'midterm', 'closing'] as const;
  return (
    <div className="anchors">
      {anchors.map((kind) => (
        <span key={kind} className={kind} style={spotOf(line, line[kind])}>
          <strong>{tab.year[kind]}</strong> {shortDayText(line[kind], reader)}
        </span>
      ))}
    </div>
  );
}

function Stretches({ line }: { line: YearLine }) {
  const { band, pauses, missing, launch, midterm, closing, today } = line;
  const past = today < launch ? launch : today;
  return (
    <>
      <span className="past" style={spanOf(line, launch, past)} />
      {band && <span className="band" style={spanOf(line, band.from, band.until)} />}
      {missing.map(({ from, to }) => (
        <span key={from} className="missing" style={spanOf(line, from, to)} />
      ))}
      {pauses.map(({ from, until }) => (
        <span key={from} className="pause" style={spanOf(line, from, until)} />
      ))}
      {[launch, midterm, closing].map((day) => (
        <span key={day} className="anchor" style={spotOf(line, day)} />
      ))}
      {today >= launch && today <= closing && (
        <span className="today" style={spotOf(line, today)} />
      )}
    </>
  );
}

function Meetings({ line }: { line: YearLine }) {
  return line.meetings.map(({ meeting, day, state }) => (
    <span key={meeting} className={`dot ${state}`} style={spotOf(line, day)} />
  ));
}

function Months({ line, reader }: Asked) {
  const { launch, closing } = line;
  // Each takes longer to make than all of the year to draw.
  const [short, narrow] = (['short', 'narrow'] as const).map((month) => {
    const format = new Intl.DateTimeFormat(reader.locale, { month, timeZone: 'UTC' });
    return (day: Day) => format.format(Date.parse(day));
  });
  return (
    <div className="months">
      {monthsBetween(launch, closing).map((first) => (
        <span key={first} style={spotOf(line, first)}>
          <span className="wide">{short?.(first)}</span>
          <span className="narrow">{narrow?.(first).toUpperCase()}</span>
        </span>
      ))}
    </div>
  );
}

/** What each shape stands for, and the days of those that have two; only those on the picture. */
function Key({ line, reader }: Asked) {
  const told = words(reader.locale);
  const states = (['held', 'booked', 'proposed'] as const).filter((state) =>
    line.meetings.some((meeting) => meeting.state === state),
  );
  return (
    <ul className="key">
      {line.today >= line.launch && line.today <= line.closing && (
        <KeyRow look="today">{told.tab.year.today}</KeyRow>
      )}
      {states.map((state) => (
        <KeyRow key={state} look={`dot ${state}`}>
          {capital(told.tab.year.key[state])}
        </KeyRow>
      ))}
      {stretchesOf(line, reader, told).map(({ look, text }) => (
        <KeyRow key={text} look={look}>
          {text}
        </KeyRow>
      ))}
    </ul>
  );
}

function KeyRow({ look, children }: { look: string; children: ReactNode }) {
  return (
    <li>
      <span className="sign" aria-hidden="true">
        <span className={look} />
      </span>
      {children}
    </li>
  );
}

function stretchesOf({ missing, pauses, band }: YearLine, reader: Reader, { tab }: Words) {
  const short = (day: Day) => shortDayText(day, reader);
  return [
    ...missing.map(({ from, to }) => ({
      look: 'missing',
      text: tab.year.missingFrom(short(from), short(to)),
    })),
    ...(band ? [{ look: 'band', text: tab.year.band(short(band.until)) }] : []),
    ...pauses.map(({ from, until }) => ({
      look: 'pause',
      text: tab.year.pauseFrom(short(from), short(until)),
    })),
  ];
}
