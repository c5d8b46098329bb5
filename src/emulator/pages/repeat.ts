/**
 * Runs the task now, then again so many milliseconds after each end, only while the page is seen.
 * Returns a function that runs it at once.
 */
export function repeatWhileVisible(every: number, task: () => Promise<void>): () => Promise<void> {
  let timer: number | undefined;
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => {
    window.clearTimeout(timer);
    running ??= task().finally(() => {
      running = undefined;
      if (!document.hidden) timer = window.setTimeout(run, every);
    });
    return running;
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) window.clearTimeout(timer);
    else void run();
  });
  void run();
  // A run that was under way may have read before the caller's change: wait for it, then read again.
  return async () => {
    await running;
    await run();
  };
}
