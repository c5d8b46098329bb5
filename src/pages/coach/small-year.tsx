import type { CohortHead, PairLine } from '../../domain/coach-model.ts';
import type { Day } from '../../domain/time.ts';
import { coachWords } from '../../words/coach.ts';
import { placeOf } from '../shared/year-places.ts';

interface Asked {
  line: PairLine;
  head: CohortHead;
}

type State = PairLine['year']['meetings'][number]['state'];

/** Hundredths of the width, so that a mark at either end is not cut. */
const margin = 3;

/** A pair's year on one line: the same day stands at the same place in each. */
export function SmallYear({ line, head }: Asked) {
  const { launch, midterm, closing, today, reader } = head;
  const at = (day: Day) => margin + (placeOf(day, launch, closing) * (100 - 2 * margin)) / 100;
  const booked = line.year.meetings.filter(({ state }) => state === 'booked').length;
  const told = coachWords(reader.locale).finding(line.held, booked);
  const silent = line.standing === 'late' && line.since !== null ? line.since : null;
  return (
    <svg className="small-year" role="img" aria-label={told}>
      <Stretch look="whole-year" from={at(launch)} to={at(closing)} />
      {[launch, midterm, closing].map((day) => (
        <Upright key={day} look="end" at={at(day)} half={4} />
      ))}
      {line.year.pauses.map(({ from, until }) => (
        <rect
          key={from}
          className="small-pause"
          x={percent(at(from))}
          y="calc(50% - 4px)"
          width={percent(Math.max(at(until) - at(from), 1))}
          height="8"
        />
      ))}
      {silent !== null && today > silent && (
        <Stretch look="silence" from={at(silent)} to={at(today)} />
      )}
      {today >= launch && today <= closing && (
        <Upright look="small-today" at={at(today)} half={8} />
      )}
      {line.year.meetings.map(({ meeting, day, state }) => (
        <Mark key={meeting} at={at(day)} state={state} />
      ))}
    </svg>
  );
}

const percent = (place: number): string => `${Math.round(place * 100) / 100}%`;

/** Its height stays what it is, however wide the year is drawn. */
function Upright({ look, at, half }: { look: string; at: number; half: number }) {
  return (
    <svg x={percent(at)} y="50%" overflow="visible" aria-hidden="true">
      <path className={look} d={`M0 ${-half}V${half}`} />
    </svg>
  );
}

function Stretch({ look, from, to }: { look: string; from: number; to: number }) {
  return <line className={look} x1={percent(from)} x2={percent(to)} y1="50%" y2="50%" />;
}

function Mark({ at, state }: { at: number; state: State }) {
  if (state !== 'proposed')
    return <circle className={`mark ${state}`} cx={percent(at)} cy="50%" r="4" />;
  return (
    <svg x={percent(at)} y="50%" overflow="visible" aria-hidden="true">
      <path className="mark proposed" d="M0 -4.5L4.5 0L0 4.5L-4.5 0Z" />
    </svg>
  );
}

const samples = {
  held: <Mark at={50} state="held" />,
  booked: <Mark at={50} state="booked" />,
  proposed: <Mark at={50} state="proposed" />,
  pause: <rect className="small-pause" x="1" y="calc(50% - 4px)" width="14" height="8" />,
  silence: <Stretch look="silence" from={3} to={97} />,
  today: <Upright look="small-today" at={50} half={8} />,
};
type Sign = keyof typeof samples;

/** One of the shapes by itself, beside its word. */
export function SmallSign({ sign }: { sign: Sign }) {
  return (
    <svg className="small-sign" aria-hidden="true">
      {samples[sign]}
    </svg>
  );
}

/** Those that stand somewhere in the drawings. */
export function signsOf(lines: readonly PairLine[]): Sign[] {
  const states = new Set(lines.flatMap(({ year }) => year.meetings.map(({ state }) => state)));
  const stands: Record<Sign, boolean> = {
    held: states.has('held'),
    booked: states.has('booked'),
    proposed: states.has('proposed'),
    pause: lines.some(({ year }) => year.pauses.length > 0),
    silence: lines.some(({ standing }) => standing === 'late'),
    today: true,
  };
  const signs = ['held', 'booked', 'proposed', 'pause', 'silence', 'today'] as const;
  return signs.filter((sign) => stands[sign]);
}
