import type { Tables } from '../db/db.ts';
import { workOf } from '../domain/people.ts';
import { dayOf, type Instant, instantOf, nextWorkingMoment } from '../domain/time.ts';

/**
 * Whom Teams is not known to reach is welcomed by mail, with the way to their own page: on launch
 * day, or in their next working hours when it has come already; once a cohort, however often it is
 * imported. Who imports may still take it back for `hold` milliseconds: until then nobody hears of it.
 */
export async function welcomeByMail(
  { now, hold = 0 }: { now: () => Instant; hold?: number },
  t: Tables,
  id: string,
): Promise<void> {
  const cohort = await t.pairs.cohort(id);
  if (!cohort || dayOf(now(), cohort.zone) >= cohort.closing) return;
  const dues = (await t.reach.toWelcome(id)).map((person) => {
    const work = workOf(person, cohort);
    const launch = instantOf(cohort.launch, work.hours.from, person.zone);
    return { person: person.id, due: nextWorkingMoment(Math.max(now() + hold, launch), work) };
  });
  await t.reach.welcome(id, dues, now());
}
