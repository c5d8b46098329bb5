import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  asApp,
  ask,
  awa,
  invite,
  lucie,
  marc,
  paris,
  programme,
  startAnew,
  tuesdayMeeting,
} from './graph-world.ts';

const events = `/v1.0/users/${programme}/events`;
const immutable = { prefer: 'IdType="ImmutableId"' };
const thursday = { start: paris('2026-05-07T14:00:00'), end: paris('2026-05-07T15:00:00') };

let emulator: RunningEmulator;
let meeting = '';
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await ask(emulator, 'POST', '/_emulator/reset');
  meeting = (await asApp(emulator, 'POST', events, tuesdayMeeting, immutable)).body.id;
});

const read = async () =>
  (await asApp(emulator, 'GET', `${events}/${meeting}`, undefined, immutable)).body;
const calendarOf = async (mail: string) =>
  (await ask(emulator, 'GET', `/_emulator/calendar/${mail}`)).body;
const answer = async (mail: string, body: object) => {
  const [copy] = await calendarOf(mail);
  return ask(emulator, 'PATCH', `/_emulator/calendar/${mail}/${copy.id}`, body);
};
const mailsOf = async (mail: string) =>
  (await ask(emulator, 'GET', `/_emulator/mail/${mail}`)).body;

describe('a new time proposed by an attendee', () => {
  test('stands beside their answer until they answer again without one', async () => {
    await answer(marc.mail, { response: 'tentativelyAccepted', proposedNewTime: thursday });
    const [, proposed] = (await read()).attendees;
    await answer(awa.mail, { response: 'accepted' });
    const [, untouched] = (await read()).attendees;
    await answer(marc.mail, { response: 'accepted' });
    const [, settled] = (await read()).attendees;

    expect(proposed.status.response).toBe('tentativelyAccepted');
    expect(proposed.proposedNewTime.end.dateTime).toBe('2026-05-07T13:00:00.0000000');
    expect(untouched.proposedNewTime).toEqual(proposed.proposedNewTime);
    expect(settled.status.response).toBe('accepted');
    expect(settled.proposedNewTime).toBeUndefined();
  });

  test('outlives the organiser taking somebody else off, and not the organiser’s own move', async () => {
    await answer(marc.mail, { response: 'declined', proposedNewTime: thursday });
    const change = (body: object) => asApp(emulator, 'PATCH', `${events}/${meeting}`, body);

    const shorter = await change({ attendees: invite(marc.mail) });
    const moved = await change(thursday);

    expect(shorter.body.attendees[0].proposedNewTime).toBeDefined();
    expect(moved.body.attendees[0].proposedNewTime).toBeUndefined();
  });

  test.each([
    ['kept to oneself', { response: 'declined', notify: false, proposedNewTime: thursday }],
    ['with a plain yes', { response: 'accepted', proposedNewTime: thursday }],
    [
      'that ends as it starts',
      { response: 'declined', proposedNewTime: { ...thursday, end: thursday.start } },
    ],
  ])('%s is refused', async (_what, body) => {
    expect((await answer(marc.mail, body)).status).toBe(400);
    expect((await read()).attendees[1].status.response).toBe('none');
  });
});

describe('a comment in an answer', () => {
  const comment = 'Je préfère ne pas en parler devant la direction.';

  test('goes to the organiser’s mailbox, and no event holds it', async () => {
    await answer(marc.mail, { response: 'declined', comment });

    const [mail] = await mailsOf(programme);
    expect(mail).toMatchObject({
      meetingMessageType: 'meetingDeclined',
      body: { content: comment },
    });
    for (const who of [programme, marc.mail, awa.mail])
      expect(JSON.stringify(await calendarOf(who))).not.toContain('direction');
  });

  test('goes nowhere when the answer is kept to oneself', async () => {
    await answer(marc.mail, { response: 'declined', notify: false, comment });

    expect(await mailsOf(programme)).toEqual([]);
  });
});

test('whoever the organiser takes off is called off, and the others keep their answers', async () => {
  await asApp(emulator, 'PATCH', `${events}/${meeting}`, {
    attendees: invite(awa.mail, marc.mail, lucie.mail),
  });
  await answer(awa.mail, { response: 'accepted' });

  await ask(emulator, 'PATCH', `/_emulator/calendar/${programme}/${meeting}`, {
    attendees: invite(awa.mail),
  });

  expect(await calendarOf(marc.mail)).toMatchObject([{ isCancelled: true, showAs: 'free' }]);
  expect((await mailsOf(lucie.mail))[0].meetingMessageType).toBe('meetingCancelled');
  const [hers] = await calendarOf(awa.mail);
  expect(hers).toMatchObject({ isCancelled: false, responseStatus: { response: 'accepted' } });
  expect((await read()).attendees).toHaveLength(1);
});

test('the programme’s mailbox is told apart from the people', async () => {
  const { body } = await ask(emulator, 'GET', '/_emulator/programme-mailbox');
  const people = (await ask(emulator, 'GET', '/_emulator/people')).body;

  expect(body).toEqual({ mail: programme, name: 'Programme' });
  expect(people.map(({ mail }: { mail: string }) => mail)).not.toContain(programme);
});
