import type { NoticeKind } from './notice.ts';
import type { ReachState } from './rhythm-model.ts';
import { day, type Instant } from './time.ts';

/** One message of somebody's ledger that has left, or surely has not. */
export interface LedgerLine {
  by: 'bot' | 'mail';
  /** The kind of notice it carried. */
  notice: string;
  state: 'done' | 'unknown' | 'failed';
  at: Instant;
  answered: Instant | null;
  /** The other side's own status and code, when it failed. */
  outcome: string | null;
}

export interface ReachFacts {
  /** Their chat with the bot: open, lost until they come back, or never there. */
  chat: 'open' | 'lost' | 'none';
  /** The newest first. */
  lines: readonly LedgerLine[];
  /** When they last acted on any message. */
  lastAct: Instant | null;
}

export interface Reach {
  state: ReachState;
  since: Instant | null;
  reason: string | null;
}

/** What asks something of its reader; silence on anything else says nothing. */
const questions: readonly NoticeKind[] = [
  ...(['meeting', 'held', 'plan', 'nudge', 'pause', 'last-meeting'] as const),
];

/** This many questions in a row, over at least so long, make a silence worth telling a coach. */
const silentAfter = { questions: 3, time: 14 * day };

/** How somebody is reached, and what is to be said of it; the worst that is true. */
export function reachOf(facts: ReachFacts, now: Instant): Reach {
  if (facts.chat === 'open') return { state: 'bot', since: null, reason: null };
  return mailFails(facts) ?? staysSilent(facts, now) ?? withoutBot(facts);
}

/** The last mail surely did not leave, nor any since another one did, and they have not acted since. */
function mailFails({ lines, lastAct }: ReachFacts): Reach | undefined {
  const mails = lines.filter(({ by }) => by === 'mail');
  const sent = mails.findIndex(({ state }) => state !== 'failed');
  const failed = sent < 0 ? mails : mails.slice(0, sent);
  const [last] = failed;
  if (!last || (lastAct !== null && lastAct > last.at)) return undefined;
  const since = Math.min(...failed.map(({ at }) => at));
  return { state: 'unreachable', since, reason: last.outcome };
}

/** Their mails leave and none is acted on: a silence, no fault of anybody’s. */
function staysSilent({ lines, lastAct }: ReachFacts, now: Instant): Reach | undefined {
  const asked = lines
    .filter(({ by, state, notice }) => by === 'mail' && state !== 'failed' && isQuestion(notice))
    .toSorted((a, b) => b.at - a.at)
    .slice(0, silentAfter.questions);
  const first = asked.at(-1);
  if (!first || asked.length < silentAfter.questions) return undefined;
  if (asked.some(({ answered }) => answered !== null)) return undefined;
  if (now - first.at < silentAfter.time) return undefined;
  if (lastAct !== null && lastAct >= first.at) return undefined;
  return { state: 'no-answer', since: first.at, reason: null };
}

function withoutBot({ chat, lines }: ReachFacts): Reach {
  if (chat === 'none') return { state: 'mail', since: null, reason: null };
  const failed = lines.find(({ by, state }) => by === 'bot' && state === 'failed');
  return { state: 'bot-lost', since: failed?.at ?? null, reason: failed?.outcome ?? null };
}

const isQuestion = (notice: string): boolean => questions.some((kind) => kind === notice);
