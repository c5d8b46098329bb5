import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appClient,
  asApp,
  ask,
  awa,
  invite,
  lucie,
  marc,
  paris,
  programme,
  startAnew,
  tokenOnBehalfOf,
  tuesdayMeeting,
} from './graph-world.ts';

const events = `/v1.0/users/${programme}/events`;
const immutable = { prefer: 'IdType="ImmutableId"' };

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startAnew();
});
afterEach(() => emulator.close());

const calendarOf = async (mail: string) =>
  (await ask(emulator, 'GET', `/_emulator/calendar/${mail}`)).body;
const mailsOf = async (mail: string) =>
  (await ask(emulator, 'GET', `/_emulator/mail/${mail}`)).body;
const book = async (change: object = {}) =>
  (await asApp(emulator, 'POST', events, { ...tuesdayMeeting, ...change }, immutable)).body;
const read = async (id: string) =>
  (await asApp(emulator, 'GET', `${events}/${id}`, undefined, immutable)).body;

describe('a meeting organised by the programme', () => {
  test('the Graph client books it, and it stands in both calendars under one iCalUId', async () => {
    const graph = await appClient(emulator);

    const made = await graph.api(`/users/${programme}/events`).post(tuesdayMeeting);

    const [his] = await calendarOf(marc.mail);
    const [hers] = await calendarOf(awa.mail);
    expect(new Set([made.iCalUId, his.iCalUId, hers.iCalUId]).size).toBe(1);
    expect(new Set([made.id, his.id, hers.id]).size).toBe(3);
    expect(his).toMatchObject({ isOrganizer: false, showAs: 'tentative', sensitivity: 'private' });
    expect(his.responseStatus.response).toBe('notResponded');
    expect(his.start).toEqual({ dateTime: '2026-05-05T12:00:00.0000000', timeZone: 'UTC' });
  });

  test('somebody elsewhere gets an invitation and a copy that Graph cannot read', async () => {
    await book({ attendees: invite(lucie.mail) });

    expect(await mailsOf(lucie.mail)).toMatchObject([{ meetingMessageType: 'meetingRequest' }]);
    expect(await calendarOf(lucie.mail)).toHaveLength(1);
    const path = `/v1.0/users/${lucie.mail}/events`;
    expect((await asApp(emulator, 'GET', path)).status).toBe(403);
  });

  test('the same transaction id twice makes one event and one invitation', async () => {
    const change = { transactionId: 'meeting-1', attendees: invite(lucie.mail) };

    const first = await book(change);
    const again = await asApp(
      emulator,
      'POST',
      events,
      { ...tuesdayMeeting, ...change },
      immutable,
    );

    expect(again.status).toBe(201);
    expect(again.body.id).toBe(first.id);
    expect(await calendarOf(programme)).toHaveLength(1);
    expect(await mailsOf(lucie.mail)).toHaveLength(1);
  });

  test('a video meeting brings a link, and Exchange’s own words in the body', async () => {
    const video = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };

    const made = await book(video);

    expect(made.onlineMeeting.joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
    expect(made.body.content).toContain('Réunion Microsoft Teams');
    const undone = await asApp(emulator, 'PATCH', `${events}/${made.id}`, {
      isOnlineMeeting: false,
    });
    expect(undone.status).toBe(400);
  });

  test('without the header ids are others, and both kinds lead to the event', async () => {
    const { id } = await book();

    const plain = await asApp(emulator, 'GET', `${events}/${id}`);

    expect(plain.body.id).not.toBe(id);
    expect((await read(plain.body.id)).id).toBe(id);
  });
});

