import type { PGlite, Results } from '@electric-sql/pglite';

interface Answer {
  rows: unknown[];
  rowCount: number;
  command: string;
}

/**
 * PGlite has one session, so connections are handed out one at a time: a transaction holds it
 * whole. Inside a transaction only that transaction may be used; the outer handle would wait forever.
 */
export class PGlitePool {
  readonly #engine: PGlite;
  #tail: Promise<void> = Promise.resolve();

  constructor(engine: PGlite) {
    this.#engine = engine;
  }

  async connect() {
    const before = this.#tail;
    let free: () => void = () => {};
    this.#tail = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    return {
      query: (sql: string, values: readonly unknown[]) => this.#run(sql, values),
      release: () => free(),
    };
  }

  async end(): Promise<void> {
    await this.#engine.close();
  }

  async #run(sql: string, values: readonly unknown[]): Promise<Answer> {
    const manyStatements = values.length === 0 && /;\s*\S/.test(sql);
    const result = manyStatements
      ? ((await this.#engine.exec(sql)).at(-1) as Results | undefined)
      : await this.#engine.query(sql, [...values]);
    const rows = result?.rows ?? [];
    return {
      rows,
      rowCount: result?.affectedRows || rows.length,
      // Kysely reads the number of changed rows only when it knows the command.
      command: sql.trimStart().slice(0, 6).toUpperCase(),
    };
  }
}
