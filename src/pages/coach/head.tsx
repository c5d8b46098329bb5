import type { CohortHead } from '../../domain/coach-model.ts';
import { coachWords } from '../../words/coach.ts';
import { type Section, sections, sectionsOfPilots } from './address.ts';
import type { CoachSession } from './session.ts';
import type { CoachState } from './state.ts';

interface Asked {
  head: CohortHead;
  state: CoachState;
  session: CoachSession;
}

/** Which cohort this is, and the parts of the tab that are the reader's. */
export function Head({ head, state, session }: Asked) {
  const told = coachWords(state.locale);
  const offered: readonly Section[] = head.roles.includes('coach') ? sections : sectionsOfPilots;
  const { section, pair } = state.address;
  return (
    <header className="head">
      <div className="title">
        <h1 id="title" tabIndex={-1}>
          {head.name}
        </h1>
        <p className="quiet">{head.bodyName}</p>
      </div>
      {head.cohorts.length > 1 && (
        <div className="cohorts">
          <label className="quiet" htmlFor="cohort">
            {told.cohort}
          </label>
          <select
            id="cohort"
            value={head.cohort}
            onChange={({ target }) => void session.choose(target.value)}
          >
            {head.cohorts.map(({ cohort, name }) => (
              <option key={cohort} value={cohort}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {offered.length > 1 && (
        <nav aria-label={told.sections.label} className="sections">
          {offered.map((each) => (
            <button
              key={each}
              type="button"
              aria-current={each === section ? (pair === null ? 'page' : 'true') : undefined}
              onClick={() => void session.goTo(each)}
            >
              {told.sections[each]}
            </button>
          ))}
        </nav>
      )}
    </header>
  );
}
