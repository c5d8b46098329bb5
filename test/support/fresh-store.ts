import pg from 'pg';
import { inject } from 'vitest';
import type { Where } from '../../src/db/open.ts';

/** Where an empty store of the engine under test is; on a server, it dies with the server. */
export async function freshStore(): Promise<Where> {
  if (inject('engine') === 'pglite') return { memory: true };
  const server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  const name = `w${process.pid}_${process.hrtime.bigint()}`;
  await server.query(`create database ${name}`);
  await server.end();
  const own = new URL(inject('postgresUrl'));
  own.pathname = `/${name}`;
  return { url: own.href };
}
