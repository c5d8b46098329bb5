import { createHash } from 'node:crypto';
import { type Chance, chanceOf } from '../support/chance.ts';
import { aCohort } from '../support/people.ts';

/** A row to be laid, in columns' names, as JSON has it. */
export type Row = Record<string, unknown>;
export type Lay = (table: string, row: Row) => void;

/** Tuesday 15 September 2026, when the working day opens in Paris and in Martinique; the day after. */
export const morning = Date.parse('2026-09-15T07:00:00Z');
export const afternoon = Date.parse('2026-09-15T13:00:00Z');
export const nextMorning = Date.parse('2026-09-16T07:00:00Z');
export const today = '2026-09-15';
const launch = '2026-01-13';
const launchedAgo = 245;

type Rung = 'mentee' | 'both' | 'referent';
type Role = 'mentee' | 'mentor' | 'referent';

interface Story {
  of100: number;
  /** Their last meeting was between so many and so many days ago; null when they never met. */
  met: readonly [number, number] | null;
  state?: 'stopping' | 'closed';
  /** What stands today. */
  has?: 'date ahead' | 'times asked' | 'pause';
  /** What was said so many days after that meeting, to whom; nobody heard what was dropped. */
  said?: readonly (readonly [Rung, Role, number, 'dropped'?])[];
  /** What the rules call for today: marks of 35, 45 and 56 days, one nudge a week a person. */
  calls?: readonly (readonly [Rung, Role])[];
}

const first = ['mentee', 'mentee', 35] as const;
const second = [
  ['both', 'mentee', 45],
  ['both', 'mentor', 45],
] as const;
const third = ['referent', 'referent', 56] as const;

/** Of a hundred pairs. Nothing falls due on the day after, so that it is a quiet one. */
const stories: readonly Story[] = [
  { of100: 55, met: [3, 33] },
  { of100: 20, met: [20, 50], has: 'date ahead' },
  { of100: 4, met: [60, 100], has: 'pause' },
  { of100: 2, met: [36, 43], has: 'times asked' },
  { of100: 4, met: [36, 43], said: [first] },
  { of100: 3, met: [46, 54], said: [first, ...second] },
  { of100: 2, met: [58, 90], said: [first, ...second, third] },
  { of100: 1, met: null, said: [first, ...second, third] },
  { of100: 1, met: [60, 90], state: 'stopping' },
  { of100: 1, met: [60, 90], state: 'closed' },
  { of100: 2, met: [35, 35], calls: [['mentee', 'mentee']] },
  { of100: 1, met: [36, 36], said: [[...first, 'dropped']], calls: [['mentee', 'mentee']] },
  {
    ...{ of100: 2, met: [45, 45], said: [first] },
    calls: [
      ['both', 'mentee'],
      ['both', 'mentor'],
    ],
  },
  // The mentee heard three days ago: until the week is over only the mentor does.
  { of100: 1, met: [45, 45], said: [['mentee', 'mentee', 42]], calls: [['both', 'mentor']] },
  { of100: 1, met: [56, 56], said: [first, ...second], calls: [['referent', 'referent']] },
];

/** Those whose working day opens in the afternoon of Paris hear then. */
export interface Called {
  morning: Set<string>;
  afternoon: Set<string>;
}

/** One thing said: of a pair, which rung, to whom. */
export const word = (pair: string, rung: string, person: string) => `${pair} ${rung} ${person}`;

/** Always the same for the same things; spread like the ones the product makes. */
export function idOf(...what: (string | number)[]): string {
  const hash = createHash('md5').update(what.join(' ')).digest('hex');
  const [a, b, c, d, e] = [0, 8, 12, 16, 20].map((at, n, all) => hash.slice(at, all[n + 1]));
  return `${a}-${b}-${c}-${d}-${e}`;
}

const ago = (days: number) =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const at = (days: number, time = '07:00') => `${ago(days)}T${time}:00Z`;

interface Place {
  time_zone: string;
  departement: string;
}
const paris: Place = { time_zone: 'Europe/Paris', departement: '75' };
const reunion: Place = { time_zone: 'Indian/Reunion', departement: '974' };
const martinique: Place = { time_zone: 'America/Martinique', departement: '972' };

/** Two people in a hundred live on La Réunion, two in Martinique; a fifth have a mailbox alone. */
function layPerson(lay: Lay, chance: Chance, id: string): Place {
  const drawn = chance.below(100);
  const place = drawn < 2 ? reunion : drawn < 4 ? martinique : paris;
  lay('person', { id, mail: `${id}@chu.example`, name: `Person ${id.slice(0, 4)}`, ...place });
  if (chance.below(5) > 0) {
    const tid = '11111111-0000-4000-8000-000000000001';
    const where = { user_id: `29:${id}`, service_url: 'https://smba.example/' };
    lay('conversation', { id: `chat-${id}`, person_id: id, tid, ...where });
  }
  return place;
}

function layCohort(lay: Lay, number: number): void {
  const id = idOf('cohort', number);
  const code = `C${String(number).padStart(5, '0')}`;
  lay('cohort', { id, code, name: code, time_zone: 'Europe/Paris', settings: aCohort.settings });
  const days = { launch, midterm: '2026-06-16', closing: '2026-12-15' };
  for (const [kind, day] of Object.entries(days)) lay('cohort_day', { cohort_id: id, kind, day });
}

const pairsOfACoach = 25;

/** A referent, in Paris, who answers for some pairs and takes no part otherwise. */
function layCoach(lay: Lay, number: number): void {
  const id = idOf('coach', number);
  lay('person', { id, mail: `${id}@chu.example`, name: `Coach ${number}`, ...paris });
}

/**
 * Pairs from one number up to another, from the seed alone: their people, history and what stands,
 * and in `called` what is to be said today.
 */
