import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { slotText } from '../../src/domain/slot-text.ts';
import { choices, textOf } from './control.ts';
import {
  afterwards,
  awa,
  bookFirst,
  byLink,
  cardsWith,
  findTimes,
  mailedToken,
  marc,
  meetingsIn,
  onlyEvent,
  onlyItem,
  programme,
  requestCount,
  twoThemes,
} from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

/** Both calendars in other tenants that show nothing of them. */
const thibault = 'thibault.diarra@ch-valaubrune.example';
const camille = 'camille.vasseur-roy@chu-portmarenne.example';
/** Soraya has the bot; Nadège has nothing but mail. */
const soraya = 'soraya.hamadi@andah.example';
const nadege = 'nadege.bourgoin@clos-mirabelle.example';

// A day of virtual time is a hundred looks at the calendar, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P02', 'P07'] });
}, patience);
afterEach(() => world.reset(), patience);
afterAll(() => world.close());

async function expectOneOfEach(people: string[], pairCode: string): Promise<void> {
  const events = await Promise.all([...people, programme].map((who) => onlyEvent(world, who)));
  expect(new Set(events.map((event) => event?.iCalUId)).size).toBe(1);
  for (const event of events) {
    expect(event?.subject).toBe('Rendez-vous Télémaque');
    expect(event?.sensitivity).toBe('private');
    // All that the body may hold is Exchange's own block with the way into the video meeting.
    expect(event?.body?.content ?? '').not.toMatch(/mentor|mentoré|thématique|Télémaque/i);
  }
  const item = await onlyItem(world);
  expect(Object.keys(item?.fields ?? {}).sort()).toEqual([
    'CleRencontre',
    'DateRencontre',
    'Thematiques',
    'Title',
  ]);
  expect(item?.fields.Title).toBe(pairCode);
  expect(item?.fields.Thematiques).toEqual([
    'Réseaux et partenaires',
    'Développement des compétences',
  ]);
}

describe('Awa and Marc, whose calendars can both be read', () => {
  test('book, agree and meet: one event in both calendars, one row in the list', async () => {
    const slot = await bookFirst(world, awa);
    const agreed = await world.pressLatest(marc, 'meeting.accept');
    expect(textOf(agreed.card ?? { body: [] })).toContain('Confirmée');

    await world.moveTo(afterwards(slot));
    expect((await world.pressLatest(marc, 'meeting.held', { themes: twoThemes })).status).toBe(200);
    expect((await world.pressLatest(awa, 'meeting.held', { themes: 'other' })).status).toBe(200);

    await expectOneOfEach([awa, marc], 'P01');
    expect((await onlyItem(world))?.fields.DateRencontre).toContain('2026-04-15');
    expect(await requestCount(world, 'POST', '/v1.0/users/*/events')).toBe(1);
  });

  test('each sees one card of the meeting and one question, however often they press', async () => {
    const slot = await bookFirst(world, awa);
    await world.pressLatest(marc, 'meeting.accept');
    await world.moveTo(afterwards(slot));

    expect(await cardsWith(world, awa, 'meeting.held')).toHaveLength(1);
    expect(await cardsWith(world, marc, 'meeting.held')).toHaveLength(1);
    await world.pressLatest(marc, 'meeting.held', { themes: twoThemes });
    await world.pressLatest(awa, 'meeting.held');
    await world.pressLatest(awa, 'meeting.correct', { date: '2026-04-15', themes: 'other' });
    const item = await onlyItem(world);
    expect(item?.fields.Thematiques).toEqual(['Autre thématique générale']);
  });

  test('a meeting said not to have taken place leaves no row behind', async () => {
    const slot = await bookFirst(world, awa);
    await world.moveTo(afterwards(slot));
    await world.pressLatest(marc, 'meeting.held', { themes: twoThemes });
    await onlyItem(world);

    await world.pressLatest(awa, 'meeting.not-held');

    expect((await world.lists()).flatMap((list) => list.items)).toEqual([]);
  });

  test('a moved meeting stays one event, and taking the move back returns it', async () => {
    const [first = '', second = ''] = await findTimes(world, awa);
    await world.pressLatest(awa, 'meeting.book', { slot: first });
    const before = await onlyEvent(world, marc);
    await world.pressLatest(awa, 'meeting.move');
    const again = await world.pressLatest(awa, 'meeting.find', { mode: 'video', minutes: '60' });
    expect(choices(again.card ?? { body: [] }, 'slot')).toContain(second);
    await world.pressLatest(awa, 'meeting.book', { slot: second });
    const moved = await onlyEvent(world, marc);
    expect(moved?.iCalUId).toBe(before?.iCalUId);
    expect(moved?.start.dateTime).not.toBe(before?.start.dateTime);

    await world.pressLatest(awa, 'meeting.undo');
    expect((await onlyEvent(world, marc))?.start.dateTime).toBe(before?.start.dateTime);
  });

  test('a cancelled meeting leaves both calendars, and comes back as a new event when undone', async () => {
    await bookFirst(world, awa);
    const before = await onlyEvent(world, marc);
    await world.pressLatest(awa, 'meeting.cancel');
    const standing = (await meetingsIn(world, marc)).filter((event) => !event.isCancelled);
    expect(standing).toEqual([]);

    await world.pressLatest(awa, 'meeting.undo');
    expect((await onlyEvent(world, marc))?.iCalUId).not.toBe(before?.iCalUId);
  });

  test('an answer given in Outlook is seen on both cards', async () => {
    await bookFirst(world, awa);
    const copy = await onlyEvent(world, marc);
    await world.call('PATCH', `/_emulator/calendar/${marc}/${copy?.id}`, {
      response: 'accepted',
      notify: true,
    });
    await world.advance('PT20M');

    const [card] = await cardsWith(world, awa, 'meeting.move');
    expect(textOf(card?.card ?? { body: [] })).toContain('Confirmée');
  });

  test('a decline in Outlook cancels nothing, and asks the other for another time', async () => {
    await bookFirst(world, awa);
    const copy = await onlyEvent(world, marc);
    await world.call('PATCH', `/_emulator/calendar/${marc}/${copy?.id}`, {
      response: 'declined',
      notify: true,
    });
    await world.advance('PT20M');

    const card = (await cardsWith(world, awa, 'meeting.move')).at(-1);
    expect(textOf(card?.card ?? { body: [] })).toMatch(/autre moment/i);
    const organised = (await meetingsIn(world, programme)).filter((event) => !event.isCancelled);
    expect(organised).toHaveLength(1);
  });
});

