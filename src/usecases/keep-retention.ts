import { retentionDaysOf, trimAfterDays } from '../domain/retention.ts';
import { addDays, day, type Instant, instantOf } from '../domain/time.ts';
import { askRemoval, keepRetentionJob } from './begin-removal.ts';
import { carryOnRemoval, type RemovalDeps, scrubJob } from './carry-on-removal.ts';

export { keepRetentionJob };

/** No clock is shorter than this, so that whatever is imported meanwhile is seen in time. */
const seldom = 30 * day;
const afterTrouble = day / 24;
/** In the cohort's zone: nobody is at work. */
const atNight = '03:00';

/**
 * Begins the purge of each cohort whose clock has run out, goes on with every removal under way, and
 * takes away what is of no use to anybody. Says when to look again.
 */
export async function keepRetention(deps: RemovalDeps): Promise<Instant> {
  const now = deps.now();
  const nexts: (Instant | null)[] = [await beginPurges(deps, now)];
  const open = await deps.db.read.removals.open();
  for (const removal of open) {
    try {
      nexts.push(await carryOnRemoval(deps, removal));
    } catch (error) {
      deps.log.error({ event: 'removal.failed', removal: removal.id, error });
      nexts.push(now + afterTrouble);
    }
  }
  await trim(deps, now);
  await scrub(deps);
  deps.wake();
  return Math.min(now + seldom, ...nexts.filter((next) => next !== null));
}

/** When the next cohort's clock runs out. */
async function beginPurges(deps: RemovalDeps, now: Instant): Promise<Instant | null> {
  let soonest: Instant | null = null;
  for (const { cohort, closing, zone, days } of await deps.db.read.removals.clocks()) {
    const due = instantOf(addDays(closing, retentionDaysOf(days)), atNight, zone);
    if (due <= now) await askRemoval(deps, { kind: 'cohort', subject: cohort });
    else soonest = Math.min(soonest ?? due, due);
  }
  return soonest;
}

const trim = (deps: RemovalDeps, now: Instant): Promise<void> =>
  deps.db.read.removals.trim({
    links: now - trimAfterDays.links * day,
    inbound: now - trimAfterDays.inbound * day,
    changes: now - trimAfterDays.changes * day,
  });

/** Once all is deleted, in no transaction of its own: what is left of it in the files goes as well. */
async function scrub({ db, log }: RemovalDeps): Promise<void> {
  const due = await db.read.jobs.due(scrubJob);
  if (due === null) return;
  const held = await db.scrub();
  if (held.length > 0) log.warn({ event: 'retention.unscrubbed', count: held.length });
  await db.read.jobs.rest(scrubJob, due);
}
