import { z } from 'zod';
import { whyNot } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { readSlot } from '../domain/slot-text.ts';
import type { Interval } from '../domain/time.ts';
import type { SlotsView, View } from '../domain/view.ts';
import { acceptMeeting, declineMeeting } from '../usecases/answer-meeting.ts';
import { bookMeeting } from '../usecases/book-meeting.ts';
import { callReferent } from '../usecases/call-referent.ts';
import { cancelMeeting, undoMeeting } from '../usecases/cancel-meeting.ts';
import type { Deps } from '../usecases/deps.ts';
import { openPlan } from '../usecases/draft-plan.ts';
import { findSlots } from '../usecases/find-slots.ts';
import { type PairCommand, pairView, viewForPair } from '../usecases/meet-person.ts';
import { isMeetingOf } from '../usecases/pair-access.ts';
import { correctMeeting, recordMeeting, sayHeld, sayNotHeld } from '../usecases/record-meeting.ts';
import { alertVerbs } from './alert-verbs.ts';
import { pauseVerbs } from './pause-verbs.ts';
import { planVerbs } from './plan-verbs.ts';
import { stopVerbs } from './stop-verbs.ts';
import { surveyVerbs } from './survey-verbs.ts';
import {
  after,
  asView,
  id,
  isForm,
  type Press,
  type Pressed,
  type Verb,
  verb,
  wish,
} from './verb.ts';

/** Five slots of `start/end` at most, comma separated as a multiple choice sends them. */
const slotText = z.string().max(400);
/** Clients send a multiple choice as one text; the parts apart mean the same. */
const themesText = z
  .union([z.string().max(400), z.array(z.string().max(60)).max(12)])
  .default('')
  .transform((sent) => (typeof sent === 'string' ? sent.split(',') : sent))
  .transform((parts) => parts.map((part) => part.trim()).filter((part) => part !== ''));
const dateText = z.string().max(40);
const aMeeting = z.object({ meeting: id });

const mostSlots = 5;

function readSlots(text: string, zone: string, minutes: number): Interval[] | Refused {
  const texts = text.split(',').filter((part) => part !== '');
  if (texts.length === 0 || texts.length > mostSlots) return refuse('slot-unreadable');
  const slots: Interval[] = [];
  for (const part of texts) {
    const read = readSlot(part, zone, minutes);
    if ('refused' in read) return read;
    slots.push(read.slot);
  }
  return slots;
}

const menu = (next: PairCommand) =>
  verb(z.object({ pair: id.optional(), meeting: id.optional() }), async (deps, at, sent) => {
    const { by, card } = at;
    const own = await deps.db.read.pairs.of(by.person);
    const named = sent.pair !== undefined && own.includes(sent.pair) ? sent.pair : undefined;
    if (named && !(await isMeetingOf(deps.db.read, named, sent.meeting)))
      return refuse('not-found');
    const view = named
      ? pairView(next, named, sent.meeting)
      : await viewForPair(deps, by.person, next);
    if (view === 'no-pair') return refuse('no-pair');
    // What explains the programme stays in the chat; a form gives way to another form.
    return isForm(card.view) ? { view } : { new: view };
  });

