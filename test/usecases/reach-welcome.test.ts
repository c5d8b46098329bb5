import { describe, expect, test } from 'vitest';
import { welcomeByMail } from '../../src/usecases/reach-welcome.ts';
import { aCohort, awa, ines, karim, marc, nadia, paris, rose } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, hasBot, homeTenant, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

const imported = () => world.db.tx((t) => welcomeByMail(world.deps, t, aCohort.id));
const kinds = (person: typeof awa) => mailsTo(world, person).map(({ kind }) => kind);

describe('a cohort that is imported', () => {
  test('welcomes by mail, once, whoever of its pairs has nothing but mail', async () => {
    await imported();
    await imported();
    await world.settle();
    await imported();
    await world.settle();

    for (const person of [awa, marc, ines, karim]) expect(kinds(person)).toEqual(['welcome']);
    for (const person of [rose, nadia]) expect(kinds(person)).toEqual([]);
  });

  test('leaves to Teams whoever is known there, or has the bot', async () => {
    await hasBot(world, awa);
    await world.db.tx((t) => t.people.link(homeTenant, marc.id, marc.id, 'roster'));
    await imported();
    await world.settle();

    expect([kinds(awa), kinds(marc), kinds(ines)]).toEqual([[], [], ['welcome']]);
  });

  test('does not write to somebody who has installed the bot before it left', async () => {
    world.clock.now = paris('2026-04-21', '07:00');
    await imported();
    await hasBot(world, awa);
    await world.settle(paris('2026-04-21', '09:00'));

    expect([kinds(awa), kinds(marc)]).toEqual([[], ['welcome']]);
    expect(await ledger(world, 'mail')).toContain('mail dropped');
  });

  test('before its launch, waits for the morning of that day', async () => {
    world.clock.now = paris('2026-03-20', '16:00');
    await imported();
    await world.settle(paris('2026-04-14', '09:00') - 1);
    expect(kinds(awa)).toEqual([]);

    await world.settle(paris('2026-04-14', '09:00'));
    expect(kinds(awa)).toEqual(['welcome']);
  });

  test('on a Saturday, waits for Monday', async () => {
    world.clock.now = paris('2026-04-25', '10:00');
    await imported();
    await world.settle(paris('2026-04-27', '09:00') - 1);
    expect(kinds(awa)).toEqual([]);
    await world.settle(paris('2026-04-27', '09:00'));
    expect(kinds(awa)).toEqual(['welcome']);
  });

  test('once it is over, welcomes nobody', async () => {
    world.clock.now = paris('2027-03-24', '10:00');
    await world.db.opened.sql.deleteFrom('effect').execute();
    world.clock.now = paris('2027-03-25', '10:00');
    await imported();

    expect(await ledger(world)).toEqual([]);
  });
});

test('an address that is refused at the welcome is an alert from the first day', async () => {
  world.mail.fail('send', fault(400, 'ErrorInvalidRecipients'));
  await imported();
  await world.settle();

  const alerts = await world.db.opened.sql.selectFrom('alert').select('cause').execute();
  expect(alerts).toEqual([{ cause: 'unreachable' }]);
});
