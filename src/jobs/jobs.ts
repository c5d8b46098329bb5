import { day, type Instant } from '../domain/time.ts';
import { openRounds } from '../rounds.ts';
import { askHeld } from '../usecases/ask-held.ts';
import type { Deps } from '../usecases/deps.ts';
import { isFollowing, readHints, sweepCalendar } from '../usecases/follow-calendar.ts';
import {
  keepSubscription,
  keepSubscriptionJob,
  type SubscriptionDeps,
  sweepEvery,
  sweepJob,
} from '../usecases/keep-subscription.ts';

export type JobDeps = Deps & SubscriptionDeps;

interface Job {
  /** When it is next due; null while there is nothing it could find. */
  nextDue(deps: JobDeps, now: Instant): Promise<Instant | null>;
  run(deps: JobDeps): Promise<void>;
}

/** With nothing ahead there is only what seldom moves: collective days, and what was recorded. */
const seldom = day;

/** What the product does of its own accord, and when; those due at once run in this order. */
const jobs: Record<string, Job> = {
  [keepSubscriptionJob]: {
    nextDue: async (deps, now) => (await deps.db.read.jobs.due(keepSubscriptionJob)) ?? now,
    async run(deps) {
      await inTurn(deps, keepSubscriptionJob, () => keepSubscription(deps));
    },
  },
  'read-hints': {
    nextDue: async (deps, now) => ((await deps.db.read.hints.any()) ? now : null),
    run: readHints,
  },
  [sweepJob]: {
    async nextDue(deps, now) {
      if ((await isFollowing(deps)) === 'nothing') return null;
      return (await deps.db.read.jobs.due(sweepJob)) ?? now;
    },
    async run(deps) {
      await inTurn(deps, sweepJob, async () => {
        await sweepCalendar(deps);
        const following = await isFollowing(deps);
        return deps.now() + (following === 'ahead' ? sweepEvery : seldom);
      });
    },
  },
  'ask-held': {
    nextDue: (deps) => deps.db.read.meetings.nextEnd(),
    run: askHeld,
  },
};
/**
 * Runs a job whose date is kept in the store, alone among any number of instances, and puts its date
 * off to what the work says. Whoever hastened it meanwhile is heard.
 */
async function inTurn(deps: JobDeps, name: string, work: () => Promise<Instant>): Promise<void> {
  const now = deps.now();
  const again = now + sweepEvery;
  if (!(await deps.db.tx((t) => t.jobs.take(name, now, again)))) return;
  const next = await work();
  if (next !== again) await deps.db.tx((t) => t.jobs.postpone(name, again, next));
}

export interface Jobs {
  /** Runs every job that is due; calls join the round under way, and have another one made. */
  run(): Promise<void>;
  /** The earliest moment any job has something to do. */
  nextDue(): Promise<Instant | null>;
}

/** The jobs of this process: never two rounds of them at once, or an event would be read by each. */
export function openJobs(deps: JobDeps): Jobs {
  const { run } = openRounds(() => runDueJobs(deps));
  return { run, nextDue: () => nextJobDue(deps) };
}

/** Runs every job that is due; one that fails is logged and does not stop the others. */
async function runDueJobs(deps: JobDeps): Promise<void> {
  for (const [name, job] of Object.entries(jobs)) {
    try {
      const now = deps.now();
      const due = await job.nextDue(deps, now);
      if (due === null || due > now) continue;
      await job.run(deps);
    } catch (error) {
      deps.log.error({ event: 'job.failed', job: name, error });
    }
  }
}

/** The earliest moment any job has something to do. */
async function nextJobDue(deps: JobDeps): Promise<Instant | null> {
  const now = deps.now();
  const dues = await Promise.all(Object.values(jobs).map((job) => job.nextDue(deps, now)));
  const known = dues.filter((due) => due !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
