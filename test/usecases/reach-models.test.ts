import { describe, expect, test } from 'vitest';
import type { ReachModel } from '../../src/domain/rhythm-model.ts';
import { day } from '../../src/domain/time.ts';
import { reachDrawn, reachViews } from '../../src/usecases/reach-models.ts';
import { aCohort, awa, friday, marc, nadia, p02, rose, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, hasBot, hash } from '../support/world.ts';

const world = aWorld();

const view = { kind: 'reach', cohort: aCohort.id } as const;
async function reachFor(reader = rose): Promise<ReachModel | undefined> {
  const drawn = await reachDrawn(world.db.read, reader, view, world.clock.now);
  expect(drawn?.pair ?? null).toBeNull();
  return drawn?.model as ReachModel | undefined;
}
const rows = async () => (await reachFor())?.rows.map(({ name, state }) => [name, state]);

describe('a coach', () => {
  test('reads nothing of those who are reached, but how many they are', async () => {
    await hasBot(world, awa);

    expect(await reachFor()).toEqual({
      ...{ kind: 'reach', cohort: aCohort.id, cohortName: 'Promotion 2026' },
      ...{ rows: [], more: 0, reached: 2 },
    });
  });

  test('reads who cannot be reached, in which pair, since when and why', async () => {
    world.mail.fail('send', fault(400, 'ErrorInvalidRecipients'));
    await booked(world);
    await world.settle();

    expect((await reachFor())?.rows).toEqual([
      {
        ...{ name: marc.name, pairCode: 'P01', state: 'unreachable' },
        ...{ since: world.clock.now, reason: '400 ErrorInvalidRecipients' },
      },
    ]);
  });

  test('reads the worst first', async () => {
    await hasBot(world, awa);
    await world.db.tx((t) => t.people.close(`chat-${awa.id}`));
    world.mail.fail('send', fault(400, 'ErrorInvalidRecipients'));
    await booked(world);
    await world.settle();

    expect(await rows()).toEqual([
      [marc.name, 'unreachable'],
      [awa.name, 'bot-lost'],
    ]);
  });

  test('reads of a long silence on mail, until one of them is answered', async () => {
    for (const slot of [thursday, friday]) await booked(world, { slot });
    await world.settle(world.clock.now + 14 * day);
    await booked(world, { slot: { start: world.clock.now + day, end: world.clock.now + 90e6 } });
    await world.settle();
    expect(await rows()).toEqual([[marc.name, 'no-answer']]);

    const token = /token-\d+/.exec(world.mail.sent.at(-1)?.html ?? '')?.[0] ?? '';
    await world.db.tx((t) => t.reach.answered(hash(token), world.clock.now));
    expect(await rows()).toEqual([]);
  });

  test('sees twenty at most, and how many more there are', async () => {
    const store = world.db.opened.sql;
    const id = (kind: number, at: number) =>
      `000000${kind}0-0000-4000-8000-${String(at).padStart(12, '0')}`;
    const people = Array.from({ length: 24 }, (_, at) => ({
      ...{ id: id(7, at), name: `Person ${at}`, mail: `person${at}@mentorat.example` },
      ...{ locale: 'fr' as const, time_zone: 'Europe/Paris' },
    }));
    await store.insertInto('person').values(people).execute();
    const pairs = Array.from({ length: 12 }, (_, at) => ({
      ...{ id: id(8, at), cohort_id: aCohort.id, code: `Q${at}` },
      ...{ mentee_id: id(7, 2 * at), mentor_id: id(7, 2 * at + 1) },
    }));
    await store.insertInto('pair').values(pairs).execute();
    const answering = pairs.map((pair) => ({
      ...{ pair_id: pair.id, person_id: rose.id, kind: 'referent' as const },
      from_day: '2026-04-14',
    }));
    await store.insertInto('pair_referent').values(answering).execute();
    for (const person of people) {
      const chat = { id: `c-${person.id}`, person: person.id, tid: aCohort.id, userId: '29:x' };
      await world.db.tx((t) => t.people.open({ ...chat, serviceUrl: 'https://smba.example/' }));
      await world.db.tx((t) => t.people.close(chat.id));
    }

    const model = await reachFor();
    expect([model?.rows.length, model?.more, model?.reached]).toEqual([20, 4, 2]);
  });
});

describe('only for the pairs one answers for', () => {
  test('another pair of the cohort is not among them', async () => {
    expect((await reachFor())?.reached).toBe(2);
    await world.db.opened.sql
      .insertInto('pair_referent')
      .values({ pair_id: p02.id, person_id: rose.id, kind: 'deputy', from_day: '2026-04-14' })
      .execute();
    expect((await reachFor())?.reached).toBe(4);
  });

  test('nor one that somebody else answers for since yesterday, or that is closed', async () => {
    const store = world.db.opened.sql;
    await store.updateTable('pair_referent').set({ to_day: '2026-04-21' }).execute();
    expect((await reachFor())?.reached).toBe(2);
    await store.updateTable('pair_referent').set({ to_day: '2026-04-20' }).execute();
    expect((await reachFor())?.reached).toBe(0);

    await store.updateTable('pair_referent').set({ to_day: null }).execute();
    await store.updateTable('pair').set({ state: 'closed' }).execute();
    expect((await reachFor())?.reached).toBe(0);
  });

  test.each([awa, nadia])('there is nothing for anybody else: %o', async (person) => {
    expect(await reachFor(person)).toBeUndefined();
    expect(await reachViews(world.deps, person.id)).toEqual([{ kind: 'help' }]);
  });

  test('a coach who is none of the cohort’s any more sees nothing', async () => {
    await world.db.opened.sql.deleteFrom('cohort_role').execute();

    expect(await reachFor()).toBeUndefined();
    expect(await reachViews(world.deps, rose.id)).toEqual([{ kind: 'help' }]);
  });

  test('a coach gets a card for each of their cohorts', async () => {
    expect(await reachViews(world.deps, rose.id)).toEqual([view]);
  });
});
