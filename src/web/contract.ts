import { z } from 'zod';
import type { LinkView } from '../domain/link-model.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { TabPage } from '../domain/tab-model.ts';
import { type LinkAct, type LinkActed, linkActSchema } from './link-acts.ts';
import { readableView, shownView } from './link-views.ts';

/**
 * A personal link's token: 256 bits in base64url, never in an address that reaches a server. Any
 * text is taken, and hashed: one that was cut short is as unknown as one that nobody was given.
 */
const token = z.string().min(1).max(200);

export const linkRead = z.strictObject({ token, view: readableView.optional() });

export const linkAct = z.strictObject({
  token,
  /** Made by the page for each act: the same one, sent again, is not carried out again. */
  id: z.uuid(),
  /** What was shown when it was pressed. */
  view: shownView.optional(),
  act: linkActSchema,
});

export const linkRenew = z.strictObject({ token });

export interface LinkReadBody {
  token: string;
  view?: LinkView;
}

export interface LinkActBody {
  token: string;
  id: string;
  view?: LinkView;
  act: LinkAct;
}
export type { LinkAct };

/** What the page gets: what is true now, what was done, and why not when an act was refused. */
export type LinkReply = LinkActed | { refused: Refusal };

/** A pair by its id: whose it is, is looked up; nothing of a person is taken from a body. */
const pair = z.guid();

export const tabRead = z.strictObject({ pair: pair.optional(), view: readableView.optional() });

/** As `linkAct`, for one of the pairs of whoever signed in. */
export const tabAct = z.strictObject({
  pair,
  id: z.uuid(),
  view: shownView.optional(),
  act: linkActSchema,
});

export interface TabReadBody {
  pair?: string;
  view?: LinkView;
}

export interface TabActBody {
  pair: string;
  id: string;
  view?: LinkView;
  act: LinkAct;
}

export interface TabActed extends Omit<LinkActed, 'page'> {
  page: TabPage;
}

/** As `LinkReply`; also `sign-in` (401, ask Teams for a new token) and `unknown-person` (403). */
export type TabReply = TabActed | { refused: Refusal };

/** A hundred years. */
const farthest = 100 * 366 * 24 * 3_600_000;

export const clockBody = z.strictObject({
  /** Milliseconds the program's clock is ahead of the real one; behind it when negative. */
  offset: z.number().int().min(-farthest).max(farthest),
});
