import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { openAlert } from '../../src/usecases/alerts.ts';
import { askHeld } from '../../src/usecases/ask-held.ts';
import { bookMeeting } from '../../src/usecases/book-meeting.ts';
import { callReferent } from '../../src/usecases/call-referent.ts';
import { cancelMeeting, undoMeeting } from '../../src/usecases/cancel-meeting.ts';
import { closePair } from '../../src/usecases/close-pair.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { recordMeeting, sayHeld } from '../../src/usecases/record-meeting.ts';
import { alertsOf, joins, opened, paul, redrawn, stopping } from '../support/alerts.ts';
import {
  awa,
  friday,
  ines,
  karim,
  marc,
  nadia,
  p01,
  paris,
  rose,
  thursday,
} from '../support/people.ts';
import { answer, openedWave, waveOf } from '../support/survey-world.ts';
import { aWorld, booked, cardsTo, hasBot, mailsTo, meetingsOf } from '../support/world.ts';

const world = aWorld();

const close = (alert: string, by: { id: string } = rose) =>
  closePair(world.deps, { person: by.id }, { alert });
const stateOf = async () => (await world.db.read.pairs.get(p01.id, '2026-04-21'))?.state;
const see = async (who: Person, view: View) =>
  (await readView(world.db.read, who.id, view, world.clock.now))?.model;

