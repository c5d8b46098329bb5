/** Milliseconds before a wait is told: shorter ones would only flicker. */
const untold = 400;

/**
 * Holds the page's buttons while an answer is on its way. They keep the focus they have, which a
 * button that is truly disabled would lose.
 */
export async function whileWaiting<T>(
  word: string,
  place: HTMLElement | null,
  run: () => Promise<T>,
  after = untold,
): Promise<T> {
  const buttons = [...document.querySelectorAll('button')];
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  const telling = setTimeout(() => place?.replaceChildren(word), after);
  try {
    return await run();
  } finally {
    clearTimeout(telling);
    place?.replaceChildren();
    for (const button of buttons) button.removeAttribute('aria-disabled');
  }
}
