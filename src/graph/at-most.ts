/** Lets `most` pieces of work run at once; the others wait their turn, first come first served. */
export function atMost(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let places = most;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (places > 0) places -= 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else places += 1;
    }
  };
}
