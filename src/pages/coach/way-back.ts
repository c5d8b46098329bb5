import { useLayoutEffect, useRef } from 'react';

/** Out of a pair, the reader is back on its line; whoever went elsewhere by themselves stays there. */
export function useWayBack(pair: string | null): void {
  const last = useRef<string | null>(null);
  useLayoutEffect(() => {
    const from = last.current;
    last.current = pair;
    if (pair !== null || from === null || document.activeElement !== document.body) return;
    const line = document.querySelector(`[data-pair="${CSS.escape(from)}"]`);
    const back = line instanceof HTMLElement ? line : document.getElementById('title');
    back?.focus();
  }, [pair]);
}
