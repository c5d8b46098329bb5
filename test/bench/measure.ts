import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** Nothing is discarded: the slowest value counts as every other. */
export interface Summary {
  count: number;
  lower: number;
  median: number;
  upper: number;
  p95: number;
}

export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, median, upper, p95] = [0.25, 0.5, 0.75, 0.95].map((part) => at(sorted, part));
  if (lower === undefined || median === undefined || upper === undefined || p95 === undefined)
    throw new Error('nothing was measured');
  return { count: values.length, lower, median, upper, p95 };
}

/** The value below which `part` of them lie, between two neighbours in proportion. */
function at(sorted: readonly number[], part: number): number | undefined {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/** Milliseconds that some work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs every side once a round, and turns the order round from one round to the next (A B, B A, …),
 * so that a machine that grows slower slows all sides alike.
 */
export async function inTurns(
  rounds: number,
  sides: readonly (() => Promise<unknown>)[],
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? sides : [...sides].reverse();
    for (const side of order) await side();
  }
}

export interface Sheet {
  /** One line of figures. */
  line(what: string, values: readonly number[], unit: string): Summary;
  say(text: string): void;
  /** What must have come out, whatever the speed. */
  ledger(what: string, found: number, expected: number): void;
  /** Keeps the raw figures and ends the process: 1 when something was lost or came twice. */
  close(): never;
}

/** The printed sheet of one benchmark. */
export function openSheet(name: string, title: string): Sheet {
  const raw: Record<string, { unit: string; values: readonly number[] }> = {};
  const ledger: { what: string; found: number; expected: number }[] = [];
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), node ${process.version}`;
  console.log(`\n${title}\n  ${machine}, load ${loadavg()[0]?.toFixed(1)} at the start`);
  return {
    line(what, values, unit) {
      raw[what] = { unit, values };
      const { count, lower, median, upper, p95 } = summary(values);
      const quartiles = `median ${short(median)} ${unit} (${short(lower)} to ${short(upper)})`;
      console.log(`  ${what.padEnd(46)} ${quartiles}, p95 ${short(p95)}, n ${count}`);
      return { count, lower, median, upper, p95 };
    },
    say: (text) => console.log(`  ${text}`),
    ledger: (what, found, expected) => void ledger.push({ what, found, expected }),
    close() {
      const wrong = ledger.filter(({ found, expected }) => found !== expected);
      const verdict = wrong.length === 0 ? 'nothing lost, nothing twice' : 'SCORE 0';
      for (const { what, found, expected } of ledger)
        console.log(`  ledger: ${what}: ${found} of ${expected}`);
      console.log(`  ${verdict}; load ${loadavg()[0]?.toFixed(1)} at the end`);
      const kept = { name, machine, raw, ledger };
      writeFileSync(`test-results/bench/${name}.json`, `${JSON.stringify(kept, null, 1)}\n`);
      process.exit(wrong.length === 0 ? 0 : 1);
    },
  };
}

export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
export const times = (a: Summary, b: Summary): string => `${(a.median / b.median).toFixed(2)} ×`;
