import type { Day } from './time.ts';
import type { View } from './view.ts';

/** What the product says of its own accord, by kind; ids and days only. */
export type Notice =
  | { kind: 'welcome' }
  | { kind: 'meeting'; meeting: string }
  | { kind: 'held'; meeting: string }
  /** To both, on the working day before: a copy deleted in silence is found out in time. */
  | { kind: 'reminder'; meeting: string }
  /** To the partner: a year's dates were booked or proposed, all in one message. */
  | { kind: 'plan'; pair: string; plan: string }
  /** To the mentee, or to both: no meeting stands, counted from a day. */
  | { kind: 'nudge'; pair: string; since: Day; rung: 'mentee' | 'both' }
  /** A pause that waits for the partner's yes, or what became of it. */
  | { kind: 'pause'; pair: string; pause: string }
  /** To whoever answers for the pair. */
  | { kind: 'alert'; pair: string; alert: string }
  /** To a referent: what of their alerts has changed between two moments (ISO), all in one message. */
  | { kind: 'digest'; cohort: string; from: string; until: string }
  /** To both, once the referent says so: a last meeting is offered; then that the pair is closed. */
  | { kind: 'last-meeting'; pair: string }
  | { kind: 'closed'; pair: string }
  /** A wave's questionnaire; then, to those who have not answered, `nth` is the first or second reminder. */
  | { kind: 'survey'; wave: string }
  | { kind: 'survey-chase'; wave: string; nth: string }
  /** A personal link to the questionnaire, asked for: there it can be answered with no name on it. */
  | { kind: 'survey-page'; wave: string }
  /** To the coaches: it can be read, and released; then to all who were asked and the committee. */
  | { kind: 'synthesis-ready'; wave: string }
  | { kind: 'synthesis'; wave: string }
  /** A new personal link, asked for from one that has expired. */
  | { kind: 'page'; pair: string }
  /** An answer to what a person typed: shown in the chat, never sent by mail. */
  | { kind: 'reply'; view: View };

export type NoticeKind = Notice['kind'];

interface Manner {
  /** What it is about, in order: the same notice of the same things is told once an occurrence. */
  about: readonly string[];
  /** What else is to be known when it leaves. */
  also?: readonly string[];
  /** A question comes back under a new key when nobody knows whether it arrived. */
  asksAgain: boolean;
  /** Somebody without the bot gets it by mail; `only`: whoever has the bot as well. */
  byMail: boolean | 'only';
}

const manners: Record<NoticeKind, Manner> = {
  welcome: { about: [], asksAgain: false, byMail: true },
  meeting: { about: ['meeting'], asksAgain: true, byMail: true },
  held: { about: ['meeting'], asksAgain: true, byMail: true },
  reminder: { about: ['meeting'], asksAgain: false, byMail: true },
  plan: { about: ['plan'], also: ['pair'], asksAgain: true, byMail: true },
  // Asked again, it would be one nudge more than a week allows: the next rung comes anyway.
  nudge: { about: ['pair', 'rung', 'since'], asksAgain: false, byMail: true },
  pause: { about: ['pause'], also: ['pair'], asksAgain: true, byMail: true },
  alert: { about: ['alert'], also: ['pair'], asksAgain: true, byMail: true },
  digest: { about: ['cohort'], also: ['from', 'until'], asksAgain: false, byMail: true },
  'last-meeting': { about: ['pair'], asksAgain: true, byMail: true },
  closed: { about: ['pair'], asksAgain: true, byMail: true },
  survey: { about: ['wave'], asksAgain: true, byMail: true },
  // Asked again, it would be a third reminder.
  'survey-chase': { about: ['wave', 'nth'], asksAgain: false, byMail: true },
  'survey-page': { about: ['wave'], asksAgain: false, byMail: 'only' },
  'synthesis-ready': { about: ['wave'], asksAgain: true, byMail: true },
  synthesis: { about: ['wave'], asksAgain: true, byMail: true },
  page: { about: ['pair'], asksAgain: false, byMail: true },
  reply: { about: [], asksAgain: false, byMail: false },
};

export const asksAgain = (kind: NoticeKind): boolean => manners[kind].asksAgain;
export const goesByMail = (kind: NoticeKind): boolean => manners[kind].byMail !== false;
export const goesByMailOnly = (kind: NoticeKind): boolean => manners[kind].byMail === 'only';

/** What a notice is about, as a key: `meeting:<id>`. */
export function keyOf(notice: Notice): string {
  const ids = idsOf(notice);
  return [notice.kind, ...manners[notice.kind].about.map((name) => ids[name])].join(':');
}

/** A notice as ids beside its effect; an answer's view stands on its card. */
export function idsOf(notice: Notice): Record<string, string> {
  const { kind, ...rest } = notice;
  if (notice.kind === 'reply') return { notice: kind };
  return { notice: kind, ...(rest as Record<string, string>) };
}

/** The notice that an effect's ids stand for; undefined when they stand for none, or for an answer. */
export function noticeOf(ids: Readonly<Record<string, string | number>>): Notice | undefined {
  const kind = ids.notice;
  if (typeof kind !== 'string' || !isKind(kind) || kind === 'reply') return undefined;
  const { about, also = [] } = manners[kind];
  const names = [...about, ...also];
  if (names.some((name) => typeof ids[name] !== 'string')) return undefined;
  // Written by `idsOf` and read back under the same table.
  return { kind, ...Object.fromEntries(names.map((name) => [name, ids[name]])) } as Notice;
}

const isKind = (kind: string): kind is NoticeKind => Object.hasOwn(manners, kind);

/** What the card of a notice shows. */
export function viewOf(notice: Notice): View {
  switch (notice.kind) {
    case 'welcome':
      return { kind: 'welcome' };
    case 'meeting':
    case 'reminder':
      return { kind: 'meeting', meeting: notice.meeting };
    case 'held':
      return { kind: 'held', meeting: notice.meeting };
    case 'plan':
      return { kind: 'year', pair: notice.pair, plan: notice.plan };
    case 'nudge': {
      const { pair, rung, since } = notice;
      return { kind: 'rhythm', pair, nudge: { rung, since } };
    }
    case 'page':
      return { kind: 'rhythm', pair: notice.pair };
    case 'pause':
      return { kind: 'pause', pair: notice.pair, pause: notice.pause };
    case 'alert':
      return { kind: 'alert', pair: notice.pair, alert: notice.alert };
    case 'digest':
      return {
        kind: 'digest',
        cohort: notice.cohort,
        from: notice.from,
        until: notice.until,
      };
    case 'last-meeting':
    case 'closed':
      return { kind: 'ending', pair: notice.pair };
    case 'survey':
    case 'survey-chase':
    case 'survey-page':
      return { kind: 'survey', wave: notice.wave };
    case 'synthesis-ready':
    case 'synthesis':
      return { kind: 'synthesis', wave: notice.wave };
    case 'reply':
      return notice.view;
  }
}
