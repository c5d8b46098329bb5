import { getSlots } from 'slot-calculator';
import { holidays } from '../../src/domain/public-holidays.ts';
import { commonSlots, type Diary, freeStarts, type Taken } from '../../src/domain/slots.ts';
import { type Instant, type Interval, minute } from '../../src/domain/time.ts';
import { minuteTable } from '../support/minute-table.ts';
import { openSheet, short, times } from './measure.ts';

/** Both sides tell every quarter-hour at which a meeting of an hour fits everybody. */
const minutes = 60;
const quarter = 15 * minute;
const days = 30;
const blocksOfPair = 480;
const identical = 60;
const inTurn = 40;
const searches = 10_000;

/** Both changes of hour of 2026 and 2027 lie in these thirty days; people live at three times. */
const begins = ['2026-10-12', '2027-03-15', '2026-06-01', '2026-12-14'].map((day) =>
  Date.parse(`${day}T00:00:00Z`),
);
const places = [
  { zone: 'Europe/Paris', departement: '75' },
  { zone: 'Indian/Reunion', departement: '974' },
  { zone: 'America/Guadeloupe', departement: '971' },
];

/** The same numbers in every run (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Question {
  diaries: Diary[];
  window: Interval;
}

/** Calendars in no order, as short as keeps some of the month free, however many blocks there are. */
function question(seed: number, people: number, blocks: number): Question {
  const next = numbersFrom(seed);
  const start = begins[seed % begins.length] ?? 0;
  const window = { start, end: start + days * 24 * 60 * minute };
  const each = Math.round(blocks / people);
  const diaries = Array.from({ length: people }, (_, nth): Diary => {
    const place = places[nth === 0 ? 0 : next(places.length)] ?? places[0];
    if (!place) throw new Error('nowhere to live');
    const busy = Array.from({ length: each }, (): Taken => {
      const from = start + next(days * 24 * 4) * quarter;
      return { start: from, end: from + (1 + next(4)) * quarter, kind: 'busy' };
    });
    const hours = { from: '08:00', to: '19:00' };
    return { work: { ...place, hours }, lunch: { from: '12:00', to: '13:00' }, busy, travel: 0 };
  });
  return { diaries, window };
}

const iso = ({ start, end }: Interval) => ({
  from: new Date(start).toISOString(),
  to: new Date(end).toISOString(),
});

/** Whether everybody is at work and none at lunch, as `Intl` tells their clocks. */
function allAtWork({ diaries, window }: Question): (at: Instant) => boolean {
  const each = diaries.map(({ work, lunch }) => {
    const table = minuteTable(work.zone, window.start, days);
    return { table, work, open: table.between(work.hours), eats: table.between(lunch) };
  });
  return (at) =>
    each.every(({ table, work, open, eats }) => {
      const now = table.at(at);
      const isOff = holidays(Number(table.day(now).slice(0, 4)), work.departement);
      return open[now] && !eats[now] && table.weekday(now) < 6 && !isOff.has(table.day(now));
    });
}

/**
 * The peer knows no holidays, and adds availabilities up instead of intersecting them: so it is
 * given the hours at which all are at work, found beforehand and not counted in its time.
 */
function toPeer(asked: Question) {
  const { diaries, window } = asked;
  const isOpen = allAtWork(asked);
  const availability: Interval[] = [];
  for (let start = window.start; start < window.end; start += quarter) {
    if (!isOpen(start)) continue;
    const last = availability.at(-1);
    if (last?.end === start) last.end = start + quarter;
    else availability.push({ start, end: start + quarter });
  }
  return {
    ...iso(window),
    duration: 15,
    outputTimezone: 'utc',
    availability: availability.map(iso),
    unavailability: diaries.flatMap(({ busy }) => busy.map(iso)),
  };
}

