import type { Refusal } from '../../domain/refusal.ts';
import type { Missing } from '../shared/missing.ts';

/** What came of a question: a reply of the contract, a refusal of the whole, or no answer at all. */
export type Outcome<Reply> =
  | { kind: 'reply'; reply: Reply }
  | { kind: 'refused'; refused: Refusal }
  | { kind: 'missing'; missing: Missing };

/** The product behind the coaches' tab, asked in the name of whoever Teams says is reading. */
export interface CoachApi {
  /** `Reply` is the contract's success for this path; its `refused` beside a `page` stays in it. */
  ask<Reply extends object>(path: string, body: object): Promise<Outcome<Reply>>;
  /** The answer as a file in the reader's own folder; `name` is what it was called. */
  download(path: string, body: object): Promise<Outcome<{ name: string }>>;
}
