import type { Card } from '../db/cards.ts';
import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import type { Conversation } from '../db/people.ts';
import type { Seen } from '../domain/card-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { OutsideFault } from '../domain/outside.ts';
import { whyNotAnswer } from '../domain/wave.ts';
import { isAhead } from '../domain/year.ts';
import type { Outcome } from '../effects/run.ts';
import type { Sender } from '../tell/ports.ts';
import type { Deps } from './deps.ts';
import { readView } from './read-view.ts';
import { redraw } from './redraw.ts';
import { isReminded } from './remind.ts';

export interface CardDeps extends Deps {
  sender: Sender;
  draw: (seen: Seen, tag: { card: string; rev: number }) => object;
  /** All a notification may show. */
  preview: (locale: 'fr' | 'en') => string;
}

/** Our own code for somebody whose chat was closed before the message left. */
export const noChat = 'no-conversation';

/** Sends a card as it stands now; what became of its subject meanwhile is what it says. */
export async function sendCard(deps: CardDeps, effect: Effect): Promise<Outcome> {
  const t = deps.db.read;
  const card = await t.cards.get(String(effect.ids.card));
  if (!card) return { dropped: 'no such card' };
  if (card.activity !== null) return { done: true, remoteId: card.activity };
  const seen = await readView(t, card.person, card.view, deps.now());
  if (!seen) return { dropped: 'nothing to show' };
  if (await isSettled(deps, effect, card)) return { dropped: 'answered meanwhile' };
  const to = await t.people.conversationOf(card.person);
  if (!to) throw new OutsideFault({ status: 403, code: noChat });
  const drawn = deps.draw(seen, { card: card.id, rev: card.rev });
  const sent = await sendOnce(deps, to, drawn, deps.preview(seen.reader.locale));
  return {
    done: true,
    remoteId: sent.activityId,
    save: async (tx) => {
      if (effect.ids.notice === 'reminder') await retireOlder(deps, tx, card);
      await tx.cards.arrived(card.id, sent.conversation, sent.activityId);
      await tx.cards.shown(card.id, card.rev);
    },
  };
}

/** A conversation that is gone is made anew once: nothing was sent in the one that is not there. */
async function sendOnce(deps: CardDeps, to: Conversation, drawn: object, preview: string) {
  try {
    const { activityId } = await deps.sender.send(addressOf(to), drawn, preview);
    return { activityId, conversation: to.id };
  } catch (error) {
    if (!(error instanceof OutsideFault) || error.status !== 404) throw error;
    const anew = await makeAnew(deps, to);
    const { activityId } = await deps.sender.send(addressOf(anew), drawn, preview);
    return { activityId, conversation: anew.id };
  }
}

async function makeAnew(deps: CardDeps, to: Conversation): Promise<Conversation> {
  const { conversationId } = await deps.sender.create(addressOf(to)).catch(notMade);
  const anew = { ...to, id: conversationId };
  await deps.db.tx(async (t) => {
    await t.people.open(anew);
    if (conversationId !== to.id) await t.people.close(to.id);
  });
  return anew;
}

/** Opening a chat sends nothing, and finds the one there is: whatever became of it may be repeated. */
function notMade(error: unknown): never {
  if (!(error instanceof OutsideFault)) throw error;
  const { status, code, retryAfter } = error;
  if (status === undefined || status >= 500)
    throw new OutsideFault({ status: 503, code, retryAfter });
  // An account that is no more: Teams finds the person unreadable, not gone.
  throw status === 400 ? new OutsideFault({ status: 404, code }) : error;
}

/** The card that has just come is the one to act on: older ones of its meeting point to it. */
async function retireOlder(deps: CardDeps, t: Tables, { id, person, view }: Card): Promise<void> {
  if (view.kind !== 'meeting') return;
  const { meeting } = view;
  for (const older of await t.cards.aboutMeeting(meeting, person)) {
    if (older.id === id || older.view.kind !== 'meeting') continue;
    await redraw(deps, t, await t.cards.show(older.id, { kind: 'newer', meeting }));
  }
}

/** A question asked again is not asked when it was answered meanwhile. */
async function isSettled(deps: CardDeps, effect: Effect, card: Card): Promise<boolean> {
  if (effect.ids.notice === 'reminder')
    return !(await isReminded(deps.db.read, effect, deps.now()));
  if (card.view.kind === 'survey') return !(await isAsked(deps, card.person, card.view.wave));
  if (Number(effect.ids.again) === 0) return false;
  return !(await stillOpen(deps, effect, card));
}

async function stillOpen(deps: CardDeps, effect: Effect, card: Card): Promise<boolean> {
  const { view } = card;
  if (view.kind === 'pause') {
    const pause = await deps.db.read.pauses.get(view.pause);
    return effect.ids.occurrence !== 'proposed' || pause?.state === 'proposed';
  }
  if (view.kind === 'alert') {
    const alert = await deps.db.read.alerts.get(view.alert);
    return alert?.closed === null && alert.seen === null;
  }
  if (view.kind === 'year') {
    const meetings = await deps.db.read.meetings.ofPlan(view.plan);
    return meetings.some((m) => isAhead(m, deps.now()) && awaits(m, card.person));
  }
  if (view.kind !== 'meeting' && view.kind !== 'held') return true;
  const meeting = await deps.db.read.meetings.get(view.meeting);
  if (!meeting) return false;
  if (view.kind === 'held') return meeting.state === 'booked';
  return awaits(meeting, card.person);
}

/** Whoever has answered by another way is neither asked nor reminded. */
async function isAsked({ db, now }: Deps, person: string, id: string): Promise<boolean> {
  const survey = await db.read.participation.survey(id, person);
  return survey !== undefined && whyNotAnswer(survey.wave, survey.asked, now()) === null;
}

/** Whoever hears that another time is wished has their own proposal to better. */
const awaits = ({ agreement, answeredBy, proposedBy }: Meeting, person: string): boolean =>
  agreement === 'other-time'
    ? answeredBy !== person
    : agreement !== 'agreed' && proposedBy !== person;

/** Draws a card anew in its place; a later revision that already stands there is left alone. */
export async function updateCard(deps: CardDeps, effect: Effect): Promise<Outcome> {
  const t = deps.db.read;
  const card = await t.cards.get(String(effect.ids.card));
  if (!card) return { dropped: 'no such card' };
  if (card.shownRev >= card.rev) return { dropped: 'shown already' };
  if (card.activity === null || card.conversation === null) return { dropped: 'not in the chat' };
  const seen = await readView(t, card.person, card.view, deps.now());
  const to = await t.people.conversationOf(card.person);
  if (!seen || !to) return { dropped: 'nobody to show it to' };
  const drawn = deps.draw(seen, { card: card.id, rev: card.rev });
  const address = { ...addressOf(to), conversationId: card.conversation };
  await deps.sender.update(address, card.activity, drawn);
  return { done: true, save: (tx) => tx.cards.shown(card.id, card.rev) };
}

const addressOf = (to: Conversation) => ({
  conversationId: to.id,
  serviceUrl: to.serviceUrl,
  tid: to.tid,
  userId: to.userId,
});
