import { sql } from 'kysely';
import { afterEach, expect, inject, test } from 'vitest';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { awa, marc } from '../support/people.ts';
import { aWorld, booked, ledger, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();
const store = () => world.db.opened.sql;

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(store());
  return rows.map(({ name }) => name);
}

/** All that the rule for migrations lets a newer version do, done to every table. */
async function aNewerVersionMigrates(): Promise<void> {
  await sql`create table of_the_newer_version (a text not null)`.execute(store());
  for (const name of await tables()) {
    await sql`alter table ${sql.table(name)} add column newer integer not null default 0,
      add column also_newer text`.execute(store());
  }
  await sql`insert into migration (name) values ('999-of-a-newer-version.sql')`.execute(store());
}

afterEach(async () => {
  if (inject('engine') !== 'postgres') return;
  await sql`delete from migration where name like '999%'`.execute(store());
  await sql`drop table if exists of_the_newer_version`.execute(store());
  for (const name of await tables()) {
    await sql`alter table ${sql.table(name)} drop column if exists newer,
      drop column if exists also_newer`.execute(store());
  }
});

const bookAndCancel = async () => {
  const meeting = await booked(world);
  await world.settle();
  expect(await cancelMeeting(world.deps, { person: marc.id }, { meeting })).toEqual({ meeting });
  await world.settle();
  return (await theMeeting(world, meeting)).state;
};

// The embedded store has one process, and so one version.
test.runIf(inject('engine') === 'postgres')(
  'an instance that runs while a newer version migrates its store goes on, and stays ready',
  async () => {
    // Its plans are kept from before.
    for (let time = 0; time < 2; time += 1) expect(await bookAndCancel()).toBe('cancelled');

    await aNewerVersionMigrates();

    expect(await bookAndCancel()).toBe('cancelled');
    expect(mailsTo(world, awa).filter(({ kind }) => kind === 'cancelled')).toHaveLength(3);
    expect((await ledger(world)).filter((line) => !/ (done|dropped)/.test(line))).toEqual([]);
    expect(await world.db.behind()).toBe(0);
  },
);
