import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { acceptMeeting, declineMeeting } from '../../src/usecases/answer-meeting.ts';
import { answerPlan } from '../../src/usecases/answer-plan.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { versionOf } from '../../src/usecases/follow-plan.ts';
import { aboutMail } from '../../src/usecases/mail-models.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { undoPlan } from '../../src/usecases/undo-plan.ts';
import { awa, friday, marc, nowhere, p01, rose, thursday } from '../support/people.ts';
import { plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, proposed } from '../support/world.ts';

const world = aWorld();

const link = { url: 'https://mentorat.example/l#t', expires: thursday.end };

async function says(person: Person, ids: Record<string, string>) {
  const effect = {
    ...{ id: 1, key: 'k', kind: 'mail' as const, person: person.id, tries: 1, fence: 1, ids },
    ...{ state: 'running' as const, outcome: null },
  };
  const about = await aboutMail(world.db.read, effect, person, world.clock.now);
  return about?.draft(link);
}
const ofMeeting = (person: Person, meeting: string) => says(person, { notice: 'meeting', meeting });

describe('a mail about a meeting says', () => {
  test('to the one who is asked: does it suit; to the one who asked: nothing', async () => {
    const meeting = await booked(world);

    expect(await ofMeeting(marc, meeting)).toMatchObject({
      ...{ kind: 'confirm', time: thursday, partner: awa.name, name: marc.name, link },
      referent: { name: rose.name, phone: rose.phone },
      replyTo: 'coachs@body.example',
    });
    expect(await ofMeeting(awa, meeting)).toBeUndefined();
  });

  test('the times to choose from, when only proposed', async () => {
    const meeting = await proposed(world, [thursday, friday]);

    expect(await ofMeeting(marc, meeting)).toMatchObject({
      ...{ kind: 'proposal', times: [thursday, friday] },
    });
  });

  test('that it is agreed, to whoever waited for the answer', async () => {
    const meeting = await booked(world);
    await world.settle();
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });

    expect(await ofMeeting(awa, meeting)).toMatchObject({
      ...{ kind: 'booked', joinUrl: 'https://join.example/1', linkMissing: false },
    });
    expect(await ofMeeting(marc, meeting)).toBeUndefined();
  });

  test('that another time is wished, to the other one', async () => {
    const meeting = await booked(world);
    await declineMeeting(world.deps, { person: marc.id }, { meeting });

    expect(await ofMeeting(awa, meeting)).toMatchObject({ kind: 'other-time', time: thursday });
    expect(await ofMeeting(marc, meeting)).toBeUndefined();
  });

  test('that it is cancelled', async () => {
    const meeting = await booked(world);
    await cancelMeeting(world.deps, { person: marc.id }, { meeting });

    expect(await ofMeeting(awa, meeting)).toMatchObject({ kind: 'cancelled', time: thursday });
  });

  test('nothing once it was recorded', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.end;
    await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

    expect(await ofMeeting(marc, meeting)).toBeUndefined();
    expect(await says(marc, { notice: 'held', meeting })).toBeUndefined();
  });
});

test('the question whether it took place stands until it is answered', async () => {
  const meeting = await booked(world);

  expect(await says(marc, { notice: 'held', meeting })).toMatchObject({
    ...{ kind: 'held', partner: awa.name, time: thursday, recording: 'at-once' },
  });
  expect(await says(marc, { notice: 'held', meeting: nowhere })).toBeUndefined();
});

describe('a mail about a year says', () => {
  const ofPlan = async (person: Person, plan: string) => {
    const occurrence = versionOf(await world.db.read.meetings.ofPlan(plan));
    return says(person, { notice: 'plan', pair: p01.id, plan, occurrence });
  };

  test('which dates wait for its reader; nothing to whoever chose them', async () => {
    const { plan, meetings } = await plannedYear(world);

    expect(await ofPlan(marc, plan)).toMatchObject({
      ...{ kind: 'plan', partner: awa.name, name: marc.name, mode: 'video', link },
      times: meetings.map(({ time }) => ({ time, booked: true })),
    });
    expect(await ofPlan(awa, plan)).toBeUndefined();
  });

  test('only those that wait still, and that a proposed one is not booked', async () => {
    world.calendar.readable.delete(marc.mail);
    const { plan, meetings } = await plannedYear(world);
    const [first, ...rest] = meetings;
    const slot = first?.proposals[0];
    await acceptMeeting(world.deps, { person: marc.id }, { meeting: first?.id ?? '', slot });

    expect(await ofPlan(marc, plan)).toMatchObject({
      times: rest.map(({ proposals: [time] }) => ({ time, booked: false })),
    });
  });

  test('what the partner answered: first what does not suit', async () => {
    const { plan, meetings } = await plannedYear(world);
    const all = meetings.map(({ id }) => id);
    const answer = (suits: string[]) =>
      answerPlan(world.deps, { person: marc.id }, { pair: p01.id, plan, suits });
    await answer(all.slice(0, 4));

    expect(await ofPlan(awa, plan)).toMatchObject({ kind: 'other-time', time: meetings[4]?.time });
    expect(await ofPlan(marc, plan)).toBeUndefined();
  });

  test('that all is agreed, when it is', async () => {
    const { plan, meetings } = await plannedYear(world);
    const suits = meetings.map(({ id }) => id);
    await answerPlan(world.deps, { person: marc.id }, { pair: p01.id, plan, suits });

    expect(await ofPlan(awa, plan)).toMatchObject({ kind: 'booked', time: meetings[0]?.time });
  });

  test('that it is called off, in its last word alone', async () => {
    const { plan } = await plannedYear(world);
    await undoPlan(world.deps, { person: awa.id }, { pair: p01.id, plan });

    expect(await ofPlan(marc, plan)).toMatchObject({ kind: 'cancelled', time: null });
    const first = { notice: 'plan', pair: p01.id, plan, occurrence: 'v1v1v1v1v1v1' };
    expect(await says(marc, first)).toBeUndefined();
    expect(await says(marc, { ...first, plan: nowhere })).toBeUndefined();
  });
});
