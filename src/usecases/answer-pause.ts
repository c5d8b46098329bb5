import { agreedPause, declinedPause, type Pause } from '../domain/pause.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import type { Day } from '../domain/time.ts';
import { closeAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { followPause, pauseFor } from './follow-pause.ts';

/** The partner's yes: from today on the rhythm is silent, and the pair's silence is no alert. */
export const agreePause = (deps: Deps, by: By, wish: { pause: string }) =>
  answer(deps, by, wish.pause, agreedPause);

/** The partner's no; no reason is asked. */
export const declinePause = (deps: Deps, by: By, wish: { pause: string }) =>
  answer(deps, by, wish.pause, declinedPause);

async function answer(
  deps: Deps,
  by: By,
  id: string,
  answered: (pause: Pause, by: string, today: Day) => Pause | Refusal,
): Promise<{ pause: string } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await pauseFor(t, by.person, id, deps.now());
    if (isRefused(found)) return found;
    const { pair } = found;
    const pause = answered(found.pause, by.person, found.today);
    if (typeof pause === 'string') return refuse(pause);
    if (pause === found.pause) return { pause: id };
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    await t.pauses.save(pause);
    const agreed = pause.state === 'agreed';
    if (agreed) await closeAlerts(deps, t, pair.id, ['inactive'], 'paused');
    const step = agreed ? 'agreed' : 'declined';
    await followPause(deps, t, { pause, step, to: [pause.proposedBy] });
    return { pause: id };
  });
}
