import type { ListedPair } from '../db/coach-lists.ts';
import type { Tables } from '../db/db.ts';
import type { PairLine, PairList, PairsShown, Standing } from '../domain/coach-model.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import {
  countStandings,
  isLookedFor,
  type OpenMatter,
  passesOn,
  standingOf,
  worstStandingFirst,
} from '../domain/standing.ts';
import { type Day, dayOf, type Instant } from '../domain/time.ts';
import { cohortFor, cohortHead, type OpenCohort, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';

export interface PairsAsked {
  cohort?: string | undefined;
  shown?: PairsShown | undefined;
  search?: string | undefined;
  standing?: readonly Standing[] | undefined;
  after?: string | undefined;
}

/** Lines of the whole cohort that are read at a time. */
const pageSize = 50;

/** Pairs of a cohort as a coach looks for them: their own, the worst first, or all by code. */
export async function readPairs(
  deps: Deps,
  who: Visitor,
  asked: PairsAsked,
): Promise<PairList | Refused> {
  const t = deps.db.read;
  const now = deps.now();
  const open = await cohortFor(t, who, 'pairs.list', asked.cohort, now);
  if (isRefused(open)) return open;
  const [head, own] = await Promise.all([cohortHead(t, open, now), ownOf(t, open, now)]);
  const list = asked.shown === 'all' ? everyPair : ownPairs;
  return { head, ...(await list(t, open, own, asked, now)) };
}

/** Roles of a day are read in UTC, as at every door. */
const ownOf = (t: Tables, { cohort, actor }: OpenCohort, now: Instant) =>
  t.coachLists.own(actor.person, cohort.id, dayOf(now, 'UTC'));

type Listed = Omit<PairList, 'head'>;

async function ownPairs(
  t: Tables,
  open: OpenCohort,
  own: readonly string[],
  asked: PairsAsked,
  now: Instant,
): Promise<Listed> {
  const pairs = await t.coachLists.some(open.cohort, own, now);
  const lines = worstStandingFirst(await linesOf(t, open, pairs, own, now));
  const today = dayOf(now, open.cohort.zone);
  const days = pairs.flatMap((pair) => passesOn(pair, open.cohort, today) ?? []);
  return {
    shown: 'mine',
    counts: countStandings(lines),
    pairs: lines.filter((line) => isAsked(line, line.names, asked)),
    next: null,
    lookAgain: days.toSorted()[0] ?? null,
  };
}

/** How all of them stand is counted from each pair's dates; only what is shown is read whole. */
async function everyPair(
  t: Tables,
  open: OpenCohort,
  own: readonly string[],
  asked: PairsAsked,
  now: Instant,
): Promise<Listed> {
  const pairs = await t.coachLists.whole(open.cohort, now);
  const judged = await judgedAll(t, open, pairs, own, now);
  const wanted = judged.filter(({ pair, standing }) =>
    isAsked({ code: pair.code, standing }, [pair.mentee, pair.mentor], asked),
  );
  const rest = wanted.filter(({ pair }) => pair.code > (asked.after ?? ''));
  const page = rest.slice(0, pageSize).map(({ pair }) => pair);
  return {
    shown: 'all',
    counts: countStandings(judged),
    pairs: await linesOf(t, open, page, own, now),
    next: rest.length > pageSize ? (page.at(-1)?.code ?? null) : null,
    lookAgain: null,
  };
}

function isAsked(
  { code, standing }: Pick<PairLine, 'code' | 'standing'>,
  names: readonly string[],
  { search = '', standing: wanted = [] }: PairsAsked,
): boolean {
  return (wanted.length === 0 || wanted.includes(standing)) && isLookedFor({ code, names }, search);
}

async function judgedAll(
  t: Tables,
  { cohort, actor }: OpenCohort,
  pairs: readonly ListedPair[],
  own: readonly string[],
  now: Instant,
) {
  const today = dayOf(now, cohort.zone);
  const matters = await mattersOf(t, own);
  return pairs.map((pair) => ({
    pair,
    ...standingOf(pair, cohort, { person: actor.person, matters: matters(pair.id) }, today),
  }));
}

/** Open matters of a pair one answers for; null of any other one. */
async function mattersOf(t: Tables, own: readonly string[]) {
  const known = new Map<string, OpenMatter[]>(own.map((id) => [id, []]));
  for (const alert of await t.coachLists.openAlerts(own)) known.get(alert.pair)?.push(alert);
  return (pair: string): OpenMatter[] | null => known.get(pair) ?? null;
}

/** The lines of these pairs, in their order. `own`: those the reader answers for, among others. */
export async function linesOf(
  t: Tables,
  { cohort, actor }: OpenCohort,
  pairs: readonly ListedPair[],
  own: readonly string[],
  now: Instant,
): Promise<PairLine[]> {
  const ids = pairs.map(({ id }) => id);
  const [matters, referents] = await Promise.all([
    mattersOf(t, own),
    t.coachLists.referents(ids, dayOf(now, 'UTC')),
  ]);
  const today: Day = dayOf(now, cohort.zone);
  return pairs.map((pair): PairLine => {
    const { id, code, mentee, mentor, meetings, pauses } = pair;
    const who = { person: actor.person, matters: matters(id) };
    return {
      ...{ pair: id, code, names: [mentee, mentor], referent: referents.get(id) ?? null },
      mine: who.matters !== null,
      ...standingOf(pair, cohort, who, today),
      held: meetings.filter(({ state }) => state === 'held').length,
      year: { meetings, pauses },
    };
  });
}
