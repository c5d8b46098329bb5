import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Db, openDb } from '../src/db/db.ts';
import { filesBelow } from './support/store-contents.ts';

const marked = 'Zyxwvine Marquant';
const rows = Array.from({ length: 40 }, (_, n) => ({
  id: `00000001-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ...{ name: `${marked} ${n}`, mail: `zyxwvine.${n}@mentorat.example` },
}));

async function withFolder(work: (db: Db, folder: string) => Promise<void>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-scrub-'));
  try {
    const db = await openDb({ folder });
    await work(db, folder);
    await db.close();
    return filesBelow(folder)
      .filter(({ content }) => content.includes('yxwvine'))
      .map(({ where }) => where);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what was deleted from the embedded store stands in none of its files, nor in its log', async () => {
  const found = await withFolder(async (db, folder) => {
    await db.opened.sql.insertInto('person').values(rows).execute();
    await db.opened.sql.updateTable('person').set({ city: marked }).execute();
    await db.opened.sql.deleteFrom('person').execute();
    expect(filesBelow(folder).some(({ content }) => content.includes('yxwvine'))).toBe(true);

    await db.scrub();

    expect(await db.read.pairs.cohortCount()).toBe(0);
  });
  expect(found).toEqual([]);
  // An engine of its own starts here, and lays every table.
}, 60_000);
