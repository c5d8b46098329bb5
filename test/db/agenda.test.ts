import { expect, test } from 'vitest';
import { minute } from '../../src/domain/time.ts';
import { thursday, tuesday } from '../support/people.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();
const agenda = () => world.db.read.agenda.at(world.clock.now);

test('an empty store has nothing to do', async () => {
  expect(await agenda()).toEqual({
    jobs: new Map(),
    hinted: false,
    followed: 'nothing',
    nextEnd: null,
    nextReminder: null,
    effects: { nextDue: null, pending: 0 },
  });
});

test('a job’s date is the one it was put off to, to the millisecond', async () => {
  await world.db.tx((t) => t.jobs.take('follow-calendar', tuesday, tuesday + 15 * minute + 1));

  expect((await agenda()).jobs).toEqual(new Map([['follow-calendar', tuesday + 15 * minute + 1]]));
});

test('what lies ahead is followed closely, what lies behind now and then', async () => {
  await booked(world);
  expect((await agenda()).effects).toMatchObject({ nextDue: tuesday });
  await world.settle();

  expect(await agenda()).toMatchObject({ followed: 'ahead', nextEnd: thursday.end });
  expect((await agenda()).effects).toEqual({ nextDue: null, pending: 0 });
  world.clock.now = thursday.start - 1;
  expect(await agenda()).toMatchObject({ followed: 'ahead' });
  world.clock.now = thursday.start;
  expect(await agenda()).toMatchObject({ followed: 'seldom', nextEnd: thursday.end });
});
