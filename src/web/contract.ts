import { z } from 'zod';
import type { Refusal } from '../domain/refusal.ts';
import type { LinkPage } from '../usecases/open-link.ts';

/** A personal link's token: 256 bits in base64url, never in an address that reaches a server. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const themes = z.array(z.string().max(60)).max(12);

export const linkRead = z.strictObject({ token });

export const linkAct = z.strictObject({
  token,
  act: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('accept'), slot: z.string().max(90).optional() }),
    z.strictObject({ act: z.literal('decline') }),
    z.strictObject({ act: z.literal('plan'), meetings: z.array(z.uuid()).max(12) }),
    z.strictObject({ act: z.literal('held'), themes }),
    z.strictObject({ act: z.literal('not-held') }),
    z.strictObject({ act: z.literal('correct'), date: z.string().max(40), themes }),
  ]),
});

export type LinkActBody = z.infer<typeof linkAct>;

/** What the page gets: what is true now, and why not when an act was refused. */
export type LinkReply = { page: LinkPage; refused?: Refusal } | { refused: Refusal };

/** A hundred years. */
const farthest = 100 * 366 * 24 * 3_600_000;

export const clockBody = z.strictObject({
  /** Milliseconds the program's clock is ahead of the real one; behind it when negative. */
  offset: z.number().int().min(-farthest).max(farthest),
});
