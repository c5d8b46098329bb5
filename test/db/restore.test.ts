import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Db, openDb } from '../../src/db/db.ts';
import { StoreMoved } from '../../src/db/home.ts';
import type { Where } from '../../src/db/open.ts';
import { takeUp } from '../../src/db/restored.ts';
import type { EffectKind } from '../../src/domain/effect.ts';
import { hour } from '../../src/domain/time.ts';
import { openEffects } from '../../src/effects/run.ts';
import type { Line } from '../../src/log.ts';
import { erasesNothing } from '../support/erases-nothing.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { tuesday } from '../support/people.ts';

const run = promisify(execFile);

describe.runIf(inject('engine') === 'postgres')('a store restored from a backup', () => {
  let original: { url: string };
  let restored: { url: string };
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-backup-'));
  const opened: Db[] = [];

  const at = async (where: Where): Promise<Db> => {
    const db = await openDb(where);
    opened.push(db);
    return db;
  };
  const onServer = (where: Where): { url: string } => {
    if (!('url' in where)) throw new Error('on a server');
    return where;
  };
  beforeAll(async () => {
    original = onServer(await freshStore());
    restored = onServer(await freshStore());
  });
  afterAll(async () => {
    for (const db of opened) await db.close();
    await dropStore(original);
    await dropStore(restored);
    rmSync(folder, { recursive: true });
  });

  /** Carries out what is due by then; what left, and what the log says of it. */
  async function carryOut(db: Db, now: number) {
    const left: string[] = [];
    const digests: string[] = [];
    const send = async ({ key }: { key: string }) => {
      left.push(key);
      return { done: true } as const;
    };
    const quiet = () => {};
    const hear = (line: Line) =>
      void (typeof line.digest === 'string' && digests.push(line.digest));
    const effects = openEffects({
      ...{ db, now: () => now, chance: () => 0, whenUnknown: async () => {} },
      ...{ log: { info: hear, warn: hear, error: quiet }, whenFailed: async () => {} },
      handlers: {
        ...{ event: send, day: send, list: send, mail: send },
        ...{ 'card.send': send, 'card.update': send },
        ...erasesNothing,
      },
    });
    await effects.start();
    await effects.drain();
    await effects.stop();
    return { left: left.sort(), digests };
  }
  const add = (db: Db, kind: EffectKind, key: string, due: number) =>
    db.read.effects.add({ key, kind, lane: key, ids: {}, due, created: tuesday });

  async function backUpAndRestore(): Promise<void> {
    const first = await at(original);
    const { rows } = await sql<{ bin: string }>`
      select setting as bin from pg_config where name = 'BINDIR'`.execute(first.opened.sql);
    const bin = rows[0]?.bin ?? '';
    const file = join(folder, 'backup');
    await run(join(bin, 'pg_dump'), ['-Fc', '-f', file, original.url]);
    await run(join(bin, 'pg_restore'), ['-d', restored.url, file]);
  }

  test('sends nothing before somebody has taken it up, and then nothing that had been sent', async () => {
    const first = await at(original);
    await add(first, 'card.send', 'nudge:awa', tuesday);
    await add(first, 'mail', 'meeting:marc', tuesday);
    await add(first, 'event', 'event:awa-marc', tuesday);
    await add(first, 'card.send', 'held:tomorrow', tuesday + 24 * hour);
    await backUpAndRestore();
    const sentAfterBackup = await carryOut(first, tuesday + hour);
    // Decided and sent after the backup: of this the restored store knows nothing.
    await add(first, 'card.send', 'reminder:awa', tuesday + hour);
    const decidedAfterBackup = await carryOut(first, tuesday + 2 * hour);
    expect([...sentAfterBackup.left, ...decidedAfterBackup.left]).toEqual([
      ...['event:awa-marc', 'meeting:marc', 'nudge:awa'],
      'reminder:awa',
    ]);

    await expect(openDb(restored)).rejects.toThrow(StoreMoved);
    const moved = await at({ ...restored, moved: true });
    const digests = [...sentAfterBackup.digests, ...decidedAfterBackup.digests];
    expect(digests).toHaveLength(3);
    const stopped = tuesday + 3 * hour;
    expect(await takeUp(moved.opened.sql, stopped, stopped + hour, digests)).toEqual({
      ...{ unknown: 2, sentSince: 3 },
    });

    const second = await at(restored);
    // A job finds what it had found before, and decides the same.
    await add(second, 'card.send', 'reminder:awa', tuesday + hour);
    await add(second, 'card.send', 'reminder:marc', tuesday + hour);
    // An event may be asked for twice: Outlook takes both for one.
    expect((await carryOut(second, stopped + hour)).left).toEqual([
      'event:awa-marc',
      'reminder:marc',
    ]);
    expect((await carryOut(second, tuesday + 25 * hour)).left).toEqual(['held:tomorrow']);
    const all = await second.read.effects.byKeyPrefix('');
    expect(all.map(({ key, state, outcome }) => `${key} ${state} ${outcome}`).sort()).toEqual([
      'event:awa-marc done null',
      'held:tomorrow done null',
      'meeting:marc unknown restored',
      'nudge:awa unknown restored',
      'reminder:awa dropped sent before the restore',
      'reminder:marc done null',
    ]);
  });

  test('the original is still at home, and opens as before', async () => {
    await expect(at(original)).resolves.toBeTruthy();
  });
});