/** Every verb a card can send: what may come with it, and the use case it is for. */
export const verbs = {
  'menu.book': menu('find'),
  'menu.meetings': menu('meetings'),
  'menu.record': menu('record'),
  'menu.referent': menu('referent'),
  'menu.pause': menu('pause'),
  'menu.stop': menu('stop'),
  'pair.choose': verb(
    z.object({
      pair: id,
      next: z.enum(['find', 'record', 'meetings', 'referent', 'plan', 'pause', 'stop']),
    }),
    async (deps, { by }, { pair, next }) => {
      if (next === 'plan') return asView(await openPlan(deps, by, pair));
      const own = await deps.db.read.pairs.of(by.person);
      return own.includes(pair) ? { view: pairView(next, pair) } : refuse('not-found');
    },
  ),
  'language.set': verb(z.object({ locale: z.enum(['fr', 'en']) }), async (deps, { by }, input) => {
    await deps.db.tx((t) => t.people.setLocale(by.person, input.locale));
    return { said: 'language-set' };
  }),
  'meeting.find': verb(z.object(wish), async (deps, { by }, input) => {
    return asView(await findSlots(deps, by, input));
  }),
  'meeting.book': verb(
    z.object({ ...wish, slot: slotText }),
    async (deps, { by, reader }, { slot, minutes, ...input }) => {
      const slots = readSlots(slot, reader.zone, minutes);
      if (isRefused(slots)) return slots;
      const done = await bookMeeting(deps, by, { ...input, slots, source: 'bot' });
      return 'became' in done ? { said: done.became } : done;
    },
  ),
  'meeting.accept': verb(
    aMeeting.extend({ slot: slotText.optional() }),
    async (deps, { by, reader }, { meeting, slot }) => {
      const slots = slot === undefined ? [undefined] : readSlots(slot, reader.zone, 60);
      if (isRefused(slots)) return slots;
      return after(await acceptMeeting(deps, by, { meeting, slot: slots[0] }), 'accepted');
    },
  ),
  'meeting.decline': verb(aMeeting, async (deps, { by }, input) =>
    after(await declineMeeting(deps, by, input), 'declined'),
  ),
  'meeting.open': verb(aMeeting, async (deps, { by }, { meeting }) => {
    const found = await deps.db.read.meetings.get(meeting);
    const own = await deps.db.read.pairs.of(by.person);
    if (!found || !own.includes(found.pair)) return refuse('not-found');
    return { new: { kind: 'meeting', meeting } };
  }),
  'meeting.move': verb(aMeeting, async (deps, { by }, { meeting }) => {
    const found = await deps.db.read.meetings.get(meeting);
    const own = await deps.db.read.pairs.of(by.person);
    if (!found || !own.includes(found.pair)) return refuse('not-found');
    const why = whyNot('move', found, deps.now());
    if (why) return refuse(why);
    return { view: { kind: 'find', pair: found.pair, meeting } };
  }),
  'meeting.cancel': verb(aMeeting, async (deps, { by }, input) =>
    after(await cancelMeeting(deps, by, input), 'cancelled'),
  ),
  'meeting.undo': verb(aMeeting, async (deps, { by }, input) =>
    after(await undoMeeting(deps, by, input), 'undone'),
  ),
  ...planVerbs,
  ...pauseVerbs,
  ...stopVerbs,
  ...alertVerbs,
  ...surveyVerbs,
  'meeting.held': verb(aMeeting.extend({ themes: themesText }), async (deps, { by }, input) =>
    after(await sayHeld(deps, by, input), 'held'),
  ),
  'meeting.not-held': verb(aMeeting, async (deps, { by }, input) =>
    after(await sayNotHeld(deps, by, input), 'not-held'),
  ),
  'meeting.correct': verb(
    aMeeting.extend({ date: dateText, themes: themesText }),
    async (deps, { by }, input) => after(await correctMeeting(deps, by, input), 'corrected'),
  ),
  'meeting.record': verb(
    z.object({ pair: id, date: dateText, themes: themesText }),
    async (deps, { by }, input) => after(await recordMeeting(deps, by, input), 'recorded'),
  ),
  'referent.call': verb(z.object({ pair: id }), async (deps, { by }, input) =>
    after(await callReferent(deps, by, input), 'call-asked'),
  ),
} as const;

export type VerbName = keyof typeof verbs;

export const isVerb = (name: string): name is VerbName => Object.hasOwn(verbs, name);

/** Carries out one press; what came with it is checked first, and nothing is done with what is not right. */
export async function press(
  deps: Deps,
  name: VerbName,
  at: Press,
  sent: Record<string, unknown>,
): Promise<Pressed> {
  const entry = verbs[name] as Verb<unknown>;
  const input = entry.schema.safeParse({ ...fromView(at.card.view), ...sent });
  if (!input.success) return refuse('wrong-values');
  return entry.run(deps, at, input.data);
}

/** What a form itself knows; anything sent along takes its place, and is checked. */
function fromView(view: View): Record<string, unknown> {
  if (!isForm(view)) return {};
  const { kind: _, ...known } = view;
  return view.kind === 'slots' ? { ...known, slot: firstSlot(view) } : known;
}

const firstSlot = (view: SlotsView): string | undefined => view.slots[0];
