import { expect, test } from 'vitest';
import { day } from '../../src/domain/time.ts';
import { askHeld } from '../../src/usecases/ask-held.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { awa, marc, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, hash, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

const linkIn = (html: string | undefined) => /l#(token-\d+)/.exec(html ?? '')?.[1] ?? '';

test('a mail answers to the coaches, and its link is for this person and this meeting', async () => {
  const meeting = await booked(world);
  await world.settle();

  const [mail] = world.mail.sent;
  expect(mail).toMatchObject({
    to: { mail: marc.mail, name: marc.name },
    replyTo: { mail: 'coachs@body.example', name: 'Agence des directeurs' },
  });
  const link = await world.db.read.links.byHash(hash(linkIn(mail?.html)));
  expect(link).toEqual({
    ...{ person: marc.id, purpose: 'meeting', subject: meeting },
    expires: world.clock.now + 30 * day,
  });
});

test('the link is kept before the mail leaves: one that arrives always opens', async () => {
  world.mail.fail('send', fault(504), 'after');
  await booked(world);
  await world.settle();

  const [mail] = world.mail.sent;
  expect(await world.db.read.links.byHash(hash(linkIn(mail?.html)))).toBeDefined();
});

test('a mail says what is true when it leaves', async () => {
  world.mail.fail('send', fault(429, 'told', 60_000));
  const meeting = await booked(world);
  await world.settle();
  await cancelMeeting(world.deps, { person: awa.id }, { meeting });

  await world.settle(world.clock.now + 60_000);

  expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['cancelled', 'cancelled']);
});

test('a question that was answered meanwhile is not asked', async () => {
  const meeting = await booked(world, { slots: [slot('2026-04-23', '17:00')] });
  world.clock.now = slot('2026-04-23', '17:00').end;
  await askHeld(world.deps);
  await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

  await world.settle(thursday.end + day);

  expect(mailsTo(world, marc).map(({ kind }) => kind)).not.toContain('held');
  expect(await ledger(world, 'mail')).toContain('mail dropped');
});

test('a mailbox that refuses is not written to again', async () => {
  world.mail.fail('send', fault(400));
  await booked(world);

  await world.settle(world.clock.now + day);

  expect(mailsTo(world, marc)).toEqual([]);
  // The other one is the alert to whoever answers for him.
  expect(await ledger(world, 'mail')).toEqual(['mail failed', 'mail done']);
});
