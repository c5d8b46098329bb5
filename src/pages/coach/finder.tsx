import { useState } from 'react';
import { type Standing, standings } from '../../domain/coach-model.ts';
import { coachWords } from '../../words/coach.ts';
import type { CoachSession } from './session.ts';
import type { CoachState } from './state.ts';

interface Asked {
  state: CoachState;
  session: CoachSession;
}

/** What is looked for among the pairs; it stays in the address. */
export function Finder({ state, session }: Asked) {
  const { address, list, locale } = state;
  const told = coachWords(locale);
  const { search, standing: chosen } = address;
  const [unfolded, unfold] = useState(chosen.length > 0);
  const counts = list?.counts;
  const offered = standings.filter((each) => (counts?.[each] ?? 0) > 0 || chosen.includes(each));
  const turn = (each: Standing) =>
    session.filter(
      chosen.includes(each) ? chosen.filter((other) => other !== each) : [...chosen, each],
    );
  return (
    <search className="finder">
      <label className="looked-for">
        <span className="unseen">{told.search}</span>
        <input
          type="search"
          value={search}
          placeholder={told.searchShort}
          maxLength={100}
          onChange={({ target }) => session.search(target.value)}
        />
      </label>
      {offered.length > 1 && (
        <>
          <button
            type="button"
            className="filter unfold"
            aria-expanded={unfolded}
            onClick={() => unfold(!unfolded)}
          >
            {told.narrow}
          </button>
          <fieldset className={unfolded ? 'filters' : 'filters folded'}>
            <legend className="unseen">{told.filters}</legend>
            {offered.map((each) => (
              <button
                key={each}
                type="button"
                className="filter"
                aria-pressed={chosen.includes(each)}
                aria-label={told.filter(each, counts?.[each] ?? 0)}
                onClick={() => void turn(each)}
              >
                {told.standing(each)} <span className="number">{counts?.[each] ?? 0}</span>
              </button>
            ))}
          </fieldset>
        </>
      )}
      {(search !== '' || chosen.length > 0) && (
        <button type="button" className="plain" onClick={() => void session.clear()}>
          {told.clear}
        </button>
      )}
    </search>
  );
}
