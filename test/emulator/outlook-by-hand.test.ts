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
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());
beforeEach(() => ask(emulator, 'POST', '/_emulator/reset'));

const appointment = {
  subject: 'Point d’étape',
  start: paris('2026-04-16T10:00:00'),
  end: paris('2026-04-16T11:00:00'),
  attendees: invite(marc.mail, programme),
};
const order = { name: 'ordre.txt', contentType: 'text/plain', contentBytes: 'dW4=' };
const put = async (more: object = {}) =>
  (await ask(emulator, 'POST', `/_emulator/calendar/${awa.mail}`, { ...appointment, ...more }))
    .body;
const change = (mail: string, id: string, body: object) =>
  ask(emulator, 'PATCH', `/_emulator/calendar/${mail}/${id}`, body);
const calendarOf = async (mail: string) =>
  (await ask(emulator, 'GET', `/_emulator/calendar/${mail}`)).body;
const events = `/v1.0/users/${programme}/events`;

describe('an appointment that is not sent yet', () => {
  test('stands in its organiser’s calendar alone, and nobody hears when it goes', async () => {
    const { id } = await put({ isDraft: true, attendees: invite(marc.mail, lucie.mail) });
    await change(awa.mail, id, { subject: 'Autre chose' });
    expect(await calendarOf(awa.mail)).toMatchObject([{ subject: 'Autre chose', isDraft: true }]);

    await ask(emulator, 'DELETE', `/_emulator/calendar/${awa.mail}/${id}`, {});

    expect(await calendarOf(marc.mail)).toEqual([]);
    expect((await ask(emulator, 'GET', `/_emulator/mail/${lucie.mail}`)).body).toEqual([]);
  });

  test('once sent invites everybody, and cannot be taken back', async () => {
    const { id } = await put({ isDraft: true, attendees: invite(lucie.mail) });

    await change(awa.mail, id, { isDraft: false, attendees: appointment.attendees });

    expect((await ask(emulator, 'GET', `/_emulator/mail/${lucie.mail}`)).body).toEqual([]);
    expect(await calendarOf(marc.mail)).toMatchObject([{ subject: 'Point d’étape' }]);
    expect((await asApp(emulator, 'GET', events)).body.value).toHaveLength(1);
    expect((await change(awa.mail, id, { isDraft: true })).status).toBe(501);
  });
});

describe('files attached to an appointment', () => {
  test('come with each copy, and are told by name and size alone', async () => {
    await put({ attachments: [order] });

    for (const mail of [awa.mail, marc.mail, programme]) {
      const [copy] = await calendarOf(mail);
      expect(copy).toMatchObject({ hasAttachments: true });
      const told = {
        id: expect.any(String),
        name: 'ordre.txt',
        contentType: 'text/plain',
        size: 2,
      };
      expect(copy.attachments).toEqual([told]);
    }
  });

  test('are kept by their ids, added and taken off by the organiser', async () => {
    const { id, attachments } = await put({ attachments: [order] });
    const plan = { name: 'plan.txt', contentBytes: 'ZGV1eA==' };

    await change(awa.mail, id, { attachments: [{ id: attachments[0].id }, plan] });
    const [his] = await calendarOf(marc.mail);
    expect(his.attachments).toMatchObject([{ name: 'ordre.txt' }, { name: 'plan.txt', size: 4 }]);

    await change(awa.mail, id, { attachments: [] });
    expect((await calendarOf(marc.mail))[0]).toMatchObject({ hasAttachments: false });
    expect((await change(awa.mail, id, { attachments: [{ id: 'none' }] })).status).toBe(400);
  });

  test('are no attendee’s to change', async () => {
    await put({ attachments: [order] });
    const [his] = await calendarOf(marc.mail);

    expect((await change(marc.mail, his.id, { attachments: [] })).status).toBe(403);
  });

  test('the app takes them out of its own copy, by ids alone, and nobody else’s follows', async () => {
    await put({ attachments: [order] });
    const [copy] = await calendarOf(programme);
    const path = `${events}/${copy.id}/attachments`;

    const listed = await asApp(emulator, 'GET', `${path}?$select=id`);
    const type = '#microsoft.graph.fileAttachment';
    expect(listed.body.value).toEqual([{ '@odata.type': type, id: copy.attachments[0].id }]);
    const one = `${path}/${listed.body.value[0].id}`;
    expect((await asApp(emulator, 'DELETE', one)).status).toBe(204);
    expect((await asApp(emulator, 'DELETE', one)).status).toBe(404);

    expect((await calendarOf(programme))[0]).toMatchObject({ hasAttachments: false });
    expect((await calendarOf(awa.mail))[0]).toMatchObject({ hasAttachments: true });
  });

  test('Graph adds none here: it says so', async () => {
    const made = await asApp(emulator, 'POST', events, { ...appointment, attachments: [order] });

    expect(made.status).toBe(501);
    const elsewhere = `/v1.0/users/${awa.mail}/events/any/attachments`;
    expect((await asApp(emulator, 'GET', elsewhere)).status).toBe(403);
  });
});
