import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, faultOf, mailbox, type Script } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

/** A copy with all that Graph would tell of it, what we never ask for included. */
const event = {
  ...{ id: 'AAkALg==', iCalUId: '040000008200E00074C5', changeKey: 'ck1' },
  ...{ subject: 'MARKED subject', bodyPreview: 'MARKED body', hasAttachments: true },
  start: { dateTime: '2026-04-28T08:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-04-28T09:00:00.0000000', timeZone: 'UTC' },
  organizer: { emailAddress: { address: 'marc@chu.example' } },
  attendees: [{ emailAddress: { address: 'awa@hopital.example', name: 'MARKED' } }],
};
const refused = (status: number, code: string) => ({
  status,
  body: { error: { code, message: 'MARKED' } },
});
const told = (body: object, status = 200) => ({ status, body });

/** Answers in turn by method; what is not foreseen is a 500. */
const inTurn = (turns: Record<string, ReturnType<Script>[]>): Script => {
  return ({ method }) => turns[method]?.shift() ?? refused(500, 'Unforeseen');
};

describe('the copy of somebody’s invitation', () => {
  const copy = { ...event, subject: '', changeKey: 'ck9' };
  const attached = told({ value: [{ id: 'file 1' }, { id: 'file 2' }] });

  test('is emptied unread: words by a PATCH, attachments by nothing but their ids', async () => {
    const gone = { status: 204, body: undefined };
    const turns = { PATCH: [told(event)], GET: [attached, told(copy)], DELETE: [gone, gone] };
    fake = await fakeGraph(inTurn(turns));

    const state = await fake.graph.calendar.blank('AAkALg==');

    expect(state).toMatchObject({ graphId: 'AAkALg==', changeKey: 'ck9' });
    const path = `/v1.0/users/${mailbox}/events/AAkALg==`;
    expect(fake.asked.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
      `PATCH ${path}`,
      expect.stringMatching(/^GET .*\/attachments\?(%24|\$)select=id$/),
      `DELETE ${path}/attachments/file 1`,
      `DELETE ${path}/attachments/file 2`,
      expect.stringMatching(/^GET .*select=id/),
    ]);
    expect(fake.asked[0]?.body).toEqual({
      subject: '',
      body: { contentType: 'text', content: '' },
      location: { displayName: '' },
      sensitivity: 'private',
    });
    expect(JSON.stringify(state)).not.toContain('MARKED');
  });

  test('an attachment that an earlier try deleted is no trouble', async () => {
    const turns = {
      ...{ PATCH: [told(event)], GET: [attached, told(copy)] },
      DELETE: [refused(404, 'ErrorItemNotFound'), { status: 204, body: undefined }],
    };
    fake = await fakeGraph(inTurn(turns));

    expect(await fake.graph.calendar.blank('a')).toMatchObject({ changeKey: 'ck9' });
  });

  test('that is gone is gone', async () => {
    fake = await fakeGraph(inTurn({ PATCH: [refused(404, 'ErrorItemNotFound')] }));

    expect(await fake.graph.calendar.blank('a')).toBe('gone');
  });

  test('that Graph is too busy for is told as it is, to be tried again', async () => {
    fake = await fakeGraph(inTurn({ PATCH: [refused(503, 'ErrorServerBusy')] }));

    expect(await faultOf(fake.graph.calendar.blank('a'))).toMatchObject({ status: 503 });
  });
});