describe('Thibault and Camille, of whom one calendar is unknown', () => {
  test('propose, pick, meet: nothing is booked before Camille picks a time', async () => {
    const times = await findTimes(world, thibault);
    const [first = '', second = ''] = times;
    await world.pressLatest(thibault, 'meeting.book', { slot: `${first},${second}` });
    expect(await meetingsIn(world, programme)).toEqual([]);
    await world.pressLatest(camille, 'meeting.accept', { slot: second });

    await world.moveTo(afterwards(second));
    await world.pressLatest(camille, 'meeting.held', { themes: twoThemes });
    await world.pressLatest(thibault, 'meeting.held');

    await expectOneOfEach([thibault, camille], 'P02');
  });
});

describe('Soraya, whose mentor Nadège has nothing but mail', () => {
  test('proposes; Nadège picks a time and says it took place from her personal page', async () => {
    const [first = '', second = ''] = await findTimes(world, soraya);
    await world.pressLatest(soraya, 'meeting.book', { slot: `${first},${second}` });
    const token = await mailedToken(world, nadege);
    const page = await byLink(world, token);
    expect(page.body.page?.model.proposals?.map(slotText)).toEqual([first, second]);
    const picked = await byLink(world, token, { act: 'accept', slot: first });
    expect(picked.body.page?.model.state).toBe('booked');

    await world.moveTo(afterwards(first));
    const asked = await mailedToken(world, nadege);
    const held = await byLink(world, asked, { act: 'held', themes: twoThemes.split(',') });
    expect(held.body.page?.model.state).toBe('held');
    await world.pressLatest(soraya, 'meeting.held');

    await expectOneOfEach([soraya, nadege], 'P07');
  });
});

describe('the list of the committee', () => {
  const readAs = async (mail: string) => {
    const [list] = await world.call<{ id: string }[]>('GET', '/_emulator/lists');
    const reply = await fetch(`${world.emulator.url}/_emulator/sharepoint/${list?.id}?as=${mail}`);
    return reply.status;
  };

  test.each([
    ['berangere.lacombe-hardy@andah.example', 'a coach of the cohort', 200],
    ['rosalie.chantereau@andah.example', 'the pilot', 403],
    [marc, 'a mentor', 403],
    ['odilon.castagnede@andah.example', 'a coach of another cohort', 403],
  ])('%s, %s, is answered %i', async (mail, _who, status) => {
    expect(await readAs(mail)).toBe(status);
  });
});