describe('moving and calling off', () => {
  test('a move reaches every copy and asks everybody anew', async () => {
    const made = await book({ attendees: invite(marc.mail, lucie.mail) });
    const [copy] = await calendarOf(marc.mail);
    await ask(emulator, 'PATCH', `/_emulator/calendar/${marc.mail}/${copy.id}`, {
      response: 'accepted',
    });

    const moved = await asApp(emulator, 'PATCH', `${events}/${made.id}`, {
      start: paris('2026-05-06T14:00:00'),
      end: paris('2026-05-06T15:00:00'),
    });

    const [after] = await calendarOf(marc.mail);
    expect(moved.body.changeKey).not.toBe(made.changeKey);
    expect(after.start.dateTime).toBe('2026-05-06T12:00:00.0000000');
    expect(after.responseStatus.response).toBe('notResponded');
    expect(moved.body.attendees[0].status.response).toBe('none');
    expect(await mailsOf(lucie.mail)).toHaveLength(2);
  });

  test('a change of words keeps answers and sends nobody a mail', async () => {
    const made = await book({ attendees: invite(marc.mail, lucie.mail) });
    const [copy] = await calendarOf(marc.mail);
    await ask(emulator, 'PATCH', `/_emulator/calendar/${marc.mail}/${copy.id}`, {
      response: 'accepted',
    });

    await asApp(emulator, 'PATCH', `${events}/${made.id}`, { subject: 'Rencontre' });

    const [after] = await calendarOf(marc.mail);
    expect(after).toMatchObject({ subject: 'Rencontre', showAs: 'busy' });
    expect(after.responseStatus.response).toBe('accepted');
    expect(await mailsOf(lucie.mail)).toHaveLength(1);
  });

  test.each([
    ['cancelled', 'POST', '/cancel', { Comment: 'À bientôt' }, 202],
    ['deleted', 'DELETE', '', undefined, 204],
  ])('an event %s leaves the organiser and stays cancelled elsewhere', async (...row) => {
    const [, method, ending, body, status] = row;
    const made = await book({ attendees: invite(marc.mail, lucie.mail) });

    const reply = await asApp(emulator, method, `${events}/${made.id}${ending}`, body);

    expect(reply.status).toBe(status);
    expect(await calendarOf(programme)).toEqual([]);
    expect(await calendarOf(marc.mail)).toMatchObject([{ isCancelled: true }]);
    const [latest] = await mailsOf(lucie.mail);
    expect(latest.meetingMessageType).toBe('meetingCancelled');
    expect((await asApp(emulator, 'GET', `${events}/${made.id}`)).status).toBe(404);
  });

  test('a stale version is refused', async () => {
    const made = await book();
    const ifMatch = { 'if-match': made['@odata.etag'] };
    const change = (subject: string) =>
      asApp(emulator, 'PATCH', `${events}/${made.id}`, { subject }, ifMatch);

    expect((await change('Un')).status).toBe(200);
    expect((await change('Deux')).status).toBe(412);
  });
});

describe('what attendees do in Outlook', () => {
  const answer = async (mail: string, body: object) => {
    const [copy] = await calendarOf(mail);
    return ask(emulator, 'PATCH', `/_emulator/calendar/${mail}/${copy.id}`, body);
  };

  test('an answer that is sent reaches the organiser, with the time proposed', async () => {
    const made = await book();
    const proposedNewTime = {
      start: paris('2026-05-07T14:00:00'),
      end: paris('2026-05-07T15:00:00'),
    };

    await answer(marc.mail, { response: 'declined', proposedNewTime });

    const after = await read(made.id);
    expect(after.changeKey).not.toBe(made.changeKey);
    expect(after.attendees[1].status.response).toBe('declined');
    expect(after.attendees[1].proposedNewTime.start.dateTime).toContain('2026-05-07T12:00');
    expect(after.attendees[0].status.response).toBe('none');
  });

  test('an answer kept to oneself, or a copy deleted silently, is invisible', async () => {
    const made = await book();

    await answer(awa.mail, { response: 'declined', notify: false });
    const [copy] = await calendarOf(marc.mail);
    await ask(emulator, 'DELETE', `/_emulator/calendar/${marc.mail}/${copy.id}`, { notify: false });

    expect(await calendarOf(marc.mail)).toEqual([]);
    expect((await read(made.id)).changeKey).toBe(made.changeKey);
  });

  test('an attendee cannot move an organiser’s event, nor cancel it', async () => {
    await book();

    const moved = await answer(marc.mail, { start: paris('2026-05-06T14:00:00') });

    expect(moved.status).toBe(403);
  });

  test('a meeting made by a person may invite the programme, which can only read its copy', async () => {
    await ask(emulator, 'POST', `/_emulator/calendar/${awa.mail}`, {
      ...tuesdayMeeting,
      attendees: invite(marc.mail, programme),
    });
    const [{ id }] = (await asApp(emulator, 'GET', events)).body.value;

    const cancelled = await asApp(emulator, 'POST', `${events}/${id}/cancel`, {});
    const stripped = await asApp(emulator, 'PATCH', `${events}/${id}`, {
      subject: '',
      body: { contentType: 'text', content: '' },
    });

    expect(cancelled.body.error.message).toContain('organizer');
    expect(stripped.body).toMatchObject({ isOrganizer: false, subject: '' });
    expect(await calendarOf(awa.mail)).toMatchObject([{ subject: tuesdayMeeting.subject }]);
  });
});

