import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { openAlert } from '../../src/usecases/alerts.ts';
import { agreePause, declinePause } from '../../src/usecases/answer-pause.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { awa, ines, marc, nowhere, p01, paris, rose } from '../support/people.ts';
import { aWorld, booked, cardsTo, hasBot, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

const until = '2026-05-19';
async function asked(by: Person = awa): Promise<string> {
  const done = await proposePause(world.deps, { person: by.id }, { pair: p01.id, until });
  if (!('pause' in done)) throw new Error(`not proposed: ${JSON.stringify(done)}`);
  return done.pause;
}
const agree = (by: Person, pause: string, turn?: string) =>
  agreePause(world.deps, { person: by.id, ...(turn && { turn }) }, { pause });
const decline = (by: Person, pause: string) =>
  declinePause(world.deps, { person: by.id }, { pause });
const stored = (pause: string) => world.db.read.pauses.get(pause);

describe('a yes', () => {
  test('in one press: it runs from that day on, and whoever asked reads it', async () => {
    await hasBot(world, awa, marc);
    const pause = await asked();
    await world.settle();
    world.clock.now = paris('2026-04-24', '17:00');

    expect(await agree(marc, pause)).toEqual({ pause });
    await world.settle();

    expect(await stored(pause)).toMatchObject({
      ...{ state: 'agreed', agreedBy: marc.id, from: '2026-04-24', until, ended: null },
    });
    expect(cardsTo(world, awa).map(({ model }) => model)).toMatchObject([
      { kind: 'pause', state: 'agreed', mine: true, may: { resume: true } },
    ]);
    expect(world.sender.updates.map(({ card }) => card)).toMatchObject([
      { model: { kind: 'pause', state: 'agreed', mine: false, may: { resume: true } } },
    ]);
  });

  test('reaches somebody without the bot by mail, once', async () => {
    const pause = await asked();
    await agree(marc, pause);
    await agree(marc, pause);
    await world.settle();

    expect(mailsTo(world, awa)).toMatchObject([{ kind: 'pause', said: 'agreed', until }]);
  });

  test('closes what the referent was told of the silence, as paused', async () => {
    await hasBot(world, rose);
    await world.db.tx((t) =>
      openAlert(world.deps, t, p01, { cause: 'inactive', about: null, since: '2026-04-14' }),
    );
    await world.settle();
    await agree(marc, await asked());
    await world.settle();

    const alerts = await world.db.opened.sql.selectFrom('alert').selectAll().execute();
    expect(alerts).toMatchObject([{ cause: 'inactive', outcome: 'paused' }]);
  });

  test('leaves the meetings that are booked where they are', async () => {
    const meeting = await booked(world);
    await agree(marc, await asked());
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'booked' });
    expect(world.calendar.events).toHaveLength(1);
  });
});

describe('a no', () => {
  test('is told without a reason, and nothing is paused', async () => {
    const pause = await asked();
    await world.settle();

    expect(await decline(marc, pause)).toEqual({ pause });
    expect(await decline(marc, pause)).toEqual({ pause });
    await world.settle();

    expect(await stored(pause)).toMatchObject({ state: 'declined', agreedBy: null });
    expect(mailsTo(world, awa)).toMatchObject([{ kind: 'pause', said: 'declined' }]);
  });
});

describe('is not answered', () => {
  test('by whoever asked, by somebody else, nor where there is none', async () => {
    const pause = await asked();

    for (const answer of [agree, decline]) {
      expect(await answer(awa, pause)).toEqual({ refused: 'not-yours-to-answer' });
      expect(await answer(ines, pause)).toEqual({ refused: 'not-found' });
      expect(await answer(rose, pause)).toEqual({ refused: 'not-found' });
      expect(await answer(marc, nowhere)).toEqual({ refused: 'not-found' });
    }
    expect(await stored(pause)).toMatchObject({ state: 'proposed' });
  });

  test('otherwise than before', async () => {
    const pause = await asked();
    await agree(marc, pause);

    expect(await decline(marc, pause)).toEqual({ refused: 'too-late' });
    expect(await stored(pause)).toMatchObject({ state: 'agreed' });
  });

  test('on an old card, once its last day has passed', async () => {
    const pause = await asked();
    world.clock.now = paris('2026-05-20', '08:00');

    expect(await agree(marc, pause)).toEqual({ refused: 'too-late' });
    expect(await decline(marc, pause)).toEqual({ refused: 'too-late' });
  });

  test('once the pair is closed', async () => {
    const pause = await asked();
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();

    expect(await agree(marc, pause)).toEqual({ refused: 'too-late' });
    expect(await stored(pause)).toMatchObject({ state: 'proposed' });
  });
});

test('the very same press is carried out once', async () => {
  const pause = await asked();

  expect(await agree(marc, pause, 'turn')).toEqual({ pause });
  expect(await agree(marc, pause, 'turn')).toEqual({ repeated: true });
});
