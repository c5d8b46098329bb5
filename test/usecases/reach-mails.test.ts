import { describe, expect, test } from 'vitest';
import { aboutReachMail, isReachNotice } from '../../src/usecases/reach-mails.ts';
import { aCohort, awa, marc, nadia, p01, slot } from '../support/people.ts';
import { aWorld, booked, hasBot } from '../support/world.ts';

const world = aWorld();

const link = { url: 'https://mentorat.example/l#token', expires: 0 };
const effect = (ids: object) => ({ ids: { again: 0, ...ids } }) as never;
const welcome = async (person = awa, occurrence: string = aCohort.id) =>
  aboutReachMail(
    world.db.read,
    effect({ notice: 'welcome', occurrence }),
    'welcome',
    person,
    world.clock.now,
  );
const reminder = (meeting: string, occurrence: number) =>
  aboutReachMail(
    world.db.read,
    effect({ notice: 'reminder', meeting, occurrence: String(occurrence) }),
    'reminder',
    marc,
    world.clock.now,
  );

describe('a welcome by mail', () => {
  test('names the partner and the reader’s part, with the way to the pair’s page', async () => {
    const about = await welcome();

    expect(about).toMatchObject({ purpose: 'pair', subject: p01.id });
    expect(about?.draft(link)).toEqual({
      ...{ kind: 'welcome', role: 'mentee', name: awa.name, partner: marc.name },
      ...{ bodyName: 'Agence des directeurs', replyTo: 'coachs@body.example' },
      referent: { name: 'Rose Vogt', mail: 'rose.vogt@mentorat.example', phone: '01 99 00 10 02' },
      ...{ recording: 'at-once', link },
    });
    expect((await welcome(marc))?.draft(link)).toMatchObject({ role: 'mentor', partner: awa.name });
  });

  test('is not for somebody who has the bot by now, nor for somebody without a pair', async () => {
    await hasBot(world, awa);
    expect(await welcome()).toBeUndefined();
    expect(await welcome(nadia)).toBeUndefined();
  });
});

describe('a reminder by mail', () => {
  test('says when and how, with the way to move it', async () => {
    const may5 = slot('2026-05-05', '10:00');
    const meeting = await booked(world, { slot: may5 });
    await world.settle();

    const about = await reminder(meeting, may5.start);
    expect(about).toMatchObject({ purpose: 'meeting', subject: meeting });
    expect(about?.draft(link)).toMatchObject({
      ...{ kind: 'reminder', partner: awa.name, time: may5, mode: 'video', link },
      joinUrl: expect.stringContaining('https://'),
    });
    expect(await reminder(meeting, may5.start + 1)).toBeUndefined();
  });
});

test('the two mails of reach are known from the others', () => {
  expect(['welcome', 'reminder', 'meeting', undefined].map(isReachNotice)).toEqual([
    ...[true, true, false, false],
  ]);
});
