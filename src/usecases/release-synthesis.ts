import type { Tables } from '../db/db.ts';
import { canInCohort } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { Telling } from '../tell/tell.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { redraw } from './redraw.ts';

interface Wish {
  wave: string;
  /** What was shown when it was pressed. */
  version: number;
}

/** People told in one statement. */
const atOnce = 200;

/**
 * From this instant everybody who was asked, and the committee, reads the same bytes; that they are
 * told of it follows at the pace of the platform. For good: there is no way back.
 */
export async function releaseSynthesis(
  deps: Deps,
  by: By,
  wish: Wish,
): Promise<{ released: true } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const cohort = await cohortOf(t, by, wish);
    if (isRefused(cohort)) return cohort;
    const to = { state: 'released', at: deps.now() } as const;
    if (!(await t.syntheses.become(wish.wave, wish.version, to))) return refuse('changed-since');
    await tellEveryone(deps, t, cohort.id, wish.wave);
    await redrawSyntheses(deps, t, wish.wave);
    return { released: true };
  });
}

/** Nobody but the coaches reads it, until one of them releases it. */
export async function holdSynthesis(
  deps: Deps,
  by: By,
  wish: Wish,
): Promise<{ held: true } | Refused | Repeated> {
  return decide(deps, by, async (t) => {
    const cohort = await cohortOf(t, by, wish);
    if (isRefused(cohort)) return cohort;
    const done = await t.syntheses.become(wish.wave, wish.version, { state: 'held' });
    if (!done) return refuse('changed-since');
    await redrawSyntheses(deps, t, wish.wave);
    return { held: true };
  });
}

async function cohortOf(t: Tables, by: By, { wave: id }: Wish): Promise<{ id: string } | Refused> {
  const wave = await t.waves.get(id);
  const actor = await t.people.actor(by.person);
  if (!wave || !canInCohort(actor, 'synthesis.release', wave)) return refuse('not-found');
  if (!(await t.syntheses.get(id))) return refuse('synthesis-not-yet');
  return { id: wave.cohort };
}

async function tellEveryone(deps: Deps, t: Tables, cohort: string, wave: string): Promise<void> {
  const asked = await t.participation.everyoneAsked(wave);
  const people = [...new Set([...asked, ...(await t.people.committeeOf(cohort))])];
  for (let from = 0; from < people.length; from += atOnce) {
    const tellings = people.slice(from, from + atOnce).map((person): Telling => {
      return { person, notice: { kind: 'synthesis', wave }, occurrence: 'released' };
    });
    await deps.tell(t, ...tellings);
  }
}

async function redrawSyntheses(deps: Deps, t: Tables, wave: string): Promise<void> {
  for (const card of await t.participation.touchSyntheses(wave)) await redraw(deps, t, card);
}
