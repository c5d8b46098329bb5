import { describe, expect, test } from 'vitest';
import type { Tables } from '../../src/db/db.ts';
import { isSignedRecord } from '../../src/seal/record-signer.ts';
import { askRemoval } from '../../src/usecases/begin-removal.ts';
import { keepRetention } from '../../src/usecases/keep-retention.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import { readRecords } from '../../src/usecases/read-records.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { aCohort, awa, everyone, marc, p01, rose } from '../support/people.ts';
import { removalDeps, standsIn, untilRemoved } from '../support/removals.ts';
import { answer, closedWave, morePairs, openedWave } from '../support/survey-world.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, hasBot } from '../support/world.ts';

const world = aWorld();
const sql = () => world.db.opened.sql;
const purge = () => askRemoval(world.deps, { kind: 'cohort', subject: aCohort.id });
const theRecord = async () => {
  const [record] = await world.db.read.records.all();
  if (!record) throw new Error('no record');
  return { ...record, told: JSON.parse(record.body) as Record<string, unknown> };
};
const others = ['audit', 'removal_record', 'record_key', 'theme', 'migration', 'job', 'home'];

/** Meetings held and ahead, a questionnaire answered and told of, days in calendars, cards in chats. */
async function aYear(): Promise<void> {
  await hasBot(world, awa, marc, rose);
  await world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
  const wish = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
  await recordMeeting(world.deps, { person: awa.id, turn: `page:${awa.id}:1` }, wish);
  await booked(world);
  await world.settle();
}

describe('the purge of a cohort', () => {
  test('leaves nothing of its people or its pairs anywhere, and a record that verifies', async () => {
    await aYear();
    const { mentees } = await morePairs(world, 8);
    const wave = await openedWave(world);
    for (const person of mentees.slice(0, 8)) await answer(world, wave, person, 4);
    await closedWave(world, wave);
    await world.settle();
    await purge();
    await untilRemoved(world);

    const words = everyone.flatMap(({ id, name, mail }) => [id, name, mail]);
    expect(await standsIn(world, [...words, p01.id, wave.id])).toEqual([]);
    const rows = await standsIn(world, ['{']);
    const tables = new Set(rows.map((row) => row.split(' ')[0]?.replace('public.', '')));
    expect([...tables].filter((table) => !others.includes(table ?? ''))).toEqual([]);
    expect(world.list.items).toEqual([]);
    expect(world.calendar.events).toEqual([]);
    const { told } = await theRecord();
    expect(told).toMatchObject({
      ...{ kind: 'cohort', cohort: aCohort.id, left: {} },
      removed: { cohorts: 1, pairs: 10, people: 22, 'list-rows': 1, meetings: 2 },
    });
    expect((await readRecords(world.db, isSignedRecord)).fault).toBeNull();
  });

  test('killed in any of its transactions, it goes on, and counts nothing twice', async () => {
    await aYear();
    await morePairs(world, 20);
    await purge();
    const deps = removalDeps(world);
    let left = 0;
    let kills = 0;
    // Later in each run a transaction is cut off, its work done and not its end.
    const tx = async <T>(work: (t: Tables) => Promise<T>): Promise<T> =>
      world.db.tx(async (t) => {
        const done = await work(t);
        if (left-- > 0) return done;
        kills += 1;
        throw new Error('killed');
      });
    const mortal = { ...deps, db: { ...deps.db, tx } };
    for (let run = 0; run < 40; run++) {
      left = Math.floor(run / 2);
      await keepRetention(mortal).catch(() => undefined);
      await world.settle(world.clock.now + 60_000);
      if ((await world.db.read.records.all()).length > 0) break;
    }

    expect(kills).toBeGreaterThan(3);
    const { told } = await theRecord();
    expect(told).toMatchObject({ removed: { pairs: 22, meetings: 2, people: 46, events: 3 } });
    expect(await sql().selectFrom('pair').select('id').execute()).toEqual([]);
    expect(await world.db.read.removals.open()).toEqual([]);
  });

  test('leaves whoever has a part in another cohort', async () => {
    const { id: _id, ...row } = await sql()
      .selectFrom('cohort')
      .selectAll()
      .executeTakeFirstOrThrow();
    const other = '00000002-0000-4000-8000-000000000077';
    const settings = JSON.stringify(row.settings);
    await sql()
      .insertInto('cohort')
      .values({ ...row, id: other, code: '2027', settings })
      .execute();
    await sql()
      .insertInto('cohort_role')
      .values({ cohort_id: other, person_id: rose.id, role: 'coach' })
      .execute();
    await purge();
    await untilRemoved(world);

    const people = await sql().selectFrom('person').select('name').execute();
    expect(people).toEqual([{ name: rose.name }]);
  });

  test('tells what a chat would not give back, and does not wait for it', async () => {
    await aYear();
    world.sender.fail('remove', fault(403, 'ConversationBlockedByUser'));
    await purge();
    await untilRemoved(world);

    expect((await theRecord()).told).toMatchObject({ left: { 'chat-messages': 1 } });
  });

  test('tries a list that is out of order on three days, then tells it was left', async () => {
    await aYear();
    for (let n = 0; n < 9; n++) world.list.fail('remove', fault(403, 'accessDenied'));
    const start = world.clock.now;
    await purge();
    await untilRemoved(world);

    expect((await theRecord()).told).toMatchObject({ left: { 'list-rows': 1 } });
    expect(world.clock.now - start).toBeGreaterThanOrEqual(2 * 86_400_000);
  });
});
