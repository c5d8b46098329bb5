import { useEffect, useRef } from 'react';
import type { Missing } from './missing.ts';

interface Asked {
  /** `alone`: no host around the page, so that nothing can be tried again. */
  problem: Missing | 'alone';
  told: { title: string; text: string };
  retry: { title: string; press: () => void };
  /** What is said while it is tried again; null when it is not. */
  trying: string | null;
}

/** In place of the page: what happened, and what to do; a connection that is back is enough. */
export function Problem({ problem, told, retry: { title, press }, trying }: Asked) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (problem !== 'offline') return;
    window.addEventListener('online', press);
    return () => window.removeEventListener('online', press);
  }, [problem, press]);
  return (
    <section className="problem">
      <h1 id="title" ref={heading} tabIndex={-1}>
        {told.title}
      </h1>
      <p>{told.text}</p>
      {problem !== 'alone' && (
        <button
          type="button"
          className="press primary"
          aria-disabled={trying !== null}
          onClick={() => trying === null && press()}
        >
          {title}
        </button>
      )}
      <p role="status">{trying ?? ''}</p>
    </section>
  );
}
