import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import { heardIn, isSameHeard } from '../domain/calendar-change.ts';
import { shownTime } from '../domain/shown.ts';
import type { Outcome } from '../effects/run.ts';
import type { EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { sweepJob } from './keep-subscription.ts';

/** Blanking has its own lane: nobody's card waits for it. */
export const copyLane = (meeting: string): string => `copy:${meeting}`;

/**
 * The organiser has written to the programme's copy of their invitation, in this version of it:
 * whatever words came with it go. Said twice, it is done once.
 */
export async function blankSoon(
  deps: Deps,
  t: Tables,
  { meeting, changeKey }: Pick<MeetingEvent, 'meeting' | 'changeKey'>,
): Promise<void> {
  await t.effects.add({
    key: `copy:${meeting}:${changeKey}`,
    ...{ kind: 'event', lane: copyLane(meeting), ids: { meeting } },
    ...{ due: deps.now(), created: deps.now() },
  });
}

/** Empties the programme's copy of an invitation. May run any number of times. */
export async function blankCopy(deps: Deps, meeting: string): Promise<Outcome> {
  const event = await deps.db.read.events.latest(meeting);
  if (event?.state !== 'there' || event.graphId === null) return { dropped: 'no copy' };
  const state = await deps.calendar.blank(event.graphId);
  return {
    ...{ done: true, remoteId: event.graphId },
    async save(t) {
      const now = await t.events.latest(meeting);
      if (state === 'gone' || now?.changeKey !== event.changeKey) return;
      // What else is new in it is for the next reading, which must find another version than it knows.
      if (saysNothingNew(event, state)) {
        await t.events.save({ ...now, changeKey: state.changeKey });
      } else {
        await t.jobs.hasten(sweepJob, deps.now());
      }
    },
  };
}

function saysNothingNew(event: MeetingEvent, { startsAt, endsAt, cancelled, answers }: EventState) {
  const time = { start: startsAt, end: endsAt };
  const shown = shownTime(event.shows);
  const isThere = shown?.start === startsAt && shown.end === endsAt;
  return !cancelled && isThere && isSameHeard(heardIn({ time, answers }), event.heard);
}