describe('reading the calendar', () => {
  const view = (query: string) =>
    asApp(emulator, 'GET', `/v1.0/users/${programme}/calendarView?${query}`);
  const may = 'startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-06-01T00:00:00Z';

  test('a page leads to the next one, on Graph’s own host', async () => {
    for (const day of ['05', '06', '07']) {
      await book({
        start: paris(`2026-05-${day}T14:00:00`),
        end: paris(`2026-05-${day}T15:00:00`),
      });
    }
    const graph = await appClient(emulator);

    const first = await view(`${may}&$select=id,changeKey&$top=2`);
    const second = await graph.api(first.body['@odata.nextLink']).get();

    expect(first.body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0/);
    expect(Object.keys(first.body.value[0]).sort()).toEqual(['@odata.etag', 'changeKey', 'id']);
    expect([...first.body.value, ...second.value]).toHaveLength(3);
    expect(second['@odata.nextLink']).toBeUndefined();
  });

  test.each([
    ['ends when the window opens', '2026-05-05T13:00:00Z', '2026-05-06T00:00:00Z', 0],
    ['ends a minute into it', '2026-05-05T12:59:00Z', '2026-05-06T00:00:00Z', 1],
    ['starts when it closes', '2026-05-01T00:00:00Z', '2026-05-05T12:00:00Z', 0],
  ])('an event that %s', async (_what, from, to, count) => {
    await book();

    const reply = await view(`startDateTime=${from}&endDateTime=${to}`);

    expect(reply.body.value).toHaveLength(count);
  });

  test('times come in the zone asked for', async () => {
    const { id } = await book();

    const reply = await asApp(emulator, 'GET', `${events}/${id}`, undefined, {
      prefer: 'outlook.timezone="Romance Standard Time"',
    });

    expect(reply.body.start).toEqual({
      dateTime: '2026-05-05T14:00:00.0000000',
      timeZone: 'Romance Standard Time',
    });
  });

  test.each([
    [400, 'no window', '$top=5'],
    [400, 'an unknown property', `${may}&$select=secret`],
    [501, 'an option not imitated', `${may}&$search=x`],
  ])('answers %i to %s', async (status, _what, query) => {
    expect((await view(query)).status).toBe(status);
  });
});

describe('what is refused', () => {
  test.each([
    [400, 'end before start', { end: paris('2026-05-05T13:59:00') }],
    [400, 'a day that is not', { start: paris('2027-02-29T14:00:00') }],
    [400, 'a zone that is not', { start: { dateTime: '2026-05-05T14:00:00', timeZone: 'Mars' } }],
    [400, 'an unknown property', { secret: 'x' }],
    [501, 'a recurrence', { recurrence: {} }],
  ])('answers %i to %s, and nothing is made', async (status, _what, change) => {
    const reply = await asApp(emulator, 'POST', events, { ...tuesdayMeeting, ...change });

    expect(reply.status).toBe(status);
    expect(await calendarOf(programme)).toEqual([]);
  });

  test('a person’s token opens no mailbox, no token opens nothing', async () => {
    const authorization = `Bearer ${await tokenOnBehalfOf(emulator, awa.mail)}`;

    const asPerson = await ask(emulator, 'GET', events, undefined, { authorization });
    const asNobody = await ask(emulator, 'GET', events);

    expect(asPerson.body.error.code).toBe('ErrorAccessDenied');
    expect(asNobody.body.error.code).toBe('InvalidAuthenticationToken');
    expect(asNobody.status).toBe(401);
  });

  test.each(['/v1.0/users', `/v1.0/users/${programme}/messages`, '/v1.0/me/events'])(
    '%s is not served, and says so',
    async (path) => {
      const reply = await asApp(emulator, 'GET', path);

      expect(reply.status).toBe(501);
      expect(reply.body.error.message).toContain(path);
    },
  );
});

test('the hour that spring skips is read as the hour after', async () => {
  const made = await book({
    start: paris('2027-03-28T02:30:00'),
    end: paris('2027-03-28T04:00:00'),
  });

  expect(made.start.dateTime).toBe('2027-03-28T01:30:00.0000000');
});
