import { describe, expect, test } from 'vitest';
import type { LinkView } from '../../src/domain/link-model.ts';
import type { TabPage } from '../../src/domain/tab-model.ts';
import { agreePause } from '../../src/usecases/answer-pause.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { openPair, showLink } from '../../src/usecases/open-link.ts';
import { openTab } from '../../src/usecases/open-tab.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { readSheet } from '../../src/usecases/read-sheet.ts';
import { aroundPage, readTab } from '../../src/usecases/read-tab.ts';
import { correctMeeting, recordMeeting, sayNotHeld } from '../../src/usecases/record-meeting.ts';
import {
  awa,
  ines,
  karim,
  marc,
  nowhere,
  p01,
  p02,
  paris,
  rose,
  thursday,
} from '../support/people.ts';
import { aWorld, booked, decides, proposed } from '../support/world.ts';

const world = aWorld();

async function read(who = awa, view?: LinkView, pair?: string): Promise<TabPage> {
  const tab = await openTab(world.deps, who.id, pair);
  const page = 'pairs' in tab ? await readTab(world.deps, tab, view) : tab;
  if (!('year' in page)) throw new Error(`refused: ${page.refused}`);
  return page;
}
const recorded = async (who = awa) => (await read(who)).recorded.rows;

async function note(date: string, themes = ['skills'], of = p01): Promise<string> {
  const done = await recordMeeting(
    world.deps,
    { person: of.mentee.id },
    { pair: of.id, date, themes },
  );
  if (!('meeting' in done)) throw new Error(`not noted: ${JSON.stringify(done)}`);
  return done.meeting;
}

describe('a tab that is read', () => {
  test('shows what a link to the pair would show, and the year beside it', async () => {
    await booked(world);
    const link = await openPair(world.deps, marc.id, p01.id);
    if ('refused' in link) throw new Error(link.refused);
    const shown = await showLink(world.deps, link);

    const page = await read(marc);

    expect(page).toMatchObject(shown);
    expect(
      Object.keys(page)
        .filter((key) => !(key in shown))
        .sort(),
    ).toEqual([...['pairs', 'recorded', 'year']]);
    expect(page.year).toMatchObject({
      ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
      meetings: [{ day: '2026-04-23', state: 'booked' }],
      ...{ held: 0, least: 6, most: 8, band: { from: '2026-04-14', until: '2026-06-08' } },
    });
  });

  test('shows nothing of another pair, of which the reader is none', async () => {
    const tab = await openTab(world.deps, awa.id);
    if ('refused' in tab) throw new Error(tab.refused);
    const other = await booked(world, { by: ines, pair: p02.id });
    const views: LinkView[] = [
      { kind: 'rhythm', pair: p02.id },
      { kind: 'meeting', meeting: other },
      { kind: 'meeting', meeting: nowhere },
    ];

    for (const view of views)
      expect(await readTab(world.deps, tab, view)).toEqual({ refused: 'not-found' });
  });

  test('is not found around a page of a pair that is gone', async () => {
    const page = { ...(await read()), pair: nowhere };

    expect(await aroundPage(world.deps, { pairs: [] }, page)).toEqual({ refused: 'not-found' });
  });
});

describe('its year', () => {
  test('holds what was held, what stands, what is asked, and agreed pauses', async () => {
    await note('2026-04-20');
    await booked(world);
    await proposed(world, [
      { start: paris('2026-05-05', '10:00'), end: paris('2026-05-05', '11:00') },
    ]);
    const wish = { pair: p01.id, until: '2026-06-01' };
    const pause = await proposePause(world.deps, { person: awa.id }, wish);
    if (!('pause' in pause)) throw new Error('no pause');
    await agreePause(world.deps, { person: marc.id }, pause);

    const { year } = await read();

    expect(year.meetings.map(({ day, state }) => [day, state])).toEqual([
      ...[
        ['2026-04-20', 'held'],
        ['2026-04-23', 'booked'],
        ['2026-05-05', 'proposed'],
      ],
    ]);
    expect(year).toMatchObject({
      ...{ held: 1, pauses: [{ from: '2026-04-21', until: '2026-06-01' }] },
      // Fifty-five days after the 20th of April, and forty-two of a pause.
      band: { from: '2026-04-20', until: '2026-07-26' },
    });
  });

  test('is each pair’s own', async () => {
    await note('2026-04-20', ['skills'], p02);

    expect((await read(awa)).year).toMatchObject({ meetings: [], held: 0 });
    expect((await read(karim)).year).toMatchObject({ held: 1 });
    expect((await read(karim)).recorded.rows).toEqual([]);
  });

  test('looks the same to the one whose partner asked to stop', async () => {
    await booked(world);
    const before = await read(marc);

    await askStop(world.deps, { person: awa.id }, { pair: p01.id });

    expect((await read(marc)).year).toEqual(before.year);
    expect(await read(marc)).toEqual(before);
  });

  test('of a closed pair is over, whatever is asked for', async () => {
    await note('2026-04-20');
    await world.db.opened.sql.updateTable('pair').set({ state: 'closed' }).execute();

    for (const view of [undefined, { kind: 'rhythm', pair: p01.id } as const])
      expect((await read(awa, view)).year).toMatchObject({ band: null, missing: [], held: 1 });
  });
});

