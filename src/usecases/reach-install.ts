import type { Tables } from '../db/db.ts';
import type { Installable } from '../db/installations.ts';
import { OutsideFault } from '../domain/outside.ts';
import { day, dayOf, hour, type Instant, instantOf } from '../domain/time.ts';
import type { Installation } from '../graph/installation.ts';
import type { Deps } from './deps.ts';

export const installJob = 'install-bot';

/** Below Graph's 30 requests a second for installed apps (learn.microsoft.com/graph/throttling-limits). */
const atOnce = 20;
const breath = 1000;
/** Each person once a day; when the right is missing, nobody until tomorrow. */
const again = day;
/** Where a setup policy installs the bot, Teams tells of it on the first morning by itself. */
const patience = hour;

export interface InstallDeps extends Deps {
  /** Null where the app's place in the catalogue is not set: then nothing is installed. */
  installation: Installation | null;
  homeTenant: string;
}

/** An import may bring people of our tenant: looked at once the cohort has begun. */
export async function planInstalls(
  { now }: { now: () => Instant },
  t: Tables,
  id: string,
): Promise<void> {
  const cohort = await t.pairs.cohort(id);
  if (!cohort || dayOf(now(), cohort.zone) >= cohort.closing) return;
  const { from } = cohort.settings.workingHours;
  const at = Math.max(now(), instantOf(cohort.launch, from, cohort.zone)) + patience;
  // A date of its own, else an earlier one; the job's next look comes to the same people anyway.
  if ((await t.jobs.due(installJob)) === null) await t.jobs.take(installJob, now(), at);
  else await t.jobs.hasten(installJob, at);
}

/** Installs the bot for people of our tenant who have never had it; when to look again, if at all. */
export async function installBot(deps: InstallDeps): Promise<Instant | null> {
  const { installation, homeTenant, db } = deps;
  if (!installation) return null;
  const wanted = (since: Instant, most: number) =>
    db.read.installations.wanted(homeTenant, dayOf(deps.now(), 'UTC'), since, most);
  for (const person of await wanted(deps.now() - again, atOnce)) {
    const stopped = await installFor(deps, installation, person);
    if (stopped !== null) return deps.now() + stopped;
  }
  if ((await wanted(deps.now() - again, 1)).length > 0) return deps.now() + breath;
  // Nobody left but those of today: tomorrow, as long as they are without it.
  return (await wanted(deps.now() + 1, 1)).length > 0 ? deps.now() + again : null;
}

/** Tries for one person; how long nobody is to be tried, when it is not about that person alone. */
async function installFor(
  deps: InstallDeps,
  installation: Installation,
  { person, oid }: Installable,
): Promise<number | null> {
  const { installations } = deps.db.read;
  await installations.tried(person, deps.now(), 'unclear');
  try {
    const outcome = await installation.install(oid);
    await installations.tried(person, deps.now(), outcome);
    deps.log.info({ event: 'bot.installed', person, outcome });
    return null;
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    const { status, code, retryAfter } = error;
    const outcome = `${status ?? 'no-answer'} ${code}`.slice(0, 120);
    await installations.tried(person, deps.now(), outcome);
    deps.log.warn({ event: 'bot.not-installed', person, outcome });
    if (status === 429) return Math.max(retryAfter ?? 0, breath);
    // 403: the right is not granted, or not for this app; nobody else's answer would be another.
    return status === 403 || status === 401 ? again : null;
  }
}
