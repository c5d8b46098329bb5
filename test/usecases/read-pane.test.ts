import { describe, expect, test } from 'vitest';
import { isRefused } from '../../src/domain/refusal.ts';
import { sweepCalendar } from '../../src/usecases/follow-calendar.ts';
import { type BesideAppointment, readPane } from '../../src/usecases/read-pane.ts';
import { recordMeeting, sayHeld } from '../../src/usecases/record-meeting.ts';
import { registerAppointment } from '../../src/usecases/register-appointment.ts';
import { invite, programme, rewrite } from '../support/invitations.ts';
import {
  awa,
  friday,
  ines,
  marc,
  nadia,
  p01,
  p02,
  rose,
  slot,
  thursday,
} from '../support/people.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

const house = { mailbox: { name: 'Télémaque', mail: programme }, subject: 'Rendez-vous' };
const read = (person: { id: string }, beside: BesideAppointment = {}) =>
  readPane({ ...world.deps, ...house }, person.id, beside);

async function pane(person: { id: string }, beside: BesideAppointment = {}) {
  const shown = await read(person, beside);
  if (isRefused(shown)) throw new Error(shown.refused);
  return shown;
}

async function registered(): Promise<string> {
  const wish = { pair: p01.id, time: thursday, mode: 'video' as const, place: null };
  const done = await registerAppointment(world.deps, { person: marc.id }, wish);
  if (!('meeting' in done)) throw new Error('not registered');
  return done.meeting;
}

describe('beside an appointment that nobody registered', () => {
  test('the pane tells whom to invite, and that nothing is in the way', async () => {
    expect(await pane(marc, { time: thursday })).toMatchObject({
      ...{ pair: p01.id, partner: { name: awa.name, mail: awa.mail }, ...house },
      ...{ appointment: null, held: null, why: null, recording: 'at-once' },
      pairs: [{ pair: p01.id, partner: { mail: awa.mail } }],
      reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
    });
  });

  test('it tells what is in the way', async () => {
    await booked(world);
    const half = slot('2026-04-23', '10:30');

    expect((await pane(marc, { time: half })).why).toBe('pair-has-meeting-then');
    expect((await pane(marc, { time: slot('2026-04-20', '10:00') })).why).toBe('in-the-past');
    expect((await pane(marc)).why).toBeNull();
  });
});

describe('beside a meeting', () => {
  test('that was registered, whoever made it is told from the other one', async () => {
    const meeting = await registered();
    const told = { meeting, time: thursday, state: 'booked', invitation: 'awaited' };

    expect((await pane(marc, { time: thursday })).appointment).toEqual({
      ...{ ...told, organiser: 'reader', may: { cancel: true } },
    });
    expect((await pane(awa, { meeting })).appointment).toMatchObject({ organiser: 'partner' });
    expect((await pane(marc, { time: thursday })).why).toBeNull();
  });

  test('it says whether its invitation has come, or has gone again', async () => {
    await registered();
    const copy = invite(world, marc.mail, [awa.mail], thursday);
    await sweepCalendar(world.deps);
    await world.settle();
    expect((await pane(marc, { time: thursday })).appointment?.invitation).toBe('arrived');

    rewrite(world, copy, { cancelled: true });
    await sweepCalendar(world.deps);
    expect((await pane(marc, { time: thursday })).appointment?.invitation).toBe('gone');
  });

  test('of the programme’s own, it tells that it is the programme’s', async () => {
    const meeting = await booked(world);

    expect((await pane(awa, { time: thursday })).appointment).toMatchObject({
      ...{ meeting, organiser: 'programme', invitation: 'none' },
    });
  });

  test('that has begun, it asks whether it took place, and not a minute before', async () => {
    const meeting = await registered();
    world.clock.now = thursday.start - 1;
    expect((await pane(awa, { meeting })).held).toBeNull();

    world.clock.now = thursday.start;
    expect((await pane(awa, { meeting })).held).toMatchObject({
      ...{ kind: 'held', meeting, state: 'booked', iSaid: false },
    });
    await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });
    expect((await pane(marc, { meeting })).held).toMatchObject({ recorded: ['skills'] });
  });

  test('recorded without an appointment of ours, its day finds it', async () => {
    const by = { person: awa.id };
    const said = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
    await recordMeeting(world.deps, by, said);

    const shown = await pane(marc, { time: slot('2026-04-20', '10:00') });
    expect(shown.held).toMatchObject({ state: 'held', recorded: ['skills'] });
    expect(shown.appointment).toBeNull();
    expect((await pane(marc, { time: slot('2026-04-19', '10:00') })).held).toBeNull();
  });
});

describe('nobody sees another’s', () => {
  test.each([
    ['a pair of somebody else', marc, { pair: p02.id }],
    ['a meeting of somebody else', ines, { meeting: 'theirs' }],
    ['a meeting that is nowhere', marc, { meeting: '00000009-0000-4000-8000-000000000009' }],
    ['a coach, who is in no pair', rose, {}],
    ['the pilot, likewise', nadia, {}],
  ])('%s', async (_what, person, beside) => {
    const meeting = await registered();
    const asked = 'meeting' in beside && beside.meeting === 'theirs' ? { meeting } : beside;

    expect(await read(person, asked)).toEqual({ refused: 'not-found' });
  });

  test('nor is an hour taken by somebody else’s meeting', async () => {
    await registered();

    expect(await pane(ines, { time: thursday })).toMatchObject({ appointment: null, why: null });
    expect((await pane(ines, { time: friday })).pair).toBe(p02.id);
  });
});
