import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import { asksAgain, type Notice, type NoticeKind } from '../domain/notice.ts';
import type { OutsideFault } from '../domain/outside.ts';
import { type Person, workOf } from '../domain/people.ts';
import { nextWorkingMorning } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { refreshCards } from './follow.ts';

/** After this many mornings a question is left to the referent's eye. */
const mostAgain = 3;

/**
 * Nobody knows whether the message arrived, so it is not sent again; its question comes back the
 * next working morning under a key of its own, unless it was answered meanwhile.
 */
export async function askAgain(deps: Deps, t: Tables, effect: Effect): Promise<void> {
  const notice = await noticeOf(t, effect);
  if (!notice || !asksAgain[notice.kind] || effect.person === null) return;
  if (Number(effect.ids.again) >= mostAgain) return;
  const person = await t.people.get(effect.person);
  const morning = person && (await nextMorningOf(deps, t, person));
  if (morning === undefined) return;
  await resend(t, deps, effect, notice, morning);
}

/** The bot cannot reach the person there: the same message goes by the next rung, once. */
export async function tryNextRung(
  deps: Deps,
  t: Tables,
  effect: Effect,
  fault: OutsideFault | null,
): Promise<void> {
  if (effect.kind === 'event') await refreshCards(deps, t, String(effect.ids.meeting));
  if (effect.kind !== 'card.send' || effect.person === null) return;
  if (fault?.status !== 403 && fault?.status !== 404) return;
  const conversation = await t.people.conversationOf(effect.person);
  if (conversation) await t.people.close(conversation.id);
  const notice = await noticeOf(t, effect);
  if (notice) await resend(t, deps, effect, notice, deps.now());
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

async function noticeOf(t: Tables, effect: Effect): Promise<Notice | undefined> {
  const kind = effect.ids.notice as NoticeKind | undefined;
  const { meeting, pair, plan, by } = effect.ids;
  if (effect.kind === 'mail') {
    if (kind === 'meeting' || kind === 'held') return { kind, meeting: String(meeting) };
    if (kind === 'plan') return { kind, pair: String(pair), plan: String(plan) };
    if (kind === 'call') return { kind, pair: String(pair), by: String(by) };
    return kind === 'welcome' ? { kind } : undefined;
  }
  if (effect.kind !== 'card.send') return undefined;
  const card = await t.cards.get(String(effect.ids.card));
  const view = card?.view;
  if (view?.kind === 'meeting' || view?.kind === 'held') {
    return { kind: view.kind, meeting: view.meeting };
  }
  if (kind === 'plan' && view?.kind === 'year') return { kind, pair: view.pair, plan: view.plan };
  if (view?.kind === 'call') return { kind: 'call', pair: view.pair, by: view.by };
  return kind === 'welcome' ? { kind } : undefined;
}

async function nextMorningOf(deps: Deps, t: Tables, person: Person): Promise<number | undefined> {
  const [id] = await t.pairs.cohortsOf(person.id);
  const cohort = id && (await t.pairs.cohort(id));
  return cohort ? nextWorkingMorning(deps.now(), workOf(person, cohort)) : undefined;
}
