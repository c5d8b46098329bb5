import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadCohort } from '../../src/cohort-loading.ts';
import { slotText } from '../../src/domain/slot-text.ts';
import { minute } from '../../src/domain/time.ts';
import { refusals } from '../../src/words/fr/refusals.ts';
import { said } from '../../src/words/fr/said.ts';
import { cardOffering, forgedPress } from '../support/forged-press.ts';
import { isRefused, nothingStored, onlyMeeting, pairOf, slotsOnOffer } from '../support/refused.ts';
import { choices, textOf } from './control.ts';
import {
  afterwards,
  awa,
  bookFirst,
  cardsWith,
  findTimes,
  marc,
  meetingsIn,
  onlyEvent,
  programme,
} from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

/** Of another pair; Thibault's calendar is in a tenant that shows nothing of it. */
const thibault = 'thibault.diarra@ch-valaubrune.example';
const camille = 'camille.vasseur-roy@chu-portmarenne.example';
const karim = 'karim.prigent@andah.example';

vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P02', 'P04'] });
}, patience);
afterAll(() => world?.close(), patience);

describe('what belongs to others', () => {
  let theirs = '';
  beforeAll(async () => {
    await bookFirst(world, thibault);
    theirs = (await onlyMeeting(world)).id;
    await world.say(awa, 'réserver');
  }, patience);
  afterAll(() => world.reset(), patience);

  test.each([
    'meeting.accept',
    'meeting.decline',
    'meeting.move',
    'meeting.cancel',
    'meeting.undo',
    'meeting.held',
    'meeting.not-held',
    'meeting.correct',
    'meeting.find',
    'meeting.book',
    'menu.book',
  ])('%s on the meeting of another pair says there is none', async (verb) => {
    const form = await cardOffering(world, awa, 'meeting.find');
    const data = {
      meeting: theirs,
      themes: 'skills',
      date: '2026-04-14',
      slot: '2026-04-21T10:00',
      pair: await pairOf(world, 'P01'),
    };
    const told = await nothingStored(world, () => forgedPress(world, awa, form, verb, data));

    expect(told.status).toBe(200);
    expect(told.text).toContain(refusals['not-found']);
  });

  test.each(['meeting.find', 'meeting.book', 'meeting.record', 'referent.call', 'pair.choose'])(
    '%s for another pair says there is none',
    async (verb) => {
      const form = await cardOffering(world, awa, 'meeting.find');
      const data = {
        pair: await pairOf(world, 'P02'),
        slot: '2026-04-21T10:00',
        date: '2026-04-14',
        themes: 'skills',
        next: 'find',
      };
      const told = await nothingStored(world, () => forgedPress(world, awa, form, verb, data));

      expect(told.status).toBe(200);
      expect(told.text).toContain(refusals['not-found']);
    },
  );

  test('a card in somebody else’s chat, or carried by its id, cannot be pressed', async () => {
    const message = await cardOffering(world, camille, 'meeting.accept');
    const { id: card } = await world.product.db.opened.sql
      .selectFrom('card')
      .select('id')
      .where('activity_id', '=', message)
      .executeTakeFirstOrThrow();
    for (const on of [message, '1776150000001']) {
      const told = await nothingStored(world, () =>
        forgedPress(world, awa, on, 'meeting.accept', { card, meeting: theirs }),
      );
      expect(told).toEqual({ status: 200, text: refusals['not-found'], card: undefined });
    }
  });

  test('somebody the programme does not know is told so, and not remembered', async () => {
    const form = await cardOffering(world, awa, 'meeting.find');
    const nobody = { id: '29:nobody', aadObjectId: '99999999-9999-4999-8999-999999999999' };
    const press = () => forgedPress(world, awa, form, 'meeting.find', {}, { from: nobody });

    expect(await nothingStored(world, press)).toEqual({
      status: 200,
      text: refusals['unknown-person'],
      card: undefined,
    });
  });

  test('a verb nobody knows is answered with the card as it stands', async () => {
    const form = await cardOffering(world, awa, 'meeting.find');
    for (const verb of ['meeting.delete', 'constructor', '']) {
      const told = await nothingStored(world, () => forgedPress(world, awa, form, verb));
      expect(told.status).toBe(200);
      expect(told.text).toContain(refusals['wrong-values']);
    }
  });

  test('nobody agrees to what they proposed themselves', async () => {
    const own = await cardOffering(world, thibault, 'meeting.cancel');
    const told = await nothingStored(world, () =>
      forgedPress(world, thibault, own, 'meeting.accept', { meeting: theirs }),
    );
    expect(told.text).toContain(refusals['not-yours-to-answer']);
  });
});

describe('Awa and Marc, both at once', () => {
  beforeEach(async () => {
    await findTimes(world, awa);
    await findTimes(world, marc);
  }, patience);
  afterEach(() => world.reset(), patience);

  const shifted = (slot: string, by: number) => {
    const [start = 0, end = 0] = slot.split('/').map((text) => Date.parse(text));
    return slotText({ start: start + by, end: end + by });
  };

  test.each([
    ['the same time', 0],
    ['times that overlap', 30 * minute],
  ])('book %s: one meeting, and the other is told', async (_what, by) => {
    const [slot = ''] = await slotsOnOffer(world, awa);
    const told = await Promise.all([
      world.pressLatest(awa, 'meeting.book', { slot }),
      world.pressLatest(marc, 'meeting.book', { slot: shifted(slot, by) }),
    ]);
    await world.settle();

    expect((await onlyMeeting(world)).state).toBe('booked');
    for (const who of [awa, marc, programme]) await onlyEvent(world, who);
    expect(told.map(({ status }) => status)).toEqual([200, 200]);
    const texts = told.map(({ card }) => textOf(card ?? { body: [] })).join('\n');
    expect(
      [refusals['pair-has-meeting-then'], refusals['slot-gone']].filter((no) => texts.includes(no)),
    ).toHaveLength(1);
  });

  test('a press delivered twice, even at the same moment, books once', async () => {
    const [slot = ''] = await slotsOnOffer(world, awa);
    const form = await cardOffering(world, awa, 'meeting.book');
    const book = () =>
      forgedPress(world, awa, form, 'meeting.book', { slot, pair }, { id: 'f:delivered-twice' });
    const pair = await pairOf(world, 'P01');
    const told = await Promise.all([book(), book()]);
    await world.settle();
    const late = await nothingStored(world, book);

    expect([...told, late].map(({ status }) => status)).toEqual([200, 200, 200]);
    await onlyMeeting(world);
    await onlyEvent(world, marc);
    expect(late.text).toContain(said['card-was-old']);
  });
});

