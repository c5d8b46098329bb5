import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { migrateAsOwner } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/open.ts';
import { freshStore } from '../support/fresh-store.ts';
import { afterwards, awa, bookFirst, marc, onlyItem, twoThemes } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 120_000;
vi.setConfig({ testTimeout: patience });

/** The embedded store has one user: there its trigger alone keeps the record of looks. */
describe.runIf(inject('engine') === 'postgres')('a server with a role for each task', () => {
  let admin: string;
  let world: LivingWorld;

  beforeAll(async () => {
    const fresh = await freshStore();
    if (!('url' in fresh)) throw new Error('no server');
    admin = fresh.url;
    const rolesFile = readFileSync('infra/postgres/roles.sql', 'utf8');
    // Once more does no harm.
    for (const _time of [1, 2]) await asks(admin, rolesFile);
    const owner = openServer(as('telemaque_owner'), () => {});
    for (const _time of [1, 2]) await migrateAsOwner(owner.sql);
    await owner.close();
    world = await startWorld({ alone: true, store: { url: as('telemaque_app') } });
  }, patience);
  afterAll(() => world?.close(), patience);

  function as(role: string): string {
    const address = new URL(admin);
    address.username = role;
    return address.href;
  }

  async function asks(url: string, statement: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  }

  const denied = /permission denied|must be owner/;

  test('95 the product lives a whole booking as a role that owns nothing', async () => {
    const slot = await bookFirst(world, awa);
    await world.pressLatest(marc, 'meeting.accept');
    await world.moveTo(afterwards(slot));
    for (const who of [awa, marc])
      await world.pressLatest(who, 'meeting.held', { themes: twoThemes });
    await world.settle();

    expect(await onlyItem(world)).toMatchObject({ fields: { Title: 'P01' } });
    const [row] = await asks(as('telemaque_app'), 'select current_user as name');
    expect(row).toEqual({ name: 'telemaque_app' });
    const owned = "select count(*)::int as n from pg_tables where tableowner = 'telemaque_app'";
    expect(await asks(admin, owned)).toEqual([{ n: 0 }]);
  });

  test.each([
    "update audit set actor = 'nobody'",
    'delete from audit',
    'truncate audit',
    'alter table audit disable trigger audit_kept',
    'alter table audit disable trigger all',
    'drop trigger audit_kept on audit',
    'create or replace function audit_kept() returns trigger language plpgsql as $$ begin return new; end $$',
    "set session_replication_role = 'replica'",
    'drop table audit',
    'alter table person add column note text',
    'create table note (text text)',
    'delete from migration',
    'grant delete on audit to telemaque_reader',
    'set role telemaque_owner',
  ])('95 the app may not: %s', async (statement) => {
    await world.product.db.tx((t) =>
      t.audit.append({
        ...{ at: world.product.deps.now(), actor: 'a', action: 'pair.read', subject: 'b' },
      }),
    );
    const before = await asks(admin, 'select * from audit order by seq');
    const tried = asks(as('telemaque_app'), statement);
    // A grant one has no right to give is a warning, and grants nothing.
    if (statement.startsWith('grant')) await tried;
    else await expect(tried).rejects.toThrow(denied);
    expect(await asks(admin, 'select * from audit order by seq')).toEqual(before);
    await expect(asks(as('telemaque_reader'), 'delete from audit')).rejects.toThrow(denied);
  });

  test.each([
    'select count(*) from ballot',
    'select sealed from ballot',
    'select * from participation',
    'select name from person',
    'select mentee_id from pair',
    'select ids from effect',
    'select * from link',
    'select * from audit',
    'select body from synthesis',
    'select view from card',
    'select settings from cohort',
    "update meeting set state = 'held'",
    'create table note (text text)',
  ])('95 whoever reads figures may not: %s', async (statement) => {
    await expect(asks(as('telemaque_reader'), statement)).rejects.toThrow(denied);
  });

  test('and may count what is held, and what is to be done', async () => {
    const held = "select count(*)::int as n from meeting where state = 'held'";
    expect(await asks(as('telemaque_reader'), held)).toEqual([{ n: 1 }]);
    const done = "select count(*) > 0 as some from effect where state = 'done'";
    expect(await asks(as('telemaque_reader'), done)).toEqual([{ some: true }]);
  });

  test('the owner’s own statements do not change the record either', async () => {
    const tried = asks(as('telemaque_owner'), 'delete from audit');
    await expect(tried).rejects.toThrow('rows of audit are only added');
  });
});
