import { describe, expect, test } from 'vitest';
import { readSlot, slotText } from '../../src/domain/slot-text.ts';
import {
  addDays,
  day,
  dayOf,
  daysBetween,
  type Interval,
  overlaps,
} from '../../src/domain/time.ts';
import type { PlanView } from '../../src/domain/view.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { confirmPlan } from '../../src/usecases/confirm-plan.ts';
import { draftPlan, openPlan, shiftPlan } from '../../src/usecases/draft-plan.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { awa, ines, marc, nowhere, p01, p02, paris, rose, slot } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, decides, ledger, meetingsOf, theMeeting } from '../support/world.ts';

const world = aWorld();

const asAwa = { person: awa.id };
const draft = (wish: Partial<Parameters<typeof draftPlan>[2]> = {}, by = asAwa) =>
  draftPlan(world.deps, by, { pair: p01.id, ...wish });

function aPlan(found: Awaited<ReturnType<typeof draft>>): PlanView {
  if ('refused' in found) throw new Error(found.refused);
  if (found.kind !== 'plan') throw new Error('no draft');
  return found;
}

const datesOf = (view: PlanView): Interval[] =>
  view.dates.flatMap(({ slot: text }) => {
    const read = readSlot(text, 'UTC', view.minutes);
    return 'slot' in read ? [read.slot] : [];
  });
const daysOf = (view: PlanView) => datesOf(view).map(({ start }) => dayOf(start, 'Europe/Paris'));

/** Days from one anchor of the year to the next. */
const gapsOf = (days: string[]) => {
  const anchors = ['2026-04-14', ...days, '2027-03-25'].sort();
  return anchors.slice(1).map((to, index) => daysBetween(anchors[index] ?? to, to));
};
const allDay = (on: string) => slot(on, '08:00', 720);

describe('a year is drawn up in one act', () => {
  test('six dates of an hour by video, every gap under eight weeks; nothing is kept', async () => {
    const view = aPlan(await draft());

    expect(view).toMatchObject({ mode: 'video', place: null, minutes: 60, broken: [], unread: [] });
    expect(view.dates).toHaveLength(6);
    expect(Math.max(...gapsOf(daysOf(view)))).toBeLessThan(56);
    expect(await meetingsOf(world)).toEqual([]);
    expect(await ledger(world)).toEqual([]);
  });

  test('on no holiday, no collective day, and nothing either of them has', async () => {
    const tuesdays = Array.from({ length: 48 }, (_, week) =>
      allDay(addDays('2026-04-21', 7 * week)),
    );
    const thursdays = tuesdays.map(({ start, end }) => ({
      start: start + 2 * day,
      end: end + 2 * day,
    }));
    world.calendar.readable.set(awa.mail, tuesdays);
    world.calendar.readable.set(marc.mail, thursdays);

    const view = aPlan(await draft());

    const taken = [...tuesdays, ...thursdays];
    expect(datesOf(view).filter((one) => taken.some((other) => overlaps(one, other)))).toEqual([]);
    expect(daysOf(view)).not.toContain('2026-10-08');
    expect(view.broken).toEqual([]);
  });

  test('the mid-term event’s own day is left free, though nobody is busy then', async () => {
    const others = Array.from({ length: 338 }, (_, n) => addDays('2026-04-22', n)).filter(
      (on) => on !== '2026-10-08' && on < '2027-03-25',
    );
    world.calendar.readable.set(marc.mail, others.map(allDay));

    const view = aPlan(await draft());

    expect(view.dates).toEqual([]);
  });

  test('where no common time keeps the mark, that is said with the reason', async () => {
    const summer = { start: paris('2026-06-10', '00:00'), end: paris('2026-09-10', '00:00') };
    world.calendar.readable.set(marc.mail, [summer]);

    const view = aPlan(await draft());

    expect(view.broken).toHaveLength(1);
    expect(view.broken[0]).toMatchObject({ why: 'no-common-time', kept: false });
  });

  test('what is booked stays where it is and counts', async () => {
    const meeting = await booked(world, { slots: [slot('2026-05-20', '10:00')] });

    const view = aPlan(await draft());

    expect(view.dates).toHaveLength(5);
    expect(view.around).toEqual([meeting]);
    expect(Math.max(...gapsOf([...daysOf(view), '2026-05-20']))).toBeLessThan(56);
    expect(await theMeeting(world, meeting)).toMatchObject({ version: 1 });
  });

  test('a calendar that cannot be read is named, whoever asks', async () => {
    world.calendar.readable.delete(marc.mail);
    expect(await draft()).toMatchObject({ unread: [marc.id] });
    expect(await draft({}, { person: marc.id })).toMatchObject({ unread: [marc.id] });

    world.calendar.readable.clear();
    expect(await draft()).toMatchObject({ unread: [awa.id, marc.id] });
  });

  test('beyond the weeks that single meetings are offered in', async () => {
    await decides(world, { horizonDays: 7 });

    expect(daysOf(aPlan(await draft())).at(-1)).toMatch(/^2027-0[123]/);
  });

  test('with other criteria when asked for', async () => {
    const view = aPlan(await draft({ mode: 'in-person', minutes: 90, place: 'mentor' }));

    expect(view).toMatchObject({ mode: 'in-person', place: 'mentor', minutes: 90 });
    expect(datesOf(view).every(({ start, end }) => end - start === 90 * 60_000)).toBe(true);
  });
});

