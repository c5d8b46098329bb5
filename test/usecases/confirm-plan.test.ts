import { describe, expect, test } from 'vitest';
import { readSlot, slotText } from '../../src/domain/slot-text.ts';
import { hour, type Interval } from '../../src/domain/time.ts';
import type { PlanView } from '../../src/domain/view.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { confirmPlan } from '../../src/usecases/confirm-plan.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { awa, ines, marc, p01 } from '../support/people.ts';
import { draftCard, drafted, inOrder, plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, cardsTo, hasBot, ledger, mailsTo, meetingsOf } from '../support/world.ts';

const world = aWorld();

const asAwa = { person: awa.id };
const confirm = (view: PlanView, by: Parameters<typeof confirmPlan>[1] = asAwa) =>
  confirmPlan(world.deps, by, view);
const timesOf = ({ dates, minutes }: PlanView): Interval[] =>
  dates.flatMap(({ slot }) => {
    const read = readSlot(slot, 'UTC', minutes);
    return 'slot' in read ? [read.slot] : [];
  });
const viewOn = async (card: string) => (await world.db.read.cards.get(card))?.view;
const events = async () => (await ledger(world, 'event')).length;

describe('a year confirmed', () => {
  test('books every date at once, each with its event, and tells the partner once', async () => {
    await hasBot(world, awa, marc);
    const view = await drafted(world);
    const card = await draftCard(world, view, awa);

    const done = await confirm(view, { ...asAwa, card });

    expect(done).toMatchObject({ booked: true });
    const meetings = await inOrder(world);
    expect(meetings.map(({ time }) => time)).toEqual(timesOf(view));
    const plan = 'plan' in done ? done.plan : '';
    for (const one of meetings) {
      expect(one).toMatchObject({
        ...{ state: 'booked', source: 'plan', plan, proposedBy: awa.id, agreement: 'asked' },
        ...{ version: 1, mode: 'video', place: null },
      });
    }
    expect(await viewOn(card)).toEqual({ kind: 'year', pair: p01.id, plan });
    await world.settle();
    expect(world.calendar.events).toHaveLength(6);
    expect(cardsTo(world, marc).map(({ model }) => model.kind)).toEqual(['year']);
    expect(cardsTo(world, awa)).toEqual([]);
  });

  test('pressed twice, or the same press told twice, is one year', async () => {
    await hasBot(world, marc);
    const view = await drafted(world);
    const card = await draftCard(world, view, awa);

    await confirm(view, { ...asAwa, card, turn: 'one' });
    expect(await confirm(view, { ...asAwa, card, turn: 'one' })).toEqual({ repeated: true });
    expect(await confirm(view, { ...asAwa, card, turn: 'two' })).toEqual({ repeated: true });
    await world.settle();

    expect(await meetingsOf(world)).toHaveLength(6);
    expect(world.calendar.made()).toBe(6);
    expect(cardsTo(world, marc)).toHaveLength(1);
  });

  test('pressed twice at once is one year too', async () => {
    const view = await drafted(world);
    const card = await draftCard(world, view, awa);

    await Promise.all(
      ['one', 'two', 'three'].map((turn) => confirm(view, { ...asAwa, card, turn })),
    );

    expect(await meetingsOf(world)).toHaveLength(6);
  });

  test('with a calendar that cannot be read is proposed, date by date, and books nothing', async () => {
    world.calendar.readable.delete(marc.mail);
    const { booked: isBooked, view, meetings } = await plannedYear(world);

    expect(isBooked).toBe(false);
    expect(meetings.map(({ state, time, proposals }) => ({ state, time, proposals }))).toEqual(
      timesOf(view).map((one) => ({ state: 'proposed', time: null, proposals: [one] })),
    );
    expect(await events()).toBe(0);
  });

  test('reaches somebody with mail only, in one mail', async () => {
    const { view } = await plannedYear(world);
    await world.settle();

    const times = timesOf(view).map((time) => ({ time, booked: true }));
    expect(mailsTo(world, marc)).toMatchObject([{ kind: 'plan', partner: awa.name, times }]);
  });

  test('is nobody else’s to confirm', async () => {
    expect(await confirm(await drafted(world), { person: ines.id })).toEqual({
      refused: 'not-found',
    });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('without a date is no year', async () => {
    expect(await confirm({ ...(await drafted(world)), dates: [] })).toEqual({
      refused: 'wrong-values',
    });
  });
});

describe('a date taken meanwhile', () => {
  test('refuses the whole, and the card keeps the others with another in its place', async () => {
    const view = await drafted(world);
    const card = await draftCard(world, view, awa);
    const [first, second, ...rest] = timesOf(view);
    if (!first || !second) throw new Error('no dates');
    world.calendar.readable.set(marc.mail, [{ start: second.start - 3 * hour, end: second.end }]);

    expect(await confirm(view, { ...asAwa, card })).toEqual({ refused: 'plan-changed' });

    expect(await meetingsOf(world)).toEqual([]);
    const shown = await viewOn(card);
    if (shown?.kind !== 'plan') throw new Error('no draft');
    expect(timesOf(shown)).toEqual(expect.arrayContaining([first, ...rest]));
    expect(timesOf(shown)).not.toContainEqual(second);
    expect(timesOf(shown)).toHaveLength(6);
    expect(shown.broken).toEqual([]);
    expect(await confirm(shown, { ...asAwa, card })).toMatchObject({ booked: true });
  });

  test('of two who confirm different years at once one wins, the other sees that one', async () => {
    const awas = await drafted(world);
    const marcs = await drafted(world, marc, { minutes: 30 });
    const cards = [await draftCard(world, awas, awa), await draftCard(world, marcs, marc)] as const;

    const done = await Promise.all([
      confirm(awas, { ...asAwa, card: cards[0] }),
      confirm(marcs, { person: marc.id, card: cards[1] }),
    ]);

    expect(done.filter((one) => 'plan' in one)).toHaveLength(1);
    expect(done).toContainEqual({ refused: 'pair-has-meeting-then' });
    expect(await meetingsOf(world)).toHaveLength(6);
    for (const card of cards) expect(await viewOn(card)).toMatchObject({ kind: 'year' });
  });

  test('a meeting booked on another day since refuses too: the year is drawn up anew', async () => {
    const view = await drafted(world);
    const card = await draftCard(world, view, awa);
    const meeting = await booked(world);

    expect(await confirm(view, { ...asAwa, card })).toEqual({ refused: 'pair-has-meeting-then' });

    expect(await viewOn(card)).toMatchObject({ kind: 'plan', around: [meeting] });
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('what was recorded of the past since changes nothing', async () => {
    const view = await drafted(world);
    await recordMeeting(world.deps, asAwa, {
      ...{ pair: p01.id, date: '2026-04-20', themes: ['skills'] },
    });

    expect(await confirm(view)).toMatchObject({ booked: true });
  });
});

describe('a tail planned anew', () => {
  test('moves its meetings, leaves those before, and tells the partner once more', async () => {
    await hasBot(world, awa, marc);
    const { meetings, plan } = await plannedYear(world);
    await world.settle();
    const [first, second, third] = meetings;
    await cancelMeeting(world.deps, asAwa, { meeting: third?.id ?? '' });
    await world.settle();
    const told = cardsTo(world, marc).length;
    const view = await drafted(world, awa, { after: second?.id });
    const card = await draftCard(world, view, awa);

    const done = await confirm(view, { ...asAwa, card });
    await world.settle();

    expect(done).toMatchObject({ booked: true });
    const now = await inOrder(world);
    const standing = now.filter(({ state }) => state === 'booked');
    expect(standing.map(({ time }) => time)).toEqual([first?.time, second?.time, ...timesOf(view)]);
    expect(now).toHaveLength(6 + view.dates.filter(({ meeting }) => !meeting).length);
    expect(now.find(({ id }) => id === first?.id)).toMatchObject({ plan, version: 1 });
    expect(world.calendar.events).toHaveLength(standing.length);
    expect(cardsTo(world, marc)).toHaveLength(told + 1);
  });

  test('asks nobody again about a date that stays where it is', async () => {
    const { meetings, plan } = await plannedYear(world);
    await world.settle();
    const [, second, third, fourth] = meetings;
    await cancelMeeting(world.deps, asAwa, { meeting: third?.id ?? '' });
    await world.settle();
    const view = await drafted(world, awa, { after: second?.id });
    const [, ...rest] = view.dates;
    const stays = {
      slot: slotText(fourth?.time ?? { start: 0, end: 0 }),
      meeting: fourth?.id ?? '',
    };

    expect(await confirm({ ...view, dates: [stays, ...rest] })).toMatchObject({ booked: true });

    const now = (await meetingsOf(world)).find(({ id }) => id === fourth?.id);
    expect(now).toMatchObject({ version: 1, plan, time: fourth?.time });
  });

  test('with a calendar unknown by now keeps the old times until a new one is accepted', async () => {
    const { meetings } = await plannedYear(world);
    await world.settle();
    const [, second, third, fourth] = meetings;
    await cancelMeeting(world.deps, asAwa, { meeting: third?.id ?? '' });
    world.calendar.readable.delete(marc.mail);
    const view = await drafted(world, awa, { after: second?.id });

    expect(await confirm(view)).toMatchObject({ booked: false });

    const moved = (await meetingsOf(world)).find(({ id }) => id === fourth?.id);
    expect(moved).toMatchObject({ state: 'booked', time: fourth?.time, agreement: 'asked' });
    expect(moved?.proposals).toHaveLength(1);
  });
});
