import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { coachWords } from '../../words/coach.ts';
import type { CoachState } from './state.ts';

interface Asked {
  state: CoachState & { problem: NonNullable<CoachState['problem']> };
  retry: () => void;
}

/** In place of the page: what happened, and what to do; a connection that is back is enough. */
export function Problem({ state: { problem, locale, reading }, retry }: Asked) {
  const told = coachWords(locale);
  const { title, text } = told.problem[problem];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (problem !== 'offline') return;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [problem, retry]);
  return (
    <section className="problem">
      <h1 id="title" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      {problem !== 'alone' && (
        <Button appearance="primary" onClick={retry} disabledFocusable={reading}>
          {told.retry}
        </Button>
      )}
      <p role="status">{reading ? told.opening : ''}</p>
    </section>
  );
}
