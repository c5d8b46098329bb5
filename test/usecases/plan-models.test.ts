import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { answerPlan } from '../../src/usecases/answer-plan.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { meetingsModel, planModel, yearModel } from '../../src/usecases/plan-models.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { awa, friday, marc, p01, paris, slot, thursday } from '../support/people.ts';
import { drafted, plannedYear } from '../support/planned-year.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

const year = (plan: string, reader: Person = awa) =>
  yearModel(world.db.read, { pair: p01, plan }, reader.id, world.clock.now);

describe('a year as it stands', () => {
  test('shows its dates in order, whose they are, and what each of the two may do', async () => {
    const { plan, meetings } = await plannedYear(world);

    expect(await year(plan)).toMatchObject({
      ...{ kind: 'year', partner: marc.name, markDays: 56, broken: [], calendars: 'waiting' },
      may: { confirm: false, undo: true, replan: false },
      dates: meetings.map(({ id, time }) => ({
        meeting: id,
        time,
        agreement: 'asked',
        mine: true,
      })),
      replanAfter: null,
    });
    await world.settle();
    expect(await year(plan, marc)).toMatchObject({
      ...{ partner: awa.name, calendars: 'written' },
      may: { confirm: true, undo: false, replan: false },
      dates: meetings.map(() => ({ mine: false })),
    });
  });

  test('has the collective days and the pair’s other meetings around it', async () => {
    await recordMeeting(
      world.deps,
      { person: awa.id },
      {
        ...{ pair: p01.id, date: '2026-04-20', themes: ['skills'] },
      },
    );
    await booked(world, { slots: [slot('2026-06-11', '10:00')] });
    const { plan } = await plannedYear(world);

    expect((await year(plan)).marks).toEqual([
      { day: '2026-04-14', kind: 'launch' },
      { day: '2026-04-20', kind: 'held' },
      { day: '2026-06-11', kind: 'booked' },
      { day: '2026-10-08', kind: 'midterm' },
      { day: '2027-03-25', kind: 'closing' },
    ]);
  });

  test('says that an invitation failed before that others are on their way', async () => {
    const { plan } = await plannedYear(world);
    world.calendar.fail('create', fault(400));
    await world.settle();

    expect((await year(plan)).calendars).toBe('failed');
  });

  test('without one of its dates is longer than the mark somewhere, and may be planned anew', async () => {
    const { plan, meetings } = await plannedYear(world);
    const [first, second, third, fourth] = meetings;
    const suits = meetings.map(({ id }) => id);
    await answerPlan(world.deps, { person: marc.id }, { pair: p01.id, plan, suits });
    await cancelMeeting(world.deps, { person: awa.id }, { meeting: third?.id ?? '' });

    const model = await year(plan, marc);

    expect(model.may).toEqual({ confirm: false, undo: false, replan: true });
    expect(model.replanAfter).toBe(second?.id);
    expect(model.broken).toHaveLength(1);
    expect(model.dates.map(({ meeting }) => meeting).slice(0, 3)).toEqual(
      [first, second, fourth].map((m) => m?.id),
    );
  });

  test('once a date has gone by is no longer planned anew for it', async () => {
    const { plan, meetings } = await plannedYear(world);
    const last = meetings.at(-1);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting: last?.id ?? '' });
    expect((await year(plan)).may.replan).toBe(true);

    world.clock.now = paris('2027-03-24', '12:00');
    expect((await year(plan)).may.replan).toBe(false);
  });

  test('of proposals shows the times asked for, and nothing in the calendars', async () => {
    world.calendar.readable.delete(marc.mail);
    const { plan, meetings } = await plannedYear(world);

    expect(await year(plan, marc)).toMatchObject({
      ...{ calendars: 'none', may: { confirm: true } },
      dates: meetings.map(({ proposals: [time] }) => ({ time, state: 'proposed' })),
    });
  });
});

test('a draft names whose calendar could not be read, as its reader sees it', async () => {
  world.calendar.readable.delete(marc.mail);
  const view = await drafted(world);

  expect(await planModel(world.db.read, view, p01, awa.id)).toMatchObject({ unread: 'theirs' });
  expect(await planModel(world.db.read, view, p01, marc.id)).toMatchObject({ unread: 'mine' });
});

test('the draft of a tail shows where each date stands now', async () => {
  const { meetings } = await plannedYear(world);
  await world.settle();
  const [, second, third, fourth] = meetings;
  await cancelMeeting(world.deps, { person: awa.id }, { meeting: third?.id ?? '' });
  await world.settle();
  const view = await drafted(world, awa, { after: second?.id });

  const model = await planModel(world.db.read, view, p01, awa.id);

  expect(model.tail).toBe(true);
  expect(model.dates[0]?.from).toEqual(fourth?.time);
  const named = view.dates.filter(({ meeting }) => meeting).length;
  expect(model.marks.filter(({ kind }) => kind === 'booked')).toHaveLength(5 - named);
});

test('the list of meetings tells what is ahead, and the programme’s days still to come', async () => {
  await booked(world, { slots: [friday] });
  const meeting = await booked(world);
  await acceptMeeting(world.deps, { person: marc.id }, { meeting });
  const list = () => meetingsModel(world.db.read, p01, marc.name, world.clock.now);

  expect(await list()).toMatchObject({
    ahead: [
      { time: thursday, agreed: true },
      { time: friday, agreed: false },
    ],
    days: [
      { kind: 'midterm', day: '2026-10-08' },
      { kind: 'closing', day: '2027-03-25' },
    ],
  });
  world.clock.now = thursday.end;
  expect(await list()).toMatchObject({ ahead: [{ time: friday }] });
  world.clock.now = paris('2026-10-09', '09:00');
  expect(await list()).toMatchObject({ days: [{ kind: 'closing' }] });
});
