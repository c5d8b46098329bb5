import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import pg from 'pg';
import type { Where } from '../../src/db/open.ts';
import { letBeAtHome } from './at-home.ts';

/** A copy of a store that nobody is at; one in a folder is copied to `folder`. */
export async function copyStore(
  store: { folder: string } | { url: string },
  folder: string,
): Promise<Where> {
  if ('folder' in store) {
    cpSync(store.folder, folder, { recursive: true });
    return { folder };
  }
  const [own, server] = [new URL(store.url), new URL(store.url)];
  own.pathname = `/test_${randomUUID().replaceAll('-', '')}`;
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  const [copy, copied] = [own, new URL(store.url)].map(({ pathname }) => pathname.slice(1));
  await client.query(`create database ${copy} template ${copied}`);
  await client.end();
  await letBeAtHome(own.href);
  return { url: own.href };
}
