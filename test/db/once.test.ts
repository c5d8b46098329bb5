import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { type Db, openDb } from '../../src/db/db.ts';
import { freshStore } from '../support/fresh-store.ts';
import { awa, p01, tuesday } from '../support/people.ts';
import { aWorld, theMeeting } from '../support/world.ts';

const world = aWorld();

describe('a job', () => {
  const take = (now: number) => world.db.tx((t) => t.jobs.take('sweep', now, now + 900_000));

  test('that two take at once is run by one', async () => {
    const both = await Promise.all([take(tuesday), take(tuesday), take(tuesday)]);

    expect(both.filter(Boolean)).toHaveLength(1);
  });

  test('is due again when its time has come, and not a millisecond before', async () => {
    expect(await world.db.read.jobs.due('sweep')).toBeNull();
    await take(tuesday);
    expect(await world.db.read.jobs.due('sweep')).toBe(tuesday + 900_000);

    expect(await take(tuesday + 899_999)).toBe(false);
    expect(await take(tuesday + 900_000)).toBe(true);
  });
});

describe('what comes in', () => {
  const first = (key: string) => world.db.tx((t) => t.inbound.first(key, tuesday));

  test('is new once, for one of two who bring it at once', async () => {
    const both = await Promise.all([first('turn-1'), first('turn-1')]);

    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await first('turn-1')).toBe(false);
    expect(await first('turn-2')).toBe(true);
  });

  test('is new again when what was done with it came to nothing', async () => {
    const breaks = world.db.tx(async (t) => {
      await t.inbound.first('turn-1', tuesday);
      throw new Error('broken');
    });
    await expect(breaks).rejects.toThrow('broken');

    expect(await first('turn-1')).toBe(true);
  });
});

describe('a transaction', () => {
  test('that got into another one’s way is tried again, five times at most', async () => {
    let tries = 0;
    const clash = (until: number) =>
      world.db.tx(async () => {
        tries += 1;
        if (tries < until) throw Object.assign(new Error('deadlock'), { code: '40P01' });
        return tries;
      });

    expect(await clash(5)).toBe(5);
    tries = 0;
    await expect(clash(7)).rejects.toThrow('deadlock');
    expect(tries).toBe(5);
  });

  test('that broke for another reason is not', async () => {
    let tries = 0;
    const breaks = world.db.tx(async () => {
      tries += 1;
      throw new Error('broken');
    });

    await expect(breaks).rejects.toThrow('broken');
    expect(tries).toBe(1);
  });

  test('changes a pair after whoever holds it, never beside them', async () => {
    const id = '0000000b-0000-4000-8000-000000000001';
    const standing = { state: 'proposed', source: 'bot', mode: 'video', place: null } as const;
    const rest = {
      plan: null,
      answeredBy: null,
      heldOn: null,
      previous: null,
      askedAt: null,
      proposals: [],
    };
    await world.db.tx((t) =>
      t.meetings.insert(
        {
          ...{ id, pair: p01.id, ...standing, ...rest, version: 0, time: null },
          ...{ agreement: 'asked', proposedBy: awa.id },
        },
        tuesday,
      ),
    );
    const count = () =>
      world.db.tx(async (t) => {
        const meeting = await t.meetings.lock(id);
        if (meeting) await t.meetings.save({ ...meeting, version: meeting.version + 1 });
      });

    await Promise.all(Array.from({ length: 8 }, count));

    expect((await theMeeting(world, id)).version).toBe(8);
  });
});

// Only a server has several at work on one store.
if (inject('engine') === 'postgres') {
  describe('several instances', () => {
    test('that start at once on an empty database lay its tables once', async () => {
      const where = await freshStore();

      const opened = await Promise.allSettled([1, 2, 3, 4].map(() => openDb(where)));
      const stores = opened.flatMap((one): Db[] => (one.status === 'fulfilled' ? [one.value] : []));
      const counts = await Promise.all(stores.map((db) => db.read.pairs.cohortCount()));
      await Promise.all(stores.map((db) => db.close()));

      expect(counts).toEqual([0, 0, 0, 0]);
    });

    test('outlive the server ending their idle connections', async () => {
      const lost: Error[] = [];
      const db = await openDb(await freshStore(), (error) => void lost.push(error));
      const counts = () => Promise.all([1, 2, 3].map(() => db.read.pairs.cohortCount()));
      await counts();

      const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(db.opened.sql);
      await expect.poll(() => lost.length).toBe(ended.rows.length);

      expect(lost.length).toBeGreaterThan(0);
      expect(await counts()).toEqual([0, 0, 0]);
      await db.close();
    });
  });
}
