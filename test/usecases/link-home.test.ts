import { describe, expect, test } from 'vitest';
import type { HomeModel } from '../../src/domain/link-model.ts';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { askStop } from '../../src/usecases/ask-stop.ts';
import { homeModel, linkMeetings } from '../../src/usecases/link-home.ts';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { releaseSynthesis } from '../../src/usecases/release-synthesis.ts';
import { awa, friday, marc, p01, paris, rose, thursday } from '../support/people.ts';
import { answer, closedWave, openedWave } from '../support/survey-world.ts';
import { aWorld, booked, proposed } from '../support/world.ts';

const world = aWorld();
const home = (by = marc): Promise<HomeModel> =>
  homeModel(world.db.read, p01, by.id, null, world.clock.now);

describe('what a person finds at home', () => {
  test('before anything is booked: nothing next, nothing asked, everything open', async () => {
    expect(await home()).toMatchObject({
      ...{ partner: awa.name, next: null, waiting: [], pause: null, stopping: false },
      may: { book: true, plan: true, record: true, pause: true, stop: true },
    });
  });

  test('a time that waits for their yes, and not the one they proposed themselves', async () => {
    const meeting = await booked(world);

    expect(await home(marc)).toMatchObject({
      next: { meeting, time: thursday, agreed: false },
      waiting: [{ meeting, ask: 'answer', time: thursday }],
    });
    expect(await home(awa)).toMatchObject({ next: { meeting }, waiting: [] });
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    expect(await home(marc)).toMatchObject({ next: { agreed: true }, waiting: [] });
  });

  test('times proposed, until the first of them has begun', async () => {
    const meeting = await proposed(world, [thursday, friday]);

    expect((await home()).waiting).toEqual([{ meeting, ask: 'answer', time: thursday }]);
    world.clock.now = thursday.start;
    expect((await home()).waiting).toEqual([]);
  });

  test('whether a meeting took place, from its end on', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.end - 1;
    expect(await home()).toMatchObject({ next: { meeting }, waiting: [] });

    world.clock.now = thursday.end;
    const both = [await home(marc), await home(awa)];
    for (const shown of both)
      expect(shown).toMatchObject({
        ...{ next: null, waiting: [{ meeting, ask: 'held', time: thursday }] },
      });
  });

  test('a pause that stands, in place of the wish for one', async () => {
    const wish = { pair: p01.id, until: '2026-05-19' };
    await proposePause(world.deps, { person: awa.id }, wish);

    expect(await home()).toMatchObject({
      ...{ pause: { until: '2026-05-19', may: { agree: true } }, may: { pause: false } },
    });
  });

  test('their own wish to stop; of the other one’s, nothing at all', async () => {
    const before = await home(marc);
    await askStop(world.deps, { person: awa.id }, { pair: p01.id });

    expect(await home(awa)).toMatchObject({ stopping: true, may: { stop: false } });
    expect(await home(marc)).toEqual(before);
  });

  test('from the closing day on, only what was', async () => {
    world.clock.now = paris('2027-03-24', '18:00');
    expect(await home()).toMatchObject({ may: { book: true, plan: true } });

    world.clock.now = paris('2027-03-25', '09:00');
    expect(await home()).toMatchObject({
      may: { book: false, plan: false, record: true, pause: false, stop: false },
    });
  });
});

describe('of questionnaires', () => {
  test('one that can be answered stands there until it is, or until its last midnight', async () => {
    expect(await home()).toMatchObject({ surveys: [], syntheses: [] });
    const wave = await openedWave(world);
    const asked = [{ wave: wave.id, moment: 'midterm', until: '2026-10-29' }];
    expect(await home(awa)).toMatchObject({ surveys: asked, syntheses: [] });
    await answer(world, wave, awa.id, 4);
    expect((await home(awa)).surveys).toEqual([]);

    world.clock.now = wave.closes - 1;
    expect((await home(marc)).surveys).toEqual(asked);
    world.clock.now = wave.closes;
    expect((await home(marc)).surveys).toEqual([]);
  });

  test('a synthesis stands there once it is shared, and not while the coaches read it', async () => {
    const wave = await openedWave(world);
    const { version } = await closedWave(world, wave);
    expect((await home()).syntheses).toEqual([]);

    await releaseSynthesis(world.deps, { person: rose.id }, { wave: wave.id, version });
    for (const who of [awa, marc])
      expect((await home(who)).syntheses).toEqual([{ wave: wave.id, moment: 'midterm' }]);
  });
});

test('each meeting that was noted can be opened, the newest first', async () => {
  const by = { person: awa.id };
  for (const date of ['2026-04-15', '2026-04-20'])
    await recordMeeting(world.deps, by, { pair: p01.id, date, themes: ['skills'] });
  const view = { kind: 'meetings', pair: p01.id } as const;
  const seen = await readView(world.db.read, marc.id, view, world.clock.now);
  if (seen?.model.kind !== 'meetings') throw new Error('no list');

  const listed = await linkMeetings(world.db.read, p01, seen.model);

  expect(listed.meetings.map(({ day, themes }) => [day, themes])).toEqual([
    ['2026-04-20', ['skills']],
    ['2026-04-15', ['skills']],
  ]);
  for (const { meeting, day } of listed.meetings)
    expect((await world.db.read.meetings.get(meeting))?.heldOn).toBe(day);
});
