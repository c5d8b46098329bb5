import { beforeEach, describe, expect, test } from 'vitest';
import { closeAlerts, openAlert } from '../../src/usecases/alerts.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { alertCardsTo, alertsOf, joins, lea, opened, paul, redrawn } from '../support/alerts.ts';
import {
  awa,
  friday,
  ines,
  marc,
  nadia,
  p01,
  p02,
  paris,
  rose,
  thursday,
} from '../support/people.ts';
import { aWorld, booked, cardsTo, hasBot, ledger, mailsTo, proposed } from '../support/world.ts';

const world = aWorld();

const inactive = { cause: 'inactive', about: null, since: '2026-04-14' } as const;
const open = (matter: Parameters<typeof openAlert>[3] = inactive, pair = p01) =>
  world.db.tx((t) => openAlert(world.deps, t, pair, matter));

describe('an alert', () => {
  test('is told to whoever answers for the pair, with what to act on, and to nobody else', async () => {
    await hasBot(world, rose, awa, marc, nadia);
    await opened(world);
    await world.settle();

    expect(alertCardsTo(world, rose)).toMatchObject([
      {
        ...{ pairCode: 'P01', names: [awa.name, marc.name], cause: 'inactive' },
        ...{ since: { anchor: 'launch', day: '2026-04-14' }, markDays: 56, tried: [] },
        contacts: [{ mail: awa.mail }, { mail: marc.mail }],
        ...{ seenBy: null, holder: null, outcome: null },
        may: { see: true, pause: true, handOver: false, offerLast: false, close: false },
      },
    ]);
    expect(world.sender.sent).toHaveLength(1);
  });

  test('shows nothing of itself in its notification', async () => {
    await hasBot(world, rose);
    await opened(world);
    await world.settle();

    expect(world.sender.sent.map(({ summary }) => summary)).toEqual(['a question']);
  });

  test('says what was tried before, from the same day on', async () => {
    await hasBot(world, rose);
    const nudge = { pair_id: p01.id, since_day: '2026-04-14' };
    const said = (rung: 'mentee' | 'both' | 'referent', who: string, day: string) => ({
      ...{ ...nudge, rung, person_id: who, at: new Date(paris(day, '09:00')) },
    });
    await world.db.opened.sql
      .insertInto('nudge')
      .values([
        said('mentee', awa.id, '2026-05-19'),
        said('both', marc.id, '2026-05-29'),
        said('both', awa.id, '2026-05-30'),
        said('referent', rose.id, '2026-06-09'),
        { ...said('mentee', awa.id, '2026-03-01'), since_day: '2026-01-20' },
      ])
      .execute();
    await opened(world);
    await world.settle();

    expect(alertCardsTo(world, rose)[0]?.tried).toEqual([
      { rung: 'mentee', day: '2026-05-19' },
      { rung: 'both', day: '2026-05-29' },
    ]);
  });

  test('is one a pair and cause, however often it is opened; another cause is another one', async () => {
    expect([await open(), await open()]).toEqual([true, false]);
    expect(await open({ ...inactive, since: '2026-04-20' })).toBe(false);
    expect(await open({ cause: 'unreachable', about: awa.id, since: '2026-04-14' })).toBe(true);
    expect(await open({ cause: 'unreachable', about: awa.id, since: '2026-04-15' })).toBe(false);
    expect(await open({ cause: 'unreachable', about: marc.id, since: '2026-04-15' })).toBe(true);
    await world.settle();

    expect(mailsTo(world, rose).map(({ kind }) => kind)).toEqual(['alert', 'alert', 'alert']);
  });

  test('opened by two at once is one', async () => {
    const opened = await Promise.all([open(), open(), open()]);

    expect(opened.toSorted()).toEqual([false, false, true]);
    expect(await alertsOf(world)).toHaveLength(1);
  });

  test('opened again after it was closed is another one, told anew', async () => {
    await open();
    await world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['inactive'], 'acted'));
    expect(await open()).toBe(true);
    await world.settle();

    expect(await alertsOf(world)).toHaveLength(2);
    expect(mailsTo(world, rose)).toHaveLength(1);
  });

  test('of a silence waits for working hours; what a person asks for does not', async () => {
    world.clock.now = paris('2026-04-25', '11:00');
    await hasBot(world, rose);
    await open();
    await open({ cause: 'call', about: awa.id, since: '2026-04-25' });
    await world.settle();
    const causes = () => alertCardsTo(world, rose).map(({ cause }) => cause);
    expect(causes()).toEqual(['call']);

    await world.settle(paris('2026-04-27', '08:59'));
    expect(causes()).toEqual(['call']);
    await world.settle(paris('2026-04-27', '09:00'));
    expect(causes()).toEqual(['call', 'inactive']);
  });

  test('of a closed pair is not opened', async () => {
    await world.db.tx((t) => t.endings.close(p01.id, world.clock.now));

    expect(await open()).toBe(false);
  });
});

