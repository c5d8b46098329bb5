import type { Server } from 'node:http';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { openWeb, type WebDeps } from '../../src/web/web.ts';
import { aWorld, hash } from '../support/world.ts';

const world = aWorld();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function ready(db: Partial<WebDeps['db']> = {}, isStopping = () => false) {
  const deps = { ...world.deps, hash, db: { ...world.db, ...db } };
  const app = openWeb(deps, {
    pages: '/no/such/folder',
    bot: [(_req, res) => void res.sendStatus(200)],
    isStopping,
  });
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const answer = await fetch(`http://127.0.0.1:${address.port}/readyz`);
  const connection = answer.headers.get('connection');
  return { status: answer.status, body: await answer.json(), connection };
}

test('an instance is ready while its store answers and has all of its migrations', async () => {
  expect(await ready()).toMatchObject({
    status: 200,
    body: { ready: true },
    connection: 'keep-alive',
  });
});

test('one that was asked to stop is not, and lets go of its connections', async () => {
  const stopping = await ready({}, () => true);
  expect(stopping).toEqual({
    status: 503,
    body: { ready: false, why: 'stopping' },
    connection: 'close',
  });
});

test('one whose store fails, or does not answer within two seconds, is not', async () => {
  const no = { status: 503, body: { ready: false, why: 'store' } };
  expect(await ready({ behind: () => Promise.reject(new Error('down')) })).toMatchObject(no);
  expect(await ready({ behind: () => new Promise(() => {}) })).toMatchObject(no);
});

test('one whose store lacks a migration is not; one a newer version has migrated is', async () => {
  const { sql: store } = world.db.opened;
  await sql`insert into migration values ('999-of-a-newer-version.sql')`.execute(store);
  expect((await ready()).status).toBe(200);
  const gone = await sql`delete from migration where name like '001%' returning name`.execute(
    store,
  );
  expect(await ready()).toMatchObject({ status: 503, body: { ready: false, why: 'migrations' } });
  for (const { name } of gone.rows as { name: string }[])
    await sql`insert into migration values (${name})`.execute(store);
  await sql`delete from migration where name like '999%'`.execute(store);
});
