import { type Instant, minute } from '../domain/time.ts';
import { askHeld } from '../usecases/ask-held.ts';
import type { Deps } from '../usecases/deps.ts';
import { readAnswers } from '../usecases/read-answers.ts';

interface Job {
  /** When it is next due; null while there is nothing it could find. */
  nextDue(deps: Deps, now: Instant): Promise<Instant | null>;
  run(deps: Deps): Promise<void>;
}

/** The calendar is read again this often: notifications are hints, reading is the truth. */
const sweepEvery = 15 * minute;

/** What the product does of its own accord, and when. */
export const jobs: Record<string, Job> = {
  'ask-held': {
    nextDue: (deps) => deps.db.read.meetings.nextEnd(),
    run: askHeld,
  },
  'read-answers': {
    async nextDue(deps, now) {
      if (!(await deps.db.read.meetings.awaitingAnswer(now))) return null;
      return (await deps.db.read.jobs.due('read-answers')) ?? now;
    },
    async run(deps) {
      const now = deps.now();
      // Whoever moves the date on reads the calendar, alone among any number of instances.
      const mine = await deps.db.tx((t) => t.jobs.take('read-answers', now, now + sweepEvery));
      if (mine) await readAnswers(deps);
    },
  },
};

/** Runs every job that is due; one that fails is logged and does not stop the others. */
export async function runDueJobs(deps: Deps): Promise<number> {
  let ran = 0;
  for (const [name, job] of Object.entries(jobs)) {
    try {
      const now = deps.now();
      const due = await job.nextDue(deps, now);
      if (due === null || due > now) continue;
      await job.run(deps);
      ran += 1;
    } catch (error) {
      deps.log.error({ event: 'job.failed', job: name, error });
    }
  }
  return ran;
}

/** The earliest moment any job has something to do. */
export async function nextJobDue(deps: Deps): Promise<Instant | null> {
  const now = deps.now();
  const dues = await Promise.all(Object.values(jobs).map((job) => job.nextDue(deps, now)));
  const known = dues.filter((due) => due !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
