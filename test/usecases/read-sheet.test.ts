import { beforeEach, describe, expect, test } from 'vitest';
import type { PairSheet } from '../../src/domain/coach-model.ts';
import type { Person } from '../../src/domain/people.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import { handOverPair } from '../../src/usecases/hand-over-pair.ts';
import { readSheet } from '../../src/usecases/read-sheet.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { setPause } from '../../src/usecases/set-pause.ts';
import { joins, opened, paul } from '../support/alerts.ts';
import { aCohort, awa, marc, nadia, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld, hasBot } from '../support/world.ts';

const world = aWorld();
const read = (who: Person = rose, pair = p01.id) =>
  readSheet(world.deps, { person: who.id, roles: ['Coach'] }, pair);
async function sheet(who: Person = rose, pair = p01.id): Promise<PairSheet> {
  const page = await read(who, pair);
  if (!('line' in page)) throw new Error(page.refused);
  return page;
}
const looks = () => world.db.read.audit.looks(p01.id, aCohort.id);

beforeEach(() => joins(world, paul, 'coach'));

describe('a pair’s sheet', () => {
  test('shows the rows that stand in the list, as the pair sees them', async () => {
    await recordMeeting(...([world.deps, { person: awa.id }] as const), {
      pair: p01.id,
      date: '2026-04-20',
      themes: ['career-path'],
    });
    await world.settle();

    const { recorded, year, line } = await sheet(paul);
    expect(recorded).toEqual({
      rows: [{ day: '2026-04-20', themes: ['career-path'] }],
      ...{ coaches: [paul.name, rose.name], recording: 'at-once' },
    });
    expect([year.held, line.held, line.since]).toEqual([1, 1, '2026-04-20']);
  });

  test('says to whoever answers how both are reached, and when a pause may end', async () => {
    await hasBot(world, awa);

    const { answering } = await sheet();
    expect(answering).toEqual({
      contacts: [
        { name: awa.name, mail: awa.mail, phone: null },
        { name: marc.name, mail: marc.mail, phone: null },
      ],
      reach: [
        { name: awa.name, state: 'bot', since: null, reason: null },
        { name: marc.name, state: 'mail', since: null, reason: null },
      ],
      alerts: [],
      deputies: [],
      pauseUntil: ['2026-05-05', '2026-05-19', '2026-06-02', '2026-06-16'],
      pause: null,
      coaches: [{ id: paul.id, name: paul.name }],
    });
  });

  test('has what is open, the gravest first, with what can be done', async () => {
    const call = await opened(world, 'call');
    const stop = await opened(world, 'stop', { about: marc.id });

    const alerts = (await sheet()).answering?.alerts;
    expect(alerts).toMatchObject([
      { alert: { alert: stop, may: { offerLast: true, close: true } }, more: { close: true } },
      { alert: { alert: call, may: { see: true } }, more: { coaches: [{ id: paul.id }] } },
    ]);
  });

  test('and to whom an alert was given', async () => {
    const alert = await opened(world, 'call');
    await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });

    const { answering } = await sheet();
    expect(answering).toMatchObject({
      ...{ deputies: [paul.name], alerts: [{ alert: { holder: paul.name, may: { see: false } } }] },
    });
  });

  test('has the pause that runs in place of one that might be set', async () => {
    await setPause(world.deps, { person: rose.id }, { pair: p01.id, until: '2026-05-19' });

    expect((await sheet()).answering).toMatchObject({
      ...{ pauseUntil: [], pause: { from: '2026-04-21', until: '2026-05-19' } },
    });
  });

  test('is without all of that for a coach who does not answer for the pair', async () => {
    await opened(world, 'call');

    expect(await sheet(paul)).toMatchObject({ line: { mine: false }, answering: null });
  });

  test('and for whoever has just handed it over', async () => {
    await handOverPair(world.deps, { person: rose.id }, { pair: p01.id, to: paul.id });

    expect(await sheet(rose)).toMatchObject({ line: { referent: paul.name }, answering: null });
    expect(await sheet(paul)).toMatchObject({ line: { mine: true }, answering: { coaches: [{}] } });
  });
});

describe('that a coach looked is written down', () => {
  test('once a day, by the cohort’s clock, for each coach and pair', async () => {
    for (const at of ['09:00', '23:59']) {
      world.clock.now = paris('2026-04-21', at);
      await sheet();
      await sheet(paul);
    }
    // Still the 21st in UTC.
    world.clock.now = paris('2026-04-22', '00:01');
    await sheet();

    expect(await looks()).toEqual([
      { at: paris('2026-04-22', '00:01'), name: rose.name, what: 'sheet' },
      { at: paris('2026-04-21', '09:00'), name: paul.name, what: 'sheet' },
      { at: paris('2026-04-21', '09:00'), name: rose.name, what: 'sheet' },
    ]);
  });

  test('and once, when two windows open together', async () => {
    await Promise.all([sheet(), sheet(), sheet()]);

    expect(await looks()).toHaveLength(1);
    expect(await world.db.read.audit.broken()).toBeNull();
  });

  test('of that pair alone', async () => {
    await sheet(rose, p02.id);

    expect(await looks()).toEqual([]);
  });

  test('and nothing of whoever was turned away', async () => {
    for (const who of [awa, nadia]) expect(await read(who)).toEqual({ refused: 'not-found' });

    expect(await looks()).toEqual([]);
  });
});
