import type { Card } from '../db/cards.ts';
import type { Seen } from '../domain/card-model.ts';
import type { Person } from '../domain/people.ts';
import { isRefused, type Refusal } from '../domain/refusal.ts';
import { levels } from '../domain/survey.ts';
import type { View } from '../domain/view.ts';
import { isId } from '../usecases/coach-access.ts';
import { isRepeated } from '../usecases/deps.ts';
import { openPlan } from '../usecases/draft-plan.ts';
import {
  farewell,
  type MeetDeps,
  type PairCommand,
  recognise,
  reply,
  viewForPair,
  welcome,
} from '../usecases/meet-person.ts';
import { reachViews } from '../usecases/reach-models.ts';
import { heardByPress } from '../usecases/reach-person.ts';
import { readAs, readerOf } from '../usecases/read-view.ts';
import { redraw } from '../usecases/redraw.ts';
import { type Command, readCommand } from '../words/commands.ts';
import type { SaidKey } from '../words/fr/said.ts';
import type { BotTurn, TurnAnswer } from './activity.ts';
import { Denied } from './denied.ts';
import { isForm, type Pressed } from './verb.ts';
import { isVerb, press } from './verbs.ts';

/** A line on top of a card: why not, or what was just done. */
export type Notice = { refused: Refusal } | { said: SaidKey };

export interface BotDeps extends MeetDeps {
  draw: (seen: Seen, tag: { card: string; rev: number }, notice?: Notice) => object;
  /** A card for somebody the programme does not know. */
  drawStranger: (locale: 'fr' | 'en', replyTo: string) => object;
  refusalText: (locale: 'fr' | 'en', refusal: Refusal) => string;
  preview: (locale: 'fr' | 'en') => string;
}

type Turn = BotTurn;

/** One turn of the conversation, whoever it is with; `Denied` with 503 while the store is out of reach. */
export async function takeTurn(deps: BotDeps, turn: Turn): Promise<TurnAnswer> {
  try {
    return await taken(deps, turn);
  } catch (error) {
    if (deps.db.outOfReach(error)) throw new Denied(503, 'store-unreachable');
    throw error;
  }
}

async function taken(deps: BotDeps, turn: Turn): Promise<TurnAnswer> {
  if (turn.kind === 'other') return undefined;
  if (turn.kind === 'uninstall') {
    await farewell(deps, turn);
    return undefined;
  }
  const [person, known] = await Promise.all([recognise(deps, turn), cardAt(deps, turn)]);
  if (person === undefined) return stranger(deps, turn);
  if (turn.kind === 'install') {
    await welcome(deps, turn, person.id);
    return undefined;
  }
  if (turn.kind === 'press') return pressed(deps, turn, person, known);
  await said(deps, turn, person.id);
  return undefined;
}

/** Nobody we know: told whom to ask, and nothing is kept of them. */
async function stranger(deps: BotDeps, turn: Turn): Promise<TurnAnswer> {
  deps.log.info({ event: 'turn.stranger', turn: turn.id, tenant: turn.tid });
  if (turn.kind === 'press') return { text: deps.refusalText(turn.locale, 'unknown-person') };
  const replyTo = (await deps.db.read.pairs.someReplyTo()) ?? '';
  const card = deps.drawStranger(turn.locale, replyTo);
  await deps.sender.send(turn, card, deps.preview(turn.locale));
  return undefined;
}

async function said(deps: BotDeps, turn: Turn, person: string): Promise<void> {
  const key = `said:${turn.conversationId}:${turn.id}`;
  const command = readCommand(turn.text ?? '');
  if (command !== 'reach') {
    return reply(deps, person, turn, key, await viewOfCommand(deps, person, command));
  }
  for (const [at, view] of (await reachViews(deps, person)).entries()) {
    await reply(deps, person, turn, `${key}:${at}`, view);
  }
}

async function viewOfCommand(
  deps: BotDeps,
  person: string,
  command: Command | null,
): Promise<View> {
  switch (command) {
    case 'book':
      return pairViewOr(deps, person, 'find');
    case 'plan':
      return planOr(deps, person);
    case 'meetings':
    case 'record':
    case 'referent':
    case 'pause':
    case 'stop':
      return pairViewOr(deps, person, command);
    case 'survey': {
      const [wave] = await deps.db.read.participation.openFor(person, deps.now());
      return wave === undefined ? { kind: 'help' } : { kind: 'survey', wave };
    }
    case 'language':
      return { kind: 'language' };
    case 'help':
      return { kind: 'help' };
    default:
      return { kind: 'help', said: 'not-understood' };
  }
}

async function pairViewOr(deps: BotDeps, person: string, next: PairCommand): Promise<View> {
  const view = await viewForPair(deps, person, next);
  return view === 'no-pair' ? { kind: 'help' } : view;
}

/** The draft at once. Where the calendars do not answer, the card asks to try again. */
async function planOr(deps: BotDeps, person: string): Promise<View> {
  const view = await openPlan(deps, { person });
  if (!isRefused(view)) return view;
  return view.refused === 'no-pair' ? { kind: 'help' } : { kind: 'which-pair', next: 'plan' };
}

