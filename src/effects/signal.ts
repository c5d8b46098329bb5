/** Something one waits for, and others bring about. */
export interface Signal {
  ring(): void;
  /** Rings by itself after `ms` as well, whatever else was set. */
  ringIn(ms: number): void;
  /** Forgets a ring nobody has waited for. */
  clear(): void;
  /** Resolves at the next ring; at once when it rang since the last wait. */
  wait(): Promise<void>;
}

export function openSignal(): Signal {
  let rung = false;
  let hear: (() => void) | undefined;
  let timers: NodeJS.Timeout[] = [];

  const ring = () => {
    rung = true;
    hear?.();
  };
  const clear = () => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    hear = undefined;
    rung = false;
  };
  return {
    ring,
    ringIn(ms) {
      timers.push(setTimeout(ring, ms));
    },
    clear,
    async wait() {
      if (!rung) {
        await new Promise<void>((resolve) => {
          hear = resolve;
        });
      }
      clear();
    },
  };
}
