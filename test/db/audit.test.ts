import { sql as raw } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/db/audit.ts';
import { byForce } from '../support/forced-audit.ts';
import { aCohort, nadia, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const look = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  at: paris('2026-04-21', '09:00'),
  ...{ actor: rose.id, action: 'pair.read', subject: p01.id },
  ...change,
});
const append = (change: Partial<AuditEntry> = {}) =>
  world.db.tx((t) => t.audit.append(look(change)));
const looks = (pair = p01.id) => world.db.read.audit.looks(pair, aCohort.id);
const broken = () => world.db.read.audit.broken();
const sql = () => world.db.opened.sql;

describe('the record of who looked', () => {
  test('tells of a pair’s sheet and of the cohort’s meetings, newest first', async () => {
    await append();
    await append({
      at: paris('2026-04-22', '10:00'),
      action: 'cohort.export',
      subject: aCohort.id,
    });
    await append({ subject: p02.id });
    await append({ actor: nadia.id, action: 'report.export', subject: aCohort.id });

    expect(await looks()).toEqual([
      { at: paris('2026-04-22', '10:00'), name: rose.name, what: 'export' },
      { at: paris('2026-04-21', '09:00'), name: rose.name, what: 'sheet' },
    ]);
    expect(await looks(p02.id)).toHaveLength(2);
  });

  test.each([
    ['the day before', '2026-04-20', false],
    ['the day itself', '2026-04-21', true],
    ['the day after', '2026-04-22', false],
  ])('knows what is written of a day: %s', async (_, day, written) => {
    // Half past midnight in Paris: another day in UTC.
    const { at: __, ...entry } = look();
    await append({ at: paris('2026-04-21', '00:30') });

    expect(await world.db.read.audit.isWritten(entry, day, 'Europe/Paris')).toBe(written);
  });

  test('holds as one chain, however many write at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => append({ at: 1_000 * n })));

    const rows = await sql().selectFrom('audit').selectAll().execute();
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map(({ previous }) => Buffer.from(previous).toString('hex'))).size).toBe(
      12,
    );
    expect(await broken()).toBeNull();
  });
});

describe('a record that was touched is noticed', () => {
  async function three(): Promise<number[]> {
    for (const hour of ['09:00', '10:00', '11:00']) await append({ at: paris('2026-04-21', hour) });
    const rows = await sql().selectFrom('audit').select('seq').orderBy('seq').execute();
    return rows.map(({ seq }) => seq);
  }

  test.each([
    ['another actor', { actor: nadia.id }],
    ['another pair', { subject: p02.id }],
    ['another time', { at: new Date(paris('2026-04-21', '10:01')) }],
    ['another act', { action: 'report.export' }],
    ['another seal', { hash: new Uint8Array(32) }],
  ])('%s', async (_, change) => {
    const [, second = 0] = await three();
    await byForce(sql(), () =>
      sql().updateTable('audit').set(change).where('seq', '=', second).execute(),
    );

    expect(await broken()).toBe(second);
  });

  test('a row that is gone', async () => {
    const [first = 0, second = 0, third = 0] = await three();
    await byForce(sql(), () => sql().deleteFrom('audit').where('seq', '=', second).execute());
    expect(await broken()).toBe(third);

    await byForce(sql(), () => sql().deleteFrom('audit').where('seq', '=', first).execute());
    expect(await broken()).toBe(third);
  });
});

test.each([
  [
    '95 changed',
    (seq: number) => sql().updateTable('audit').set({ actor: nadia.id }).where('seq', '=', seq),
  ],
  ['95 taken out', (seq: number) => sql().deleteFrom('audit').where('seq', '=', seq)],
  ['95 taken out with all the others', () => sql().deleteFrom('audit')],
])('%s is refused: rows are only added', async (_how, statement) => {
  await append();
  const before = await sql().selectFrom('audit').selectAll().execute();
  const [row] = before;

  await expect(statement(row?.seq ?? 0).execute()).rejects.toThrow('rows of audit are only added');
  await expect(raw`truncate audit`.execute(sql())).rejects.toThrow('rows of audit are only added');

  expect(await sql().selectFrom('audit').selectAll().execute()).toEqual(before);
});