async function pressed(
  deps: BotDeps,
  turn: Turn,
  person: Person,
  known: Card | undefined,
): Promise<TurnAnswer> {
  const card = known ? ownOnly(known, person.id) : await cardCarried(deps, turn, person.id);
  if (!card) return { text: deps.refusalText(turn.locale, 'not-found') };
  const answers = carryOut(deps, turn, person, card);
  // Whatever comes of the press; neither waits for the other.
  const [answer] = await Promise.all([answers, heardByPress(deps, person.id, card.id)]);
  return answer;
}

async function carryOut(
  deps: BotDeps,
  turn: Turn,
  person: Person,
  card: Card,
): Promise<TurnAnswer> {
  const name = turn.verb ?? '';
  if (!isVerb(name)) return present(deps, card, { refused: 'wrong-values' });
  // A form that has become something else was pressed twice, or late: nothing is done again.
  if (fillsForm(name) && !isForm(card.view)) {
    return present(deps, card, { said: 'card-was-old' });
  }
  const key = `press:${turn.conversationId}:${turn.id}`;
  const by = { person: person.id, card: card.id, turn: key };
  const at = { by, card, reader: person };
  const result = await press(deps, name, at, dataOf(turn));
  if ('model' in result) {
    const seen = { model: result.model, reader: readerOf(person, null) };
    return { card: deps.draw(seen, { card: card.id, rev: card.rev }, result) };
  }
  return answer(deps, turn, card, key, result);
}

/** What came with a press: an object, or nothing worth reading. */
const dataOf = ({ data }: Turn): Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {};

const fillsForm = (verb: string) =>
  [
    'meeting.find',
    'meeting.book',
    'meeting.record',
    'pair.choose',
    'pair.pause',
    'pair.stop',
  ].includes(verb);

/** The pressed card, by its place in the chat. */
const cardAt = async (deps: BotDeps, { kind, conversationId, replyToId }: Turn) =>
  kind === 'press' && replyToId !== undefined
    ? deps.db.read.cards.byActivity(conversationId, replyToId)
    : undefined;

const ownOnly = (card: Card, person: string) => (card.person === person ? card : undefined);

/**
 * By the id it carries: its place may be unknown when Teams' answer to our sending was lost. Then the
 * press itself tells us.
 */
async function cardCarried(deps: BotDeps, turn: Turn, person: string): Promise<Card | undefined> {
  const { cards } = deps.db.read;
  const activity = turn.replyToId;
  const carried = dataOf(turn).card;
  if (activity === undefined || typeof carried !== 'string' || !isId(carried)) return undefined;
  const card = await cards.get(carried);
  if (!card || card.person !== person || card.activity !== null) return undefined;
  await deps.db.tx(async (t) => {
    await t.cards.arrived(card.id, turn.conversationId, activity);
    await t.effects.cardArrived(card.id, activity, deps.now());
  });
  return { ...card, conversation: turn.conversationId, activity };
}

async function answer(
  deps: BotDeps,
  turn: Turn,
  card: Card,
  key: string,
  result: Exclude<Pressed, { model: unknown }>,
): Promise<TurnAnswer> {
  if (isRefused(result)) return present(deps, card, result, 'given' in result ? result : undefined);
  if (isRepeated(result)) return present(deps, card);
  if ('new' in result) {
    await reply(deps, card.person, turn, key, result.new);
    return present(deps, card);
  }
  if ('view' in result) {
    const { view } = result;
    await deps.db.tx(async (t) => redraw(deps, t, await t.cards.show(card.id, view)));
    deps.wake();
  }
  return present(deps, card, result.said === undefined ? undefined : { said: result.said });
}

/** The card as it stands now: the answer to every press, whatever came of it. */
async function present(
  deps: BotDeps,
  card: Card,
  notice?: Notice,
  press?: Incomplete,
): Promise<TurnAnswer> {
  const t = deps.db.read;
  const [standing, reader] = await Promise.all([t.cards.get(card.id), t.people.get(card.person)]);
  const now = standing ?? card;
  const seen = reader && (await readAs(t, reader, now.view, deps.now()));
  if (!seen) return { text: deps.refusalText('fr', 'not-found') };
  const shown = press ? withGiven(seen, press) : seen;
  return { card: deps.draw(shown, { card: now.id, rev: now.rev }, notice) };
}

type Incomplete = Extract<Pressed, { given: unknown }>;

/** A questionnaire with what was chosen in it; of anything else that was sent nothing is shown. */
function withGiven(seen: Seen, { given, missing }: Incomplete): Seen {
  const { model } = seen;
  if (model.kind !== 'survey') return seen;
  const keys = model.topics.flatMap(({ questions }) => questions.map(({ key }) => key));
  const chosen = keys.flatMap((key) => {
    const level = levels.find((each) => String(each) === given[key]);
    return level === undefined ? [] : [[key, level] as const];
  });
  return { ...seen, model: { ...model, given: Object.fromEntries(chosen), missing } };
}
