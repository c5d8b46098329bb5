import type { Tables } from '../db/db.ts';
import {
  type AnsweredPair,
  type AnsweringProblem,
  type AnsweringWish,
  changedAnswering,
  referentOf,
} from '../domain/answering.ts';
import { undoLasts } from '../domain/cohort-undo.ts';
import { contentDigest } from '../domain/content-digest.ts';
import type { ProgrammePage } from '../domain/programme-model.ts';
import { changedHeader, type FieldFault, type HeaderChange } from '../domain/programme-settings.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import { dayOf } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { followContent } from './import-cohort.ts';
import { keepChange } from './keep-change.ts';
import type { OpenProgramme } from './open-programme.ts';
import { answeringVersion, programmePage, settingsVersion } from './read-programme.ts';

export type ProgrammeChange = HeaderChange | AnsweringWish;

export interface SaveWish {
  /** What was shown when it was changed. */
  version: string;
  change: ProgrammeChange;
}

/** The cohort as it is now; what was wrong with the change, when it was not saved. */
export interface Saved {
  page: ProgrammePage;
  saved: boolean;
  faults?: FieldFault[];
  problem?: AnsweringProblem;
  refused?: 'changed-since';
}

type Verdict = Omit<Saved, 'page'> | Refused;

/**
 * Saves one section of a cohort's settings, or who answers for which pair. What follows is what an
 * import that says the same would lead to, minutes later: until then it can be taken back unheard.
 */
export async function saveProgramme(
  deps: Deps,
  open: OpenProgramme,
  wish: SaveWish,
): Promise<Saved | Refused> {
  const done = await deps.db.tx(async (t): Promise<Saved | Refused> => {
    await t.programme.lock();
    const verdict = await save(deps, t, open, wish);
    if (!('saved' in verdict)) return verdict;
    return { page: await programmePage(t, open.cohort, deps.now()), ...verdict };
  });
  deps.wake();
  return done;
}

function save(deps: Deps, t: Tables, open: OpenProgramme, wish: SaveWish): Promise<Verdict> {
  const { change, version } = wish;
  if (change.section === 'rhythm' || change.section === 'hours' || change.section === 'dates') {
    return saveHeader(deps, t, open, change, version);
  }
  return saveAnswering(deps, t, open, change, version);
}

async function saveHeader(
  deps: Deps,
  t: Tables,
  open: OpenProgramme,
  change: HeaderChange,
  version: string,
): Promise<Verdict> {
  const kept = await t.programme.header(open.cohort);
  if (!kept) return refuse('not-found');
  if (settingsVersion(kept.header) !== version) return { saved: false, refused: 'changed-since' };
  const today = dayOf(deps.now(), kept.header.timeZone);
  const next = changedHeader(kept.header, change, today);
  if ('faults' in next) return { saved: false, faults: next.faults };
  const id = await keepChange(deps, t, { ...open, kind: 'settings' }, async () => {
    await t.programme.saveHeader(open.cohort, next.header);
    await followContent({ now: deps.now, hold: undoLasts }, t, open.cohort);
  });
  return { saved: id !== null };
}

async function saveAnswering(
  deps: Deps,
  t: Tables,
  open: OpenProgramme,
  wish: AnsweringWish,
  version: string,
): Promise<Verdict> {
  const kept = await t.programme.header(open.cohort);
  const pairs = await t.programme.answered(open.cohort);
  if (!kept) return refuse('not-found');
  const one = wish.section === 'pair' && pairs.find(({ pair }) => pair === wish.pair);
  // A pair that is closed, of another cohort or of none looks the same.
  if (wish.section === 'pair' && !one) return refuse('not-found');
  const stands = one ? contentDigest(one.rows) : answeringVersion(pairs);
  if (stands !== version) return { saved: false, refused: 'changed-since' };
  const { days, timeZone } = kept.header;
  const coaches = (await t.programme.having(open.cohort, 'coach')).map(({ id }) => id);
  const ground = { today: dayOf(deps.now(), timeZone), closing: days.closing, coaches, pairs };
  const next = changedAnswering(ground, wish);
  if ('problem' in next) return { saved: false, problem: next.problem };
  const id = await keepChange(deps, t, { ...open, kind: 'answering' }, async () => {
    await t.programme.saveAnswered(next.pairs);
    await letAlertsFollow(t, pairs, next.pairs);
  });
  return { saved: id !== null };
}

/** What a referent who leaves was given by name is the referent's, whoever that is on each day. */
async function letAlertsFollow(
  t: Tables,
  before: readonly AnsweredPair[],
  after: readonly AnsweredPair[],
): Promise<void> {
  const left = new Map(before.map((pair) => [pair.pair, referentOf(pair)]));
  for (const pair of after) {
    const referent = left.get(pair.pair) ?? null;
    if (referent !== null && referent !== referentOf(pair)) {
      await t.programme.releaseAlerts(pair.pair, referent);
    }
  }
}
