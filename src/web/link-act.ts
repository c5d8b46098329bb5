import type { z } from 'zod';
import type { LinkView } from '../domain/link-model.ts';
import type { Source } from '../domain/meeting.ts';
import type { Refused } from '../domain/refusal.ts';
import type { By, Deps, Repeated } from '../usecases/deps.ts';
import type { SaidKey } from '../words/fr/said.ts';

/** What an act came to: something said, another view in place of the one shown, or a no. */
export type Acted =
  | { view?: LinkView; said?: SaidKey }
  /** A no beside which something newer is shown than what was pressed. */
  | (Refused & { view?: LinkView })
  | Repeated;

export interface Press {
  by: By;
  pair: string;
  /** Zone in which a time without one is meant. */
  zone: string;
  /** What was shown when it was pressed. */
  view: LinkView;
  /** What a meeting booked by it is told to have come from. */
  source: Source;
}

export interface LinkActEntry<Act> {
  schema: z.ZodType<Act>;
  run(deps: Deps, press: Press, act: Act): Promise<Acted>;
}

export const entry = <Act>(
  schema: z.ZodType<Act>,
  run: LinkActEntry<Act>['run'],
): LinkActEntry<Act> => ({ schema, run });

/** What was told of an act, unless it was refused or is a repeated one. */
export const after = (done: object, said: SaidKey): Acted =>
  'refused' in done || 'repeated' in done ? (done as Refused | Repeated) : { said };
