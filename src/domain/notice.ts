import type { View } from './view.ts';

/** What the product says of its own accord, by kind; ids only. */
export type Notice =
  | { kind: 'welcome' }
  | { kind: 'meeting'; meeting: string }
  | { kind: 'held'; meeting: string }
  /** To the partner: a year's dates were booked or proposed, all in one message. */
  | { kind: 'plan'; pair: string; plan: string }
  | { kind: 'call'; pair: string; by: string }
  /** An answer to what a person typed: shown in the chat, never sent by mail. */
  | { kind: 'reply'; view: View };

export type NoticeKind = Notice['kind'];

/** What the card of a notice shows. */
export function viewOf(notice: Notice): View {
  switch (notice.kind) {
    case 'welcome':
      return { kind: 'welcome' };
    case 'meeting':
      return { kind: 'meeting', meeting: notice.meeting };
    case 'held':
      return { kind: 'held', meeting: notice.meeting };
    case 'plan':
      return { kind: 'year', pair: notice.pair, plan: notice.plan };
    case 'call':
      return { kind: 'call', pair: notice.pair, by: notice.by };
    case 'reply':
      return notice.view;
  }
}

/** Questions that come back under a new key when nobody knows whether they arrived. */
export const asksAgain: Record<NoticeKind, boolean> = {
  welcome: false,
  meeting: true,
  held: true,
  plan: true,
  call: true,
  reply: false,
};

/** Notices that also go by mail to somebody without the bot. */
export const goesByMail: Record<NoticeKind, boolean> = {
  welcome: false,
  meeting: true,
  held: true,
  plan: true,
  call: true,
  reply: false,
};