describe('a year is not drawn up', () => {
  test.each([
    ['for somebody of another pair', { person: ines.id }, {}, 'not-found'],
    ['for the coach', { person: rose.id }, {}, 'not-found'],
    ['after a meeting of nobody', asAwa, { after: nowhere }, 'not-found'],
  ])('%s', async (_, by, wish, refused) => {
    expect(await draft(wish, by)).toEqual({ refused });
  });

  test('when the calendars do not answer, nor once the programme is over', async () => {
    world.calendar.fail('busy', fault(504));
    expect(await draft()).toEqual({ refused: 'try-again' });

    world.clock.now = paris('2027-03-24', '10:00');
    expect(await draft()).toEqual({ refused: 'outside-programme' });
  });
});

describe('a date is shifted', () => {
  test('to the next day that suits both, and those before it stay', async () => {
    const view = aPlan(await draft());
    const was = daysOf(view);
    const nextDay = addDays(was[2] ?? '', 1);
    world.calendar.readable.set(marc.mail, [allDay(nextDay)]);

    const shifted = aPlan(await shiftPlan(world.deps, asAwa, view, { index: 2, to: 'later' }));

    expect(daysOf(shifted).slice(0, 2)).toEqual(was.slice(0, 2));
    expect((daysOf(shifted)[2] ?? '') > nextDay).toBe(true);
    expect(Math.max(...gapsOf(daysOf(shifted)))).toBeLessThan(56);
  });

  test('earlier as well, and the card of the other one is no part of it', async () => {
    const view = aPlan(await draft());

    const shifted = aPlan(await shiftPlan(world.deps, asAwa, view, { index: 0, to: 'earlier' }));

    expect((daysOf(shifted)[0] ?? '') < (daysOf(view)[0] ?? '')).toBe(true);
    expect(
      await shiftPlan(world.deps, { person: ines.id }, view, { index: 0, to: 'later' }),
    ).toEqual({ refused: 'not-found' });
  });

  test('a date that is not there cannot be, nor one that has no other day', async () => {
    const view = aPlan(await draft());
    expect(await shiftPlan(world.deps, asAwa, view, { index: 6, to: 'later' })).toEqual({
      refused: 'wrong-values',
    });

    world.calendar.readable.set(marc.mail, [
      { start: world.clock.now, end: world.clock.now + 400 * day },
    ]);
    expect(await shiftPlan(world.deps, asAwa, view, { index: 5, to: 'later' })).toEqual({
      refused: 'no-slot',
    });
  });
});

