import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, faultOf, mailbox, type Script } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

/** Tuesday 28 April 2026, 10:00 to 11:00 in Paris. */
const ten = Date.UTC(2026, 3, 28, 8);
const eleven = ten + 3_600_000;
const draft = {
  transactionId: '5a0f0000-0000-5000-8000-000000000001',
  subject: 'Rencontre de mentorat',
  startsAt: ten,
  endsAt: eleven,
  location: null,
  video: true,
  attendees: [
    { mail: 'awa@hopital.example', name: 'Awa Sarr' },
    { mail: 'marc@chu.example', name: 'Marc Leroy' },
  ],
};

/** An event with all that Graph tells of it, what we never asked for included. */
const event = {
  id: 'AAkALg==',
  iCalUId: '040000008200E00074C5',
  changeKey: 'ck1',
  subject: 'MARKED subject',
  bodyPreview: 'MARKED body',
  body: { contentType: 'html', content: 'MARKED body' },
  start: { dateTime: '2026-04-28T08:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-04-28T09:00:00.0000000', timeZone: 'UTC' },
  isCancelled: false,
  isOnlineMeeting: true,
  onlineMeeting: { joinUrl: 'https://teams.example/l/1' },
  transactionId: draft.transactionId,
  organizer: { emailAddress: { address: 'Mentorat@andah.example', name: 'MARKED' } },
  attendees: [
    {
      emailAddress: { address: 'Awa@hopital.example', name: 'Awa' },
      status: { response: 'accepted', proposed: null },
    },
    {
      emailAddress: { address: 'marc@chu.example', name: 'Marc' },
      status: { response: 'tentativelyAccepted' },
    },
  ],
};
const withoutLink = { ...event, onlineMeeting: null };
const refused = (status: number, code: string) => ({
  status,
  body: { error: { code, message: 'MARKED' } },
});
const told = (body: object, status = 200) => ({ status, body });

/** Answers in turn by method; what is not foreseen is a 500. */
const inTurn = (turns: Record<string, ReturnType<Script>[]>): Script => {
  return ({ method }) => turns[method]?.shift() ?? refused(500, 'Unforeseen');
};