/** Its slots lie end to end, so it is asked for quarters; four in a row hold an hour. */
function startsInARow(slots: readonly { from: string }[]): Instant[] {
  const quarters = slots.map(({ from }) => Date.parse(from));
  const free = new Set(quarters);
  return quarters.filter((start) => {
    for (let at = start; at < start + minutes * minute; at += quarter)
      if (!free.has(at)) return false;
    return true;
  });
}

const wishOf = ({ window }: Question) => ({ minutes, mode: 'video' as const, window });
const ours = (one: Question) => freeStarts(one.diaries, wishOf(one));
const peers = (asked: ReturnType<typeof toPeer>) =>
  startsInARow(getSlots({ ...asked }).availableSlots);
/** What a card asks for: every free start is found on the way. */
const whole = (one: Question) => commonSlots(one.diaries, { ...wishOf(one), most: 5, aim: null });

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const sheet = openSheet(
  'slots',
  `Common free times over ${days} days, ${minutes} minutes, ${blocksOfPair} taken times for a pair`,
);

let same = 0;
let found = 0;
for (let seed = 1; seed <= identical; seed++) {
  const one = question(seed, 2, blocksOfPair);
  const mine = ours(one);
  found += mine.length;
  if (JSON.stringify(mine) === JSON.stringify(peers(toPeer(one)))) same += 1;
}
sheet.say(`${found} starts found in ${identical} random months, before anything is timed`);
sheet.ledger('identical answers', same, identical);
sheet.ledger('months with a free hour', Math.min(found, identical), identical);

/** What the pair of sides took on the same questions, in turns. */
function sideBySide(people: number, blocks: number, rounds: number) {
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = question(1000 + round, people, blocks);
    const asked = toPeer(one);
    const turns = [
      () => mine.push(time(() => ours(one))),
      () => theirs.push(time(() => peers(asked))),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) turn();
  }
  return { mine, theirs };
}

const { mine, theirs } = sideBySide(2, blocksOfPair, inTurn);
const first = sheet.line('free starts, in turns', mine, 'ms');
const other = sheet.line('slot-calculator 2.2.1, in turns', theirs, 'ms');
sheet.say(`slot-calculator takes ${times(other, first)} as long (target: 200 ×)`);

const p99 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;

/**
 * Questions are made beforehand: what is timed is the search alone, one after another. The
 * processor's own time leaves out what others did meanwhile on a shared machine.
 */
function searching(people: number, blocks: number, count: number) {
  const questions = Array.from({ length: 50 }, (_, n) => question(5000 + n, people, blocks));
  const wall: number[] = [];
  const processor: number[] = [];
  for (let n = 0; n < count; n++) {
    const one = questions[n % questions.length];
    if (!one) continue;
    const before = process.cpuUsage();
    wall.push(time(() => whole(one)));
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
  }
  return { wall, processor };
}

const all = searching(2, blocksOfPair, searches);
sheet.line('five ranked slots of all free starts', all.wall, 'ms');
sheet.line('the same, of the processor alone', all.processor, 'ms');
sheet.say(`p99 of ${searches} searches: ${short(p99(all.wall))} ms (target: 1 ms)`);
sheet.say(`p99 of the processor alone: ${short(p99(all.processor))} ms`);

for (const blocks of [120, 240, 480, 960, 1920, 3840]) {
  const { median } = sheet.line(
    `pair, ${blocks} taken times`,
    searching(2, blocks, 400).wall,
    'ms',
  );
  sheet.say(`  ${short((median * 1000) / blocks)} µs for each of them`);
}
for (const people of [2, 4, 6, 8])
  sheet.line(
    `${people} people, 240 taken times each`,
    searching(people, people * 240, 400).wall,
    'ms',
  );
for (const blocks of [120, 3840]) {
  const both = sideBySide(2, blocks, 10);
  const a = sheet.line(`pair, ${blocks} taken times, free starts`, both.mine, 'ms');
  const b = sheet.line(`pair, ${blocks} taken times, slot-calculator`, both.theirs, 'ms');
  sheet.say(`  slot-calculator takes ${times(b, a)} as long`);
}
sheet.close();
