import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { recordMeeting, sayHeld } from '../../src/usecases/record-meeting.ts';
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
  thursday,
} from '../support/people.ts';
import { aWorld, booked, decides } from '../support/world.ts';

const world = aWorld();

const see = (person: { id: string }, view: View) =>
  readView(world.db.read, person.id, view, world.clock.now);
const model = async (person: Person, view: View) => (await see(person, view))?.model;

describe('the welcome says who is who', () => {
  test.each([
    ['a mentee', awa, { roles: ['mentee'], partners: [marc.name], referent: { name: rose.name } }],
    ['a mentor', marc, { roles: ['mentor'], partners: [awa.name] }],
    ['a coach', rose, { roles: ['coach'], partners: [], referent: null }],
    ['the pilot', nadia, { roles: ['pilot'], partners: [], referent: null }],
    ['somebody for whom nobody answers', karim, { roles: ['mentor'], referent: null }],
  ])('to %s', async (_who, person, says) => {
    expect(await model(person, { kind: 'welcome' })).toMatchObject({
      ...says,
      ...{ name: person.name, bodyName: 'Agence des directeurs', recording: 'at-once' },
    });
  });

  test('and when the coaches will read what is recorded', async () => {
    await decides(world, { recording: 'at-checkpoints' });

    expect(await model(awa, { kind: 'welcome' })).toMatchObject({ recording: 'at-checkpoints' });
  });
});

test('a meeting is shown until it is recorded, and then what was recorded', async () => {
  const meeting = await booked(world);
  expect(await model(marc, { kind: 'meeting', meeting })).toMatchObject({ kind: 'meeting' });
  expect(await model(marc, { kind: 'newer', meeting })).toEqual({ kind: 'newer', time: thursday });

  world.clock.now = thursday.end;
  await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

  expect(await model(marc, { kind: 'meeting', meeting })).toMatchObject({
    ...{ kind: 'held', state: 'held', recorded: ['skills'] },
  });
});

test('one card tells what was recorded: the one that asked, when there is one', async () => {
  const meeting = await booked(world);
  const card = { id: '0000000c-0000-4000-8000-000000000001', person: marc.id };
  await world.db.tx((t) =>
    t.cards.insert({ ...card, view: { kind: 'held', meeting } }, world.clock.now),
  );
  world.clock.now = thursday.end;
  await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

  expect(await model(marc, { kind: 'held', meeting })).toMatchObject({ recorded: ['skills'] });
  expect(await model(marc, { kind: 'meeting', meeting })).toEqual({
    kind: 'newer',
    time: thursday,
  });
});

test('the meetings of a pair: what was held, the newest first, and what is ahead', async () => {
  for (const date of ['2026-04-15', '2026-04-20']) {
    const said = { pair: p01.id, date, themes: ['skills'] };
    await recordMeeting(world.deps, { person: awa.id }, said);
  }
  await booked(world, { slots: [friday] });
  await booked(world);

  expect(await model(marc, { kind: 'meetings', pair: p01.id })).toMatchObject({
    partner: awa.name,
    meetings: [{ day: '2026-04-20', themes: ['skills'] }, { day: '2026-04-15' }],
    ahead: [
      { time: thursday, agreed: false },
      { time: friday, agreed: false },
    ],
  });
});

test('moving a meeting begins with how it stands', async () => {
  const meeting = await booked(world, { mode: 'in-person', place: 'mentor' });

  expect(await model(awa, { kind: 'find', pair: p01.id, meeting })).toMatchObject({
    standing: { mode: 'in-person', place: 'mentor', minutes: 60 },
  });
  expect(await model(awa, { kind: 'find', pair: p01.id })).toMatchObject({ standing: null });
});

test('noting a meeting goes from the launch to today, in the cohort’s zone', async () => {
  world.clock.now = Date.parse('2026-04-21T22:30:00Z');

  expect(await model(awa, { kind: 'record', pair: p01.id })).toMatchObject({
    ...{ earliest: '2026-04-14', today: '2026-04-22', partner: marc.name },
  });
});

test('the referent, and whether they were asked for a call', async () => {
  const view = { kind: 'referent', pair: p01.id, asked: true } as const;
  expect(await see(awa, view)).toMatchObject({
    model: { asked: true, referent: { phone: rose.phone }, replyTo: 'coachs@body.example' },
  });
});

test('what goes before a card is said with it', async () => {
  expect(await see(awa, { kind: 'help', said: 'not-understood' })).toMatchObject({
    ...{ said: 'not-understood', model: { kind: 'help' } },
  });
});

test('which pair is asked for by partner and cohort', async () => {
  await world.db.opened.sql
    .updateTable('pair')
    .set({ mentor_id: marc.id })
    .where('id', '=', p02.id)
    .execute();

  expect(await model(marc, { kind: 'which-pair', next: 'find' })).toMatchObject({
    pairs: [
      { partner: awa.name, cohort: 'Promotion 2026' },
      { partner: ines.name, cohort: 'Promotion 2026' },
    ],
  });
});

test('zones are named only when the two live by different clocks', async () => {
  const view: View = { kind: 'record', pair: p01.id };
  expect((await see(awa, view))?.reader).toEqual({
    ...{ locale: 'fr', zone: 'Europe/Paris', nameZone: false },
  });

  const there = { time_zone: 'Indian/Reunion', locale: 'en' as const };
  await world.db.opened.sql.updateTable('person').set(there).where('id', '=', marc.id).execute();

  expect((await see(awa, view))?.reader.nameZone).toBe(true);
  expect((await see(marc, view))?.reader).toMatchObject({ locale: 'en', zone: 'Indian/Reunion' });
});

test('help offers booking to those who have a pair alone', async () => {
  expect(await model(awa, { kind: 'help' })).toEqual({ kind: 'help', mayBook: true });
  expect(await model(rose, { kind: 'help' })).toEqual({ kind: 'help', mayBook: false });
  expect(await model(rose, { kind: 'language' })).toEqual({ kind: 'language', current: 'fr' });
});

describe('nothing is shown', () => {
  test('of another pair, or of what does not exist', async () => {
    const meeting = await booked(world);
    const views: View[] = [
      { kind: 'meeting', meeting },
      { kind: 'held', meeting },
      { kind: 'newer', meeting },
      { kind: 'meetings', pair: p01.id },
      { kind: 'referent', pair: p01.id, asked: false },
      { kind: 'meeting', meeting: nowhere },
      { kind: 'meetings', pair: nowhere },
      { kind: 'year', pair: p01.id, plan: nowhere },
    ];

    const seen = await Promise.all(views.map((view) => see(ines, view)));

    expect(seen).toEqual(views.map(() => undefined));
  });

  test('to somebody the programme does not know', async () => {
    expect(await see({ id: nowhere }, { kind: 'help' })).toBeUndefined();
    expect(await see(awa, { kind: 'stranger' })).toBeUndefined();
  });
});
