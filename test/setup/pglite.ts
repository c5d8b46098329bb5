import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import type { TestProject } from 'vitest/node';
import { embeddedPool } from '../../src/db/embedded-pool.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Schema } from '../../src/db/schema.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file with an empty store on which the real migrations have run; empty when there is none. */
    laidStore: string;
  }
}

/** Runs the real migrations once; every file of tests begins with a copy of what they leave. */
export default async function layStore(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-pglite-'));
  const engine = await PGlite.create();
  await engine.exec(`set timezone = 'UTC'`);
  const pool = embeddedPool(engine);
  await migrate(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }));
  const laid = await engine.dumpDataDir('gzip');
  const file = join(folder, 'laid.tar.gz');
  writeFileSync(file, Buffer.from(await laid.arrayBuffer()));
  await engine.close();
  project.provide('laidStore', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
