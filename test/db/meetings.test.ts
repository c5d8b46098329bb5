import { describe, expect, test } from 'vitest';
import { cancelledBy, type Meeting, movedTo } from '../../src/domain/meeting.ts';
import {
  awa,
  friday,
  marc,
  nowhere,
  p01,
  p02,
  slot,
  thursday,
  tuesday,
} from '../support/people.ts';
import { aWorld, theMeeting } from '../support/world.ts';

const world = aWorld();

const id = (number: number) => `0000000b-0000-4000-8000-00000000000${number}`;
const aMeeting = (change: Partial<Meeting> = {}): Meeting => ({
  ...{ id: id(1), pair: p01.id, state: 'booked', source: 'bot', version: 1, plan: null },
  ...{ proposedBy: awa.id, mode: 'in-person', place: 'mentor', time: thursday },
  ...{ agreement: 'asked', answeredBy: null, heldOn: null, previous: null, askedAt: null },
  proposals: [],
  ...change,
});
const insert = (...all: Meeting[]) =>
  world.db.tx(async (t) => {
    for (const one of all) await t.meetings.insert(one, tuesday);
  });
const { meetings } = { meetings: () => world.db.read.meetings };

describe('a meeting comes back as it was written', () => {
  const moved = movedTo(aMeeting(), marc.id, friday, { mode: 'video', place: null });

  test.each([
    ['booked', aMeeting()],
    ['of a plan', aMeeting({ source: 'plan', plan: id(9) })],
    ['set in the mailbox itself, proposed by neither', aMeeting({ proposedBy: null })],
    [
      'proposed, its times in their order',
      aMeeting({ state: 'proposed', time: null, proposals: [friday, thursday] }),
    ],
    ['moved, with what undoing goes back to', moved],
    ['cancelled after a move', cancelledBy(moved, awa.id)],
    ['asked about', aMeeting({ askedAt: thursday.end })],
    [
      'noted afterwards',
      aMeeting({
        state: 'held',
        source: 'record',
        time: null,
        heldOn: '2026-04-20',
        mode: 'video',
        place: null,
      }),
    ],
    ['answered', aMeeting({ agreement: 'agreed', answeredBy: marc.id, version: 7 })],
  ])('%s', async (_what, meeting) => {
    await insert(meeting);
    expect(await theMeeting(world, meeting.id)).toEqual(meeting);

    const changed = {
      ...meeting,
      version: meeting.version + 1,
      proposals: [slot('2026-05-04', '10:00')],
    };
    await world.db.tx((t) => t.meetings.save(changed));
    expect(await theMeeting(world, meeting.id)).toEqual(changed);
  });

  test('the last hour of a summer and the first of a winter keep their instants', async () => {
    const time = {
      start: Date.parse('2026-10-25T00:30:00Z'),
      end: Date.parse('2026-10-25T01:30:00Z'),
    };
    await insert(aMeeting({ time }));

    expect((await theMeeting(world, id(1))).time).toEqual(time);
  });

  test('a pair has its own meetings and no other’s', async () => {
    await insert(aMeeting(), aMeeting({ id: id(2), pair: p02.id }));

    expect((await meetings().ofPair(p01.id)).map((one) => one.id)).toEqual([id(1)]);
    expect(await meetings().get(nowhere)).toBeUndefined();
    expect(await meetings().lock(nowhere)).toBeUndefined();
  });
});

test('the store itself refuses a booked meeting without a time, and one held on no day', async () => {
  await expect(insert(aMeeting({ time: null }))).rejects.toThrow();
  await expect(insert(aMeeting({ state: 'held' }))).rejects.toThrow();
  await expect(
    insert(aMeeting({ time: { start: thursday.end, end: thursday.start } })),
  ).rejects.toThrow();
});

test('what each said is kept once each, their last word counting', async () => {
  await insert(aMeeting());
  await world.db.tx(async (t) => {
    await t.meetings.say(id(1), awa.id, false);
    await t.meetings.say(id(1), awa.id, true);
    await t.meetings.say(id(1), marc.id, false);
  });

  const words = await meetings().words(id(1));
  expect(words.sort((a, b) => a.person.localeCompare(b.person))).toEqual([
    { person: awa.id, held: true },
    { person: marc.id, held: false },
  ]);
});

test('themes are those of the list, in its order, the last ones said', async () => {
  await insert(aMeeting());
  const set = (...keys: ('skills' | 'networks' | 'other')[]) =>
    world.db.tx((t) => t.meetings.setThemes(id(1), 1, keys));

  await set('other', 'skills', 'networks');
  expect(await meetings().themes(id(1))).toEqual(['networks', 'skills', 'other']);
  await set();
  expect(await meetings().themes(id(1))).toEqual([]);
  await expect(set('his divorce' as 'other')).rejects.toThrow();
});

const agenda = (now: number) => world.db.read.agenda.at(now);

describe('what is asked about, and when', () => {
  test('a booked meeting from its end on, until it was asked about', async () => {
    await insert(
      aMeeting(),
      aMeeting({ id: id(2), time: friday }),
      aMeeting({ id: id(3), askedAt: thursday.end }),
      aMeeting({ id: id(4), state: 'cancelled' }),
    );

    expect(await meetings().toAsk(thursday.end - 1)).toEqual([]);
    expect(await meetings().toAsk(thursday.end)).toEqual([id(1)]);
    expect(await agenda(tuesday)).toMatchObject({ nextEnd: thursday.end });
  });

  test('nothing, when no meeting is booked', async () => {
    await insert(aMeeting({ state: 'proposed', time: null, proposals: [friday] }));

    expect(await agenda(tuesday)).toMatchObject({ nextEnd: null, followed: 'nothing' });
  });

  test('whether a booked meeting is still to come', async () => {
    await insert(aMeeting());

    expect(await agenda(thursday.start - 1)).toMatchObject({ followed: 'ahead' });
    expect(await agenda(thursday.start)).toMatchObject({ followed: 'nothing' });
  });
});
