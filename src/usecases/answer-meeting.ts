import { accepted, otherTimeWished, whyNot } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { Interval } from '../domain/time.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { follow } from './follow.ts';
import { isTaken, meetingFor } from './pair-access.ts';

/** The partner says yes: to the time that stands, or to `slot` among the proposals. */
export async function acceptMeeting(
  deps: Deps,
  by: By,
  wish: { meeting: string; slot?: Interval | undefined },
): Promise<{ meeting: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.answer', wish.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting, pair } = found;
    const why = whyNot('accept', meeting, deps.now());
    if (why) return refuse(why);
    if (meeting.proposedBy === by.person) return refuse('not-yours-to-answer');
    if (meeting.agreement === 'agreed' && meeting.proposals.length === 0) {
      return { meeting: meeting.id };
    }
    // Times that were turned down leave nothing to say yes to.
    const stands = meeting.proposals.length === 0 && meeting.time !== null;
    const slot = stands ? null : picked(meeting.proposals, wish.slot);
    if (slot === undefined) return refuse('slot-gone');
    if (slot && slot.start <= deps.now()) return refuse('in-the-past');
    if (slot && (await isTaken(t, meeting, slot))) return refuse('pair-has-meeting-then');
    const agreed = accepted(meeting, by.person, slot);
    await t.meetings.save(agreed);
    await follow(deps, t, pair, agreed, by);
    return { meeting: agreed.id };
  });
}

const picked = (proposals: Interval[], slot: Interval | undefined): Interval | undefined =>
  proposals.find((p) => p.start === slot?.start && p.end === slot.end);

/** Another time is wished for. Nothing is cancelled: whoever proposed is asked for new times. */
export async function declineMeeting(
  deps: Deps,
  by: By,
  wish: { meeting: string },
): Promise<{ meeting: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await meetingFor(t, by.person, 'meeting.answer', wish.meeting, deps.now());
    if (isRefused(found)) return found;
    const { meeting, pair } = found;
    const why = whyNot('decline', meeting, deps.now());
    if (why) return refuse(why);
    if (meeting.proposedBy === by.person) return refuse('not-yours-to-answer');
    if (meeting.agreement === 'other-time') return { meeting: meeting.id };
    const wished = otherTimeWished(meeting, by.person);
    await t.meetings.save(wished);
    await follow(deps, t, pair, wished, by);
    return { meeting: wished.id };
  });
}
