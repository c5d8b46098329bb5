import { describe, expect, test } from 'vitest';
import { openTab } from '../../src/usecases/open-tab.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import {
  awa,
  friday,
  ines,
  karim,
  marc,
  nadia,
  nowhere,
  p01,
  p02,
  rose,
} from '../support/people.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

const open = (person: { id: string }, pair?: string) => openTab(world.deps, person.id, pair);
const pairsOf = async (person: { id: string }) => {
  const tab = await open(person);
  return 'pairs' in tab ? tab.pairs.map(({ pair }) => pair) : tab.refused;
};

const setPair = (pair: string, change: { mentor_id?: string; state?: 'closed' | 'stopping' }) =>
  world.db.opened.sql.updateTable('pair').set(change).where('id', '=', pair).execute();

/** From now on Marc is the mentor of Awa and of Inès. */
const marcHasTwo = () => setPair(p02.id, { mentor_id: marc.id });

describe('a tab', () => {
  test('opens on the only pair of its reader, for either of the two', async () => {
    expect(await open(awa)).toEqual({
      ...{ person: awa.id, pair: p01.id, start: { kind: 'rhythm', pair: p01.id } },
      pairs: [{ pair: p01.id, partner: marc.name }],
    });
    expect(await open(karim)).toMatchObject({
      ...{ pair: p02.id, pairs: [{ pair: p02.id, partner: ines.name }] },
    });
  });

  test.each([
    ['a coach', rose],
    ['a pilot', nadia],
    ['nobody', { id: nowhere }],
  ])('opens on nothing for %s', async (_, who) => {
    expect(await open(who)).toEqual({ refused: 'not-found' });
    expect(await open(who, p01.id)).toEqual({ refused: 'not-found' });
  });

  test.each([p02.id, nowhere, 'P01', ''])('does not open on %j for Awa', async (pair) => {
    expect(await open(awa, pair)).toEqual({ refused: 'not-found' });
  });

  test('first shows a pause that waits for its reader’s answer', async () => {
    const wish = { pair: p01.id, until: '2026-05-19' };
    await proposePause(world.deps, { person: awa.id }, wish);

    expect(await open(marc)).toMatchObject({ start: { kind: 'pause', pair: p01.id } });
    expect(await open(awa)).toMatchObject({ start: { kind: 'rhythm' } });
  });
});

describe('of several pairs', () => {
  test('each can be opened by whoever is of them', async () => {
    await marcHasTwo();

    expect(await open(marc, p02.id)).toMatchObject({
      pair: p02.id,
      pairs: [
        { pair: p01.id, partner: awa.name },
        { pair: p02.id, partner: ines.name },
      ],
    });
    expect(await open(marc, p01.id)).toMatchObject({ pair: p01.id });
    expect(await pairsOf(awa)).toEqual([p01.id]);
  });

  test('the one with the soonest meeting still ahead comes first', async () => {
    await marcHasTwo();
    const at = (pair: string, slot: typeof friday) =>
      booked(world, { pair, slot, by: pair === p01.id ? awa : ines });
    world.calendar.readable.set(ines.mail, []);
    await at(p02.id, friday);
    expect(await pairsOf(marc)).toEqual([p02.id, p01.id]);

    await at(p01.id, { start: friday.start - 86_400_000, end: friday.end - 86_400_000 });
    expect(await pairsOf(marc)).toEqual([p01.id, p02.id]);
    world.clock.now = friday.end - 86_400_000 - 1;
    expect(await pairsOf(marc)).toEqual([p01.id, p02.id]);
    world.clock.now += 1;
    expect(await pairsOf(marc)).toEqual([p02.id, p01.id]);
  });

  test('a closed one comes last, and can still be read', async () => {
    await marcHasTwo();
    await setPair(p01.id, { state: 'closed' });

    expect(await pairsOf(marc)).toEqual([p02.id, p01.id]);
    expect(await open(marc, p01.id)).toMatchObject({ start: { kind: 'ending', pair: p01.id } });
    expect(await pairsOf(awa)).toEqual([p01.id]);
  });

  test('one that is stopping keeps its place: the other of the two learns nothing of it', async () => {
    await marcHasTwo();
    await setPair(p01.id, { state: 'stopping' });

    expect(await pairsOf(marc)).toEqual([p01.id, p02.id]);
  });
});
