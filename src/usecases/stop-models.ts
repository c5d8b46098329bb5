import type { Tables } from '../db/db.ts';
import type { EarlyStop } from '../db/stops.ts';
import { isOfPair, type Pair, type Person, partnerOf } from '../domain/people.ts';
import type { EndingModel, StopFormModel, StoppingModel } from '../domain/rhythm-model.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Drawn } from './drawn.ts';
import { contact } from './read-view.ts';

/** What the reader has asked themselves decides; what the other one has is never looked at. */
export async function stopDrawn(
  t: Tables,
  person: Person,
  view: Extract<View, { kind: 'stop-form' | 'stopping' | 'ending' }>,
  now: Instant,
): Promise<Drawn | undefined> {
  const pair = await t.pairs.get(view.pair, dayOf(now, 'UTC'));
  if (!pair || !isOfPair(pair, person.id)) return undefined;
  if (pair.state === 'closed') return { model: endingModel(pair, person.id, 'closed'), pair };
  const asked = await t.stops.ofPair(pair.id);
  if (view.kind === 'ending') {
    if (!isOffered(asked)) return undefined;
    return { model: endingModel(pair, person.id, 'last-meeting'), pair };
  }
  const mine = asked.some(({ by }) => by === person.id);
  if (mine) {
    return { model: stoppingModel(pair, person, isOffered(asked) ? 'offered' : 'asked'), pair };
  }
  const model =
    view.kind === 'stopping' ? stoppingModel(pair, person, 'withdrawn') : formModel(pair, person);
  return { model, pair };
}

/** Said to both by the referent's word: from then on it is no secret of one of them. */
const isOffered = (asked: EarlyStop[]): boolean => asked.some(({ offered }) => offered !== null);

const whom = (pair: Pair, person: Person) => ({
  pair: pair.id,
  partner: partnerOf(pair, person.id).name,
  referent: pair.referent && contact(pair.referent),
  replyTo: pair.cohort.settings.replyTo,
});

const formModel = (pair: Pair, person: Person): StopFormModel => ({
  kind: 'stop-form',
  ...whom(pair, person),
});

const stoppingModel = (
  pair: Pair,
  person: Person,
  state: StoppingModel['state'],
): StoppingModel => ({
  kind: 'stopping',
  ...whom(pair, person),
  state,
  may: { withdraw: state === 'asked' },
});

export const endingModel = (
  pair: Pair,
  reader: string,
  state: EndingModel['state'],
): EndingModel => ({
  kind: 'ending',
  pair: pair.id,
  partner: partnerOf(pair, reader).name,
  state,
  may: { book: state === 'last-meeting' },
});

/** What is still true of an ending when a mail about it leaves. */
export async function endingStands(
  t: Tables,
  pair: Pair,
  said: EndingModel['state'],
): Promise<boolean> {
  if (said === 'closed') return pair.state === 'closed';
  return pair.state !== 'closed' && isOffered(await t.stops.ofPair(pair.id));
}
