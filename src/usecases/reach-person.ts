import type { Tables } from '../db/db.ts';
import { dayOf } from '../domain/time.ts';
import { closeAlerts, openAlert } from './alerts.ts';
import type { Deps } from './deps.ts';

/** A sign of life, in the caller's transaction: alerts that this person cannot be reached are over. */
export async function heardFrom(deps: Deps, t: Tables, person: string): Promise<void> {
  for (const pair of await t.reach.alertedAbout(person)) {
    await closeAlerts(deps, t, pair, ['unreachable'], 'reached', person);
  }
}

/** They pressed a card, whatever came of the press: what brought it is answered. */
export async function heardByPress(deps: Deps, person: string, card: string): Promise<void> {
  const wasMissed = await deps.db.read.reach.pressed(person, card, deps.now());
  if (wasMissed) await deps.db.tx((t) => heardFrom(deps, t, person));
}

/** They acted by a mail's link, whatever came of the act: that mail is answered. */
export async function heardByLink(
  deps: Deps,
  t: Tables,
  link: { person: string; hash: Uint8Array },
): Promise<void> {
  await t.reach.answered(link.hash, deps.now());
  await heardFrom(deps, t, link.person);
}

/** Neither the bot nor a mail gets to them: whoever answers for their pairs is told, once. */
export async function nobodyReached(deps: Deps, t: Tables, person: string): Promise<void> {
  for (const id of await t.pairs.of(person)) {
    const pair = await t.pairs.get(id, dayOf(deps.now(), 'UTC'));
    if (!pair) continue;
    const since = dayOf(deps.now(), pair.cohort.zone);
    await openAlert(deps, t, pair, { cause: 'unreachable', about: person, since });
  }
  deps.log.warn({ event: 'person.unreachable', person });
}
