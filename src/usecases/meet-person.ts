import type { Person } from '../domain/people.ts';
import type { View } from '../domain/view.ts';
import type { Sender } from '../tell/ports.ts';
import type { Deps } from './deps.ts';
import { heardFrom } from './reach-person.ts';

/** Whoever stands before the bot: who Entra says they are, and where they can be written to. */
export interface Visitor {
  tid: string;
  oid: string;
  userId: string;
  conversationId: string;
  serviceUrl: string;
}

export interface MeetDeps extends Deps {
  sender: Sender;
  /** Our own tenant, the only one whose roster is believed. */
  homeTenant: string;
}

/**
 * The person behind a visitor: by (tenant, object id) alone once linked. The first time, our own
 * tenant's roster may link them, when it gives exactly the imported mail.
 */
export async function recognise(deps: MeetDeps, visitor: Visitor): Promise<Person | undefined> {
  const known = await deps.db.read.people.byIdentity(visitor.tid, visitor.oid);
  if (known) return known;
  if (visitor.tid !== deps.homeTenant) return undefined;
  const member = await deps.sender.member(visitor);
  if (!member?.mail || member.oid !== visitor.oid) return undefined;
  const person = await deps.db.read.people.byMail(member.mail);
  if (!person) return undefined;
  await deps.db.tx((t) => t.people.link(visitor.tid, visitor.oid, person.id, 'roster'));
  return person;
}

/** The bot was installed: from now on it writes here, and it says once what it is. */
export async function welcome(deps: Deps, visitor: Visitor, person: string): Promise<void> {
  await deps.db.tx(async (t) => {
    await t.people.open({ ...visitor, id: visitor.conversationId, person });
    await heardFrom(deps, t, person);
    await deps.tell(t, { person, notice: { kind: 'welcome' }, occurrence: visitor.conversationId });
  });
  deps.wake();
}

/** The bot was removed: mail is the way until they come back. */
export async function farewell(deps: Deps, visitor: Visitor): Promise<void> {
  await deps.db.tx((t) => t.people.close(visitor.conversationId));
}

/** Shows a view in answer to what a person typed, once for each thing typed. */
export async function reply(
  deps: Deps,
  person: string,
  visitor: Visitor,
  turn: string,
  view: View,
): Promise<void> {
  await deps.db.tx(async (t) => {
    if (!(await t.inbound.first(turn, deps.now()))) return;
    await t.people.open({ ...visitor, id: visitor.conversationId, person });
    await heardFrom(deps, t, person);
    await deps.tell(t, { person, notice: { kind: 'reply', view }, occurrence: turn });
  });
  deps.wake();
}

/** What a pair's card can be opened for at once; a plan needs the calendars first. */
export type PairCommand = Exclude<Extract<View, { kind: 'which-pair' }>['next'], 'plan'>;

/** The view of a command for the person's pair; asks which one when they have several. */
export async function viewForPair(
  deps: Deps,
  person: string,
  next: PairCommand,
): Promise<View | 'no-pair'> {
  const pairs = await deps.db.read.pairs.of(person);
  const [only] = pairs;
  if (only === undefined) return 'no-pair';
  return pairs.length > 1 ? { kind: 'which-pair', next } : pairView(next, only);
}

/** The view of a command for one pair; with `meeting`, of moving it. */
export function pairView(next: PairCommand, pair: string, meeting?: string): View {
  if (next === 'referent') return { kind: 'referent', pair, asked: false };
  if (next === 'pause') return { kind: 'pause-form', pair };
  if (next === 'stop') return { kind: 'stop-form', pair };
  if (next === 'find' && meeting !== undefined) return { kind: 'find', pair, meeting };
  return { kind: next, pair };
}