describe('a pair nobody answers for', () => {
  beforeEach(() => joins(world, paul, 'coach'));

  test('has its alert told to every coach of the cohort, who may all act on it', async () => {
    await joins(world, lea, 'none');
    await hasBot(world, rose, paul, lea);
    await opened(world, 'inactive', { pair: p02 });
    await world.settle();

    expect([rose, paul, lea].map((who) => alertCardsTo(world, who).length)).toEqual([1, 1, 0]);
    expect(alertCardsTo(world, paul)[0]?.may).toMatchObject({ see: true, handOver: true });
  });

  test('with somebody named, it is told to that one alone', async () => {
    await hasBot(world, rose, paul);
    await opened(world);
    await world.settle();

    expect([rose, paul].map((who) => alertCardsTo(world, who).length)).toEqual([1, 0]);
  });
});

test('of a pair with a referent and a deputy the referent is told, and nobody twice', async () => {
  await joins(world, paul, 'coach');
  await hasBot(world, rose, paul);
  await world.db.tx((t) => t.alerts.deputise(p01.id, paul.id, '2026-04-14'));
  await opened(world);
  await world.settle();

  expect([rose, paul].map((who) => alertCardsTo(world, who).length)).toEqual([1, 0]);
});

test('a deputy is told where no referent is named any more', async () => {
  await joins(world, paul, 'coach');
  await hasBot(world, rose, paul);
  await world.db.tx((t) => t.alerts.deputise(p02.id, paul.id, '2026-04-14'));
  await opened(world, 'inactive', { pair: p02 });
  await world.settle();

  expect([rose, paul].map((who) => alertCardsTo(world, who).length)).toEqual([0, 1]);
});

describe('an alert of a silent pair closes by itself, in place,', () => {
  beforeEach(async () => {
    await hasBot(world, rose);
    await opened(world);
    await world.settle();
  });

  const card = () => redrawn(world, 'activity-1');

  test('when a meeting is booked', async () => {
    await booked(world);
    await world.settle();

    expect(card()).toMatchObject({ outcome: 'acted', may: { see: false, pause: false } });
    expect(cardsTo(world, rose)).toHaveLength(1);
  });

  test('when times are proposed', async () => {
    await proposed(world, [thursday, friday]);
    await world.settle();

    expect(card()).toMatchObject({ outcome: 'acted' });
  });

  test('when a meeting held elsewhere is recorded', async () => {
    const said = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
    await recordMeeting(world.deps, { person: marc.id }, said);
    await world.settle();

    expect(card()).toMatchObject({ outcome: 'acted' });
  });

  test('and not when another pair acts', async () => {
    await booked(world, { pair: p02.id, by: ines });

    expect((await alertsOf(world))[0]?.outcome).toBeNull();
  });

  test('while alerts of another cause stay', async () => {
    await opened(world, 'call');
    await booked(world);

    const outcomes = (await alertsOf(world)).map(({ cause, outcome }) => [cause, outcome]);
    expect(outcomes.toSorted()).toEqual([
      ['call', null],
      ['inactive', 'acted'],
    ]);
  });
});

test('calling a meeting off, or answering it, is no sign of life by itself', async () => {
  const meeting = await booked(world);
  await opened(world);
  await cancelMeeting(world.deps, { person: awa.id }, { meeting });
  expect((await alertsOf(world))[0]?.outcome).toBeNull();

  const other = await booked(world, { slot: friday });
  expect((await alertsOf(world))[0]?.outcome).toBe('acted');
  await acceptMeeting(world.deps, { person: marc.id }, { meeting: other });
  expect(await alertsOf(world)).toHaveLength(1);
});

test('what was closed before it could be told is never told', async () => {
  world.clock.now = paris('2026-04-25', '11:00');
  await hasBot(world, rose);
  await opened(world);
  await world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['inactive'], 'paused'));
  await world.settle(paris('2026-04-28', '12:00'));

  expect(cardsTo(world, rose)).toEqual([]);
  expect(await ledger(world, 'card.send')).toEqual(['card.send dropped']);
});

test('a mail of a closed alert is not sent either', async () => {
  world.clock.now = paris('2026-04-25', '11:00');
  await opened(world);
  await world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['inactive'], 'acted'));
  await world.settle(paris('2026-04-28', '12:00'));

  expect(mailsTo(world, rose)).toEqual([]);
});

test('one of two people becomes reachable: only that alert is closed; nothing open, nothing happens', async () => {
  await opened(world, 'unreachable', { about: awa.id });
  await opened(world, 'unreachable', { about: marc.id });
  const close = () =>
    world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['unreachable'], 'reached', marc.id));
  await close();
  await close();

  const left = (await alertsOf(world)).filter(({ closed }) => closed === null);
  expect(left.map(({ about }) => about)).toEqual([awa.id]);
});

test('a card that was in the chat already is drawn anew once when closed twice', async () => {
  await hasBot(world, rose);
  await opened(world);
  await world.settle();
  const close = () => world.db.tx((t) => closeAlerts(world.deps, t, p01.id, ['inactive'], 'acted'));
  await close();
  await close();
  await world.settle();

  expect(world.sender.updates).toHaveLength(1);
});
