import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Opened, openStore } from '../../src/db/open.ts';

/** An empty store on the engine of this run: in memory, or a database of its own on the server. */
export async function openTestStore(): Promise<Opened> {
  if (inject('engine') === 'pglite') return openStore({ memory: true });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = name;
  return openStore({ url: url.href });
}
