import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Db, openDb } from '../../src/db/db.ts';
import { type Opened, wipe } from '../../src/db/open.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';

describe('a question asked again and again', () => {
  const where = freshStore();
  const lost: Error[] = [];
  let db: Db;
  let store: Opened;

  beforeAll(async () => {
    db = await openDb(await where, (error) => void lost.push(error));
    store = db.opened;
  });
  afterAll(async () => {
    await db.close();
    await dropStore(await where);
  });

  const peopleCalled = async (name: string) => {
    const asked = store.sql.selectFrom('person').selectAll().where('name', '=', name);
    return (await asked.execute()).map(({ mail }) => mail);
  };
  const add = (mail: string, name: string) =>
    store.sql.insertInto('person').values({ id: crypto.randomUUID(), mail, name }).execute();

  test('is planned once', async () => {
    for (const name of ['Awa', 'Marc', 'Lina']) await peopleCalled(name);

    const kept = await sql<{ asked: number }>`
      select generic_plans + custom_plans as asked from pg_prepared_statements
      where statement like ${'select * from "person" where "name"%'}`.execute(store.sql);

    // The first time it had no name yet.
    expect(kept.rows.map(({ asked }) => asked)).toEqual([2]);
  });

  test('is answered by what is true now', async () => {
    await add('awa@ch-brizambre.example', 'Awa');
    for (let time = 0; time < 10; time += 1) {
      expect(await peopleCalled('Awa')).toEqual(['awa@ch-brizambre.example']);
      expect(await peopleCalled('Marc')).toEqual([]);
    }
  });

  test('is answered after all tables were laid anew', async () => {
    await wipe(store.sql);

    expect(await peopleCalled('Awa')).toEqual([]);
    await add('awa@ch-brizambre.example', 'Awa');
    expect(await peopleCalled('Awa')).toEqual(['awa@ch-brizambre.example']);
  });

  // Another version of the product may have changed the tables meanwhile.
  const addColumn = (name: string) =>
    sql`alter table person add column ${sql.ref(name)} text`.execute(store.sql);

  test('is answered after a table has a column more, outside a transaction and inside', async () => {
    for (let time = 0; time < 3; time += 1) await peopleCalled('Awa');
    await addColumn('first');
    expect(await peopleCalled('Awa')).toEqual(['awa@ch-brizambre.example']);

    const { id } = await store.sql.selectFrom('person').select('id').executeTakeFirstOrThrow();
    const named = () => db.tx(async (t) => (await t.people.get(id))?.name);
    for (let time = 0; time < 3; time += 1) expect(await named()).toBe('Awa');
    await addColumn('second');
    expect(await named()).toBe('Awa');
  });

  test('is answered where a pooler in between forgot its name', async () => {
    for (let time = 0; time < 3; time += 1) await peopleCalled('Marc');
    await sql`deallocate all`.execute(store.sql);

    expect(await peopleCalled('Awa')).toEqual(['awa@ch-brizambre.example']);
    expect(await peopleCalled('Marc')).toEqual([]);
  });

  test('that fails leaves the next one as it was', async () => {
    for (let time = 0; time < 3; time += 1)
      await expect(add('awa@ch-brizambre.example', 'Awa')).rejects.toMatchObject({ code: '23505' });

    expect(await peopleCalled('Awa')).toEqual(['awa@ch-brizambre.example']);
  });

  test.runIf(inject('engine') === 'postgres')(
    'is refused, and the next one answered, when the server ends the connection meanwhile',
    async () => {
      const asleep = sql`select pg_sleep(10)`.execute(store.sql);
      const over = expect(asleep).rejects.toThrow();
      await expect
        .poll(async () => {
          const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query = 'select pg_sleep(10)'`.execute(
            store.sql,
          );
          return ended.rows.length;
        })
        .toBe(1);
      await over;

      // The pool may hand the same connection out once more before it hears of its end.
      await expect.poll(() => peopleCalled('Marc').catch(() => 'lost')).toEqual([]);
    },
  );
});
