import { beforeEach, describe, expect, test } from 'vitest';
import { importTransaction } from '../../src/db/import-transaction.ts';
import type { ProgrammePage } from '../../src/domain/programme-model.ts';
import { importCohort } from '../../src/usecases/import-cohort.ts';
import { readAnswering, readProgramme } from '../../src/usecases/read-programme.ts';
import { type ProgrammeChange, saveProgramme } from '../../src/usecases/save-programme.ts';
import { csvText, planOf, someRows } from '../support/cohort-files.ts';
import { nowhere, p01 } from '../support/people.ts';
import { aProgramme, yaml2027 } from '../support/programme-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);

let page: ProgrammePage;
let [sidonie, farid] = ['', ''];
beforeEach(async () => {
  page = await readProgramme(world.deps, programme.open.cohort);
  sidonie = await programme.idOf('sidonie.vogt@body.example');
  farid = await programme.idOf('farid.benamrane@body.example');
});

const save = (change: ProgrammeChange, version = page.settingsVersion) =>
  saveProgramme(world.deps, programme.open, { version, change });
const dates = (midterm: string): ProgrammeChange => ({
  section: 'dates',
  days: { ...page.days, midterm },
  dayHours: page.settings.dayHours,
});
const rhythm = (markDays: number): ProgrammeChange => {
  const { ladder, longestPauseDays } = page.settings;
  const change = { rhythm: { ...page.settings.rhythm, markDays }, ladder, longestPauseDays };
  return { section: 'rhythm', ...change };
};
/** Where the calendar has a day's event, and until when it stands there. */
const events = async (kind: 'midterm') =>
  (await world.db.read.dayEvents.latest(programme.open.cohort, kind)).map(({ state, shows }) => [
    state,
    shows?.split(' ').slice(0, 2).join(' '),
  ]);

describe('a setting', () => {
  test('is saved with a new version, and may be taken back', async () => {
    const saved = await save(rhythm(49));
    expect(saved).toMatchObject({
      saved: true,
      page: { settings: { rhythm: { markDays: 49 } }, undo: { kind: 'settings' } },
    });
    if ('page' in saved) expect(saved.page.settingsVersion).not.toBe(page.settingsVersion);
  });

  test('that is as it was is not saved again', async () => {
    expect(await save(rhythm(56))).toMatchObject({ saved: false, page: { undo: null } });
  });

  test('at fault is not saved', async () => {
    const rows = await programme.rows();
    expect(await save(rhythm(2))).toMatchObject({
      saved: false,
      faults: [{ field: 'rhythm.markDays', problem: 'too-small', limit: 14 }],
    });
    expect(await programme.rows()).toEqual(rows);
  });

  test('of two coaches who save at once is the first one’s; the other is shown it', async () => {
    const both = await Promise.all([save(rhythm(49)), save(rhythm(42))]);
    const [won, lost] = both.map((one) => ('refused' in one ? one.refused : 'saved')).sort();
    expect([won, lost]).toEqual(['changed-since', 'saved']);
    const now = await readProgramme(world.deps, programme.open.cohort);
    const shown = both.map((one) => ('page' in one ? one.page.settings.rhythm.markDays : 0));
    expect(shown).toEqual([now.settings.rhythm.markDays, now.settings.rhythm.markDays]);
  });

  test('is refused over a day that was moved in Outlook meanwhile', async () => {
    const hours = { from: '14:00', to: '16:00' };
    await world.db.tx((t) =>
      t.dayEvents.setDay(programme.open.cohort, 'midterm', '2026-10-22', hours),
    );
    expect(await save(dates('2026-10-15'))).toMatchObject({
      refused: 'changed-since',
      page: { days: { midterm: '2026-10-22' } },
    });
  });
});

