import { describe, expect, test } from 'vitest';
import { answerPlan } from '../../src/usecases/answer-plan.ts';
import { awa, ines, marc, nowhere, p01 } from '../support/people.ts';
import { inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, cardsTo, hasBot, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

const answer = (
  plan: string,
  suits: string[],
  by: Partial<Parameters<typeof answerPlan>[1]> = {},
) => answerPlan(world.deps, { person: marc.id, ...by }, { pair: p01.id, plan, suits });
const agreements = async () => (await inOrder(world)).map(({ agreement }) => agreement);
const asked = ['asked', 'asked', 'asked', 'asked', 'asked', 'asked'];

describe('the partner goes through a year at once', () => {
  test('what is ticked is agreed, for the rest another time is wished; told once', async () => {
    await hasBot(world, awa, marc);
    const { plan, meetings } = await plannedYear(world);
    await world.settle();
    const [, , third, ...rest] = meetings;
    const suits = meetings.filter((m) => m !== third).map(({ id }) => id);

    expect(await answer(plan, suits)).toEqual({ plan, waited: 6 });
    await world.settle();

    expect(await agreements()).toEqual([
      'agreed',
      'agreed',
      'other-time',
      'agreed',
      'agreed',
      'agreed',
    ]);
    expect(rest).toHaveLength(3);
    expect(cardsTo(world, awa).map(({ model }) => model.kind)).toEqual(['year']);
    expect(world.calendar.events).toHaveLength(6);
  });

  test('twice is once: nothing waits any more, and nobody hears of it again', async () => {
    await hasBot(world, awa, marc);
    const { plan, meetings } = await plannedYear(world);
    const all = meetings.map(({ id }) => id);
    await answer(plan, all);
    await world.settle();

    expect(await answer(plan, [])).toEqual({ plan, waited: 0 });
    await world.settle();

    expect(await agreements()).toEqual(all.map(() => 'agreed'));
    expect(cardsTo(world, awa)).toHaveLength(1);
    expect(await answer(plan, all, { turn: 't' })).toEqual({ plan, waited: 0 });
    expect(await answer(plan, all, { turn: 't' })).toEqual({ repeated: true });
  });

  test('dates only proposed are booked by the yes, each with its event; the others by nothing', async () => {
    world.calendar.readable.delete(marc.mail);
    const { plan, meetings } = await plannedYear(world);
    const [first, second] = meetings;

    await answer(plan, [first?.id ?? '', second?.id ?? '']);
    await world.settle();

    const now = await inOrder(world);
    const standing = now.filter(({ state }) => state === 'booked');
    expect(standing.map(({ time }) => time)).toEqual([first?.proposals[0], second?.proposals[0]]);
    expect(await ledger(world, 'event')).toEqual(['event done', 'event done']);
    expect(world.calendar.events).toHaveLength(2);
    const declined = now.filter(({ state }) => state === 'proposed');
    expect(declined.map(({ agreement }) => agreement)).toEqual([
      'other-time',
      'other-time',
      'other-time',
      'other-time',
    ]);
  });

  test('somebody with mail only who drew it up hears what does not suit', async () => {
    const { plan, meetings } = await plannedYear(world);
    await world.settle();
    await answer(
      plan,
      meetings.slice(1).map(({ id }) => id),
    );
    await world.settle();

    expect(mailsTo(world, awa)).toMatchObject([{ kind: 'other-time', time: meetings[0]?.time }]);
  });
});

describe('nothing is answered', () => {
  test('by whoever drew it up, nor by another pair', async () => {
    const { plan, meetings } = await plannedYear(world);
    const all = meetings.map(({ id }) => id);

    expect(await answer(plan, all, { person: awa.id })).toEqual({ plan, waited: 0 });
    expect(await answer(plan, all, { person: ines.id })).toEqual({ refused: 'not-found' });
    expect(await agreements()).toEqual(asked);
  });

  test('of a plan that is not there, or with meetings that are not of it', async () => {
    const { plan } = await plannedYear(world);

    expect(await answer(nowhere, [])).toEqual({ refused: 'not-found' });
    expect(await answer(plan, [nowhere])).toEqual({ refused: 'wrong-values' });
    expect(await agreements()).toEqual(asked);
  });

  test('of a date that has begun', async () => {
    const { plan, meetings } = await plannedYear(world);
    world.clock.now = meetings[0]?.time?.start ?? 0;

    expect(await answer(plan, [])).toMatchObject({ waited: 5 });
    expect((await agreements())[0]).toBe('asked');
  });
});
