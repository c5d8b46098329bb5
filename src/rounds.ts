export interface Rounds {
  /** Resolves once a round has ended that began after this call; calls join the one under way. */
  run(): Promise<void>;
  /** Resolves when no round is under way. */
  idle(): Promise<void>;
}

/** Work of which never two rounds go on at once: whoever asks meanwhile has one more made. */
export function openRounds(round: () => Promise<void>): Rounds {
  let underWay: Promise<void> | undefined;
  let again = false;
  const rounds = async () => {
    try {
      do {
        again = false;
        await round();
      } while (again);
    } finally {
      // At once, not a turn later: nobody joins rounds that have looked for the last time.
      underWay = undefined;
    }
  };
  return {
    run() {
      // Whoever asks while a round is at its end wants what they wrote seen too.
      again = true;
      underWay ??= rounds();
      return underWay;
    },
    idle: async () => underWay,
  };
}
