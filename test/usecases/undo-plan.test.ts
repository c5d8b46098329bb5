import { expect, test } from 'vitest';
import { answerPlan } from '../../src/usecases/answer-plan.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { confirmPlan } from '../../src/usecases/confirm-plan.ts';
import { undoPlan } from '../../src/usecases/undo-plan.ts';
import { awa, ines, marc, nowhere, p01, thursday } from '../support/people.ts';
import { drafted, inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, cardsTo, hasBot, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

const undo = (plan: string, by: Partial<Parameters<typeof undoPlan>[1]> = {}) =>
  undoPlan(world.deps, { person: awa.id, ...by }, { pair: p01.id, plan });
const states = async () => (await inOrder(world)).map(({ state }) => state);

test('a whole year is taken back while nobody has answered; the partner hears it once', async () => {
  await hasBot(world, awa, marc);
  const { plan } = await plannedYear(world);
  await world.settle();
  expect(world.calendar.events).toHaveLength(6);

  expect(await undo(plan)).toEqual({ plan });
  await world.settle();

  expect(new Set(await states())).toEqual(new Set(['cancelled']));
  expect(world.calendar.events).toEqual([]);
  expect(cardsTo(world, marc).map(({ model }) => model)).toMatchObject([
    { kind: 'year' },
    { kind: 'year', dates: [], may: { confirm: false, undo: false } },
  ]);
  expect(await undo(plan)).toEqual({ refused: 'nothing-to-undo' });
});

test('somebody with mail only hears that it is called off, in one mail', async () => {
  const { plan } = await plannedYear(world);
  await undo(plan);
  await world.settle();

  expect(mailsTo(world, marc)).toMatchObject([{ kind: 'cancelled', time: null }]);
});

test('once a single date was answered, each goes its own way', async () => {
  const { plan, meetings } = await plannedYear(world);
  const suits = meetings.slice(1).map(({ id }) => id);
  await answerPlan(world.deps, { person: marc.id }, { pair: p01.id, plan, suits });

  expect(await undo(plan)).toEqual({ refused: 'nothing-to-undo' });
  expect(new Set(await states())).toEqual(new Set(['booked']));
});

test('it is the act of whoever planned, and of nobody else', async () => {
  const { plan } = await plannedYear(world);

  expect(await undo(plan, { person: marc.id })).toEqual({ refused: 'nothing-to-undo' });
  expect(await undo(plan, { person: ines.id })).toEqual({ refused: 'not-found' });
  expect(await undo(nowhere)).toEqual({ refused: 'not-found' });
  expect(await undo(plan, { turn: 't' })).toEqual({ plan });
  expect(await undo(plan, { turn: 't' })).toEqual({ repeated: true });
});

test('meetings that a plan had moved stand again where they stood', async () => {
  const { meetings } = await plannedYear(world);
  const [, second, third, fourth] = meetings;
  await cancelMeeting(world.deps, { person: awa.id }, { meeting: third?.id ?? '' });
  await world.settle();
  const view = await drafted(world, awa, { after: second?.id });
  const done = await confirmPlan(world.deps, { person: awa.id }, view);
  const tail = 'plan' in done ? done.plan : '';
  expect((await theMeeting(world, fourth?.id ?? '')).time).not.toEqual(fourth?.time);

  expect(await undo(tail)).toEqual({ plan: tail });

  const back = await theMeeting(world, fourth?.id ?? '');
  expect(back).toMatchObject({ state: 'booked', time: fourth?.time });
  expect((await theMeeting(world, third?.id ?? '')).state).toBe('cancelled');
});

test('unless something else stands there by now: then nothing is changed', async () => {
  const meeting = await booked(world);
  const second = await booked(world, {
    slots: [{ start: thursday.start + 7 * 86_400_000, end: thursday.end + 7 * 86_400_000 }],
  });
  await world.settle();
  const view = await drafted(world, awa, { after: meeting });
  const done = await confirmPlan(world.deps, { person: awa.id }, view);
  const plan = 'plan' in done ? done.plan : '';
  const was = (await theMeeting(world, second)).previous?.time;
  if (!was) throw new Error('not moved');
  await world.settle();
  await booked(world, { slots: [was] });
  const before = await states();

  expect(await undo(plan)).toEqual({ refused: 'pair-has-meeting-then' });
  expect(await states()).toEqual(before);
});
