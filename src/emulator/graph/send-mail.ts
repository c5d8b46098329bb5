import { z } from 'zod';
import { errorAnswer, notServed, refuse } from '../api-error.ts';
import { deliverMail } from '../outlook/mail.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { allowedMailbox } from './mailbox.ts';

/** https://learn.microsoft.com/graph/api/user-sendmail */
export const sendMailRoutes: Route[] = [
  { method: 'POST', path: '/v1.0/users/:user/sendMail', token: 'graph', handle: sendMail },
];

const recipients = z
  .array(
    z.object({
      emailAddress: z.object({
        address: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be a mail address'),
        name: z.string().optional(),
      }),
    }),
  )
  .max(500);
const sending = z.object({
  message: z.looseObject({
    subject: z.string().default(''),
    body: z
      .object({ contentType: z.string().toLowerCase(), content: z.string() })
      .default({ contentType: 'text', content: '' }),
    toRecipients: recipients.default([]),
    ccRecipients: recipients.default([]),
    bccRecipients: recipients.default([]),
    replyTo: recipients.default([]),
    importance: z.string().toLowerCase().optional(),
    internetMessageHeaders: z
      .array(z.object({ name: z.string().regex(/^x-/i), value: z.string() }))
      .optional(),
  }),
  saveToSentItems: z.boolean().optional(),
});

const notImitated = ['attachments', 'from', 'sender', 'singleValueExtendedProperties', 'flag'];

function sendMail(call: Call, world: World): Answer {
  const mailbox = allowedMailbox(call, world, 'Mail.Send');
  const read = sending.safeParse(call.body);
  if (!read.success) return refuse(400, 'RequestBodyRead', z.prettifyError(read.error));
  const { message } = read.data;
  const unserved = notImitated.find((name) => name in message);
  if (unserved) notServed(`the message property ${unserved}`);
  const { toRecipients: to, ccRecipients: cc, bccRecipients } = message;
  const into = [...to, ...cc, ...bccRecipients].map(({ emailAddress }) => emailAddress.address);
  if (into.length === 0) {
    refuse(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  }
  const wait = world.gate.take(world.limits.mailPerMailbox, `mail ${mailbox}`, world.clock.now());
  if (wait > 0) return tooMany(call, wait);
  const { internetMessageHeaders, ...kept } = message;
  const more = internetMessageHeaders ? { internetMessageHeaders } : {};
  deliverMail(world, { ...kept, from: mailbox, to, cc, more }, into);
  return { status: 202 };
}

function tooMany(call: Call, wait: number): Answer {
  const message = 'Application is over its mail sending limit.';
  const refusal = errorAnswer(call.path, 429, 'ApplicationThrottled', message);
  return { ...refusal, headers: { 'Retry-After': String(wait) } };
}
