import type { Agenda } from '../db/agenda.ts';
import { day, type Instant } from '../domain/time.ts';
import { openRounds } from '../rounds.ts';
import { digestJob } from '../usecases/alerts.ts';
import { askHeld } from '../usecases/ask-held.ts';
import type { RemovalDeps } from '../usecases/carry-on-removal.ts';
import { readHints, sweepCalendar } from '../usecases/follow-calendar.ts';
import { keepRetention, keepRetentionJob } from '../usecases/keep-retention.ts';
import {
  keepSubscription,
  keepSubscriptionJob,
  type SubscriptionDeps,
  sweepEvery,
  sweepJob,
} from '../usecases/keep-subscription.ts';
import { keepWaves, keepWavesJob } from '../usecases/keep-waves.ts';
import { type InstallDeps, installBot, installJob } from '../usecases/reach-install.ts';
import { remind } from '../usecases/remind.ts';
import { sendDigests } from '../usecases/send-digest.ts';
import { sweepRhythm, sweepRhythmJob } from '../usecases/sweep-rhythm.ts';

export type JobDeps = RemovalDeps & SubscriptionDeps & InstallDeps;

interface Job {
  /** When it is next due; null while there is nothing it could find. */
  nextDue(agenda: Agenda, now: Instant): Instant | null;
  /** With what was to be done as the round began. */
  run(deps: JobDeps, agenda: Agenda): Promise<void>;
}

/** With nothing ahead there is only what seldom moves: collective days, and what was recorded. */
const seldom = day;

/** What the product does of its own accord, and when; those due at once run in this order. */
const jobs: Record<string, Job> = {
  [keepSubscriptionJob]: {
    nextDue: (agenda, now) => agenda.jobs.get(keepSubscriptionJob) ?? now,
    async run(deps) {
      await inTurn(deps, keepSubscriptionJob, () => keepSubscription(deps));
    },
  },
  'read-hints': {
    nextDue: (agenda, now) => (agenda.hinted ? now : null),
    run: readHints,
  },
  [sweepJob]: {
    nextDue: (agenda, now) =>
      agenda.followed === 'nothing' ? null : (agenda.jobs.get(sweepJob) ?? now),
    async run(deps, { followed }) {
      await inTurn(deps, sweepJob, async () => {
        await sweepCalendar(deps);
        // What lay behind may have been moved ahead meanwhile.
        const now = deps.now();
        const after =
          followed === 'ahead' ? followed : (await deps.db.read.agenda.at(now)).followed;
        return now + (after === 'ahead' ? sweepEvery : seldom);
      });
    },
  },
  [digestJob]: {
    nextDue: (agenda) => agenda.jobs.get(digestJob) ?? null,
    async run(deps) {
      await inTurn(deps, digestJob, () => sendDigests(deps));
    },
  },
  'ask-held': {
    nextDue: (agenda) => agenda.nextEnd,
    run: askHeld,
  },
  [installJob]: {
    nextDue: (agenda) => agenda.jobs.get(installJob) ?? null,
    async run(deps) {
      await inTurn(deps, installJob, () => installBot(deps));
    },
  },
  [keepWavesJob]: {
    nextDue: (agenda, now) => agenda.jobs.get(keepWavesJob) ?? now,
    async run(deps) {
      await inTurn(deps, keepWavesJob, () => keepWaves(deps));
    },
  },
  [keepRetentionJob]: {
    nextDue: (agenda, now) => agenda.jobs.get(keepRetentionJob) ?? now,
    async run(deps) {
      await inTurn(deps, keepRetentionJob, () => keepRetention(deps));
    },
  },
  remind: {
    nextDue: (agenda) => agenda.nextReminder,
    run: remind,
  },
  [sweepRhythmJob]: {
    nextDue: (agenda, now) => agenda.jobs.get(sweepRhythmJob) ?? now,
    async run(deps) {
      await inTurn(deps, sweepRhythmJob, () => sweepRhythm(deps));
    },
  },
};

/**
 * Runs a job whose date is kept in the store, alone among any number of instances, and puts its date
 * off to what the work says. Whoever hastened it meanwhile is heard.
 */
async function inTurn(
  deps: JobDeps,
  name: string,
  work: () => Promise<Instant | null>,
): Promise<void> {
  const now = deps.now();
  const again = now + sweepEvery;
  if (!(await deps.db.read.jobs.take(name, now, again))) return;
  const next = await work();
  if (next === null) await deps.db.read.jobs.rest(name, again);
  else if (next !== again) await deps.db.read.jobs.postpone(name, again, next);
}

export interface Jobs {
  /**
   * Runs every job that is due; calls join the round under way, and have another one made. Who has
   * just asked what is due hands it on: it is not asked again.
   */
  run(agenda?: Agenda): Promise<void>;
  /** Resolves when no round is under way. */
  idle(): Promise<void>;
  /** The earliest moment any job has something to do. */
  nextDue(agenda: Agenda): Instant | null;
}

/**
 * The jobs of this process: never two rounds of them at once, or an event would be read by each. Once
 * it stops, the job under way is finished, and none is begun.
 */
export function openJobs(deps: JobDeps, isStopping = () => false): Jobs {
  let known: Agenda | undefined;
  const rounds = openRounds(async () => {
    const agenda = known;
    known = undefined;
    if (isStopping()) return;
    await runDueJobs(deps, isStopping, agenda ?? (await deps.db.read.agenda.at(deps.now())));
  });
  return {
    run(agenda) {
      known = agenda;
      return rounds.run();
    },
    idle: rounds.idle,
    nextDue: (agenda) => nextJobDue(agenda, deps.now()),
  };
}

/** Runs every job that is due; one that fails is logged and does not stop the others. */
async function runDueJobs(deps: JobDeps, isStopping: () => boolean, agenda: Agenda): Promise<void> {
  const now = deps.now();
  for (const [name, job] of Object.entries(jobs)) {
    const due = job.nextDue(agenda, now);
    if (due === null || due > now || isStopping()) continue;
    try {
      await job.run(deps, agenda);
    } catch (error) {
      deps.log.error({ event: 'job.failed', job: name, error });
    }
  }
}

function nextJobDue(agenda: Agenda, now: Instant): Instant | null {
  const dues = Object.values(jobs).flatMap((job) => job.nextDue(agenda, now) ?? []);
  return dues.length > 0 ? Math.min(...dues) : null;
}
