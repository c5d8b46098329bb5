import { createHash } from 'node:crypto';
import type { DigestReader } from '../db/digests.ts';
import { toldOf } from '../domain/alert.ts';
import type { Cohort } from '../domain/people.ts';
import {
  addDays,
  day,
  dayOf,
  type Instant,
  instantOf,
  isWorkingDay,
  nextWorkingMorning,
  type WorkingTime,
} from '../domain/time.ts';
import type { Deps } from './deps.ts';

/**
 * Tells every referent, on a working morning of theirs, what is open, when that has changed since
 * they were last told. Returns when the next of those mornings begins.
 */
export async function sendDigests(deps: Deps): Promise<Instant> {
  const now = deps.now();
  const cohorts = new Map<string, Cohort | undefined>();
  let next = now + day;
  for (const reader of await deps.db.read.digests.readers(dayOf(now, 'UTC'))) {
    const { cohort: id } = reader;
    if (!cohorts.has(id)) cohorts.set(id, await deps.db.read.pairs.cohort(id));
    const cohort = cohorts.get(id);
    if (!cohort) continue;
    const work = { ...reader, hours: cohort.settings.workingHours };
    if (isMorning(now, work, cohort.settings.lunch.from)) await digestFor(deps, reader, now);
    next = Math.min(next, nextMorning(now, work));
  }
  deps.wake();
  return next;
}

/** From the hour work begins until lunch: a digest is read with the day ahead of it. */
function isMorning(now: Instant, work: WorkingTime, until: string): boolean {
  const today = dayOf(now, work.zone);
  if (!isWorkingDay(today, work)) return false;
  const opens = instantOf(today, work.hours.from, work.zone);
  return opens <= now && now < instantOf(today, until, work.zone);
}

function nextMorning(now: Instant, work: WorkingTime): Instant {
  const today = dayOf(now, work.zone);
  const opens = instantOf(today, work.hours.from, work.zone);
  return now < opens && isWorkingDay(today, work) ? opens : nextWorkingMorning(now, work);
}

/**
 * One a morning at most, and none on a morning that brings a single alert by itself: one message is
 * enough to begin a day with, and the next morning's digest has that alert in it.
 */
async function digestFor(deps: Deps, reader: DigestReader, now: Instant): Promise<void> {
  const { person, cohort, zone } = reader;
  const last = await deps.db.read.digests.last(person, cohort);
  const told = hashOf(reader.open);
  if (told === (last?.told ?? hashOf([]))) return;
  const today = dayOf(now, zone);
  if (last && dayOf(last.at, zone) === today) return;
  const start = instantOf(today, '00:00', zone);
  const end = instantOf(addDays(today, 1), '00:00', zone);
  if (await deps.db.read.digests.toldAlone(person, { start, end })) return;
  await deps.db.tx(async (t) => {
    if (!(await t.digests.tell({ person, cohort, last: last?.at ?? null }, told, now))) return;
    const from = new Date(last?.at ?? 0).toISOString();
    const until = new Date(now).toISOString();
    await deps.tell(t, {
      person,
      notice: { kind: 'digest', cohort, from, until },
      occurrence: today,
    });
  });
}

const hashOf = (open: readonly string[]): string =>
  createHash('sha256').update(toldOf(open)).digest('hex');
