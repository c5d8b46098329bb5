import { useEffect, useRef, useState } from 'react';

/** What a coach is writing over something that may change meanwhile: then it begins anew from that. */
export function useDraft<T>(base: T): [T, (next: T) => void] {
  const [draft, setDraft] = useState(base);
  const known = JSON.stringify(base);
  const last = useRef(known);
  useEffect(() => {
    if (last.current === known) return;
    last.current = known;
    setDraft(JSON.parse(known) as T);
  }, [known]);
  return [draft, setDraft];
}

/** A number as it is being written: an empty field is no number, and no zero. */
export const numberOf = (text: string): number => (text.trim() === '' ? -1 : Number(text));