describe('closing a pair', () => {
  test('tells both the same, once, and takes their dates ahead out of the calendars', async () => {
    await hasBot(world, rose, awa, marc);
    await booked(world);
    await booked(world, { slot: friday });
    await world.settle();
    const before = [awa, marc].map((who) => cardsTo(world, who).length);
    const alert = await stopping(world);
    expect(world.calendar.events.length).toBe(2);
    expect(await close(alert)).toEqual({ closed: true });
    await world.settle();

    expect(await stateOf()).toBe('closed');
    expect((await meetingsOf(world)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(world.calendar.events.length).toBe(0);
    const told = [awa, marc].map((who, at) =>
      cardsTo(world, who)
        .slice(before[at])
        .map(({ model }) => model),
    );
    expect(told).toMatchObject([
      [{ kind: 'ending', state: 'closed', partner: marc.name, may: { book: false } }],
      [{ kind: 'ending', state: 'closed', partner: awa.name, may: { book: false } }],
    ]);
  });

  test('tells somebody without the bot by mail, whoever had asked', async () => {
    await close(await stopping(world));
    await world.settle();

    expect([awa, marc].map((who) => mailsTo(world, who).map(({ kind }) => kind))).toEqual([
      ['closed'],
      ['closed'],
    ]);
  });

  test('ends every open alert of the pair', async () => {
    await hasBot(world, rose);
    const alert = await stopping(world);
    await opened(world);
    await opened(world, 'call', { about: marc.id });
    await world.settle();
    await close(alert);
    await world.settle();

    expect((await alertsOf(world)).map(({ outcome }) => outcome)).toEqual(Array(3).fill('ended'));
    for (const activity of ['activity-1', 'activity-2', 'activity-3']) {
      expect(redrawn(world, activity)).toMatchObject({
        ...{ outcome: 'ended', may: { see: false, close: false, handOver: false } },
      });
    }
    const call = { cause: 'call', about: awa.id, since: '2026-04-22' } as const;
    expect(await world.db.tx((t) => openAlert(world.deps, t, p01, call))).toBe(false);
  });

  test('leaves what took place, and what was said of it', async () => {
    const said = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
    await recordMeeting(world.deps, { person: awa.id }, said);
    await close(await stopping(world));

    expect((await meetingsOf(world)).map(({ state }) => state)).toEqual(['held']);
  });

  test('pressed twice at once is done once; pressed again later it only tells', async () => {
    const alert = await stopping(world);
    const both = await Promise.all([close(alert), close(alert)]);
    expect(both.filter((done) => 'closed' in done && done.closed)).toHaveLength(1);
    await world.settle();

    expect(await close(alert)).toEqual({ closed: false });
    expect(mailsTo(world, awa)).toHaveLength(1);
  });

  test('belongs to a wish to stop, to no other alert', async () => {
    expect(await close(await opened(world))).toEqual({ closed: false });
    expect(await stateOf()).toBe('active');
  });

  test('is nobody’s but whoever’s answers for the pair', async () => {
    await joins(world, paul, 'coach');
    const alert = await stopping(world);

    for (const who of [awa, marc, nadia, paul]) {
      expect(await close(alert, who)).toEqual({ refused: 'not-found' });
    }
    expect(await stateOf()).toBe('stopping');
  });
});

test('until it is closed nothing is cancelled', async () => {
  await booked(world);
  await stopping(world);
  await world.settle();

  expect(world.calendar.events.length).toBe(1);
});

describe('of a closed pair', () => {
  let meeting: string;
  beforeEach(async () => {
    await hasBot(world, awa, marc);
    meeting = await booked(world);
    await world.settle();
    await proposePause(world.deps, { person: awa.id }, { pair: p01.id, until: '2026-05-05' });
    await close(await stopping(world));
  });

  test('what still waited to be said is not said: of a pause, of a date', async () => {
    await world.settle(paris('2026-04-30', '12:00'));

    const kinds = cardsTo(world, marc).map(({ model }) => model.kind);
    expect(kinds).toEqual(['meeting', 'ending']);
    expect(await world.db.read.pauses.ofPair(p01.id)).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('a card of a date tells that it is off, and offers nothing', async () => {
    await world.settle();
    const shown = world.sender.updates.filter(({ activityId }) => activityId === 'activity-1');
    expect(shown.at(-1)?.card).toMatchObject({
      model: {
        ...{ kind: 'meeting', state: 'cancelled', fromOutlook: false, undoes: null },
        may: { accept: false, decline: false, move: false, cancel: false, undo: false },
      },
    });
  });

  test('a card in the chat is drawn anew: it tells of the end', async () => {
    const card = '0000000c-0000-4000-8000-000000000001';
    const view = { kind: 'find', pair: p01.id } as const;
    await world.db.opened.sql.updateTable('pair').set({ state: 'stopping' }).execute();
    await world.db.tx(async (t) => {
      await t.cards.insert({ id: card, person: awa.id, view }, world.clock.now);
      await t.cards.arrived(card, `chat-${awa.id}`, 'activity-99');
    });
    await close(await opened(world, 'stop'));
    await world.settle();

    const shown = world.sender.updates.filter(({ activityId }) => activityId === 'activity-99');
    expect(shown.at(-1)?.card).toMatchObject({ model: { kind: 'ending', state: 'closed' } });
  });

  test('forms and questions give way to its end', async () => {
    const pair = p01.id;
    const views: View[] = [
      { kind: 'find', pair },
      { kind: 'record', pair },
      { kind: 'meetings', pair },
      { kind: 'referent', pair, asked: false },
      { kind: 'held', meeting },
    ];
    for (const view of views) {
      expect(await see(awa, view)).toMatchObject({ kind: 'ending', state: 'closed' });
    }
  });

  test('nothing can be done any more: every act is too late', async () => {
    const by = { person: awa.id };
    const pair = p01.id;
    const wish = { pair, mode: 'video', place: null, source: 'bot' } as const;
    const acts = [
      await bookMeeting(world.deps, by, { ...wish, slots: [friday] }),
      await cancelMeeting(world.deps, by, { meeting }),
      await undoMeeting(world.deps, by, { meeting }),
      await sayHeld(world.deps, by, { meeting, themes: ['skills'] }),
      await recordMeeting(world.deps, by, { pair, date: '2026-04-20', themes: ['skills'] }),
      await callReferent(world.deps, by, { pair }),
    ];

    expect(acts).toEqual(Array(acts.length).fill({ refused: 'too-late' }));
    await world.settle();
    expect(world.calendar.events.length).toBe(0);
  });
});

test('a meeting that had begun when the pair was closed is asked about no more', async () => {
  await hasBot(world, awa, marc);
  await booked(world);
  await world.settle();
  world.clock.now = thursday.start + 60_000;
  await close(await stopping(world));
  world.clock.now = thursday.end;
  await askHeld(world.deps);
  await world.settle(paris('2026-04-24', '18:00'));

  expect((await meetingsOf(world)).map(({ state }) => state)).toEqual(['booked']);
  expect(cardsTo(world, marc).map(({ model }) => model.kind)).not.toContain('held');
});

describe('the questionnaire of the end', () => {
  const asks = async () => {
    await keepWaves(world.deps);
    await close(await stopping(world));
    world.clock.now += 3_600_000;
    await keepWaves(world.deps);
    await world.settle();
  };
  const asked = (who: Person) =>
    mailsTo(world, who).flatMap((mail) => (mail.kind === 'survey' ? [mail.moment] : []));

  test('is asked of both as their pair is closed, and of them alone', async () => {
    await asks();

    expect([awa, marc, ines, karim].map(asked)).toEqual([['end'], ['end'], [], []]);
  });

  test('is answered then, and its ballot waits sealed for those of the others', async () => {
    await asks();
    const wave = await waveOf(world, 'end');
    expect(await answer(world, wave, awa.id, 5)).toMatchObject({ answered: true });
    await openedWave(world, 'end');
    await world.settle();

    expect([awa, marc, ines, karim].map(asked)).toEqual([['end'], ['end'], ['end'], ['end']]);
    expect(await world.db.opened.sql.selectFrom('ballot').selectAll().execute()).toHaveLength(1);
  });

  test('waits for the end with whoever is in another pair that goes on', async () => {
    const other = { mentor_id: marc.id };
    await world.db.opened.sql.updateTable('pair').set(other).where('code', '=', 'P02').execute();
    await asks();

    expect([awa, marc].map(asked)).toEqual([['end'], []]);
  });
});
