import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import { asksAgain, type Notice, noticeOf } from '../domain/notice.ts';
import type { OutsideFault } from '../domain/outside.ts';
import { type Person, workOf } from '../domain/people.ts';
import { nextWorkingMorning } from '../domain/time.ts';
import { noChat } from './deliver-card.ts';
import type { Deps } from './deps.ts';
import { nobodyReached } from './reach-person.ts';
import { refreshCards } from './redraw.ts';

/** What a mail is refused with for its reader's sake; the rest is our trouble, or Exchange's. */
const saysOfAddress = [400, 404];

/** After this many mornings a question is left to the referent's eye. */
const mostAgain = 3;

/**
 * Nobody knows whether the message arrived, so it is not sent again; its question comes back the
 * next working morning under a key of its own, unless it was answered meanwhile.
 */
export async function askAgain(deps: Deps, t: Tables, effect: Effect): Promise<void> {
  const notice = toldBy(effect);
  if (!notice || !asksAgain(notice.kind) || effect.person === null) return;
  if (Number(effect.ids.again) >= mostAgain) return;
  const person = await t.people.get(effect.person);
  const morning = person && (await nextMorningOf(deps, t, person));
  if (morning === undefined) return;
  await resend(t, deps, effect, notice, morning);
}

/**
 * The bot cannot reach the person there: the same message goes by the next rung, once. Below mail
 * there is none: whoever answers for the person is told.
 */
export async function tryNextRung(
  deps: Deps,
  t: Tables,
  effect: Effect,
  fault: OutsideFault | null,
): Promise<void> {
  if (effect.kind === 'event') await refreshCards(deps, t, String(effect.ids.meeting));
  // Without a fault the error is ours, and says nothing of anybody's mailbox.
  if (effect.person === null || !fault) return;
  if (effect.kind === 'mail') {
    if (saysOfAddress.includes(fault.status ?? 0)) await nobodyReached(deps, t, effect.person);
    return;
  }
  if (effect.kind !== 'card.send') return;
  if (fault.status !== 403 && fault.status !== 404) return;
  await closeChat(t, effect.person, fault);
  const notice = toldBy(effect);
  if (notice) await resend(t, deps, effect, notice, deps.now());
}

/** Their chat is closed until they come back; nothing closes one that was opened since. */
async function closeChat(t: Tables, person: string, { code }: OutsideFault): Promise<void> {
  if (code === noChat) return;
  const conversation = await t.people.conversationOf(person);
  if (conversation) await t.people.close(conversation.id);
}

async function resend(t: Tables, deps: Deps, effect: Effect, notice: Notice, due: number) {
  if (effect.person === null) return;
  await deps.tell(t, {
    person: effect.person,
    notice,
    occurrence: String(effect.ids.occurrence),
    again: Number(effect.ids.again) + 1,
    due,
  });
}

const toldBy = ({ kind, ids }: Effect): Notice | undefined =>
  kind === 'mail' || kind === 'card.send' ? noticeOf(ids) : undefined;

async function nextMorningOf(deps: Deps, t: Tables, person: Person): Promise<number | undefined> {
  const [id] = await t.pairs.cohortsOf(person.id);
  const cohort = id && (await t.pairs.cohort(id));
  return cohort ? nextWorkingMorning(deps.now(), workOf(person, cohort)) : undefined;
}
