import { z } from 'zod';
import type { LinkPage, LinkView } from '../domain/link-model.ts';
import { lengths, type Source } from '../domain/meeting.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { readSlot } from '../domain/slot-text.ts';
import type { Interval } from '../domain/time.ts';
import { acceptMeeting, declineMeeting } from '../usecases/answer-meeting.ts';
import { bookMeeting } from '../usecases/book-meeting.ts';
import { cancelMeeting, undoMeeting } from '../usecases/cancel-meeting.ts';
import { type By, type Deps, isRepeated } from '../usecases/deps.ts';
import { findSlots } from '../usecases/find-slots.ts';
import { type OpenLink, showLink } from '../usecases/open-link.ts';
import { isMeetingOf } from '../usecases/pair-access.ts';
import { correctMeeting, recordMeeting, sayHeld, sayNotHeld } from '../usecases/record-meeting.ts';
import type { SaidKey } from '../words/fr/said.ts';
import { after, entry, type LinkActEntry } from './link-act.ts';
import { pairActs } from './link-pair-acts.ts';
import { planActs } from './link-plan-acts.ts';
import { surveyActs } from './link-survey-acts.ts';
import { id, minutes, mode, place, slotText } from './link-views.ts';

const themes = z.array(z.string().max(60)).max(12);
const date = z.string().max(40);
const meeting = id;

function readSlots(texts: readonly string[], zone: string): Interval[] | Refused {
  const slots: Interval[] = [];
  for (const text of texts) {
    const read = readSlot(text, zone, 60);
    if ('refused' in read) return read;
    slots.push(read.slot);
  }
  return slots;
}

/** Refusals after which the times on show are no longer true. */
const outOfDate: readonly Refusal[] = ['slot-gone', 'pair-has-meeting-then', 'in-the-past'];

/** The use cases behind the card's verbs, for somebody who has nothing but their mails. */
export const linkActs = {
  accept: entry(
    z.strictObject({ act: z.literal('accept'), meeting, slot: slotText.optional() }),
    async (deps, { by, zone }, sent) => {
      const slots = sent.slot === undefined ? [undefined] : readSlots([sent.slot], zone);
      if (isRefused(slots)) return slots;
      const wish = { meeting: sent.meeting, slot: slots[0] };
      return after(await acceptMeeting(deps, by, wish), 'accepted');
    },
  ),
  decline: entry(
    z.strictObject({ act: z.literal('decline'), meeting }),
    async (deps, { by }, sent) => after(await declineMeeting(deps, by, sent), 'declined'),
  ),
  find: entry(
    z.strictObject({
      ...{ act: z.literal('find'), meeting: meeting.optional() },
      ...{ mode, minutes, place },
    }),
    async (deps, { by, pair }, { act: _, ...wish }) => {
      const found = await findSlots(deps, by, { pair, ...wish });
      return isRefused(found) ? found : { view: found };
    },
  ),
  book: entry(
    z.strictObject({ act: z.literal('book'), slots: z.array(slotText).min(1).max(5) }),
    async (deps, { by, pair, zone, view, source }, sent) => {
      if (view.kind !== 'slots') return refuse('wrong-values');
      const slots = readSlots(sent.slots, zone);
      if (isRefused(slots)) return slots;
      const { mode, place, minutes, meeting } = view;
      const wish = { pair, meeting, mode, place };
      const done = await bookMeeting(deps, by, { ...wish, slots, source });
      if (isRepeated(done)) return done;
      if (!isRefused(done))
        return { view: { kind: 'meeting', meeting: done.meeting }, said: done.became };
      if (!outOfDate.includes(done.refused)) return done;
      const length = lengths.find((one) => one === minutes) ?? 60;
      const anew = await findSlots(deps, by, {
        ...{ pair, meeting, mode, minutes: length, place: place ?? 'neutral' },
      });
      return isRefused(anew) ? done : { ...done, view: anew };
    },
  ),
  cancel: entry(z.strictObject({ act: z.literal('cancel'), meeting }), async (deps, { by }, sent) =>
    after(await cancelMeeting(deps, by, sent), 'cancelled'),
  ),
  undo: entry(z.strictObject({ act: z.literal('undo'), meeting }), async (deps, { by }, sent) =>
    after(await undoMeeting(deps, by, sent), 'undone'),
  ),
  held: entry(
    z.strictObject({ act: z.literal('held'), meeting, themes }),
    async (deps, { by }, sent) => after(await sayHeld(deps, by, sent), 'held'),
  ),
  'not-held': entry(
    z.strictObject({ act: z.literal('not-held'), meeting }),
    async (deps, { by }, sent) => after(await sayNotHeld(deps, by, sent), 'not-held'),
  ),
  correct: entry(
    z.strictObject({ act: z.literal('correct'), meeting, date, themes }),
    async (deps, { by }, sent) => after(await correctMeeting(deps, by, sent), 'corrected'),
  ),
  record: entry(
    z.strictObject({ act: z.literal('record'), date, themes }),
    async (deps, { by, pair }, sent) => {
      const done = await recordMeeting(deps, by, { pair, ...sent });
      if (!('meeting' in done)) return done;
      return { view: { kind: 'held', meeting: done.meeting }, said: 'recorded' };
    },
  ),
  ...pairActs,
  ...planActs,
  ...surveyActs,
} as const;

