import { z } from 'zod';
import type { Card } from '../db/cards.ts';
import type { CardModel } from '../domain/card-model.ts';
import type { Person } from '../domain/people.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import type { By, Deps, Repeated } from '../usecases/deps.ts';
import type { SaidKey } from '../words/fr/said.ts';

/** What a press came to: another view in the card's place, something said, or a no. */
export type Pressed =
  | { view: View; said?: SaidKey }
  /** What the card shows from now on, known without another question to the store. */
  | { model: CardModel; said: SaidKey }
  | { new: View }
  | { said?: SaidKey }
  /** A no to what lacked something: what was given goes back to its card, and is kept nowhere. */
  | (Refused & { missing: string[]; given: Readonly<Record<string, unknown>> })
  | Refused
  | Repeated;

export interface Press {
  by: By;
  card: Card;
  /** Who presses; a time without a zone is meant in theirs. */
  reader: Person;
}

export interface Verb<Input> {
  /** Everything that came with the press, data and inputs: from the client, so checked whole. */
  schema: z.ZodType<Input>;
  run(deps: Deps, press: Press, input: Input): Promise<Pressed>;
}

export const verb = <Input>(schema: z.ZodType<Input>, run: Verb<Input>['run']): Verb<Input> => ({
  schema,
  run,
});

export const id = z.uuid();
const lengths = z.literal([30, 45, 60, 90]);
/** How a meeting is to be; a choice among numbers comes as a text. */
export const manner = {
  mode: z.enum(['video', 'in-person']),
  minutes: z.union([z.enum(['30', '45', '60', '90']).transform(Number), lengths]).pipe(lengths),
  place: z
    .enum(['mentee', 'mentor', 'neutral'])
    .nullish()
    .transform((place) => place ?? 'neutral'),
};
export const wish = {
  pair: id,
  meeting: id.optional(),
  mode: manner.mode.default('video'),
  minutes: manner.minutes.default(60),
  place: manner.place,
};

export const after = (result: object, said: SaidKey): Pressed =>
  'refused' in result || 'repeated' in result ? (result as Refused | Repeated) : { said };

/** A view in the card's place, or why there is none. */
export const asView = (found: View | Refused): Pressed =>
  isRefused(found) ? found : { view: found };

/** Cards that ask for values, and give way to what comes of them. */
export const isForm = (view: View): boolean =>
  ['find', 'slots', 'record', 'which-pair', 'plan', 'pause-form', 'stop-form'].includes(view.kind);
