import { beforeEach, describe, expect, test } from 'vitest';
import type { OutsideFault } from '../../src/domain/outside.ts';
import { day, hour, minute } from '../../src/domain/time.ts';
import { installBot, installJob, planInstalls } from '../../src/usecases/reach-install.ts';
import { aCohort, awa, ines, marc, paris, rose } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, hasBot, homeTenant } from '../support/world.ts';

const world = aWorld();

const elsewhere = '22222222-2222-4222-8222-222222222222';
let asked: string[] = [];
let answers: (OutsideFault | 'there')[] = [];
const installation = {
  async install(oid: string) {
    asked.push(oid);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next ?? ('installed' as const);
  },
};
const run = (with_: typeof installation | null = installation) =>
  installBot({ ...world.deps, installation: with_, homeTenant });
const identify = (person: typeof awa, tid = homeTenant, how: 'import' | 'roster' = 'import') =>
  world.db.tx((t) => t.people.link(tid, person.id, person.id, how));
const outcome = (person: typeof awa) => world.db.read.installations.outcomeOf(person.id);

beforeEach(async () => {
  asked = [];
  answers = [];
  await identify(awa);
  await identify(marc);
});

describe('the bot is installed', () => {
  test('for people of our own tenant, by the object id their import gave', async () => {
    await identify(ines, elsewhere);
    await identify(rose);

    expect(await run()).toBe(world.clock.now + day);
    expect(asked.sort()).toEqual([awa.id, marc.id]);
    expect(await outcome(awa)).toBe('installed');
  });

  test('for nobody who has it, had it, or was told to us by Teams', async () => {
    await hasBot(world, awa);
    await hasBot(world, marc);
    await world.db.tx((t) => t.people.close(`chat-${marc.id}`));
    await identify(ines, homeTenant, 'roster');

    expect(await run()).toBeNull();
    expect(asked).toEqual([]);
  });

  test('for nobody before the launch, nor once the programme is over', async () => {
    world.clock.now = paris('2026-04-13', '12:00');
    expect(await run()).toBeNull();
    world.clock.now = paris('2027-03-25', '12:00');
    expect(await run()).toBeNull();
    expect(asked).toEqual([]);
  });

  test('nowhere, where its place in the catalogue is not known', async () => {
    expect(await run(null)).toBeNull();
  });

  test('at most once a day for each, until they have it', async () => {
    await run();
    world.clock.now += day - minute;
    await run();
    expect(asked).toHaveLength(2);
    world.clock.now += minute;
    await hasBot(world, awa);
    await run();
    expect(asked).toHaveLength(3);
  });
});

describe('what Graph may say', () => {
  test('that the right is missing: nobody is tried before tomorrow', async () => {
    answers = [fault(403, 'Forbidden')];

    expect(await run()).toBe(world.clock.now + day);
    expect(asked).toHaveLength(1);
    const line = world.lines.find(({ event }) => event === 'bot.not-installed');
    expect(line).toMatchObject({ outcome: '403 Forbidden' });
  });

  test('that somebody is not in the directory: the others are tried all the same', async () => {
    answers = [fault(404, 'NotFound')];
    await run();

    expect(asked).toHaveLength(2);
    const told = [await outcome(awa), await outcome(marc)].sort();
    expect(told).toEqual(['404 NotFound', 'installed']);
  });

  test('that they have it already: nothing more that day', async () => {
    answers = ['there', 'there'];
    await run();
    await run();

    expect(asked).toHaveLength(2);
    expect(await outcome(awa)).toBe('there');
  });

  test('that it is too much: all wait as long as it says', async () => {
    answers = [fault(429, 'TooManyRequests', 30_000)];
    expect(await run()).toBe(world.clock.now + 30_000);

    world.clock.now += 30_000;
    await run();
    expect(asked).toHaveLength(2);
  });

  test('nothing: it is not asked a second time that day', async () => {
    answers = [fault(undefined, 'timeout')];
    await run();
    await run();

    expect(asked).toHaveLength(2);
  });
});

test('more than twenty go in several breaths, a second apart', async () => {
  const store = world.db.opened.sql;
  const id = (kind: number, at: number) =>
    `000000${kind}0-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const people = Array.from({ length: 40 }, (_, at) => ({
    ...{ id: id(7, at), name: `Person ${at}`, mail: `person${at}@mentorat.example` },
    ...{ locale: 'fr' as const, time_zone: 'Europe/Paris' },
  }));
  await store.insertInto('person').values(people).execute();
  const known = people.map((one) => ({ person_id: one.id, tid: homeTenant, oid: one.id }));
  await store
    .insertInto('person_identity')
    .values(known.map((one) => ({ ...one, how: 'import' as const })))
    .execute();
  const pairs = Array.from({ length: 20 }, (_, at) => ({
    ...{ id: id(8, at), cohort_id: aCohort.id, code: `Q${at}` },
    ...{ mentee_id: id(7, 2 * at), mentor_id: id(7, 2 * at + 1) },
  }));
  await store.insertInto('pair').values(pairs).execute();

  const dues: (number | null)[] = [];
  for (let breath = 0; breath < 3; breath++) {
    const next = await run();
    dues.push(next === null ? null : next - world.clock.now);
    world.clock.now = next ?? 0;
  }

  expect(dues).toEqual([1000, 1000, day]);
  expect(asked).toHaveLength(42);
});

test('an import has it looked at an hour into the launch, or into the day it is imported', async () => {
  const due = () => world.db.read.jobs.due(installJob);
  const imported = () => world.db.tx((t) => planInstalls(world.deps, t, aCohort.id));
  await imported();
  expect(await due()).toBe(world.clock.now + hour);

  world.clock.now += minute;
  await imported();
  expect(await due()).toBe(world.clock.now + hour - minute);

  await world.db.opened.sql.deleteFrom('job').execute();
  world.clock.now = paris('2026-03-20', '12:00');
  await imported();
  expect(await due()).toBe(paris('2026-04-14', '10:00'));
});
