import { describe, expect, test } from 'vitest';
import type { Pause } from '../../src/domain/pause.ts';
import type { View } from '../../src/domain/view.ts';
import { awa, ines, marc, nowhere, p01, p02, paris, rose, tuesday } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const id = (number: number) => `0000000b-0000-4000-8000-00000000000${number}`;
const aPause = (change: Partial<Pause> = {}): Pause => ({
  ...{ id: id(1), pair: p01.id, proposedBy: awa.id, agreedBy: null, state: 'proposed' },
  ...{ from: '2026-04-21', until: '2026-05-19', ended: null },
  ...change,
});
const insert = (pause: Pause, at = tuesday) => world.db.tx((t) => t.pauses.insert(pause, at));
const pauses = () => world.db.read.pauses;
const cardOf = async (number: number, person: string, view: View) => {
  const card = { id: id(number), person, view };
  await world.db.tx((t) => t.cards.insert(card, tuesday));
};

describe('a pause comes back as it was written', () => {
  test.each([
    ['asked', aPause()],
    ['agreed', aPause({ state: 'agreed', agreedBy: marc.id })],
    ['set by the referent', aPause({ state: 'agreed', proposedBy: rose.id })],
    ['declined', aPause({ state: 'declined' })],
    ['withdrawn', aPause({ state: 'withdrawn' })],
    ['resumed before its first day was over', aPause({ state: 'agreed', ended: '2026-04-20' })],
    ['of one day', aPause({ until: '2026-04-21' })],
  ])('%s', async (_what, pause) => {
    await insert(pause);
    expect(await pauses().get(pause.id)).toEqual(pause);

    const changed: Pause = { ...pause, until: '2026-06-02', ended: '2026-05-01' };
    await world.db.tx((t) => t.pauses.save(changed));
    expect(await pauses().get(pause.id)).toEqual(changed);
  });

  test('a pair has its own, the newest first', async () => {
    await insert(aPause({ state: 'declined' }));
    await insert(aPause({ id: id(2) }), tuesday + 1);
    await insert(aPause({ id: id(3), pair: p02.id, proposedBy: ines.id }));

    expect((await pauses().ofPair(p01.id)).map((pause) => pause.id)).toEqual([id(2), id(1)]);
    expect(await pauses().get(nowhere)).toBeUndefined();
    expect(await pauses().ofPair(nowhere)).toEqual([]);
  });
});

test('the store itself refuses a second question, a pause that ends before it begins, a reason', async () => {
  await insert(aPause());

  await expect(insert(aPause({ id: id(2) }))).rejects.toThrow();
  await expect(
    insert(aPause({ id: id(2), state: 'agreed', until: '2026-04-20' })),
  ).rejects.toThrow();
  const store = world.db.opened.sql;
  const columns = await store.introspection.getTables();
  const names = columns.find(({ name }) => name === 'pause')?.columns.map(({ name }) => name);
  expect(names?.toSorted()).toEqual(
    [
      ...['agreed_by', 'created', 'ended_day', 'from_day', 'id'],
      ...['pair_id', 'proposed_by', 'state', 'until_day'],
    ].toSorted(),
  );
});

describe('the cards that a change is drawn on', () => {
  test('are the pause’s own, the form and the rhythm of its pair; each one revision further', async () => {
    await cardOf(1, awa.id, { kind: 'pause', pair: p01.id, pause: id(1) });
    await cardOf(2, marc.id, { kind: 'pause-form', pair: p01.id });
    await cardOf(3, marc.id, { kind: 'rhythm', pair: p01.id });
    await cardOf(4, awa.id, { kind: 'pause', pair: p01.id, pause: id(2) });
    await cardOf(5, awa.id, { kind: 'meetings', pair: p01.id });
    await cardOf(6, ines.id, { kind: 'pause-form', pair: p02.id });

    const touched = await world.db.tx((t) => t.pauses.touchCards({ id: id(1), pair: p01.id }));

    expect(touched.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: id(1), rev: 2, person: awa.id },
      { id: id(2), rev: 2, person: marc.id },
      { id: id(3), rev: 2, person: marc.id },
    ]);
  });
});

describe('an early stop', () => {
  const stops = () => world.db.read.stops;
  const ask = (person: string, at: number) => world.db.tx((t) => t.stops.ask(p01.id, person, at));
  const stateOf = async () => (await world.db.read.pairs.get(p01.id, '2026-04-21'))?.state;
  const later = paris('2026-04-22', '10:00');

  test('is kept for each who asked, and the pair is stopping until nobody wishes it', async () => {
    expect(await stops().ofPair(p01.id)).toEqual([]);
    await ask(marc.id, tuesday);
    await ask(awa.id, later);

    expect(await stops().ofPair(p01.id)).toEqual([
      { by: marc.id, asked: tuesday, offered: null, closed: null },
      { by: awa.id, asked: later, offered: null, closed: null },
    ]);
    expect(await stateOf()).toBe('stopping');
    await world.db.tx((t) => t.stops.withdraw(p01.id, marc.id));
    expect(await stateOf()).toBe('stopping');
    await world.db.tx((t) => t.stops.withdraw(p01.id, awa.id));
    expect(await stateOf()).toBe('active');
    expect(await stops().ofPair(p01.id)).toEqual([]);
  });

  test('asked after a last meeting was offered, knows of the offer', async () => {
    await ask(marc.id, tuesday);
    await world.db.tx((t) => t.endings.offerLast(p01.id, later));
    await ask(awa.id, later + 1);

    expect((await stops().ofPair(p01.id)).map(({ offered }) => offered)).toEqual([later, later]);
  });

  test('cannot be asked twice by the same person', async () => {
    await ask(marc.id, tuesday);

    await expect(ask(marc.id, later)).rejects.toThrow();
  });

  test('a closed pair is known as such', async () => {
    expect(await stops().isClosed(p01.id)).toBe(false);
    await ask(marc.id, tuesday);
    expect(await stops().isClosed(p01.id)).toBe(false);
    await world.db.tx((t) => t.endings.close(p01.id, later));
    expect(await stops().isClosed(p01.id)).toBe(true);
  });

  test('touches the cards of whoever asked, and none of the other one’s', async () => {
    await cardOf(1, awa.id, { kind: 'stop-form', pair: p01.id });
    await cardOf(2, awa.id, { kind: 'stopping', pair: p01.id });
    await cardOf(3, marc.id, { kind: 'stop-form', pair: p01.id });
    await cardOf(4, marc.id, { kind: 'stopping', pair: p01.id });
    await cardOf(5, awa.id, { kind: 'stop-form', pair: p02.id });

    const touched = await world.db.tx((t) => t.stops.touchCards(p01.id, awa.id));

    expect(touched.map((card) => card.id).toSorted()).toEqual([id(1), id(2)]);
  });
});
