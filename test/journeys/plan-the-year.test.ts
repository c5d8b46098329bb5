import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Meeting } from '../../src/domain/meeting.ts';
import { holidays } from '../../src/domain/public-holidays.ts';
import { dayOf, daysBetween, type Interval, overlaps } from '../../src/domain/time.ts';
import { confirmPlan } from '../../src/usecases/confirm-plan.ts';
import { draftPlan } from '../../src/usecases/draft-plan.ts';
import { chanceOf } from '../support/chance.ts';
import { choices, textOf } from './control.ts';
import { denySchedules, seen } from './steps.ts';
import { type LivingWorld, sampleSeed, startWorld } from './world.ts';

/** Every pair of the sample plans its year in one act, whatever their calendars let be seen. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const pairs = Array.from({ length: 37 }, (_, at) => `P${String(at + 1).padStart(2, '0')}`);
/** All of them on one engine, every third on the other; all on both in `npm run soak`. */
const tried =
  process.env.SOAK === '1' || inject('engine') === 'pglite'
    ? pairs
    : pairs.filter((_, at) => at % 3 === 1 || pairs[at] === 'P09');
const paris = 'Europe/Paris';

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs });
});
afterAll(() => world.close());

const seed = sampleSeed(pairs);
/** Of pair P33: nobody can meet over this summer, and the mark cannot be kept. */
const away = {
  mail: seed.people.find(({ pair }) => pair === 'P33')?.mail ?? '',
  summer: { start: Date.UTC(2026, 5, 22, 5), end: Date.UTC(2026, 8, 18, 17) },
};
/** What stands in somebody's calendar beforehand, by mail. */
const known = new Map<string, Interval[]>();

/** Meetings of their own, thirty in the year, in every calendar that can be read from here. */
async function fillCalendars(): Promise<void> {
  const by = chanceOf(20_260_414);
  for (const { mail, mailbox, pair } of seed.people) {
    if (mailbox !== 'here' || pair === undefined) continue;
    const own: Interval[] = [];
    for (let meeting = 0; meeting < 30; meeting += 1) {
      const day = Date.UTC(2026, 3, 15 + by.below(340), 7 + by.below(9), 30 * by.below(2));
      own.push({ start: day, end: day + (1 + by.below(3)) * 3_600_000 });
    }
    if (mail === away.mail) own.push(away.summer);
    known.set(mail, own);
    for (const { start, end } of own) {
      const at = (instant: number) => ({
        dateTime: new Date(instant).toISOString().slice(0, 19),
        timeZone: 'UTC',
      });
      const body = { subject: 'Occupé', start: at(start), end: at(end) };
      await world.call('POST', `/_emulator/calendar/${mail}`, body);
    }
  }
}

const peopleOf = (pair: string) => seed.people.filter((person) => person.pair === pair);

/** The plan of a pair, carried out: the one of the two who has the bot presses, once. */
async function planned(pair: string): Promise<string> {
  const withBot = peopleOf(pair).find(({ reach }) => reach === 'bot');
  if (!withBot) return plannedWithoutBot(pair);
  const said = await world.say(withBot.mail, 'planifier');
  const draft = said.messages.at(-1);
  await world.pressLatest(withBot.mail, 'plan.confirm');
  return draft?.card ? textOf(draft.card) : '';
}

/** Two people with nothing but their mails cannot start one from their page yet: the act itself. */
async function plannedWithoutBot(pair: string): Promise<string> {
  const { deps, db } = world.product;
  const person = await db.read.people.byMail(peopleOf(pair)[0]?.mail ?? '');
  const [id = ''] = person ? await db.read.pairs.of(person.id) : [];
  const by = { person: person?.id ?? '' };
  const view = await draftPlan(deps, by, {
    pair: id,
    mode: 'video',
    minutes: 60,
    place: 'neutral',
  });
  if (!('dates' in view)) throw new Error(JSON.stringify(view));
  await confirmPlan(deps, by, view);
  return '';
}

async function everyMeeting(pair: string): Promise<Meeting[]> {
  const { db } = world.product;
  const person = await db.read.people.byMail(peopleOf(pair)[0]?.mail ?? '');
  const [id = ''] = person ? await db.read.pairs.of(person.id) : [];
  return db.read.meetings.ofPair(id);
}

async function meetingsOf(pair: string) {
  const all = await everyMeeting(pair);
  return all.flatMap(({ time, proposals, state }) => {
    const at = time ?? proposals[0];
    return at ? [{ ...at, state }] : [];
  });
}

