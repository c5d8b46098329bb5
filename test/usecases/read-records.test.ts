import { CompiledQuery } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isSignedRecord } from '../../src/seal/record-signer.ts';
import { askRemoval } from '../../src/usecases/begin-removal.ts';
import { readRecords } from '../../src/usecases/read-records.ts';
import { byForce } from '../support/forced-audit.ts';
import { aCohort, awa, everyone } from '../support/people.ts';
import { untilRemoved } from '../support/removals.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const sql = () => world.db.opened.sql;
const read = (key?: string) => readRecords(world.db, isSignedRecord, key);

describe('records of removals', () => {
  /** Awa is erased, then the cohort purged. */
  async function two(): Promise<void> {
    await askRemoval(world.deps, { kind: 'person', subject: awa.id });
    await untilRemoved(world);
    await askRemoval(world.deps, { kind: 'cohort', subject: aCohort.id });
    await untilRemoved(world);
  }

  test('are signed, follow one another, and name nobody', async () => {
    await two();
    const [first, second] = await world.db.read.records.all();
    if (!first || !second) throw new Error('two records are missing');

    expect(isSignedRecord({ id: first.key, spki: first.spki }, first.body, first.signature)).toBe(
      true,
    );
    expect(JSON.parse(first.body)).toMatchObject({ kind: 'person', cohort: null });
    for (const { id, name, mail } of everyone)
      for (const word of [id, name, mail]) expect(first.body + second.body).not.toContain(word);
    expect((await read()).fault).toBeNull();
  });

  const first = 'select min(seq) from removal_record';
  const last = 'select max(seq) from removal_record';
  test.each([
    ['signature', 'a changed word', `update removal_record set body = replace(body, 'p', 'q')`],
    ['order', 'the first one missing', `delete from removal_record where seq = (${first})`],
    ['missing', 'the last one missing', `delete from removal_record where seq = (${last})`],
    ['signature', 'another key', `update record_key set spki = decode('00', 'hex')`],
    [
      'chain',
      'a changed look',
      `update audit set actor = 'nobody' where seq = (select max(seq) from audit)`,
    ],
    ['order', 'a record under another number', 'update removal_record set id = gen_random_uuid()'],
  ])('that do not hold say so: %s, for %s', async (why, _, statement) => {
    await two();
    await byForce(sql(), () => sql().executeQuery(CompiledQuery.raw(statement)));

    expect((await read()).fault?.why).toBe(why);
  });

  test('signed by another key than the one noted down are found', async () => {
    await two();
    const [record] = await world.db.read.records.all();

    expect((await read(record?.key)).fault).toBeNull();
    expect((await read('0'.repeat(64))).fault).toMatchObject({ why: 'key', row: record?.id });
  });
});
