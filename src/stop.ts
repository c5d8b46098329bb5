/** Beyond that, whatever is still in hand is left to its lease. */
export const longestStopMs = 10_000;

interface Stopping {
  /** Finishes what is in hand and lets go of everything. */
  close(): Promise<void>;
  tell(error: unknown): void;
  end?: (code: number) => void;
  longestMs?: number;
}

/** Closes once, and ends the process: 0 when all was finished, 1 when it was not, in time or at all. */
export async function stop({ close, tell, ...rest }: Stopping): Promise<void> {
  const { end = process.exit, longestMs = longestStopMs } = rest;
  const late = setTimeout(() => {
    tell(new Error(`not finished after ${longestMs / 1000} s`));
    end(1);
  }, longestMs);
  try {
    await close();
    clearTimeout(late);
    end(0);
  } catch (error) {
    clearTimeout(late);
    tell(error);
    end(1);
  }
}

/** Stops when asked to by SIGTERM or SIGINT, however often. */
export function stopWhenAsked(stopping: Stopping): void {
  let asked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      void stop(stopping);
    });
  }
}
