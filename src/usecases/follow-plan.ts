import type { Tables } from '../db/db.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, partnerOf } from '../domain/people.ts';
import { endSilence } from './alerts.ts';
import type { By, Deps } from './deps.ts';
import { writeCalendars } from './follow.ts';
import { redraw } from './redraw.ts';

/**
 * What follows any act on a whole plan, in the same transaction: the calendars of the meetings that
 * `wrote` names, one word of it to the other person, and every card that shows any of it.
 */
export async function followPlan(
  deps: Deps,
  t: Tables,
  at: { pair: Pair; plan: string; by: By },
  changed: Meeting[],
  wrote: Meeting[],
): Promise<void> {
  const { pair, plan, by } = at;
  for (const meeting of wrote) await writeCalendars(deps, t, meeting);
  if (by.card !== undefined) await t.cards.show(by.card, { kind: 'year', pair: pair.id, plan });
  await deps.tell(t, {
    person: partnerOf(pair, by.person).id,
    notice: { kind: 'plan', pair: pair.id, plan },
    occurrence: versionOf(await t.meetings.ofPlan(plan)),
  });
  const ids = changed.map(({ id }) => id);
  for (const card of await t.cards.touchAll(pair.id, ids)) await redraw(deps, t, card);
  await endSilence(deps, t, pair.id, changed);
}

/** A text that is another one whenever anything of the plan has changed. */
export const versionOf = (meetings: readonly Meeting[]): string =>
  meetings
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ version }) => `v${version}`)
    .join('');
