import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Db, openDb } from '../../src/db/db.ts';
import type { Line } from '../../src/log.ts';
import { freshStore } from './fresh-store.ts';
import { aCohort, awa, marc, p01, thursday, tuesday } from './people.ts';

export const homeTenant = '11111111-0000-4000-8000-000000000001';
/** What the subscription of each test repeats in its notifications: 256 bits in base64url. */
export const secret = 'wRb0Lkk1oOtt3cA1xwVn9y8qk4mG2Wq7uJH5sT6dZ0E';
export const subscriptionId = '0c000000-0000-4000-8000-00000000000c';
/** Awa and Marc's meeting, and the launch of their cohort, as Exchange names them. */
export const theirEvent = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AvT7KdKtEvk2bYv6jXRqHvwAABJ_BvQAA=';
export const launchEvent = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AvT7KdKtEvk2bYv6jXRqHvwAABJ_BvQBB=';
/** The version of both in which they were last read. */
export const readVersion = 'DwAAABYAAAAiIsqMbYjsT5e+T7KzowPTAAAAAAAB';

export const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

export interface NotifiedStore {
  db: Db;
  clock: { now: number };
  lines: Line[];
  deps: {
    db: Db;
    now(): number;
    newId(): string;
    log: Record<'info' | 'warn' | 'error', (line: Line) => void>;
    hash: typeof sha256;
    homeTenant: string;
    known(): ReturnType<Db['read']['subscriptions']['all']>;
    hinted(): void;
  };
  /** How often somebody was told that there is something to read. */
  hinted: number;
}

export const idOf = (number: number): string =>
  `0000000b-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A store that knows two events, without any subscription; as new before each test. */
export function aNotifiedStore(): NotifiedStore {
  const clock = { now: tuesday };
  const lines: Line[] = [];
  const keep = (line: Line) => void lines.push(line);
  const store = { clock, lines, hinted: 0 } as NotifiedStore;
  let last = 0;
  beforeAll(async () => {
    store.db = await openDb(await freshStore());
    store.deps = {
      db: store.db,
      now: () => clock.now,
      newId: () => idOf(++last),
      log: { info: keep, warn: keep, error: keep },
      hash: sha256,
      homeTenant,
      known: () => store.db.read.subscriptions.all(),
      hinted: () => void store.hinted++,
    };
    await twoEvents(store.db);
  });
  beforeEach(async () => {
    Object.assign(clock, { now: tuesday });
    Object.assign(store, { hinted: 0 });
    lines.length = 0;
    last = 0;
    for (const table of ['subscription', 'hint', 'job'] as const)
      await store.db.opened.sql.deleteFrom(table).execute();
    await store.db.opened.sql.updateTable('meeting_event').set({ state: 'there' }).execute();
  });
  afterAll(() => store.db.close());
  return store;
}

async function twoEvents(db: Db): Promise<void> {
  const { sql } = db.opened;
  const people = [awa, marc].map(({ id, mail, name }) => ({ id, mail, name }));
  await sql.insertInto('person').values(people).execute();
  const { id: cohort_id, code, name, zone } = aCohort;
  await sql
    .insertInto('cohort')
    .values({ id: cohort_id, code, name, time_zone: zone, settings: '{}' })
    .execute();
  const pair = { id: p01.id, cohort_id, code: p01.code };
  await sql
    .insertInto('pair')
    .values({ ...pair, mentee_id: awa.id, mentor_id: marc.id })
    .execute();
  await sql
    .insertInto('meeting')
    .values({
      ...{ id: idOf(900), pair_id: p01.id, state: 'booked', source: 'bot', proposed_by: awa.id },
      ...{ starts_at: new Date(thursday.start), ends_at: new Date(thursday.end) },
      created: new Date(tuesday),
    })
    .execute();
  const there = { incarnation: 1, state: 'there', change_key: readVersion } as const;
  await sql
    .insertInto('meeting_event')
    .values({
      ...{ ...there, meeting_id: idOf(900), graph_id: theirEvent },
      ...{ organiser: 'programme@mentorat.example', heard: '{}' },
    })
    .execute();
  await sql
    .insertInto('day_event')
    .values({ ...there, cohort_id, kind: 'launch', part: 1, graph_id: launchEvent })
    .execute();
}

/** Graph has confirmed the subscription; it lasts sixty hours unless told otherwise. */
export async function subscribed(
  store: NotifiedStore,
  change: Partial<{ id: string; secret: string; graphId: string | null; expires: number }> = {},
): Promise<string> {
  const one = { id: idOf(1_000), secret, graphId: subscriptionId, ...change };
  const created = new Date(store.clock.now);
  await store.db.opened.sql
    .insertInto('subscription')
    .values({
      ...{ id: one.id, client_state: sha256(one.secret), graph_id: one.graphId, created },
      expires: one.graphId === null ? null : new Date(one.expires ?? store.clock.now + 216_000_000),
    })
    .execute();
  return one.id;
}

/** A notification of a change, as Graph words it. */
export const changed = (graphId: string, version: string, more: object = {}) => ({
  subscriptionId,
  subscriptionExpirationDateTime: '2026-04-24T07:00:00.0000000Z',
  tenantId: homeTenant,
  clientState: secret,
  changeType: 'updated',
  resource: `Users/622eaaff-0683-4862-9de4-f2ec83c2bd98/Events/${graphId}`,
  resourceData: {
    '@odata.type': '#Microsoft.Graph.Event',
    '@odata.id': `Users/622eaaff-0683-4862-9de4-f2ec83c2bd98/Events/${graphId}`,
    '@odata.etag': `W/"${version}"`,
    id: graphId,
  },
  ...more,
});

/** A lifecycle notification. */
export const told = (lifecycleEvent: string, more: object = {}) => ({
  subscriptionId,
  subscriptionExpirationDateTime: '2026-04-24T07:00:00.0000000Z',
  tenantId: homeTenant,
  clientState: secret,
  lifecycleEvent,
  ...more,
});

/** Hints as they stand, by event. */
export async function hintsOf(store: NotifiedStore): Promise<Record<string, string>> {
  const rows = await store.db.opened.sql.selectFrom('hint').selectAll().execute();
  return Object.fromEntries(rows.map((row) => [row.graph_id, row.version]));
}