describe('the tail of a year', () => {
  async function aConfirmedYear() {
    const view = aPlan(await draft());
    const done = await confirmPlan(world.deps, asAwa, view);
    if (!('plan' in done)) throw new Error('not confirmed');
    await world.settle();
    const meetings = (await meetingsOf(world)).toSorted(
      (a, b) => (a.time?.start ?? 0) - (b.time?.start ?? 0),
    );
    return { plan: done.plan, meetings };
  }

  test('is planned anew after a date that was called off, and its meetings keep their ids', async () => {
    const { meetings } = await aConfirmedYear();
    const [first, second, third, ...rest] = meetings;
    await cancelMeeting(world.deps, asAwa, { meeting: third?.id ?? '' });
    await world.settle();

    const view = aPlan(await draft({ after: second?.id ?? '' }));

    expect(view.dates.slice(0, 3).map(({ meeting }) => meeting)).toEqual(rest.map(({ id }) => id));
    const stand = [first, second].map((m) => dayOf(m?.time?.start ?? 0, 'Europe/Paris'));
    expect(daysOf(view).every((on) => on > (stand[1] ?? ''))).toBe(true);
    expect(Math.max(...gapsOf([...stand, ...daysOf(view)]))).toBeLessThan(56);
    expect(view.after).toBe(second?.id);
  });

  test('lies after the date that was called off when that is what it is asked after', async () => {
    const { meetings } = await aConfirmedYear();
    const [, , third, ...rest] = meetings;
    await cancelMeeting(world.deps, asAwa, { meeting: third?.id ?? '' });
    await world.settle();

    const found = await draft({ after: third?.id ?? '' });

    const view = aPlan(found);
    expect(view.dates.map(({ meeting }) => meeting)).toEqual(
      expect.arrayContaining(rest.map(({ id }) => id)),
    );
  });

  test('that could not be better is left alone', async () => {
    const { meetings } = await aConfirmedYear();

    expect(await draft({ after: meetings[2]?.id ?? '' })).toEqual({ refused: 'no-better-plan' });
  });

  test('keeps the manner of its meetings', async () => {
    const meeting = await booked(world, {
      ...{ mode: 'in-person', place: 'mentor' },
      slots: [slot('2026-05-20', '10:00', 90)],
    });

    expect(await draft({ after: meeting })).toMatchObject({
      ...{ mode: 'in-person', place: 'mentor', minutes: 90 },
    });
  });

  test('of a year that is complete is that year', async () => {
    const { plan } = await aConfirmedYear();

    expect(await draft()).toEqual({ kind: 'year', pair: p01.id, plan });
  });
});

describe('one word opens it', () => {
  test('at once for whoever has one pair', async () => {
    expect(await openPlan(world.deps, asAwa)).toMatchObject({ kind: 'plan', pair: p01.id });
  });

  test('after the question which pair for whoever has several; not at all without one', async () => {
    const store = world.db.opened.sql;
    await store.updateTable('pair').set({ mentee_id: awa.id }).where('id', '=', p02.id).execute();

    expect(await openPlan(world.deps, asAwa)).toEqual({ kind: 'which-pair', next: 'plan' });
    expect(await openPlan(world.deps, asAwa, p02.id)).toMatchObject({ pair: p02.id });
    expect(await openPlan(world.deps, asAwa, nowhere)).toEqual({ refused: 'not-found' });
    expect(await openPlan(world.deps, { person: rose.id })).toEqual({ refused: 'no-pair' });
  });
});

test('the draft is read again from what the card keeps, with the year around it', async () => {
  await booked(world, { slots: [slot('2026-05-20', '10:00')] });
  const view = aPlan(await draft());

  const seen = await readView(world.db.read, marc.id, view, world.clock.now);

  expect(seen?.model).toMatchObject({
    ...{ kind: 'plan', partner: awa.name, markDays: 56, tail: false, unread: 'nobody' },
    dates: datesOf(view).map((one) => ({ slot: one, from: null })),
    marks: [
      { day: '2026-04-14', kind: 'launch' },
      { day: '2026-05-20', kind: 'booked' },
      { day: '2026-10-08', kind: 'midterm' },
      { day: '2027-03-25', kind: 'closing' },
    ],
  });
  expect(view.dates[0]?.slot).toBe(slotText(datesOf(view)[0] ?? { start: 0, end: 0 }));
  expect(await readView(world.db.read, ines.id, view, world.clock.now)).toBeUndefined();
});
