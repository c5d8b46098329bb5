import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { type Locale, words } from '../../words/words.ts';
import type { TabState } from './session.ts';

interface Asked {
  problem: NonNullable<TabState['problem']>;
  locale: Locale;
  working: boolean;
  retry: () => void;
}

/** In place of the year: what happened, and what to do; a connection that is back is enough. */
export function Problem({ problem, locale, working, retry }: Asked) {
  const { tab, link } = words(locale);
  const { title, text } = tab.problem[problem];
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
        <Button appearance="primary" onClick={retry} disabledFocusable={working}>
          {link.retry}
        </Button>
      )}
      <p role="status">{working ? tab.opening : ''}</p>
    </section>
  );
}
