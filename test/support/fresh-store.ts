import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import type { Where } from '../../src/db/open.ts';

/** Where an empty store of the engine under test is: in memory, or a database of its own. */
export async function freshStore(): Promise<Where> {
  if (inject('engine') === 'pglite') {
    const laid = inject('laidStore');
    return laid === '' ? { memory: true } : { memory: true, laid: new Blob([readFileSync(laid)]) };
  }
  const own = new URL(inject('postgresUrl'));
  own.pathname = `/test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${databaseOf(own)}`);
  return { url: own.href };
}

/** Lets go of a store at once, whoever is still at it; left alone, it dies with the server. */
export async function dropStore(where: Where): Promise<void> {
  if ('url' in where)
    await onServer(`drop database ${databaseOf(new URL(where.url))} with (force)`);
}

const databaseOf = (address: URL): string => address.pathname.slice(1);

async function onServer(statement: string): Promise<void> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  await server.query(statement);
  await server.end();
}
