import { accepted, type Meeting, otherTimeWished } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { waitingFor } from '../domain/year.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPlan } from './follow-plan.ts';
import { isTaken, pairFor } from './pair-access.ts';

export interface AnswerPlan {
  pair: string;
  plan: string;
  /** Meetings whose date suits; for every other one that waits, another time is wished. */
  suits: string[];
}

/** The partner goes through a plan in one act; whoever drew it up hears of it once. */
export async function answerPlan(
  deps: Deps,
  by: By,
  { pair: id, plan, suits }: AnswerPlan,
): Promise<{ plan: string; waited: number } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const pair = await pairFor(t, by.person, 'meeting.answer', id, now);
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    const meetings = (await t.meetings.ofPlan(plan)).filter((m) => m.pair === pair.id);
    if (meetings.length === 0) return refuse('not-found');
    if (!suits.every((one) => meetings.some((m) => m.id === one))) return refuse('wrong-values');
    const waiting = waitingFor(meetings, by.person, now);
    const changed: Meeting[] = [];
    for (const meeting of waiting) {
      const answer = answered(meeting, by.person, suits.includes(meeting.id));
      if (answer.time && (await isTaken(t, answer, answer.time))) {
        return refuse('pair-has-meeting-then');
      }
      changed.push(answer);
    }
    for (const meeting of changed) await t.meetings.save(meeting);
    const wrote = changed.filter((m) => m.time !== null && hasNewTime(m, waiting));
    if (changed.length > 0) await followPlan(deps, t, { pair, plan, by }, changed, wrote);
    return { plan, waited: waiting.length };
  });
}

function answered(meeting: Meeting, by: string, suits: boolean): Meeting {
  return suits ? accepted(meeting, by, meeting.proposals[0] ?? null) : otherTimeWished(meeting, by);
}

const hasNewTime = ({ id, time }: Meeting, before: Meeting[]): boolean =>
  before.some((m) => m.id === id && m.time?.start !== time?.start);
