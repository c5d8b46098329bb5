import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { lettersTo, marc, requestCount } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;
const installs = '/v1.0/users/*/teamwork/installedApps';

const asked = (world: LivingWorld) => requestCount(world, 'POST', installs);
const cards = async (world: LivingWorld) => (await world.chat(marc)).length;
/** What was tried for Marc last, and when; the sample's others are not in this small world. */
const tried = (world: LivingWorld) =>
  world.product.db.opened.sql
    .selectFrom('installation')
    .innerJoin('person', 'person.id', 'installation.person_id')
    .select(['outcome', 'tried'])
    .where('mail', '=', marc)
    .executeTakeFirst();

describe('Marc, of our own tenant, has not got the bot', () => {
  let world: LivingWorld;

  describe('where the right to install it is granted', () => {
    beforeAll(async () => {
      const rights = ['TeamsAppInstallation.ReadWriteSelfForUser.All'];
      world = await startWorld({ pairs: ['P01'], withoutBot: [marc], rights });
    }, patience);
    afterAll(() => world.close());

    test('he gets it an hour into the launch, is welcomed there, and keeps it', async () => {
      expect([await cards(world), await asked(world)]).toEqual([0, 0]);

      await world.advance('PT1H1M');
      expect(await cards(world)).toBe(1);
      expect(await tried(world)).toMatchObject({ outcome: 'installed' });
      expect(await lettersTo(world, marc)).toEqual([]);
    });

    test('and once he has removed it, it is not put back against his will', async () => {
      const before = await tried(world);
      await world.call('POST', `/_emulator/chats/${marc}/uninstall`);
      await world.advance('P1DT2H');

      expect(await tried(world)).toEqual(before);
      expect(await cards(world)).toBe(1);
    });
  });

  describe('where it is not granted', () => {
    beforeAll(async () => {
      world = await startWorld({ pairs: ['P01'], withoutBot: [marc] });
    }, patience);
    afterAll(() => world.close());

    test('it is asked for once a day, and mail goes on meanwhile', async () => {
      await world.advance('PT1H1M');
      expect([await cards(world), await asked(world)]).toEqual([0, 1]);

      await world.advance('PT23H');
      expect(await asked(world)).toBe(1);
      await world.advance('PT1H');
      expect(await asked(world)).toBe(2);
    });
  });
});
