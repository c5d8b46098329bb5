import { beforeEach, describe, expect, test } from 'vitest';
import { hour, minute } from '../../src/domain/time.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { isReminded, remind } from '../../src/usecases/remind.ts';
import { awa, marc, p01, paris, slot } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, cardsTo, hasBot, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

/** The Tuesday after next, with a whole week of work in between. */
const may5 = slot('2026-05-05', '10:00');
const may7 = slot('2026-05-07', '10:00');
const eve = paris('2026-05-04', '09:00');

/** Lives on to an instant, the job run whenever the store says that there is something in it. */
async function liveTo(until: number): Promise<void> {
  for (;;) {
    await world.settle();
    const { nextReminder, effects } = await world.db.read.agenda.at(world.clock.now);
    const dues = [nextReminder, effects.nextDue].filter((due) => due !== null);
    const next = Math.min(...dues, until + 1);
    if (next > until) break;
    world.clock.now = Math.max(world.clock.now, next);
    await remind(world.deps);
  }
  world.clock.now = until;
}
const reminders = async () => {
  const all = await world.db.read.effects.byKeyPrefix('reminder:');
  return all.map(({ kind, state }) => `${kind} ${state}`).sort();
};
const remindedByMail = () => mailsTo(world, marc).filter(({ kind }) => kind === 'reminder').length;

beforeEach(() => hasBot(world, awa));

describe('on the working day before', () => {
  test('both hear of the meeting once, by card or by mail', async () => {
    await booked(world, { slot: may5 });
    await liveTo(eve - minute);
    expect(await reminders()).toEqual([]);

    await liveTo(eve);
    expect(await reminders()).toEqual(['card.send done', 'mail done']);
    expect(cardsTo(world, awa).at(-1)?.model).toMatchObject({ kind: 'meeting', time: may5 });
    expect(mailsTo(world, marc).at(-1)).toMatchObject({ kind: 'reminder', time: may5 });

    await remind(world.deps);
    await liveTo(may5.end);
    expect(await reminders()).toHaveLength(2);
  });

  test('each at the opening of their own day', async () => {
    await world.db.opened.sql
      .updateTable('person')
      .set({ time_zone: 'Indian/Mayotte', departement: '976' })
      .where('id', '=', awa.id)
      .execute();
    await booked(world, { slot: may5 });

    await liveTo(eve - hour);
    expect(await reminders()).toEqual(['card.send done', 'mail waiting']);
    await liveTo(eve);
    expect(await reminders()).toEqual(['card.send done', 'mail done']);
  });

  test('a meeting booked that same day is in everybody’s mind', async () => {
    world.clock.now = eve + minute;
    await booked(world, { slot: may5 });
    await liveTo(may5.end);

    expect(await reminders()).toEqual([]);
  });

  test('the card that comes is the one to act on: the older one points to it', async () => {
    const meeting = await booked(world, { by: marc, slot: may5 });
    await liveTo(eve);

    const cards = await world.db.read.cards.aboutMeeting(meeting, awa.id);
    expect(cards.map(({ view }) => view.kind).sort()).toEqual(['meeting', 'newer']);
    expect(cards.every(({ rev, shownRev }) => rev === shownRev)).toBe(true);
  });
});

describe('a meeting that changes', () => {
  test('is told of at its new time, and no more at the old one', async () => {
    const meeting = await booked(world, { slot: may5 });
    await liveTo(eve - hour);
    await booked(world, { meeting, slot: may7 });

    await liveTo(eve + hour);
    expect(await reminders()).toEqual([]);
    await liveTo(paris('2026-05-06', '09:00'));
    expect(await reminders()).toEqual(['card.send done', 'mail done']);
  });

  test('after it was told of, is told of again at its new time', async () => {
    const meeting = await booked(world, { slot: may5 });
    await liveTo(eve);
    await booked(world, { meeting, slot: may7 });

    await liveTo(paris('2026-05-06', '09:00'));
    expect(await reminders()).toHaveLength(4);
  });

  test('a yes to the same time is no new time', async () => {
    const meeting = await booked(world, { slot: may5 });
    await liveTo(eve);
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });

    await liveTo(may5.start);
    expect(await reminders()).toHaveLength(2);
  });

  test('by being cancelled between the word and its leaving, leaves it unsaid', async () => {
    const meeting = await booked(world, { slot: may5 });
    await liveTo(eve - minute);
    world.clock.now = eve;
    await remind(world.deps);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    await liveTo(may5.end);

    expect(await reminders()).toEqual(['card.send dropped', 'mail dropped']);
  });
});

test('is no nudge: it comes in the same week as one, and never blames', async () => {
  await booked(world, { slot: may5 });
  await liveTo(eve);

  expect(await world.db.opened.sql.selectFrom('nudge').selectAll().execute()).toEqual([]);
});

test('a reminder of unknown fate is not said again', async () => {
  await booked(world, { slot: may5 });
  await liveTo(eve - minute);
  world.mail.fail('send', fault(504), 'after');
  await liveTo(may5.end);

  expect(remindedByMail()).toBe(1);
  expect(await ledger(world, 'mail')).toContain('mail unknown');
});

test('a product that was down all that day reminds nobody on the morning itself', async () => {
  await booked(world, { slot: may5 });
  await liveTo(eve - hour);
  world.clock.now = may5.start - hour;
  await liveTo(may5.end);

  expect(await reminders()).toEqual([]);
});

test('a pair that stops or is closed hears nothing; but of the last meeting it was offered', async () => {
  const store = world.db.opened.sql;
  await booked(world, { slot: may5 });
  await store.updateTable('pair').set({ state: 'stopping' }).where('id', '=', p01.id).execute();
  await liveTo(eve);
  expect(await reminders()).toEqual([]);

  const asked = new Date(world.clock.now);
  await store
    .insertInto('early_stop')
    .values({ pair_id: p01.id, asked_by: awa.id, asked, offered: asked })
    .execute();
  await booked(world, { slot: may7 });
  await liveTo(may7.start);
  expect(await reminders()).toHaveLength(2);
});

test('one that was written before somebody asked to stop does not leave any more', async () => {
  const meeting = await booked(world, { slot: may5 });
  const ids = { meeting, occurrence: String(may5.start) };
  const stands = () => isReminded(world.db.read, { ids }, world.clock.now);
  expect(await stands()).toBe(true);

  const store = world.db.opened.sql;
  await store.updateTable('pair').set({ state: 'stopping' }).where('id', '=', p01.id).execute();
  expect(await stands()).toBe(false);
});

test('what a reminder is about stands only at that time, and ahead', async () => {
  const meeting = await booked(world, { slot: may5 });
  const effect = (occurrence: string) => ({ ids: { meeting, occurrence } });
  const t = world.db.read;

  expect(await isReminded(t, effect(String(may5.start)), may5.start - 1)).toBe(true);
  expect(await isReminded(t, effect(String(may5.start)), may5.start)).toBe(false);
  expect(await isReminded(t, effect(String(may7.start)), may5.start - 1)).toBe(false);
});
