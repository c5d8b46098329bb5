import * as z from 'zod/mini';
import { call } from './control-api.ts';

const optionalText = z.optional(z.nullable(z.string()));
const address = z.object({
  emailAddress: z.object({ name: optionalText, address: optionalText }),
});

const mail = z.object({
  id: z.string(),
  subject: optionalText,
  from: z.optional(z.nullable(address)),
  replyTo: z.optional(z.nullable(z.array(address))),
  receivedDateTime: optionalText,
  sentDateTime: optionalText,
  bodyPreview: optionalText,
  body: z.optional(z.nullable(z.object({ contentType: optionalText, content: optionalText }))),
});
export type Mail = z.infer<typeof mail>;
export type Address = z.infer<typeof address>;

export const readMails = (of: string): Promise<Mail[]> =>
  call('GET', `/_emulator/mail/${encodeURIComponent(of)}`, z.array(mail));

/** When it came, as an instant; empty when the message says nothing of it. */
export const arrivalOf = (one: Mail): string => one.receivedDateTime ?? one.sentDateTime ?? '';
