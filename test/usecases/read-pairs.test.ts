import { beforeEach, describe, expect, test } from 'vitest';
import type { PairLine, PairList } from '../../src/domain/coach-model.ts';
import { handOver } from '../../src/usecases/hand-over.ts';
import { type PairsAsked, readPairs } from '../../src/usecases/read-pairs.ts';
import { readSheet } from '../../src/usecases/read-sheet.ts';
import { joins, opened, paul } from '../support/alerts.ts';
import { aCohort, awa, ines, karim, marc, p01, p02, paris, rose, slot } from '../support/people.ts';
import { aWorld, booked, proposed } from '../support/world.ts';

const world = aWorld();

async function list(who = rose, asked: PairsAsked = {}): Promise<PairList> {
  const page = await readPairs(world.deps, { person: who.id, roles: ['Coach'] }, asked);
  if (!('pairs' in page)) throw new Error(page.refused);
  return page;
}
const all = (asked: PairsAsked = {}) => list(rose, { shown: 'all', ...asked });
const codes = ({ pairs }: PairList) => pairs.map(({ code }) => code);
const lineOf = ({ pairs }: PairList, code: string): PairLine | undefined =>
  pairs.find((line) => line.code === code);
const sql = () => world.db.opened.sql;

const idOf = (number: number) => `00000003-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** More pairs of Awa and Marc, who are glad of it, for whom Paul answers. */
async function more(from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    const code = `P${String(n).padStart(2, '0')}`;
    const of = { cohort_id: aCohort.id, mentee_id: awa.id, mentor_id: marc.id };
    await sql()
      .insertInto('pair')
      .values({ id: idOf(n), code, ...of })
      .execute();
    await answers(idOf(n), paul.id);
  }
}
const answers = (pair: string, person: string, change: { from?: string; to?: string } = {}) =>
  sql()
    .insertInto('pair_referent')
    .values({
      ...{ pair_id: pair, person_id: person, kind: 'referent' },
      ...{ from_day: change.from ?? '2026-04-14', to_day: change.to ?? null },
    })
    .execute();

beforeEach(() => joins(world, paul, 'coach'));

describe('a coach’s own pairs', () => {
  test('are those they are named for and those nobody is named for', async () => {
    await more(3, 3);

    expect(codes(await list(rose))).toEqual(['P01', 'P02']);
    expect(codes(await list(paul))).toEqual(['P02', 'P03']);
  });

  test.each([
    ['until yesterday', '2026-04-20', ['P01', 'P02'], ['P01', 'P02']],
    ['until today', '2026-04-21', ['P01', 'P02'], ['P02']],
    ['until tomorrow', '2026-04-22', ['P01', 'P02'], ['P02']],
  ])('follow the day they are named %s', async (_, to, ofRose, ofPaul) => {
    await sql().updateTable('pair_referent').set({ to_day: to }).execute();

    expect(codes(await list(rose))).toEqual(ofRose);
    expect(codes(await list(paul))).toEqual(ofPaul);
  });

  test('on the last day a pair is its next referent’s', async () => {
    await sql().updateTable('pair_referent').set({ to_day: '2026-04-21' }).execute();
    await answers(p01.id, paul.id, { from: '2026-04-22' });

    expect(codes(await list(rose))).toEqual(['P02']);
    expect(codes(await list(paul))).toEqual(['P01', 'P02']);
  });

  test('a pair that somebody is named for again is every coach’s no longer', async () => {
    expect(codes(await list(paul))).toEqual(['P02']);
    await answers(p02.id, rose.id);
    expect(codes(await list(paul))).toEqual([]);
    await sql().deleteFrom('pair_referent').where('pair_id', '=', p02.id).execute();
    expect(codes(await list(paul))).toEqual(['P02']);
  });

  test('stand with the worst first, each with its fact', async () => {
    world.clock.now = paris('2026-06-10', '09:00');
    await booked(world, { slot: slot('2026-06-16', '10:00') });
    const alert = await opened(world, 'call', { since: '2026-06-09' });

    expect(await list()).toMatchObject({
      counts: { call: 1, late: 1, 'on-track': 0 },
      pairs: [
        { code: 'P01', standing: 'call', since: '2026-06-09', alert, next: '2026-06-16', held: 0 },
        { code: 'P02', standing: 'late', since: '2026-04-14', alert: null, next: null },
      ],
      // 56 days from the meeting of 16 June.
      lookAgain: '2026-08-11',
    });
  });

  test('what was handed over weighs no more on whoever gave it', async () => {
    const alert = await opened(world, 'call');
    await handOver(world.deps, { person: rose.id }, { alert, to: paul.id });

    expect(lineOf(await list(rose), 'P01')).toMatchObject({ standing: 'on-track', alert: null });
    expect(lineOf(await list(paul), 'P01')).toMatchObject({ standing: 'call', alert });
  });

  test('have their year small, as the pair’s own picture has it', async () => {
    const id = await booked(world, { slot: slot('2026-04-30', '10:00') });
    const slots = [slot('2026-05-05', '10:00'), slot('2026-05-04', '10:00')];
    await booked(world, { by: ines, pair: p02.id, slots });
    // Past midnight in Paris, another day in UTC.
    const late = {
      starts_at: new Date(paris('2026-05-01', '00:30')),
      ends_at: new Date(paris('2026-05-01', '01:30')),
    };
    await sql().updateTable('meeting').set(late).where('id', '=', id).execute();
    const who = { person: rose.id, roles: ['Coach'] };

    for (const now of ['2026-04-22', '2026-05-04', '2026-05-06'].map((d) => paris(d, '12:00'))) {
      world.clock.now = now;
      const page = await list();
      for (const pair of [p01, p02]) {
        const sheet = await readSheet(world.deps, who, pair.id);
        const year = 'year' in sheet ? sheet.year : undefined;
        expect(lineOf(page, pair.code)?.year.meetings).toEqual(year?.meetings);
      }
    }
    expect(lineOf(await list(), 'P01')?.year.meetings).toMatchObject([{ day: '2026-05-01' }]);
  });

  test('are looked for by code or name, and filtered by how they stand', async () => {
    world.clock.now = paris('2026-06-10', '09:00');
    await booked(world, { slot: slot('2026-06-16', '10:00') });

    expect(codes(await list(rose, { search: 'lemoine' }))).toEqual(['P01']);
    expect(codes(await list(rose, { search: 'p0' }))).toEqual(['P02', 'P01']);
    expect(codes(await list(rose, { standing: ['on-track'] }))).toEqual(['P01']);
    expect(codes(await list(rose, { standing: ['on-track'], search: 'karim' }))).toEqual([]);
    expect((await list(rose, { search: 'nobody' })).counts).toMatchObject({ late: 1 });
  });
});

describe('the whole cohort', () => {
  test('is read by code, fifty at a time, none twice and none left out', async () => {
    await more(3, 104);
    const first = await all();
    const second = await all({ after: first.next ?? '' });
    const third = await all({ after: second.next ?? '' });

    const read = [first, second, third].flatMap(codes);
    expect([first, second, third].map(({ pairs }) => pairs.length)).toEqual([50, 50, 4]);
    expect(new Set(read).size).toBe(104);
    expect(read).toEqual(read.toSorted());
    expect([first.counts['on-track'], third.counts['on-track'], third.next]).toEqual([
      104,
      104,
      null,
    ]);
  });

  test('of just fifty there is no second page', async () => {
    await more(3, 50);

    expect(await all()).toMatchObject({ pairs: { length: 50 }, next: null });
  });

  test('says of the pairs of others what their dates say, and no more', async () => {
    await more(3, 3);
    world.clock.now = paris('2026-06-10', '09:00');
    await opened(world, 'stop', { pair: { ...p01, id: idOf(3) } });
    await opened(world, 'stop');

    const page = await all();
    expect(lineOf(page, 'P01')).toMatchObject({ mine: true, standing: 'stop' });
    expect(lineOf(page, 'P03')).toMatchObject({ mine: false, standing: 'late', alert: null });
    expect(page.counts).toMatchObject({ stop: 1, late: 2 });
    expect(codes(await all({ standing: ['stop'] }))).toEqual(['P01']);
  });

  test('has each line as one’s own list has it', async () => {
    await booked(world, { slot: slot('2026-04-30', '10:00') });
    await proposed(world, [slot('2026-05-05', '10:00')]);
    await opened(world, 'unreachable');

    const mine = (await list()).pairs.toSorted((a, b) => a.code.localeCompare(b.code));
    expect((await all()).pairs).toEqual(mine);
  });

  test('leaves out pairs of another cohort that one of the two is in', async () => {
    const other = { id: idOf(90), code: '2025', name: '2025', time_zone: 'Europe/Paris' };
    await sql()
      .insertInto('cohort')
      .values({ ...other, settings: JSON.stringify(aCohort.settings) })
      .execute();
    const of = { cohort_id: other.id, mentee_id: karim.id, mentor_id: ines.id };
    await sql()
      .insertInto('pair')
      .values({ id: idOf(91), code: 'P91', ...of })
      .execute();

    expect(codes(await all())).toEqual(['P01', 'P02']);
    expect(codes(await list())).toEqual(['P01', 'P02']);
  });
});
