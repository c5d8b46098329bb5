import { type Meeting, undone } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { overlaps } from '../domain/time.ts';
import { withdrawable } from '../domain/year.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPlan } from './follow-plan.ts';
import { pairFor } from './pair-access.ts';

/**
 * Takes a whole plan back as long as nobody has answered any of it: new dates are withdrawn, and
 * meetings that it had moved stand again where they stood.
 */
export async function undoPlan(
  deps: Deps,
  by: By,
  { pair: id, plan }: { pair: string; plan: string },
): Promise<{ plan: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const now = deps.now();
    const pair = await pairFor(t, by.person, 'meeting.move', id, now);
    if (isRefused(pair)) return pair;
    await t.pairs.lock(pair.id);
    const meetings = (await t.meetings.ofPlan(plan)).filter((m) => m.pair === pair.id);
    if (meetings.length === 0) return refuse('not-found');
    const mine = withdrawable(meetings, by.person, now);
    if (mine.length === 0) return refuse('nothing-to-undo');
    const changed: Meeting[] = [];
    for (const meeting of mine) {
      const back = undone(meeting, by.person, now);
      if (typeof back === 'string') return refuse(back);
      changed.push(back);
    }
    const others = (await t.meetings.ofPair(pair.id)).filter((m) => !mine.some(isOf(m)));
    if (clash([...others, ...changed])) return refuse('pair-has-meeting-then');
    for (const back of changed) await t.meetings.save(back);
    await followPlan(deps, t, { pair, plan, by }, changed, changed);
    return { plan };
  });
}

const isOf =
  ({ id }: Meeting) =>
  (other: Meeting) =>
    other.id === id;

/** Whether two meetings of a pair would stand at the same time. */
function clash(meetings: Meeting[]): boolean {
  const times = meetings.flatMap(({ state, time }) => (state === 'booked' && time ? [time] : []));
  return times.some((one, index) => times.slice(index + 1).some((other) => overlaps(one, other)));
}
