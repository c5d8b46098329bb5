import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import { acceptMeeting, declineMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { aboutMail } from '../../src/usecases/mail-models.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { awa, friday, marc, nowhere, p01, rose, thursday } from '../support/people.ts';
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

test('a call names whoever asks', async () => {
  const call = { notice: 'call', pair: p01.id, by: awa.id };

  expect(await says(rose, call)).toMatchObject({ kind: 'referent-call', by: { mail: awa.mail } });
  expect(await says(rose, { ...call, by: nowhere })).toBeUndefined();
  expect(await says(rose, { ...call, pair: nowhere })).toBeUndefined();
});
