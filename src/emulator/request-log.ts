/** One line of `GET /_emulator/state`; status 0 is a connection dropped without an answer. */
export interface RequestCount {
  method: string;
  path: string;
  status: number;
  count: number;
}

/** How often each address was called since the start or the last reset, `$batch` steps included. */
export class RequestLog {
  readonly #counts = new Map<string, RequestCount>();

  /** `path` has `*` in place of each parameter. */
  add(method: string, path: string, status: number): void {
    const key = `${method} ${path} ${status}`;
    const known = this.#counts.get(key);
    if (known) known.count += 1;
    else this.#counts.set(key, { method, path, status, count: 1 });
  }

  all(): RequestCount[] {
    return [...this.#counts.values()].map((line) => ({ ...line }));
  }

  clear(): void {
    this.#counts.clear();
  }
}