describe('a card pressed late', () => {
  afterEach(() => world.reset(), patience);

  test('shows the present, and does nothing: a form, an offer, a question', async () => {
    const [slot = ''] = await findTimes(world, awa);
    const form = await cardOffering(world, awa, 'meeting.book');
    await world.pressLatest(awa, 'meeting.book', { slot });
    const meeting = (await onlyMeeting(world)).id;
    const offer = await cardOffering(world, marc, 'meeting.accept');
    const pair = await pairOf(world, 'P01');
    const again = await nothingStored(world, () =>
      forgedPress(world, awa, form, 'meeting.book', { slot, pair }),
    );
    expect(again.text).toContain(said['card-was-old']);

    await world.pressLatest(awa, 'meeting.cancel');
    const tooLate = await nothingStored(world, () =>
      forgedPress(world, marc, offer, 'meeting.accept', { meeting }),
    );
    expect(tooLate.text).toContain(refusals['too-late']);
    const notMoved = await nothingStored(world, () =>
      forgedPress(world, marc, offer, 'meeting.move', { meeting }),
    );
    expect(notMoved.text).toContain(refusals['too-late']);
    await world.pressLatest(awa, 'meeting.undo');
    await world.moveTo(afterwards(slot, -60));
    const started = await nothingStored(world, () =>
      forgedPress(world, marc, offer, 'meeting.accept', { meeting }),
    );
    expect(started.text).toContain(refusals['too-late']);
  });

  test('says nothing of a meeting before it has begun', async () => {
    await bookFirst(world, awa);
    const meeting = (await onlyMeeting(world)).id;
    const own = await cardOffering(world, awa, 'meeting.cancel');
    const answers = [
      ['meeting.held', { meeting, themes: 'skills' }],
      ['meeting.not-held', { meeting }],
      ['meeting.correct', { meeting, date: '2026-04-14', themes: 'skills' }],
    ] as const;
    for (const [verb, data] of answers) {
      const told = await nothingStored(world, () => forgedPress(world, awa, own, verb, data));
      expect(told.text).toContain(refusals['not-started']);
    }
  });
});

/** A second cohort of one pair: Awa again, with somebody else for a mentor. */
async function importSecondCohort(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-cohort-'));
  const rows = readFileSync('sample/cohort-2026.csv', 'utf8').split(/\r?\n/);
  const cells = (code: string) => rows.find((row) => row.startsWith(`${code};`))?.split(';') ?? [];
  const [own, other] = [cells('P01'), cells('P04')];
  const row = ['B01', ...own.slice(1, 10), ...other.slice(1, 10), ...own.slice(19)];
  const yaml = readFileSync('sample/cohort-2026.yaml', 'utf8')
    .replace('code: "2026"', 'code: "2026-B"')
    .replace('name: Promotion 2026', 'name: Promotion parallèle');
  writeFileSync(join(dir, 'second.csv'), [rows[0], row.join(';')].join('\r\n'));
  writeFileSync(join(dir, 'second.yaml'), yaml);
  const { db, deps } = world.product;
  await loadCohort(db, join(dir, 'second.csv'), deps.now(), deps.newId);
  rmSync(dir, { recursive: true });
}

describe('Awa, who is in two pairs', () => {
  beforeAll(async () => {
    await importSecondCohort();
    await world.say(awa, 'réserver');
  }, patience);
  afterAll(() => world.reset(), patience);

  test.each([
    ['no pair', { pair: null }, 'wrong-values'],
    ['another’s pair', { pair: 'P02' }, 'not-found'],
  ] as const)('cannot choose %s', async (_what, inputs, why) => {
    const pair = inputs.pair && (await pairOf(world, inputs.pair));
    await isRefused(world, awa, 'pair.choose', { pair }, why);
  });

  test('is asked which, and books for the one she chooses', async () => {
    const question = (await cardsWith(world, awa, 'pair.choose')).at(-1)?.card ?? { body: [] };
    const [first, second] = await Promise.all([pairOf(world, 'P01'), pairOf(world, 'B01')]);
    expect(choices(question, 'pair').sort()).toEqual([first, second].sort());

    await world.pressLatest(awa, 'pair.choose', { pair: second });
    const found = await world.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
    expect(textOf(found.card ?? { body: [] })).toContain('Karim Prigent');
    const [slot] = choices(found.card ?? { body: [] }, 'slot');
    await world.pressLatest(awa, 'meeting.book', { slot });

    expect((await onlyMeeting(world)).pair_id).toBe(second);
    for (const who of [awa, karim]) await onlyEvent(world, who);
    expect(await meetingsIn(world, marc)).toEqual([]);
    expect(await cardsWith(world, marc, 'meeting.accept')).toEqual([]);
  });
});
