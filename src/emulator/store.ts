import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** One kind of thing the emulator remembers, by id, in order of first appearance. */
export interface Table<T> {
  get(id: string): T | undefined;
  /** On disk when it returns: what was answered is never forgotten, even after `kill -9`. */
  put(id: string, value: T): void;
  remove(id: string): void;
  values(): T[];
  entries(): [string, T][];
}

type Line = [table: string, id: string, value?: unknown];

/**
 * The emulator's memory: maps in the process, and a journal of one JSON line a change.
 * A line torn by a crash can only be the last one and was never answered for, so it is dropped.
 */
export class Store {
  readonly #file: string;
  readonly #tables = new Map<string, Map<string, unknown>>();
  #fd: number;

  private constructor(file: string) {
    this.#file = file;
    for (const [table, id, value] of readLines(file)) this.#apply(table, id, value);
    this.#fd = this.#rewrite();
  }

  /** Opens `dir/journal.jsonl`, making the folder when it is missing. */
  static open(dir: string): Store {
    mkdirSync(dir, { recursive: true });
    return new Store(join(dir, 'journal.jsonl'));
  }

  table<T>(name: string): Table<T> {
    const rows = () => (this.#tables.get(name) ?? new Map()) as Map<string, T>;
    return {
      get: (id) => rows().get(id),
      put: (id, value) => this.#write(name, id, value),
      remove: (id) => {
        if (rows().has(id)) this.#write(name, id, undefined);
      },
      values: () => [...rows().values()],
      entries: () => [...rows().entries()],
    };
  }

  /** Forgets everything but the tables named in `keep`. */
  clear(keep: string[]): void {
    for (const name of [...this.#tables.keys()])
      if (!keep.includes(name)) this.#tables.delete(name);
    closeSync(this.#fd);
    this.#fd = this.#rewrite();
  }

  /** How many rows each table holds. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#tables].map(([name, rows]) => [name, rows.size]));
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(table: string, id: string, value: unknown): void {
    const line: Line = value === undefined ? [table, id] : [table, id, value];
    writeSync(this.#fd, `${JSON.stringify(line)}\n`);
    this.#apply(table, id, value);
  }

  #apply(table: string, id: string, value: unknown): void {
    const rows = this.#tables.get(table) ?? new Map<string, unknown>();
    if (value === undefined) rows.delete(id);
    else rows.set(id, value);
    this.#tables.set(table, rows);
  }

  /** Writes the journal anew with only what is alive, beside the old one, then takes its place. */
  #rewrite(): number {
    const lines: string[] = [];
    for (const [table, rows] of this.#tables)
      for (const [id, value] of rows) lines.push(`${JSON.stringify([table, id, value])}\n`);
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, lines.join(''));
    renameSync(fresh, this.#file);
    return openSync(this.#file, 'a');
  }
}

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // Whatever follows the last line break was cut short by a crash.
  lines.pop();
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}
