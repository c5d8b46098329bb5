import type { CohortChange } from '../db/cohort-undo.ts';
import type { Tables } from '../db/db.ts';
import type { NamedPair } from '../db/programme.ts';
import {
  type AnsweredPair,
  answeringOn,
  deputiesOf,
  referentOf,
  usualDeputy,
} from '../domain/answering.ts';
import type { CohortHeader } from '../domain/cohort-changes.ts';
import { fold } from '../domain/cohort-columns.ts';
import { mayStillUndo, undoLasts } from '../domain/cohort-undo.ts';
import { contentDigest } from '../domain/content-digest.ts';
import type { Cohort } from '../domain/people.ts';
import type {
  AnsweringLine,
  AnsweringList,
  ProgrammePage,
  Undoable,
} from '../domain/programme-model.ts';
import { themes } from '../domain/theme.ts';
import { type Day, dayOf, type Instant } from '../domain/time.ts';
import type { Deps } from './deps.ts';

type ReadDeps = Pick<Deps, 'db' | 'now'>;

/** Lines of pairs that are read at once. */
const mostLines = 40;

export const settingsVersion = (header: CohortHeader): string => contentDigest(header);
export const answeringVersion = (answered: readonly AnsweredPair[]): string =>
  contentDigest(answered);

/** All that a cohort decides for itself but its pairs, which are read a page at a time. */
export function readProgramme({ db, now }: ReadDeps, cohort: string): Promise<ProgrammePage> {
  return programmePage(db.read, cohort, now());
}

/** The same inside a transaction. */
export async function programmePage(
  t: Tables,
  cohort: string,
  now: Instant,
): Promise<ProgrammePage> {
  const { settings, zone, themeVersion, code, name, ...days } = await cohortOf(t, cohort);
  const { launch, midterm, closing } = days;
  const answered = await t.programme.answered(cohort);
  const header = { name, timeZone: zone, settings, days: { launch, midterm, closing } };
  const { rhythm, ladder, longestPauseDays, workingHours, lunch } = settings;
  const { noticeHours, horizonDays, dayHours } = settings;
  return {
    ...{ cohort, code, zone, today: dayOf(now, zone) },
    settingsVersion: settingsVersion(header),
    answeringVersion: answeringVersion(answered),
    settings: {
      ...{ rhythm, ladder, longestPauseDays, workingHours, lunch },
      ...{ noticeHours, horizonDays, dayHours },
    },
    days: header.days,
    themes: themesOf(themeVersion),
    coaches: (await t.programme.having(cohort, 'coach')).map(({ id, name: called }) => ({
      ...{ id, name: called, deputy: usualDeputy(answered, id) },
      pairs: answered.filter((pair) => referentOf(pair) === id).length,
    })),
    undo: undoable((await t.cohortUndo.changesOf(cohort))[0], now),
  };
}

export async function cohortOf(t: Tables, id: string): Promise<Cohort> {
  const cohort = await t.pairs.cohort(id);
  if (!cohort) throw new Error(`cohort ${id} is gone`);
  return cohort;
}

function themesOf(version: number): ProgrammePage['themes'] {
  const found = Object.entries(themes).find(([key]) => Number(key) === version);
  return [...(found?.[1] ?? [])];
}

const undoable = (change: CohortChange | undefined, now: Instant): Undoable | null =>
  change && mayStillUndo(change, now)
    ? {
        ...{ change: change.id, kind: change.kind, by: change.name, at: change.at },
        until: change.at + undoLasts,
      }
    : null;

/** Who answers for which pair, by code, from the one after `after`; the search is by code or name. */
export async function readAnswering(
  { db, now }: ReadDeps,
  cohort: string,
  { search = '', after = '' }: { search?: string | undefined; after?: string | undefined },
): Promise<AnsweringList> {
  const { zone } = await cohortOf(db.read, cohort);
  const today = dayOf(now(), zone);
  const sought = fold(search);
  const found = (await db.read.programme.named(cohort)).filter(
    ({ code, mentee, mentor }) =>
      code > after && [code, mentee, mentor].some((text) => fold(text).includes(sought)),
  );
  const shown = found.slice(0, mostLines);
  const answered = new Map(
    (await db.read.programme.answered(cohort)).map((pair) => [pair.pair, pair]),
  );
  return {
    lines: shown.map((pair) => lineOf(pair, answered.get(pair.pair), today)),
    next: found.length > shown.length ? (shown.at(-1)?.code ?? null) : null,
  };
}

function lineOf(named: NamedPair, found: AnsweredPair | undefined, today: Day): AnsweringLine {
  const { pair, code, mentee, mentor } = named;
  const answered = found ?? { pair, rows: [] };
  const referent = referentOf(answered);
  const coming = referent !== null && !answeringOn(answered, 'referent', today).includes(referent);
  const from = answered.rows.find(
    ({ kind, person, to }) => kind === 'referent' && person === referent && to === null,
  )?.from;
  return {
    ...{ pair, code, names: [mentee, mentor], referent },
    deputies: [...deputiesOf(answered)],
    from: coming ? (from ?? null) : null,
    version: contentDigest(answered.rows),
  };
}
