import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { agreePause } from '../../src/usecases/answer-pause.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { withdrawStop } from '../../src/usecases/withdraw-stop.ts';
import { seenBy, viewsOf } from '../support/partner-eyes.ts';
import { awa, friday, ines, marc, nowhere, p01, paris, rose, thursday } from '../support/people.ts';
import { aWorld, booked, cardsTo, hasBot, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

const stop = (by: Person, pair = p01.id, turn?: string) =>
  askStop(world.deps, { person: by.id, ...(turn && { turn }) }, { pair });
const stateOf = async () => (await world.db.read.pairs.get(p01.id, '2026-04-21'))?.state;
const alerts = () =>
  world.db.opened.sql.selectFrom('alert').selectAll().orderBy('opened').execute();
const askPause = async (by: Person) => {
  const wish = { pair: p01.id, until: '2026-05-19' };
  const done = await proposePause(world.deps, { person: by.id }, wish);
  return 'pause' in done ? done.pause : '';
};

describe('whoever wishes to stop', () => {
  test('tells the referent, who hears it at once; no reason is asked, and none can be kept', async () => {
    await hasBot(world, awa, marc, rose);
    world.clock.now = paris('2026-04-25', '22:00');

    expect(await stop(marc)).toEqual({ pair: p01.id });
    await world.settle();

    expect(await stateOf()).toBe('stopping');
    expect(await alerts()).toMatchObject([
      { cause: 'stop', about_id: marc.id, since_day: '2026-04-25', closed: null },
    ]);
    expect(cardsTo(world, rose).map(({ model }) => model)).toMatchObject([
      { kind: 'alert', cause: 'stop', about: { name: marc.name } },
    ]);
  });

  test('tells nobody else', async () => {
    await stop(awa);
    await world.settle();

    expect(mailsTo(world, marc)).toEqual([]);
    expect(mailsTo(world, awa)).toEqual([]);
    expect(mailsTo(world, rose)).toHaveLength(1);
  });

  test('is asked once, however often it is pressed', async () => {
    await stop(awa);
    expect(await stop(awa)).toEqual({ pair: p01.id });
    await stop(awa, p01.id, 'turn');
    expect(await stop(awa, p01.id, 'turn')).toEqual({ repeated: true });
    await world.settle();

    expect(await alerts()).toHaveLength(1);
    expect(mailsTo(world, rose)).toHaveLength(1);
  });

  test('sees their own cards say so, on the one pressed and on older ones', async () => {
    await hasBot(world, awa);
    const form = { kind: 'stop-form', pair: p01.id } as const;
    const [older, pressed] = ['1', '2'].map((end) => `0000000c-0000-4000-8000-00000000000${end}`);
    for (const id of [older, pressed]) {
      const card = { id: id ?? '', person: awa.id, view: form };
      await world.db.tx((t) => t.cards.insert(card, world.clock.now));
    }
    await askStop(world.deps, { person: awa.id, card: pressed ?? '' }, { pair: p01.id });

    const shown = await world.db.read.cards.get(pressed ?? '');
    expect(shown?.view).toEqual({ kind: 'stopping', pair: p01.id });
    expect((await world.db.read.cards.get(older ?? ''))?.rev).toBe(2);
  });

  test('must be of the pair, and the pair open', async () => {
    expect(await stop(ines)).toEqual({ refused: 'not-found' });
    expect(await stop(rose)).toEqual({ refused: 'not-found' });
    expect(await stop(awa, nowhere)).toEqual({ refused: 'not-found' });
    expect(await stateOf()).toBe('active');
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();
    expect(await stop(awa)).toEqual({ refused: 'too-late' });
    expect(await alerts()).toEqual([]);
  });
});

describe.each([
  ['mentee', awa, marc],
  ['mentor', marc, awa],
])('when the %s asks, the other one', (_role, asker, partner) => {
  test.each(['fr', 'en'] as const)('sees every card exactly as before, in %s', async (locale) => {
    const views = viewsOf(await booked(world), await askPause(partner));
    await world.db.tx((t) => t.people.setLocale(partner.id, locale));
    const before = await seenBy(world, partner, views);
    await stop(asker);

    expect(await seenBy(world, partner, views)).toEqual(before);
    expect(before.filter((card) => !card.endsWith('nothing')).length).toBeGreaterThan(22);
  });

  test('gets no message, and not one card of theirs is drawn anew', async () => {
    await hasBot(world, awa, marc);
    const meeting = await booked(world);
    await askPause(partner);
    await world.settle();
    for (const [at, view] of viewsOf(meeting, nowhere).entries()) {
      const id = `0000000c-0000-4000-8000-${String(at + 1).padStart(12, '0')}`;
      await world.db.tx((t) => t.cards.insert({ id, person: partner.id, view }, world.clock.now));
    }
    const cards = () =>
      world.db.opened.sql
        .selectFrom('card')
        .selectAll()
        .where('person_id', '=', partner.id)
        .orderBy('id')
        .execute();
    const effects = () =>
      world.db.opened.sql
        .selectFrom('effect')
        .select('key')
        .where('person_id', '=', partner.id)
        .execute();
    const before = [await cards(), await effects()];

    await stop(asker);
    await world.settle();
    await withdrawStop(world.deps, { person: asker.id }, { pair: p01.id });
    await world.settle();

    expect([await cards(), await effects()]).toEqual(before);
  });

  test('asks too and is treated alike: the same cards as whoever asked first', async () => {
    const own = viewsOf(nowhere, nowhere).filter(({ kind }) => /^stop/.test(kind));
    await stop(partner);
    const asFirst = await seenBy(world, partner, own);
    await withdrawStop(world.deps, { person: partner.id }, { pair: p01.id });

    await stop(asker);
    expect(await stop(partner)).toEqual({ pair: p01.id });

    expect(await seenBy(world, partner, own)).toEqual(asFirst);
    const open = (await alerts()).filter(({ closed }) => closed === null);
    expect(open.map(({ about_id }) => about_id).toSorted()).toEqual([awa.id, marc.id].toSorted());
  });
});

describe('while a pair is stopping', () => {
  test('a last meeting is booked, agreed and held as any other', async () => {
    await stop(awa);
    const meeting = await booked(world, { slots: [friday] });
    expect(await acceptMeeting(world.deps, { person: marc.id }, { meeting })).toEqual({ meeting });
    await world.settle();
    world.clock.now = friday.end;
    await sayHeld(world.deps, { person: marc.id }, { meeting, themes: ['skills'] });

    await world.settle();
    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'held' });
    expect(world.list.rows()).toHaveLength(1);
    expect(await stateOf()).toBe('stopping');
  });

  test('what was booked stays booked', async () => {
    const meeting = await booked(world);
    await stop(marc);
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'booked', time: thursday });
    expect(world.calendar.events).toHaveLength(1);
  });

  test('the partner’s pause is asked and agreed as if nothing were', async () => {
    await stop(awa);
    const pause = await askPause(marc);

    expect(await agreePause(world.deps, { person: awa.id }, { pause })).toEqual({ pause });
  });
});
