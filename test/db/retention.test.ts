import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { keptTables } from '../../src/domain/retention.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

test('every table and column of the store says whose it is, why it is kept, and until when', async () => {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select table_name as "table", array_agg(column_name::text order by column_name) as columns
    from information_schema.columns where table_schema = 'public'
    group by 1 order by 1`.execute(world.db.opened.sql);
  const there = Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
  const told = Object.fromEntries(
    Object.entries(keptTables).map(([table, { columns }]) => [table, [...columns].sort()]),
  );

  expect(told).toEqual(there);
});

test('what refers to a person goes with them, or is taken out of their hands before', async () => {
  // Without a rule of its own, each of these would keep a person from being deleted.
  const { rows } = await sql<{ column: string; rule: string }>`
    select c.conrelid::regclass || '.' || a.attname as "column", c.confdeltype as rule
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`.execute(
    world.db.opened.sql,
  );
  const held = rows.filter(({ rule }) => rule !== 'c').map(({ column }) => column);

  expect(held.sort()).toEqual([
    ...['alert.holder_id', 'alert.seen_by', 'appointment.organiser_id', 'early_stop.asked_by'],
    ...['meeting.answered_by', 'meeting.proposed_by', 'meeting_word.person_id'],
    ...['pair.mentee_id', 'pair.mentor_id'],
    ...['pair_referent.person_id', 'pause.agreed_by', 'pause.proposed_by'],
  ]);
});
