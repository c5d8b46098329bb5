import type { Reader } from '../../domain/card-model.ts';
import type { TabPage } from '../../domain/tab-model.ts';
import { capital, instantText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

/** As many as are read without asking for the others. */
const newest = 3;

interface Asked {
  looks: TabPage['recorded']['looks'];
  reader: Reader;
}

/** Who looked at what is recorded, and when: as it is written down, newest first. */
export function Looks({ looks, reader }: Asked) {
  const { recorded } = words(reader.locale).tab;
  const older = looks.slice(newest);
  return (
    <>
      <h3>{recorded.looks}</h3>
      {looks.length === 0 && <p className="quiet">{recorded.lookedByNobody}</p>}
      <LookList looks={looks.slice(0, newest)} reader={reader} />
      {older.length > 0 && (
        <details>
          <summary>{recorded.olderLooks(older.length)}</summary>
          <LookList looks={older} reader={reader} />
        </details>
      )}
      <p className="quiet">{recorded.looksElsewhere}</p>
    </>
  );
}

function LookList({ looks, reader }: Asked) {
  if (looks.length === 0) return null;
  const { looked } = words(reader.locale).tab.recorded;
  return (
    <ul className="dates looks">
      {looks.map(({ at, name, what }) => (
        <li key={`${at} ${name} ${what}`}>
          {capital(instantText(at, reader))} · {name} {looked[what]}
        </li>
      ))}
    </ul>
  );
}