export function layPairs(
  lay: Lay,
  called: Called,
  { from, to, perCohort }: { from: number; to: number; perCohort: number },
): void {
  const chance = chanceOf(1000 + from);
  let deck: Story[] = [];
  for (let n = from; n < to; n++) {
    if (n % perCohort === 0) layCohort(lay, n / perCohort);
    if (n % pairsOfACoach === 0) layCoach(lay, n / pairsOfACoach);
    if (deck.length === 0) deck = shuffled(chance);
    const story = deck.pop();
    if (story) layPair(lay, called, chance, { n, cohort: Math.floor(n / perCohort), story });
  }
}

function shuffled(chance: Chance): Story[] {
  const deck = stories.flatMap((story) => Array.from({ length: story.of100 }, () => story));
  const drawn = deck.map((story) => ({ story, place: chance.next() }));
  return drawn.sort((a, b) => a.place - b.place).map(({ story }) => story);
}

interface Told {
  pair: string;
  people: Record<Role, string>;
  since: number;
}

function layPair(
  lay: Lay,
  called: Called,
  chance: Chance,
  { n, cohort, story }: { n: number; cohort: number; story: Story },
): void {
  const pair = idOf('pair', n);
  const referent = idOf('coach', Math.floor(n / pairsOfACoach));
  const people = { mentee: idOf('mentee', n), mentor: idOf('mentor', n), referent };
  const zones = {
    mentee: layPerson(lay, chance, people.mentee),
    mentor: layPerson(lay, chance, people.mentor),
    referent: paris,
  };
  lay('pair', {
    ...{ id: pair, cohort_id: idOf('cohort', cohort), code: `P${String(n).padStart(6, '0')}` },
    ...{ mentee_id: people.mentee, mentor_id: people.mentor, state: story.state ?? 'active' },
  });
  const named = { pair_id: pair, person_id: referent, kind: 'referent', from_day: launch };
  lay('pair_referent', named);
  const since = layMeetings(lay, chance, pair, people.mentee, story);
  layStanding(lay, chance, pair, people.mentee, story);
  for (const one of story.said ?? []) laySaid(lay, { pair, people, since }, one);
  for (const [rung, role] of story.calls ?? []) {
    const when = zones[role] === martinique ? called.afternoon : called.morning;
    when.add(word(pair, rung, people[role]));
  }
}

/** Held about every eight weeks up to the last one; how many days ago the count began. */
function layMeetings(
  lay: Lay,
  chance: Chance,
  pair: string,
  mentee: string,
  { met, calls }: Story,
): number {
  if (met === null) return launchedAgo;
  const [soonest, longest] = met;
  const since = soonest + chance.below(longest - soonest + 1);
  for (let days = since; days < launchedAgo - 7; days += 40 + chance.below(16)) {
    // One in ten of the last ones was booked, and nobody said what became of it.
    const state = days === since && chance.below(10) === 0 ? 'booked' : 'held';
    layMeeting(lay, pair, mentee, days, state);
  }
  // Neither what fell through nor what was called off is a meeting.
  if (calls) layMeeting(lay, pair, mentee, 9, 'not-held');
  if (calls) layMeeting(lay, pair, mentee, -12, 'cancelled');
  return since;
}

type MeetingState = 'proposed' | 'booked' | 'held' | 'not-held' | 'cancelled';

function layMeeting(lay: Lay, pair: string, by: string, days: number, state: MeetingState): string {
  const id = idOf('meeting', pair, days);
  const times = { starts_at: at(days, '08:00'), ends_at: at(days, '09:00') };
  lay('meeting', {
    ...{ id, pair_id: pair, state, source: 'bot', proposed_by: by, created: at(days + 12) },
    ...(state === 'proposed' ? { starts_at: null, ends_at: null } : times),
    held_on: state === 'held' ? ago(days) : null,
  });
  return id;
}

function layStanding(lay: Lay, chance: Chance, pair: string, by: string, { has }: Story): void {
  if (has === 'date ahead') layMeeting(lay, pair, by, -2 - chance.below(28), 'booked');
  if (has === 'times asked') {
    const meeting_id = layMeeting(lay, pair, by, -5, 'proposed');
    for (const rank of [1, 2, 3])
      lay('meeting_slot', {
        ...{ meeting_id, rank },
        ...{ starts_at: at(-3 - rank, '08:00'), ends_at: at(-3 - rank, '09:00') },
      });
  }
  if (has === 'pause')
    lay('pause', {
      ...{ id: idOf('pause', pair), pair_id: pair, proposed_by: by, state: 'agreed' },
      ...{ from_day: ago(20), until_day: ago(-3 - chance.below(30)), created: at(22) },
    });
}

/** What was said of a silence counted from `since` days ago, and the message it went by. */
function laySaid(
  lay: Lay,
  { pair, people, since }: Told,
  [rung, role, after, fate]: readonly [Rung, Role, number, 'dropped'?],
): void {
  const [person_id, since_day, when] = [people[role], ago(since), at(since - after)];
  lay('nudge', { pair_id: pair, rung, since_day, person_id, at: when, facts: {} });
  if (rung === 'referent') {
    const alert = { id: idOf('alert', pair), cause: 'inactive', version: 1 };
    lay('alert', { ...alert, pair_id: pair, since_day, opened: when });
    return;
  }
  const ids = { notice: 'nudge', pair, since: since_day, rung, occurrence: when, again: 0 };
  const key = `nudge:${pair}:${rung}:${since_day}:${when}:${person_id}`;
  lay('effect', {
    ...{ key, kind: 'mail', lane: `mail:${key}`, person_id, ids, state: fate ?? 'done' },
    ...{ due: when, created: when, settled: when },
  });
}