type Acts = typeof linkActs;
type ActOf<Entry> = Entry extends LinkActEntry<infer Act> ? Act : never;

/** An act as the page sends it. */
export type LinkAct = { [Name in keyof Acts]: ActOf<Acts[Name]> }[keyof Acts];

const isAct = (name: unknown): name is keyof Acts =>
  typeof name === 'string' && Object.hasOwn(linkActs, name);

/** An act of the table, checked whole by its own row. */
export const linkActSchema: z.ZodType<LinkAct> = z.unknown().transform((sent, context): LinkAct => {
  const name = typeof sent === 'object' && sent !== null && 'act' in sent ? sent.act : undefined;
  const read = isAct(name) ? linkActs[name].schema.safeParse(sent) : undefined;
  if (read?.success) return read.data;
  context.addIssue('no such act');
  return z.NEVER;
});

/** What is told of an act; `already`: it, or one like it, had arrived before. */
export type LinkSaid = SaidKey | 'already';

export interface LinkActed {
  page: LinkPage;
  said?: LinkSaid;
  refused?: Refusal;
}

/**
 * Carries out one act of the link's person on the link's pair, and shows what is true then. The
 * act's id is the page's own: the same one again is answered, and carried out once. Whoever signed
 * in acts in the same way, from `source`.
 */
export async function actByLink(
  deps: Deps,
  link: OpenLink,
  sent: { id: string; view?: LinkView | undefined; act: LinkAct },
  source: Source = 'mail',
): Promise<LinkActed | Refused> {
  const { person, pair } = link;
  const before = await showLink(deps, link, sent.view);
  if (isRefused(before)) return before;
  const named = 'meeting' in sent.act ? sent.act.meeting : undefined;
  if (!(await isMeetingOf(deps.db.read, pair, named))) return refuse('not-found');
  const view = sent.view ?? link.start;
  const by: By = { person, turn: `page:${person}:${sent.id}` };
  const row = linkActs[sent.act.act] as LinkActEntry<unknown>;
  const done = await row.run(deps, { by, pair, zone: before.reader.zone, view, source }, sent.act);
  const next = isRepeated(done) ? whereRepeated(view, pair) : (done.view ?? view);
  const page = await showLink(deps, link, next);
  if (isRefused(page)) return page;
  if (isRepeated(done)) return { page, said: 'already' };
  if ('refused' in done) return { page, refused: done.refused };
  return done.said === undefined ? { page } : { page, said: done.said };
}

/** What a form has become is not known any more: the list tells what is true. */
const whereRepeated = (view: LinkView, pair: string): LinkView =>
  ['slots', 'plan', 'record'].includes(view.kind) ? { kind: 'meetings', pair } : view;
