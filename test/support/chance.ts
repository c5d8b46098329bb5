/** A fixed row of numbers in [0, 1), the same for the same seed (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    /** A whole number below `most`. */
    below: (most: number): number => Math.floor(next() * most),
    /** One of them; undefined when there is none. */
    oneOf: <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)],
  };
}

export type Chance = ReturnType<typeof chanceOf>;
