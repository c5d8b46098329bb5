import type { Tables } from '../db/db.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, partnerOf } from '../domain/people.ts';
import { endSilence } from './alerts.ts';
import type { By, Deps } from './deps.ts';
import { sweepEvery, sweepJob } from './keep-subscription.ts';
import { refreshCards, retireCards } from './redraw.ts';

/**
 * What follows any change to a meeting's time or answer, in the same transaction: the calendars,
 * the other one's word of it, and every card that shows it.
 */
export async function follow(
  deps: Deps,
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  by: By,
): Promise<void> {
  await writeCalendars(deps, t, meeting);
  const other = partnerOf(pair, by.person);
  if (by.card !== undefined) await t.cards.show(by.card, { kind: 'meeting', meeting: meeting.id });
  await retireCards(t, meeting.id, other.id);
  if (!(await t.appointments.isUnsent(meeting.id, other.id))) {
    await deps.tell(t, {
      person: other.id,
      notice: { kind: 'meeting', meeting: meeting.id },
      occurrence: `v${meeting.version}`,
    });
  }
  await refreshCards(deps, t, meeting.id);
  await endSilence(deps, t, pair.id, [meeting]);
}

export async function writeCalendars(
  deps: Pick<Deps, 'now'>,
  t: Tables,
  meeting: Meeting,
): Promise<void> {
  await followClosely(deps, t);
  // An event in somebody's own calendar is theirs to write.
  if (meeting.source === 'outlook') return;
  await t.effects.add({
    key: `event:${meeting.id}:v${meeting.version}`,
    kind: 'event',
    lane: `event:${meeting.id}`,
    ids: { meeting: meeting.id },
    due: deps.now(),
    created: deps.now(),
  });
}

/** Something stands or moves ahead: the calendar is looked at soon, however quiet it was before. */
export const followClosely = (deps: Pick<Deps, 'now'>, t: Tables): Promise<boolean> =>
  t.jobs.hasten(sweepJob, deps.now() + sweepEvery);

export async function writeList(deps: Deps, t: Tables, meeting: Meeting, due: number) {
  await t.effects.add({
    key: `list:${meeting.id}:v${meeting.version}`,
    kind: 'list',
    lane: `list:${meeting.id}`,
    ids: { meeting: meeting.id },
    due,
    created: deps.now(),
  });
}
