import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { leaseSeconds } from '../../src/db/lease.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

test('on a server, a transaction of a process that sleeps ends with its leases, and its locks with it', async () => {
  const { opened } = world.db;
  const { rows } = await sql<{ most: string }>`
    select current_setting('idle_in_transaction_session_timeout') as most`.execute(opened.sql);

  expect(rows[0]?.most).toBe(opened.alone ? '0' : `${leaseSeconds}s`);
});
