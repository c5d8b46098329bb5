import type { Tables } from '../db/db.ts';
import {
  type Pause,
  pauseChoices,
  pauseEnds,
  pauseLimits,
  pauseState,
  standingPause,
} from '../domain/pause.ts';
import { isOfPair, type Pair, type Person, partnerOf } from '../domain/people.ts';
import type { PauseFormModel, PauseModel } from '../domain/rhythm-model.ts';
import { type Day, dayOf, type Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { PauseSaid } from '../tell/mails/pause-mail.ts';
import type { Drawn } from './drawn.ts';
import { endingModel } from './stop-models.ts';

export async function pauseDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'pause-form' | 'pause' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const pair = await t.pairs.get(view.pair, dayOf(now, 'UTC'));
  if (!pair || !isOfPair(pair, person.id)) return undefined;
  if (pair.state === 'closed') return { model: endingModel(pair, person.id, 'closed'), pair };
  const today = dayOf(now, pair.cohort.zone);
  const pause =
    view.kind === 'pause'
      ? await t.pauses.get(view.pause)
      : standingPause(await t.pauses.ofPair(pair.id), today);
  if (pause && pause.pair === pair.id) {
    return { model: pauseModel(pair, pause, person.id, today), pair };
  }
  return view.kind === 'pause' ? undefined : { model: formModel(pair, person.id, today), pair };
}

function formModel(pair: Pair, reader: string, today: Day): PauseFormModel {
  const limits = pauseLimits(pair, today);
  return {
    kind: 'pause-form',
    pair: pair.id,
    partner: partnerOf(pair, reader).name,
    choices: pauseChoices(limits),
    today,
    ...pauseEnds(limits),
  };
}

/** A pause as its reader may act on it. */
export function pauseModel(pair: Pair, pause: Pause, reader: string, today: Day): PauseModel {
  const state = pauseState(pause, today);
  const mine = pause.proposedBy === reader;
  const asked = state === 'proposed';
  return {
    kind: 'pause',
    pair: pair.id,
    pause: pause.id,
    partner: partnerOf(pair, reader).name,
    state,
    mine,
    byReferent: !isOfPair(pair, pause.proposedBy),
    from: pause.from,
    until: pause.until,
    may: {
      agree: asked && !mine,
      decline: asked && !mine,
      withdraw: asked && mine,
      resume: state === 'agreed',
    },
  };
}

/** What a mail of this step has to say of a pause as it stands now; undefined when it is out of date. */
export async function pauseSaid(
  t: Tables,
  pair: Pair,
  { id, step }: { id: string; step: string },
  reader: Person,
  now: Instant,
): Promise<{ said: PauseSaid; until: Day } | undefined> {
  const pause = await t.pauses.get(id);
  if (!pause || pause.pair !== pair.id || pair.state === 'closed') return undefined;
  const model = pauseModel(pair, pause, reader.id, dayOf(now, pair.cohort.zone));
  const said = saidOf(model, step);
  return said && { said, until: pause.until };
}

function saidOf({ state, mine, byReferent }: PauseModel, step: string): PauseSaid | undefined {
  switch (state) {
    case 'proposed':
      return mine ? undefined : 'asked';
    case 'agreed':
      if (byReferent) return 'set';
      return mine ? 'agreed' : undefined;
    case 'declined':
      return mine ? 'declined' : undefined;
    // Over before the first mail about it has left: only the last word is worth one.
    case 'withdrawn':
      return step === 'withdrawn' ? 'withdrawn' : undefined;
    case 'ended':
      return step === 'resumed' || step === 'lifted' ? step : undefined;
    case 'lapsed':
      return undefined;
  }
}
