import { z } from 'zod';
import type { Refusal } from '../domain/refusal.ts';

/** Bytes in base64url, which stay text: a route reads its body twice. */
const bytes = (least: number, most = least) =>
  z
    .string()
    .max(Math.ceil((most * 4) / 3))
    .regex(/^[A-Za-z0-9_-]*$/)
    .refine((text) => {
      const { length } = Buffer.from(text, 'base64url');
      return length >= least && length <= most;
    });

const wave = z.uuid();
/** RSA-2048 to RSA-4096. */
const signature = bytes(256, 512);

/** A blinded token, by whoever has a personal link, or signed in. */
export const linkSign = z.strictObject({
  token: z.string().min(1).max(200),
  wave,
  blinded: signature,
});
export const tabSign = z.strictObject({ wave, blinded: signature });

/** A ballot of nobody: nothing in it was part of any request before. */
export const cast = z.strictObject({
  wave,
  cell: z.enum(['all', 'mentee', 'mentor']),
  // Not `token`: the limits of personal links count by that name.
  ballot: bytes(32),
  signature,
  sealed: bytes(512),
});

/** As the pages send them: bytes in base64url. */
export interface LinkSignBody {
  token: string;
  wave: string;
  blinded: string;
}
export type TabSignBody = Omit<LinkSignBody, 'token'>;
export interface CastBody {
  wave: string;
  cell: 'all' | 'mentee' | 'mentor';
  ballot: string;
  signature: string;
  sealed: string;
}

export type SignReply = { signature: string } | { refused: Refusal };
export type CastReply = { taken: true } | { refused: Refusal };
