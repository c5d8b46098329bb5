import { describe, expect, test } from 'vitest';
import { askRemoval } from '../../src/usecases/begin-removal.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import { recordMeeting } from '../../src/usecases/record-meeting.ts';
import { setPause } from '../../src/usecases/set-pause.ts';
import { aCohort, awa, ines, karim, marc, nadia, p01, p02, rose } from '../support/people.ts';
import { standsIn, untilRemoved } from '../support/removals.ts';
import { openedWave } from '../support/survey-world.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, cardsTo, hasBot, type World } from '../support/world.ts';

const world = aWorld();
const erase = (person: { id: string }) =>
  askRemoval(world.deps, { kind: 'person', subject: person.id });

/** Awa and Marc have met, and meet on Thursday; they were told of it, and have the days in Outlook. */
async function lived(): Promise<string> {
  await hasBot(world, awa, marc, rose);
  await world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
  const wish = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
  await recordMeeting(world.deps, { person: awa.id, turn: `page:${awa.id}:1` }, wish);
  const meeting = await booked(world);
  await world.db.tx(async (t) => {
    for (const { id } of [awa, marc, rose])
      await world.deps.tell(t, { person: id, notice: { kind: 'welcome' }, occurrence: 'now' });
  });
  await world.settle();
  expect(world.list.items).toHaveLength(1);
  expect(cardsTo(world, marc).length).toBeGreaterThan(0);
  return meeting;
}

/** The messages that stand in chats. */
const standing = ({ sender: { sent, removed } }: World) =>
  sent.filter(({ activityId }) => !removed.includes(activityId));
const invited = (mail: string) =>
  world.calendar.events.filter(({ draft }) => draft.attendees.some((one) => one.mail === mail));

describe('the erasure of a person', () => {
  test('leaves them in no table, no calendar, no row of the list and no chat', async () => {
    await lived();
    await erase(awa);
    await untilRemoved(world);

    expect(await standsIn(world, [awa.name, awa.mail, awa.id])).toEqual([]);
    expect(world.list.items).toEqual([]);
    expect(invited(awa.mail)).toEqual([]);
    expect(JSON.stringify(standing(world))).not.toContain(awa.name);
  });

  test('calls a meeting ahead off with notice, and takes past events away without', async () => {
    await lived();
    world.calendar.calls.length = 0;
    await erase(awa);
    await untilRemoved(world);

    const done = world.calendar.calls.filter((call) => call === 'cancel' || call === 'erase');
    expect(done).toEqual(['cancel', 'erase']);
  });

  test('leaves everybody else, and the days they are invited to', async () => {
    await lived();
    const before = invited(marc.mail).length;
    await erase(awa);
    await untilRemoved(world);

    const people = await world.db.opened.sql.selectFrom('person').select('id').execute();
    expect(people).toHaveLength(5);
    expect(await world.db.read.pairs.of(ines.id)).toEqual([p02.id]);
    // The meeting of the two is off; launch is past, two days are ahead.
    expect(invited(marc.mail)).toHaveLength(before - 1);
    expect(invited(ines.mail)).toHaveLength(before - 1);
  });

  test('says nothing to them that waited to be said', async () => {
    await lived();
    const wave = await openedWave(world);
    expect(wave.state).toBe('open');
    const before = world.sender.sent.length;
    await erase(awa);
    await untilRemoved(world);

    const told = world.sender.sent.slice(before).map(({ to }) => to.userId);
    expect(told).not.toContain(`29:${awa.id}`);
  });

  test('of a coach leaves what was done for pairs, and not who did it', async () => {
    const meeting = await lived();
    const by = { person: rose.id };
    await setPause(world.deps, by, { pair: p01.id, until: '2026-05-20' });
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    await world.settle();
    await erase(rose);
    await untilRemoved(world);

    expect(await standsIn(world, [rose.name, rose.mail, rose.id])).toEqual([]);
    expect(await world.db.read.pairs.of(awa.id)).toEqual([p01.id]);
    expect(world.list.items).toHaveLength(1);
  });

  test('of a pilot takes their role alone', async () => {
    await erase(nadia);
    await untilRemoved(world);

    expect(await standsIn(world, [nadia.name, nadia.mail, nadia.id])).toEqual([]);
    expect(await world.db.read.pairs.of(karim.id)).toEqual([p02.id]);
  });

  test('is begun once, however often it is asked for', async () => {
    expect(await erase(awa)).not.toBeNull();
    expect(await erase(awa)).toBeNull();
  });

  test('goes on where the list was out of order, on another day', async () => {
    await lived();
    world.list.fail('remove', fault(403, 'accessDenied'));
    await erase(awa);
    await untilRemoved(world);

    expect(world.list.items).toEqual([]);
    const [record] = await world.db.read.records.all();
    expect(JSON.parse(record?.body ?? '{}')).toMatchObject({
      removed: { 'list-rows': 1 },
      left: {},
    });
  });
});
