import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import { type Said, stillHolds } from '../domain/ladder.ts';
import { isOfPair, type Pair, type Person, partnerOf, workOf } from '../domain/people.ts';
import { type RhythmFacts, rhythmOn } from '../domain/rhythm.ts';
import type { RhythmModel } from '../domain/rhythm-model.ts';
import { dayOf, type Instant, nextWorkingMoment } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Drawn } from './drawn.ts';
import { type About, frame } from './mail-models.ts';
import { factsOf } from './sweep-rhythm.ts';

/**
 * How a pair stands for one of the two. Undefined for a nudge that has not left yet and no longer
 * holds: they acted, agreed on a pause, or it is evening where its reader lives by now.
 */
export async function rhythmDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'rhythm' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const pair = await t.pairs.get(view.pair, dayOf(now, 'UTC'));
  if (!pair || !isOfPair(pair, person.id)) return undefined;
  const facts = await factsNow(t, pair, now);
  if (!facts || (view.nudge && !mayLeave(facts, pair, person, view.nudge, now))) return undefined;
  return { model: modelOf(facts, pair, person, now), pair };
}

/** What the mail of a nudge says, in the words of the card; undefined when it no longer holds. */
export async function aboutNudge(
  t: Tables,
  { ids }: Effect,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const { rung, since } = ids;
  if (rung !== 'mentee' && rung !== 'both') return undefined;
  const nudge = { rung, since: String(since) } as const;
  const drawn = await rhythmDrawn(
    t,
    person,
    { kind: 'rhythm', pair: String(ids.pair), nudge },
    now,
  );
  if (drawn?.model.kind !== 'rhythm' || !drawn.pair) return undefined;
  const { pair } = drawn;
  const { partner, rhythm, markDays } = drawn.model;
  const said = { ...frame(pair, person), partner, rhythm, markDays };
  return {
    pair,
    purpose: 'pair',
    subject: pair.id,
    draft: (link) => ({ kind: 'nudge', ...said, link }),
  };
}

async function factsNow(t: Tables, pair: Pair, now: Instant): Promise<RhythmFacts | undefined> {
  const [found] = await t.nudges.facts(pair.cohort, dayOf(now, 'UTC'), { ids: [pair.id] });
  return found && factsOf(pair.cohort, found);
}

/** A nudge that is late leaves on another working day, when the next sweep says it anew. */
function mayLeave(
  facts: RhythmFacts,
  { cohort }: Pair,
  person: Person,
  nudge: Pick<Said, 'rung' | 'since'>,
  now: Instant,
): boolean {
  const works = nextWorkingMoment(now, workOf(person, cohort)) === now;
  return works && stillHolds(rhythmOn(facts, dayOf(now, person.zone)), nudge);
}

function modelOf(facts: RhythmFacts, pair: Pair, person: Person, now: Instant): RhythmModel {
  // Whoever did not ask to stop sees nothing of it here, and whoever did sees the same.
  const shown = facts.pair === 'stopping' ? ({ ...facts, pair: 'active' } as const) : facts;
  const rhythm = rhythmOn(shown, dayOf(now, person.zone));
  const open = rhythm.state !== 'over';
  const waits = rhythm.next !== null || rhythm.askedUntil !== null;
  return {
    kind: 'rhythm',
    pair: pair.id,
    partner: partnerOf(pair, person.id).name,
    rhythm,
    markDays: facts.markDays,
    may: {
      book: open && !waits,
      plan: open,
      pause: open && rhythm.state !== 'before' && rhythm.state !== 'paused',
    },
  };
}
