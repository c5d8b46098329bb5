import { cancelledBy, undone, whyNot } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { follow } from './follow.ts';
import { isTaken, meetingFor } from './pair-access.ts';

/** Takes a meeting out of both calendars, with notice to the other one. */
export async function cancelMeeting(
  deps: Deps,
  by: By,
  wish: { meeting: string },
): Promise<{ meeting: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.cancel', wish.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting, pair } = found;
    if (meeting.state === 'cancelled') return { meeting: meeting.id };
    const why = whyNot('cancel', meeting, deps.now());
    if (why) return refuse(why);
    const cancelled = cancelledBy(meeting, by.person);
    await t.meetings.save(cancelled);
    await follow(deps, t, pair, cancelled, by);
    return { meeting: meeting.id };
  });
}

/** Takes back the last act on the calendar. */
export async function undoMeeting(
  deps: Deps,
  by: By,
  wish: { meeting: string },
): Promise<{ meeting: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.move', wish.meeting, deps.now());
    if (isRefused(found)) return found;
    const back = undone(found.meeting, by.person, deps.now());
    if (typeof back === 'string') return refuse(back);
    if (back.state === 'booked' && back.time && (await isTaken(t, back, back.time))) {
      return refuse('pair-has-meeting-then');
    }
    await t.meetings.save(back);
    await follow(deps, t, found.pair, back, by);
    return { meeting: back.id };
  });
}
