import { randomBytes } from 'node:crypto';
import { nameOf } from '../people.ts';
import type { World } from '../world.ts';
import type { EmailAddress } from './event.ts';

export interface Recipient {
  emailAddress: { address: string; name?: string | undefined };
}

/** A message as it lies in one recipient's mailbox. */
export interface StoredMail {
  /** Whose mailbox, lower case. */
  to: string;
  message: MailMessage;
}

export interface MailMessage {
  '@odata.type'?: string;
  id: string;
  internetMessageId: string;
  receivedDateTime: string;
  sentDateTime: string;
  subject: string;
  bodyPreview: string;
  body: { contentType: string; content: string };
  from: { emailAddress: EmailAddress };
  sender: { emailAddress: EmailAddress };
  toRecipients: Recipient[];
  ccRecipients: Recipient[];
  replyTo: Recipient[];
  importance: string;
  isRead: boolean;
  hasAttachments: boolean;
  [meeting: string]: unknown;
}

export interface Draft {
  from: string;
  subject: string;
  body: { contentType: string; content: string };
  to: Recipient[];
  cc?: Recipient[] | undefined;
  replyTo?: Recipient[] | undefined;
  importance?: string | undefined;
  /** Further properties, of meeting messages for instance. */
  more?: Record<string, unknown>;
}

/** Puts the message into the mailbox of each address in `into`, received at once. */
export function deliverMail(world: World, draft: Draft, into: string[]): void {
  const now = world.clock.now().toISOString();
  const internetMessageId = `<${randomBytes(12).toString('hex')}@outlook.local>`;
  const sender = { emailAddress: { name: nameOf(world, draft.from), address: draft.from } };
  for (const address of new Set(into.map((mail) => mail.toLowerCase()))) {
    const message: MailMessage = {
      id: `AAkALg${randomBytes(24).toString('base64url')}`,
      internetMessageId,
      receivedDateTime: now,
      sentDateTime: now,
      subject: draft.subject,
      bodyPreview: preview(draft.body.content),
      body: draft.body,
      from: sender,
      sender,
      toRecipients: draft.to,
      ccRecipients: draft.cc ?? [],
      replyTo: draft.replyTo ?? [],
      importance: draft.importance ?? 'normal',
      isRead: false,
      hasAttachments: false,
      ...draft.more,
    };
    world.store.table<StoredMail>('mails').put(message.id, { to: address, message });
  }
}

/** Mails received by an address, latest first. */
export function mailsOf(world: World, mail: string): MailMessage[] {
  const owner = mail.toLowerCase();
  return world.store
    .table<StoredMail>('mails')
    .values()
    .filter((stored) => stored.to === owner)
    .map((stored) => stored.message)
    .reverse();
}

/** First words of a body without its markup, as Outlook shows them under the subject. */
export function preview(content: string): string {
  return content
    .replace(/<(style|head)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 255);
}
