import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  afterwards,
  awa,
  byLink,
  cardsWith,
  findTimes,
  lettersTo,
  mailedToken,
  marc,
  onlyEvent,
  onlyItem,
  programme,
  requestCount,
  twoThemes,
} from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

const patience = 120_000;
const eventCreation = '/v1.0/users/*/events';
const itemCreation = '/v1.0/sites/*/lists/*/items';
const cardSending = '/connector/v3/conversations/*/activities';
const mailSending = '/v1.0/users/*/sendMail';

/** Soraya has the bot; Nadège has nothing but mail. */
const soraya = 'soraya.hamadi@andah.example';
const nadege = 'nadege.bourgoin@clos-mirabelle.example';

/** What each fault means for a message: whether it arrived, and what may be known of it. */
const faults = [
  { fault: '429', arrives: 'later', known: true },
  { fault: '503', arrives: 'later', known: true },
  { fault: 'drop-after-write', arrives: 'at once', known: false },
  { fault: '504-after-write', arrives: 'at once', known: false },
  { fault: 'drop-before-write', arrives: 'next morning', known: false },
  { fault: '504-before-write', arrives: 'next morning', known: false },
] as const;

/** One of each kind on either engine; all on both in `npm run soak`. */
const turn = inject('engine') === 'postgres' ? 1 : 0;
const tried = process.env.SOAK === '1' ? faults : faults.filter((_, at) => at % 2 === turn);

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P07'] });
}, patience);
afterEach(() => world.reset(), patience);
afterAll(() => world.close());

const states = async (kind: string) => {
  const rows = await world.product.db.opened.sql
    .selectFrom('effect')
    .select('state')
    .where('kind', '=', kind)
    .execute();
  return rows.map((row) => row.state);
};

const unknowns = async (kind: string) => (await states(kind)).filter((s) => s === 'unknown').length;

/** Early on the working day after `instant`, when what may not have arrived is asked again. */
const nextMorning = (day: string) => `${day}T07:00:01Z`;

describe.each(tried)('a $fault on the way', ({ fault, arrives, known }) => {
  test(
    'to a card: it is there once, and comes back the next morning only if it did not arrive',
    async () => {
      const [slot = ''] = await findTimes(world, awa);
      const before = await requestCount(world, 'POST', cardSending);
      await world.arm('POST', cardSending, fault, 1, 20);
      await world.pressLatest(awa, 'meeting.book', { slot });
      await world.advance('PT1M');

      const asked = await cardsWith(world, marc, 'meeting.accept');
      expect(asked).toHaveLength(arrives === 'next morning' ? 0 : 1);
      expect(await requestCount(world, 'POST', cardSending)).toBe(before + (known ? 2 : 1));
      expect(await unknowns('card.send')).toBe(known ? 0 : 1);

      // Whoever has the card acts on it, and is not asked again; whoever has not is asked now.
      if (arrives !== 'next morning') await world.pressLatest(marc, 'meeting.accept');
      await world.moveTo(nextMorning('2026-04-15'));
      const later = await cardsWith(world, marc, 'meeting.accept');
      expect(later).toHaveLength(arrives === 'next morning' ? 1 : 0);
      expect(await unknowns('card.send')).toBe(arrives === 'next morning' ? 1 : 0);
    },
    patience,
  );

  test(
    'to the calendar and to the list: one event, one row, tried again by the outbox alone',
    async () => {
      const [slot = ''] = await findTimes(world, awa);
      await world.arm('POST', eventCreation, fault, 1, 20);
      await world.arm('POST', itemCreation, fault, 1, 20);
      await world.pressLatest(awa, 'meeting.book', { slot });
      await world.advance('PT1M');
      await world.pressLatest(marc, 'meeting.accept');
      await world.moveTo(afterwards(slot));
      await world.pressLatest(marc, 'meeting.held', { themes: twoThemes });
      await world.advance('PT1M');
      await world.pressLatest(awa, 'meeting.held');

      const ids = await Promise.all(
        [awa, marc, programme].map(async (who) => (await onlyEvent(world, who))?.iCalUId),
      );
      expect(new Set(ids).size).toBe(1);
      expect((await onlyItem(world))?.fields.Title).toBe('P01');
      expect(await requestCount(world, 'POST', eventCreation)).toBe(2);
      expect(await requestCount(world, 'POST', itemCreation)).toBe(2);
      expect(await states('event')).not.toContain('unknown');
      expect(await states('list')).not.toContain('unknown');
    },
    patience,
  );

  test(
    'to a mail: it is there once, and comes back the next morning only if nobody answered',
    async () => {
      // The welcome came before.
      const welcome = (await lettersTo(world, nadege)).length;
      const [slot = ''] = await findTimes(world, soraya);
      await world.arm('POST', mailSending, fault, 1, 20);
      await world.pressLatest(soraya, 'meeting.book', { slot });
      await world.advance('PT1M');

      const mails = await lettersTo(world, nadege);
      expect(mails).toHaveLength(welcome + (arrives === 'next morning' ? 0 : 1));
      expect(await requestCount(world, 'POST', mailSending)).toBe(known ? 2 : 1);
      expect(await unknowns('mail')).toBe(known ? 0 : 1);

      if (arrives !== 'next morning') {
        const token = await mailedToken(world, nadege);
        expect((await byLink(world, token, { act: 'accept', slot })).status).toBe(200);
      }
      await world.moveTo(nextMorning('2026-04-15'));
      const proposals = (await world.mails(nadege)).filter((m) => /\/l#/.test(m.body.content));
      expect(proposals).toHaveLength(welcome + 1);
    },
    patience,
  );
});
