import { element } from './element.ts';
import { problemNotice } from './problem.ts';

/** Shorter than this an answer feels immediate, and a word would only flicker. */
const quietMs = 400;

/**
 * Runs an act, says « Envoi… » in `status` when it lasts, and tells a failure there.
 * Answers whether it went well.
 */
export async function sending(
  status: HTMLElement,
  word: string,
  act: () => Promise<void>,
): Promise<boolean> {
  status.replaceChildren();
  const timer = window.setTimeout(
    () => status.replaceChildren(element('span', { class: 'sending' }, word)),
    quietMs,
  );
  try {
    await act();
    window.clearTimeout(timer);
    status.replaceChildren();
    return true;
  } catch (thrown) {
    window.clearTimeout(timer);
    status.replaceChildren(problemNotice(thrown));
    return false;
  }
}