describe('what is recorded of a pair', () => {
  test('is what the committee’s list holds by now, oldest first, and who reads it', async () => {
    await note('2026-04-20', ['skills', 'networks']);
    await note('2026-04-15');
    expect(await recorded()).toEqual([]);

    await world.settle();

    expect((await read()).recorded).toEqual({
      rows: [
        { day: '2026-04-15', themes: ['skills'] },
        { day: '2026-04-20', themes: ['networks', 'skills'] },
      ],
      coaches: [rose.name],
      recording: 'at-once',
      looks: [],
    });
    const rows = (await recorded()).map(({ day, themes }) => ({ pairCode: 'P01', day, themes }));
    expect(rows).toEqual(world.list.rows().toSorted((a, b) => a.day.localeCompare(b.day)));
    expect(await recorded(marc)).toEqual(await recorded(awa));
  });

  test('tells both who looked at it, and at nothing else', async () => {
    world.clock.now = paris('2026-04-21', '09:00');
    await readSheet(world.deps, { person: rose.id, roles: ['Coach'] }, p01.id);
    world.clock.now = paris('2026-04-22', '10:30');
    await readSheet(world.deps, { person: rose.id, roles: ['Coach'] }, p02.id);

    for (const who of [awa, marc])
      expect((await read(who)).recorded.looks).toEqual([
        { at: paris('2026-04-21', '09:00'), name: rose.name, what: 'sheet' },
      ]);
    expect((await read(karim)).recorded.looks).toEqual([
      { at: paris('2026-04-22', '10:30'), name: rose.name, what: 'sheet' },
    ]);
  });

  test('is nothing yet in a cohort that records at its checkpoints', async () => {
    await decides(world, { recording: 'at-checkpoints' });
    await note('2026-04-20');

    await world.settle(paris('2026-10-08', '08:59'));
    expect(await recorded()).toEqual([]);
    await world.settle(paris('2026-10-08', '09:00'));
    expect(await recorded()).toEqual([{ day: '2026-04-20', themes: ['skills'] }]);
  });

  test('holds a correction once it is written', async () => {
    const meeting = await note('2026-04-20');
    await world.settle();
    const right = { meeting, date: '2026-04-19', themes: ['other'] };
    await correctMeeting(world.deps, { person: marc.id }, right);
    await world.settle();

    expect(await recorded()).toEqual([{ day: '2026-04-19', themes: ['other'] }]);
  });

  test('is what stands there while a correction waits for the next checkpoint', async () => {
    await decides(world, { recording: 'at-checkpoints' });
    const meeting = await note('2026-04-20');
    await world.settle(paris('2026-10-08', '09:00'));
    const right = { meeting, date: '2026-04-19', themes: ['other'] };
    await correctMeeting(world.deps, { person: marc.id }, right);

    await world.settle(paris('2027-03-25', '08:59'));
    expect(await recorded()).toEqual([{ day: '2026-04-20', themes: ['skills'] }]);
    await sayNotHeld(world.deps, { person: awa.id }, { meeting });
    expect(await recorded()).toEqual([{ day: '2026-04-20', themes: ['skills'] }]);
    await world.settle(paris('2027-03-25', '09:00'));
    expect(await recorded()).toEqual([]);
    expect(world.list.rows()).toEqual([]);
  });

  test('is nothing of a meeting that was taken back, nor of one that only stands', async () => {
    const meeting = await note('2026-04-20');
    await booked(world, { slot: thursday });
    await world.settle();
    expect(await recorded()).toHaveLength(1);

    await sayNotHeld(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    expect(await recorded()).toEqual([]);
    expect(world.list.rows()).toEqual([]);
  });

  test('is not what the list would not take', async () => {
    await note('2026-04-20');
    await world.db.opened.sql
      .updateTable('effect')
      .set({ state: 'failed' })
      .where('kind', '=', 'list')
      .execute();

    await world.settle();

    expect(await recorded()).toEqual([]);
  });

  test('names every coach of the cohort, and nobody of another role', async () => {
    const { sql } = world.db.opened;
    const role = { cohort_id: p01.cohort.id, person_id: karim.id, role: 'coach' } as const;
    await sql.insertInto('cohort_role').values(role).execute();

    expect((await read()).recorded.coaches).toEqual([karim.name, rose.name]);
  });
});