describe('a collective day at another date', () => {
  test('moves everybody’s invitation, once it can no longer be taken back', async () => {
    const before = await events('midterm');
    await save(dates('2026-10-15'));
    expect(await programme.waiting()).toEqual(['day midterm 10']);
    await world.settle(world.clock.now + 600_000 - 1);
    expect(await events('midterm')).toEqual(before);
    await world.settle(world.clock.now + 1);
    expect(await events('midterm')).not.toEqual(before);
  });

  test('leads to what an import that changes it leads to', async () => {
    await save(dates('2026-10-15'));
    await world.settle(world.clock.now + 600_000);
    const bySetting = [await programme.rows(), await events('midterm')];

    // The way back, then the same by a file.
    page = await readProgramme(world.deps, programme.open.cohort);
    await save(dates('2026-10-08'));
    await world.settle(world.clock.now + 600_000);
    const plan = planOf(csvText(someRows()), yaml2027({ 'midterm:': 'midterm: 2026-10-15' }));
    const { newId, now } = world.deps;
    const transaction = importTransaction(world.db.opened.sql);
    await importCohort({ transaction, newId, now }, plan, '2026-04-21');
    await world.settle();
    expect([await programme.rows(), await events('midterm')]).toEqual(bySetting);
  });
});

describe('who answers', () => {
  const pairOf = async (search: string) =>
    (await readAnswering(world.deps, programme.open.cohort, { search })).lines[0];

  test('for one pair is saved by its own version', async () => {
    const line = await pairOf('P01');
    const change = { section: 'pair', pair: line?.pair ?? '', referent: farid } as const;
    const saved = await save({ ...change, deputies: [sidonie] }, line?.version);
    expect(saved).toMatchObject({ saved: true });
    expect(await programme.answering('P01')).toEqual([
      'sidonie referent 2026-04-14 2026-04-20',
      'farid deputy 2026-04-14 2026-04-20',
      'farid referent 2026-04-21 open',
      'sidonie deputy 2026-04-21 open',
    ]);
    expect(await save({ ...change, deputies: [] }, line?.version)).toMatchObject({
      refused: 'changed-since',
    });
  });

  test('for a pair of another cohort, or for none, is nobody’s to say', async () => {
    for (const pair of [p01.id, nowhere, 'P01']) {
      const change = { section: 'pair', pair, referent: farid, deputies: [] } as const;
      expect(await save(change, page.answeringVersion)).toEqual({ refused: 'not-found' });
    }
  });

  test('a coach’s pairs are handed over from a day, and hers until its eve', async () => {
    const change = { section: 'hand-over', coach: sidonie, to: farid, from: '2026-05-04' } as const;
    expect(await save(change, page.answeringVersion)).toMatchObject({
      saved: true,
      page: { undo: { kind: 'answering' } },
    });
    expect(await programme.answering('P01')).toEqual([
      'sidonie referent 2026-04-14 2026-05-03',
      'farid deputy 2026-04-14 2026-05-03',
      'farid referent 2026-05-04 open',
    ]);
    expect((await pairOf('P01'))?.from).toBe('2026-05-04');
  });

  test('somebody who is no coach of the cohort is not taken', async () => {
    const awa = await programme.idOf('awa.lemoine@ch-a.example');
    const change = { section: 'deputy', coach: sidonie, deputy: awa } as const;
    expect(await save(change, page.answeringVersion)).toMatchObject({
      ...{ saved: false, problem: 'unknown-coach' },
    });
  });

  test('an alert that the one who leaves was given is the referent’s of the day', async () => {
    const alert = {
      ...{ id: world.deps.newId(), pair_id: await programme.pairOf('P01'), cause: 'call' as const },
      ...{ about_id: null, since_day: '2026-04-20', opened: new Date(world.clock.now) },
    };
    const sql = world.db.opened.sql;
    await sql
      .insertInto('alert')
      .values({ ...alert, holder_id: sidonie })
      .execute();
    const change = { section: 'hand-over', coach: sidonie, to: farid, from: '2026-05-04' } as const;
    await save(change, page.answeringVersion);
    expect(await sql.selectFrom('alert').select('holder_id').execute()).toEqual([
      { holder_id: null },
    ]);
  });
});