/** Ids of the meetings ahead, in their order, comma separated as a card sends them. */
async function idsOf(pair: string): Promise<string> {
  const all = await everyMeeting(pair);
  const ahead = all.filter(({ state }) => state === 'booked' || state === 'proposed');
  const start = ({ time, proposals }: Meeting) => (time ?? proposals[0])?.start ?? 0;
  return ahead
    .sort((a, b) => start(a) - start(b))
    .map(({ id }) => id)
    .join(',');
}

describe.each(seen)('a year planned in one act, with %s', (_said, denied) => {
  beforeAll(async () => {
    await world.reset();
    known.clear();
    if (denied) await denySchedules(world);
    else await fillCalendars();
  });

  test.each(tried)('%s: the mark is kept or the reason said, and nothing clashes', async (pair) => {
    const told = await planned(pair);

    const dates = (await meetingsOf(pair)).sort((a, b) => a.start - b.start);
    expect(dates.length).toBeGreaterThanOrEqual(6);
    expect(dates.length).toBeLessThanOrEqual(8);
    const days = dates.map(({ start }) => dayOf(start, paris));
    const anchors = ['2026-04-14', ...days, '2027-03-25'];
    const gaps = anchors.slice(1).map((day, at) => daysBetween(anchors[at] ?? day, day));
    if (gaps.some((gap) => gap >= 56)) expect(told).toMatch(/repère/);
    for (const date of dates) expectNoClash(pair, date);
    if (denied) expect(told).not.toMatch(/libre/);
  });

  test.runIf(!denied)('P33 reads why a stretch is longer than the mark', async () => {
    const said = await world.say(away.mail, 'planifier');
    const year = said.messages.at(-1)?.card;

    expect(year && textOf(year)).toMatch(/repère des huit semaines/);
  });

  test.runIf(!denied)(
    'one date moved from « mes rencontres », the rest is planned anew',
    async () => {
      const [, mentor] = peopleOf('P01');
      const who = peopleOf('P01')[0]?.mail ?? '';
      await world.pressLatest(mentor?.mail ?? '', 'plan.confirm', { suits: await idsOf('P01') });
      const [, second] = (await idsOf('P01')).split(',');
      await world.say(who, 'mes rencontres');
      const opened = await world.pressLatest(who, 'meeting.open', { meeting: second });
      expect(opened.status).toBe(200);
      await world.pressLatest(who, 'meeting.cancel');

      await world.pressLatest(who, 'plan.show');
      await world.pressLatest(who, 'plan.confirm');

      const dates = (await meetingsOf('P01')).filter(({ state }) => state === 'booked');
      const days = dates.map(({ start }) => dayOf(start, paris)).sort();
      const anchors = ['2026-04-14', ...days, '2027-03-25'];
      const gaps = anchors.slice(1).map((day, at) => daysBetween(anchors[at] ?? day, day));
      expect(Math.max(...gaps)).toBeLessThan(56);
      for (const date of dates) expectNoClash('P01', date);
    },
  );

  test.runIf(denied)('and no time of an unknown calendar is said to be free', async () => {
    const who = peopleOf('P09')[0]?.mail ?? '';
    await world.say(who, 'réserver');
    const found = await world.pressLatest(who, 'meeting.find', { mode: 'video', minutes: '60' });

    expect(found.card && choices(found.card, 'slot')).toHaveLength(5);
    const said = found.card ? textOf(found.card) : '';
    expect(said).not.toMatch(/libre/i);
    expect(said).toMatch(/Agenda non visible/);
  });

  test('no unknown calendar is booked into: those dates are proposed', async () => {
    const [mine, theirs] = await Promise.all(['P09', 'P02'].map(meetingsOf));

    expect(new Set(mine?.map(({ state }) => state))).toEqual(
      new Set([denied ? 'proposed' : 'booked']),
    );
    expect(new Set(theirs?.map(({ state }) => state))).toEqual(new Set(['proposed']));
  });
});

function expectNoClash(pair: string, date: Interval): void {
  for (const { mail, timeZone } of peopleOf(pair)) {
    const day = dayOf(date.start, timeZone);
    expect(holidays(Number(day.slice(0, 4)), null).has(day)).toBe(false);
    expect([0, 6]).not.toContain(new Date(`${day}T12:00Z`).getUTCDay());
    expect(known.get(mail)?.some((taken) => overlaps(taken, date)) ?? false).toBe(false);
  }
}
