import { describe, expect, test } from 'vitest';
import { guideInstrument } from '../../src/domain/guide-instrument.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { aCohort, awa, ines, karim, marc, paris } from '../support/people.ts';
import {
  allAt,
  answer,
  closes,
  morePairs,
  openedWave,
  opens,
  waveOf,
} from '../support/survey-world.ts';
import { aWorld, cardsTo, decides, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

const keep = () => keepWaves(world.deps);
const mailed = (who = awa) =>
  mailsTo(world, who).flatMap((mail) => (mail.kind === 'survey' ? [mail.why] : []));

describe('the waves of a cohort', () => {
  test('are laid down once it has begun, as its calendar and its questions stand then', async () => {
    await keep();

    const waves = await world.db.read.waves.ofCohort(aCohort.id);
    expect(waves).toMatchObject([
      { moment: 'midterm', state: 'planned', opens: opens.midterm, closes: closes.midterm },
      { moment: 'end', state: 'planned', opens: opens.end, closes: closes.end },
    ]);
    expect(waves.map(({ partition }) => partition)).toEqual(['together', 'together']);
    expect(waves.map(({ instrument }) => instrument)).toEqual([guideInstrument, guideInstrument]);
  });

  test('do not stand on the eve of the launch, and do on its first minute', async () => {
    world.clock.now = paris('2026-04-13', '23:59');
    await keep();
    expect(await world.db.read.waves.ofCohort(aCohort.id)).toEqual([]);

    world.clock.now = paris('2026-04-14', '00:00');
    await keep();
    expect(await world.db.read.waves.ofCohort(aCohort.id)).toHaveLength(2);
  });

  test('tell mentees and mentors apart from fourteen pairs on', async () => {
    await morePairs(world, 12);
    expect((await waveOf(world, 'end')).partition).toBe('by-party');
  });

  test('tell everybody together with thirteen', async () => {
    await morePairs(world, 11);
    expect((await waveOf(world, 'end')).partition).toBe('together');
  });

  test('keep to what the committee decided before the launch', async () => {
    await decides(world, { survey: { openDays: 10, partition: 'by-party' } });
    const wave = await waveOf(world, 'midterm');
    await decides(world, { survey: { openDays: 30, partition: 'together' } });
    await keep();

    expect(await waveOf(world, 'midterm')).toMatchObject({ partition: 'by-party' });
    expect(wave.closes).toBe(paris('2026-10-19', '00:00'));
  });

  test('follow a collective day that is moved, until they are open', async () => {
    await keep();
    const moved = async (day: string) => {
      await world.db.opened.sql
        .updateTable('cohort_day')
        .set({ day })
        .where('kind', '=', 'midterm')
        .execute();
      await keep();
      return (await waveOf(world, 'midterm')).opens;
    };

    expect(await moved('2026-10-01')).toBe(paris('2026-10-02', '09:00'));
    await openedWave(world);
    expect(await moved('2026-11-19')).toBe(paris('2026-10-02', '09:00'));
  });
});

describe('everybody whose pair goes on', () => {
  test('is asked once, on the morning it opens', async () => {
    await hasBot(world, awa);
    await openedWave(world);
    await keep();
    await world.settle();

    expect(cardsTo(world, awa).map(({ model }) => model)).toMatchObject([
      { kind: 'survey', state: 'asked', moment: 'midterm', party: 'mentee', until: '2026-10-29' },
    ]);
    for (const who of [marc, ines, karim]) expect(mailed(who)).toEqual(['asked']);
  });

  test('is asked once in two pairs, as a mentee', async () => {
    await world.db.opened.sql
      .updateTable('pair')
      .set({ mentor_id: awa.id })
      .where('code', '=', 'P02')
      .execute();
    const wave = await openedWave(world);
    await world.settle();

    expect(mailed()).toEqual(['asked']);
    expect((await world.db.read.participation.survey(wave.id, awa.id))?.asked).toMatchObject({
      party: 'mentee',
    });
  });

  test('is reminded twice at most, and only when they have not answered', async () => {
    const wave = await openedWave(world);
    await world.settle();
    await answer(world, wave, marc.id, 4);
    for (let day = 10; day < 31; day += 1) {
      world.clock.now = paris(`2026-10-${day}`, '10:00');
      await keep();
      await world.settle();
    }

    expect(mailed()).toEqual(['asked', 'reminded', 'reminded']);
    expect(mailed(marc)).toEqual(['asked']);
  });

  test('whom a long standstill kept from being asked is asked, not reminded', async () => {
    await keep();
    world.clock.now = paris('2026-10-24', '09:00');
    await keep();
    await world.settle(paris('2026-10-26', '12:00'));

    expect(mailed()).toEqual(['asked']);
  });

  test('sees the card say so within the hour of an answer', async () => {
    await hasBot(world, awa);
    const wave = await openedWave(world);
    await world.settle();
    await answer(world, wave, awa.id, 5);
    const due = await world.db.read.jobs.due('keep-waves');
    world.clock.now = opens.midterm + 3_600_000;
    await keep();
    await world.settle();

    expect(due === null || due <= world.clock.now).toBe(true);
    const last = world.sender.updates.at(-1)?.card;
    expect(last).toMatchObject({ model: { kind: 'survey', state: 'answered', topics: [] } });
  });

  test('is not asked of a pair that was closed before', async () => {
    await keep();
    await world.db.opened.sql
      .updateTable('pair')
      .set({ state: 'closed' })
      .where('code', '=', 'P02')
      .execute();
    await openedWave(world);
    await world.settle();

    expect(mailed(ines)).toEqual([]);
    expect(mailed()).toEqual(['asked']);
  });
});

test('two that keep the same wave at once ask nobody twice', async () => {
  await keep();
  world.clock.now = opens.midterm;
  await Promise.all([keep(), keep()]);
  await world.settle();

  for (const who of [awa, marc, ines, karim]) expect(mailed(who)).toEqual(['asked']);
});

test('nothing is told of a wave with a time in it, but when it was sent', async () => {
  const wave = await openedWave(world);
  await world.settle();
  world.clock.now += 7_777_777;
  await answer(world, wave, awa.id, 2);

  const columns = await world.db.opened.sql
    .selectFrom('participation')
    .selectAll()
    .where('person_id', '=', awa.id)
    .executeTakeFirstOrThrow();
  expect(Object.keys(columns).sort()).toEqual(
    ['answered', 'blinded', 'party', 'person_id', 'told', 'wave_id'].sort(),
  );
  expect(allAt(wave, 2)).toMatchObject({ time: '2' });
});

describe('a wave that is gone or closed while its messages leave', () => {
  test('deleted with its cohort, tells nobody', async () => {
    await hasBot(world, awa);
    await openedWave(world);
    await world.db.opened.sql.deleteFrom('wave').execute();
    await world.settle();

    expect(cardsTo(world, awa)).toEqual([]);
    expect(mailed(marc)).toEqual([]);
  });

  test('closed before they left, asks nobody', async () => {
    await hasBot(world, awa);
    const wave = await openedWave(world);
    world.clock.now = closes.midterm;
    await keep();
    await world.settle();

    expect(await waveOf(world, 'midterm')).toMatchObject({ id: wave.id, state: 'closed' });
    expect(cardsTo(world, awa).map(({ model }) => model)).not.toContainEqual(
      expect.objectContaining({ kind: 'survey' }),
    );
    expect(mailed(marc)).toEqual([]);
  });
});
