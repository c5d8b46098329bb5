import { useEffect, useState } from 'react';

/** Milliseconds before a wait is told: shorter ones would only flicker. */
export const untold = 400;
/** Milliseconds after which a wait is said to be longer than usual. */
export const unusual = 5000;

/** Whether something has been under way for so long. */
export function useSlow(working: boolean, milliseconds: number): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!working) return;
    const telling = setTimeout(() => setSlow(true), milliseconds);
    return () => {
      clearTimeout(telling);
      setSlow(false);
    };
  }, [working, milliseconds]);
  return slow;
}
