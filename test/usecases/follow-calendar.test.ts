import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { readAnswers } from '../../src/usecases/read-answers.ts';
import { awa, friday, marc, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

/** Thursday's meeting, which stands in both calendars. */
async function standing(): Promise<string> {
  const meeting = await booked(world);
  await world.settle();
  return meeting;
}

async function sweep(): Promise<void> {
  await readAnswers(world.deps);
  await world.settle();
}

describe('what people answer in Outlook', () => {
  test('an acceptance is the answer to the bot’s question, and nobody is written to', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'accepted');

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ agreement: 'agreed', answeredBy: marc.id },
    });
    expect(mailsTo(world, awa)).toEqual([]);
  });

  test('a decline cancels nothing, and asks the other one for another time', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'other-time', answeredBy: marc.id },
    });
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['other-time']);
    expect(world.calendar.events).toHaveLength(1);
  });

  test('a decline by whoever proposed it asks the other one', async () => {
    const meeting = await standing();
    world.calendar.answer(awa.mail, 'declined');

    await sweep();

    expect((await theMeeting(world, meeting)).answeredBy).toBe(awa.id);
    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['confirm', 'other-time']);
  });

  test('the proposer’s own acceptance and a tentative answer say nothing', async () => {
    const meeting = await standing();
    world.calendar.answer(awa.mail, 'accepted');
    world.calendar.answer(marc.mail, 'tentative');

    await sweep();

    expect((await theMeeting(world, meeting)).agreement).toBe('asked');
  });

  test('a decline after having agreed is heard', async () => {
    const meeting = await standing();
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();

    expect((await theMeeting(world, meeting)).agreement).toBe('other-time');
  });

  test('read twice asks once', async () => {
    await standing();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();
    await sweep();

    expect(mailsTo(world, awa)).toHaveLength(1);
  });

  test('an answer to the former time says nothing of the new one', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined');
    await booked(world, { meeting, slots: [friday] });

    await readAnswers(world.deps);

    expect(await theMeeting(world, meeting)).toMatchObject({ time: friday, agreement: 'asked' });
  });
});

test('a calendar that cannot be read now is read by the next sweep', async () => {
  const meeting = await standing();
  world.calendar.answer(marc.mail, 'accepted');
  world.calendar.fail('view', fault(503));

  await sweep();
  expect((await theMeeting(world, meeting)).agreement).toBe('asked');
  expect(world.lines).toContainEqual({ event: 'answers.unread', status: 503 });

  await sweep();
  expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
});

test('with no meeting ahead the calendar is left alone', async () => {
  await standing();
  world.clock.now = thursday.start;
  world.calendar.calls.length = 0;

  await sweep();

  expect(world.calendar.calls).toEqual([]);
});
