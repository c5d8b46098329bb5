import type { Tables } from '../db/db.ts';
import { cancelledBy, whyNot } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import { type Party, parties } from '../domain/survey.ts';
import { alertFor, closeAlerts } from './alerts.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { writeCalendars } from './follow.ts';
import { keepWavesJob } from './keep-waves.ts';
import { redraw } from './redraw.ts';

/**
 * Ends a pair of whom one asked to stop. Only now are its dates ahead taken out of the calendars;
 * both are told the same, once, and nothing else that was still to be said is said.
 */
export async function closePair(
  deps: Deps,
  by: By,
  wish: { alert: string },
): Promise<{ closed: boolean } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const found = await alertFor(t, by.person, 'pair.close', wish.alert, deps.now());
    if (isRefused(found)) return found;
    const { alert, pair } = found;
    if (alert.cause !== 'stop' || alert.closed !== null) return { closed: false };
    if (!(await t.endings.close(pair.id, deps.now()))) return { closed: false };
    await t.alerts.see(alert.id, by.person, deps.now());
    await cancelAhead(deps, t, pair, by);
    const causes = ['stop', 'call', 'unreachable', 'inactive'] as const;
    await closeAlerts(deps, t, pair.id, causes, 'ended');
    await t.endings.fallSilent(pair.id, deps.now());
    for (const { id } of [pair.mentee, pair.mentor]) {
      const notice = { kind: 'closed', pair: pair.id } as const;
      await deps.tell(t, { person: id, notice, occurrence: 'closed' });
    }
    for (const card of await t.endings.touch(pair.id)) await redraw(deps, t, card);
    await askAtTheEnd(deps, t, pair);
    return { closed: true };
  });
}

async function cancelAhead(deps: Deps, t: Tables, pair: Pair, by: By): Promise<void> {
  for (const meeting of await t.meetings.ofPair(pair.id)) {
    if (whyNot('cancel', meeting, deps.now()) !== null) continue;
    // In the referent's name: neither of the two, nor the programme mailbox, has called it off.
    const cancelled = cancelledBy(meeting, by.person);
    await t.meetings.save(cancelled);
    if (cancelled.time) await writeCalendars(deps, t, cancelled);
  }
}

/**
 * An early stop is followed by the questionnaire of the end: asked now, its sealed answer waits for
 * those of the others. Whoever is in another pair of the cohort is asked with it.
 */
export async function askAtTheEnd(
  deps: Pick<Deps, 'now'>,
  t: Tables,
  pair: Pair,
  sides: readonly Party[] = parties,
): Promise<void> {
  const waves = await t.waves.ofCohort(pair.cohort.id);
  const end = waves.find(({ moment }) => moment === 'end');
  if (end?.state !== 'planned') return;
  for (const party of sides) {
    const { id } = pair[party];
    if (!(await t.participation.goesOn(pair.cohort.id, id))) {
      await t.participation.ask(end.id, id, party);
    }
  }
  await t.jobs.hasten(keepWavesJob, deps.now());
}
