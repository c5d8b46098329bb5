import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

type Config = 'vite.pages.config.ts' | 'vite.emulator.config.ts';

const known = new Map<Config, BuiltOnce>();

/** Pages built into a folder of their own, once for all the files that one process runs. */
export class BuiltOnce {
  readonly folder = mkdtempSync(join(tmpdir(), 'pages-'));
  readonly #configFile: Config;
  #built: Promise<unknown> | undefined;

  private constructor(configFile: Config) {
    this.#configFile = configFile;
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true }));
  }

  static of(configFile: Config): BuiltOnce {
    const one = known.get(configFile) ?? new BuiltOnce(configFile);
    known.set(configFile, one);
    return one;
  }

  async build(): Promise<void> {
    const { folder } = this;
    this.#built ??= build({ configFile: this.#configFile, build: { outDir: folder } });
    await this.#built;
  }
}
