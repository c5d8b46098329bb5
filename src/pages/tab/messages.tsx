import type { ReactNode } from 'react';
import type { Refusal } from '../../domain/refusal.ts';
import { type Words, words } from '../../words/words.ts';
import { Pressable } from './press.tsx';
import type { TabState, Trouble } from './session.ts';

interface Asked {
  state: TabState;
  /** That an answer is on its way, once it is worth telling. */
  wait: ReactNode;
}

/** What was done, what stood in the way, and that an answer is on its way; heard as it comes. */
export function Messages({ state: { said, trouble, locale }, wait }: Asked) {
  const told = words(locale);
  const { link, tab, said: texts } = told;
  const done = said === null ? null : said === 'already' ? link.already : texts[said];
  return (
    <div className="messages">
      <div role="status">
        {wait}
        {done !== null && <p className="said">{done}</p>}
      </div>
      <div role="alert" aria-label={tab.message}>
        {trouble && <p className="trouble">{troubleText(trouble, told)}</p>}
        {trouble && 'again' in trouble && (
          <Pressable button={{ title: link.retry, act: () => null }} press={trouble.again} />
        )}
      </div>
    </div>
  );
}

function troubleText(trouble: Trouble, { tab, link, refusals }: Words): string {
  if ('refused' in trouble) {
    const said: Partial<Record<Refusal, string>> = {
      ...refusals,
      ...link.refusals,
      ...tab.refusals,
    };
    // A refusal younger than this page, which a person may leave open for days.
    return said[trouble.refused] ?? refusals['try-again'];
  }
  return trouble.missing === 'offline' ? link.notSent.offline : link.notSent.busy;
}