describe('creating an event', () => {
  test('asks for exactly what the design says, without any text of ours', async () => {
    fake = await fakeGraph(inTurn({ POST: [told(event, 201)] }));

    await fake.graph.calendar.create(draft);

    expect(fake.asked[0]).toMatchObject({ method: 'POST', path: `/v1.0/users/${mailbox}/events` });
    expect(fake.asked[0]?.headers.prefer).toBe('IdType="ImmutableId"');
    expect(fake.asked[0]?.body).toEqual({
      transactionId: draft.transactionId,
      subject: 'Rencontre de mentorat',
      start: { dateTime: '2026-04-28T08:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-04-28T09:00:00', timeZone: 'UTC' },
      sensitivity: 'private',
      showAs: 'busy',
      responseRequested: true,
      allowNewTimeProposals: true,
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      attendees: draft.attendees.map(({ mail, name }) => ({
        type: 'required',
        emailAddress: { address: mail, name },
      })),
    });
  });

  test('in person names the place and asks for no link', async () => {
    fake = await fakeGraph(
      inTurn({ POST: [told({ ...withoutLink, isOnlineMeeting: false }, 201)] }),
    );

    const state = await fake.graph.calendar.create({
      ...draft,
      video: false,
      location: 'Chez Awa',
    });

    expect(fake.asked).toHaveLength(1);
    expect(fake.asked[0]?.body).toMatchObject({ location: { displayName: 'Chez Awa' } });
    expect(fake.asked[0]?.body).not.toHaveProperty('isOnlineMeeting');
    expect(state.joinUrl).toBeNull();
  });

  test('reads of the answer what is ours to know, and no text', async () => {
    fake = await fakeGraph(inTurn({ POST: [told(event, 201)] }));

    const state = await fake.graph.calendar.create(draft);

    expect(state).toEqual({
      graphId: 'AAkALg==',
      iCalUId: '040000008200E00074C5',
      changeKey: 'ck1',
      startsAt: ten,
      endsAt: eleven,
      cancelled: false,
      organiser: 'mentorat@andah.example',
      joinUrl: 'https://teams.example/l/1',
      transactionId: draft.transactionId,
      answers: [
        { mail: 'awa@hopital.example', response: 'accepted', proposed: null },
        { mail: 'marc@chu.example', response: 'tentative', proposed: null },
      ],
    });
  });

  test('looks once more for a link that did not come with it', async () => {
    fake = await fakeGraph(inTurn({ POST: [told(withoutLink, 201)], GET: [told(event)] }));

    const state = await fake.graph.calendar.create(draft);

    expect(state.joinUrl).toBe('https://teams.example/l/1');
    expect(fake.asked[1]?.path).toMatch(/events\/AAkALg==\?\$select=id,/);
  });

  test('tells that there is no link when Exchange made none', async () => {
    const none = { ...withoutLink, isOnlineMeeting: false };
    fake = await fakeGraph(inTurn({ POST: [told(none, 201)], GET: [told(none)] }));

    expect((await fake.graph.calendar.create(draft)).joinUrl).toBeNull();
    expect(fake.asked).toHaveLength(2);
  });

  test('of which the link cannot be looked for may be asked for again', async () => {
    const denied = refused(500, 'InternalServerError');
    fake = await fakeGraph(inTurn({ POST: [told(withoutLink, 201)], GET: [denied] }));

    const ended = await faultOf(fake.graph.calendar.create(draft));

    expect(ended).toMatchObject({ status: 503, code: 'join-link-unread' });
  });

  test.each([400, 409])('that %i says is there already finds it', async (status) => {
    const known = refused(status, 'ErrorDuplicateTransactionId');
    const other = { ...event, id: 'other', transactionId: null };
    fake = await fakeGraph(inTurn({ POST: [known], GET: [told({ value: [other, event] })] }));

    const state = await fake.graph.calendar.create(draft);

    expect(state.graphId).toBe('AAkALg==');
    expect(fake.asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('that is said to be there and is not found stays refused', async () => {
    const known = refused(409, 'ErrorDuplicateTransactionId');
    fake = await fakeGraph(inTurn({ POST: [known], GET: [told({ value: [] })] }));

    const ended = await faultOf(fake.graph.calendar.create(draft));

    expect(ended).toMatchObject({ status: 409, code: 'ErrorDuplicateTransactionId' });
  });
});

describe('the sweep', () => {
  test('follows every page, and asks for neither subject nor body', async () => {
    const next = `https://graph.microsoft.com/v1.0/users/${mailbox}/calendarView?$skip=1&$select=id`;
    const second = { ...event, id: 'second', transactionId: 'other' };
    const pages = [told({ value: [event], '@odata.nextLink': next }), told({ value: [second] })];
    fake = await fakeGraph(inTurn({ GET: pages }));

    const events = await fake.graph.calendar.view({ start: ten, end: eleven });

    expect(events.map(({ graphId }) => graphId)).toEqual(['AAkALg==', 'second']);
    expect(JSON.stringify(events)).not.toContain('MARKED');
    expect(fake.asked[0]?.path).toContain('startDateTime=2026-04-28T08:00:00.000Z');
    expect(fake.asked[0]?.path).not.toMatch(/subject|body/i);
    expect(fake.asked[1]?.path).toBe(next.replace('https://graph.microsoft.com', ''));
    expect(fake.asked[1]?.headers.prefer).toBe('IdType="ImmutableId"');
  });

  test('goes to no other house for a page', async () => {
    const next = 'https://evil.example/v1.0/users/x/calendarView';
    fake = await fakeGraph(inTurn({ GET: [told({ value: [], '@odata.nextLink': next })] }));

    const ended = await faultOf(fake.graph.calendar.view({ start: ten, end: eleven }));

    expect(ended).toMatchObject({ code: 'unreadable' });
    expect(fake.asked).toHaveLength(1);
  });

  test('finds an event by its transaction', async () => {
    const page = { value: [{ ...event, id: 'other', transactionId: 'x' }, event] };
    fake = await fakeGraph(inTurn({ GET: [told(page), told({ value: [] })] }));
    const around = { start: ten, end: eleven };

    const found = await fake.graph.calendar.findByTransaction(draft.transactionId, around);
    const none = await fake.graph.calendar.findByTransaction(draft.transactionId, around);

    expect([found?.graphId, none]).toEqual(['AAkALg==', null]);
  });

  test('never asks Outlook more than four things at once', async () => {
    let inside = 0;
    let most = 0;
    fake = await fakeGraph(
      () => {
        inside += 1;
        most = Math.max(most, inside);
        return 'silence';
      },
      { config: { timeoutMs: 1_000 } },
    );
    const { calendar } = fake.graph;

    const asked = Array.from({ length: 8 }, () => faultOf(calendar.view({ start: ten, end: ten })));
    const first = await Promise.race(asked);

    expect(first).toMatchObject({ code: 'timeout' });
    expect(most).toBe(4);
    await Promise.all(asked);
    expect(inside).toBe(8);
  });
});

describe('moving an event', () => {
  const to = { time: { start: eleven, end: eleven + 3_600_000 }, location: null };

  test('changes its times and leaves its place alone', async () => {
    fake = await fakeGraph(inTurn({ PATCH: [told(event)] }));

    const moved = await fake.graph.calendar.move('AAkALg==', to);

    expect(moved).toMatchObject({ graphId: 'AAkALg==' });
    expect(fake.asked[0]?.path).toBe(`/v1.0/users/${mailbox}/events/AAkALg==`);
    expect(fake.asked[0]?.body).toEqual({
      start: { dateTime: '2026-04-28T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-04-28T10:00:00', timeZone: 'UTC' },
    });
  });

  test.each([
    ['not there', refused(404, 'ErrorItemNotFound')],
    ['in the deleted items', told({ ...event, isCancelled: true })],
  ])('that is %s says gone', async (_where, answer) => {
    fake = await fakeGraph(inTurn({ PATCH: [answer] }));

    expect(await fake.graph.calendar.move('AAkALg==', to)).toBe('gone');
  });

  test('looks once more for a link that the move took away', async () => {
    fake = await fakeGraph(inTurn({ PATCH: [told(withoutLink)], GET: [told(event)] }));

    expect(await fake.graph.calendar.move('AAkALg==', to)).toMatchObject({
      joinUrl: 'https://teams.example/l/1',
    });
  });
});

describe('cancelling an event', () => {
  test('writes nothing to those who are told', async () => {
    fake = await fakeGraph(inTurn({ POST: [{ status: 202 }] }));

    await fake.graph.calendar.cancel('AAkALg==');

    expect(fake.asked[0]?.path).toBe(`/v1.0/users/${mailbox}/events/AAkALg==/cancel`);
    expect(fake.asked[0]?.body).toEqual({});
  });

  test.each([
    ['not there any more', { POST: [refused(404, 'ErrorItemNotFound')] }],
    [
      'among the deleted items',
      {
        POST: [refused(400, 'ErrorInvalidRequest')],
        GET: [told({ ...event, isCancelled: true })],
      },
    ],
    [
      'gone when looked for',
      { POST: [refused(400, 'ErrorInvalidRequest')], GET: [refused(404, 'ErrorItemNotFound')] },
    ],
  ])('that is %s is fine', async (_where, turns) => {
    fake = await fakeGraph(inTurn(turns));

    await expect(fake.graph.calendar.cancel('AAkALg==')).resolves.toBeUndefined();
  });

  test('that stands and is not ours to cancel is a fault', async () => {
    const turns = { POST: [refused(400, 'ErrorInvalidRequest')], GET: [told(event)] };
    fake = await fakeGraph(inTurn(turns));

    const ended = await faultOf(fake.graph.calendar.cancel('AAkALg=='));

    expect(ended).toMatchObject({ status: 400, code: 'ErrorInvalidRequest' });
  });
});

describe('taking an event away for good', () => {
  test('asks for the one deletion that Exchange tells nobody of', async () => {
    fake = await fakeGraph(inTurn({ POST: [{ status: 204 }] }));

    await fake.graph.calendar.erase('AAkALg==');

    expect(fake.asked.map(({ path }) => path)).toEqual([
      `/v1.0/users/${mailbox}/events/AAkALg==/permanentDelete`,
    ]);
  });

  test('that is not there any more is fine; a refusal is a fault', async () => {
    const answers = [refused(404, 'ErrorItemNotFound'), refused(403, 'ErrorAccessDenied')];
    fake = await fakeGraph(inTurn({ POST: answers }));

    await expect(fake.graph.calendar.erase('AAkALg==')).resolves.toBeUndefined();
    expect(await faultOf(fake.graph.calendar.erase('AAkALg=='))).toMatchObject({ status: 403 });
  });
});
