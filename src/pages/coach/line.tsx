import { Button } from '@fluentui/react-components';
import { memo } from 'react';
import type { CohortHead, PairLine } from '../../domain/coach-model.ts';
import { coachWords } from '../../words/coach.ts';
import { factOf } from './fact.ts';
import { SmallYear } from './small-year.tsx';

interface Asked {
  line: PairLine;
  head: CohortHead;
  /** Whether it stands among those that need somebody today. */
  urgent: boolean;
  openPair: (pair: string) => void;
}

/** A pair: who, the year drawn small, the fact in words, and the act beside it. */
export const Line = memo(function Line({ line, head, urgent, openPair }: Asked) {
  const told = coachWords(head.reader.locale);
  const names = line.names.join(' · ');
  const act = urgent ? told.act(line.standing) : null;
  const open = () => openPair(line.pair);
  return (
    <li className={`line ${line.standing}`}>
      <button type="button" className="who" data-pair={line.pair} title={names} onClick={open}>
        <span className="code">{line.code}</span> <span className="names">{names}</span>
      </button>
      <SmallYear line={line} head={head} />
      <span className="fact">{factOf(line, head)}</span>
      {act !== null && (
        <Button size="small" onClick={open} aria-label={told.actThat(act, names)}>
          {act}
        </Button>
      )}
    </li>
  );
});
