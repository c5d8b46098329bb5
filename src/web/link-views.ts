import { z } from 'zod';
import type { LinkView } from '../domain/link-model.ts';
import { lengths } from '../domain/meeting.ts';

export const id = z.uuid();
export const day = z.iso.date();
/** `start/end`, as slots are written everywhere. */
export const slotText = z.string().max(90);
export const mode = z.enum(['video', 'in-person']);
export const place = z.enum(['mentee', 'mentor', 'neutral']);
export const minutes = z.literal([...lengths]);

const ofPair = <Kind extends string>(kind: Kind) =>
  z.strictObject({ kind: z.literal(kind), pair: id });
const ofWave = <Kind extends string>(kind: Kind) =>
  z.strictObject({ kind: z.literal(kind), wave: id });
const ofMeeting = <Kind extends string>(kind: Kind) =>
  z.strictObject({ kind: z.literal(kind), meeting: id });

/** Views the page may ask for at any time: each is drawn from what is true then. */
const readable = [
  ofPair('rhythm'),
  ofMeeting('meeting'),
  ofMeeting('held'),
  ofPair('year').extend({ plan: id }),
  ofPair('find').extend({ meeting: id.optional() }),
  ofPair('record'),
  ofPair('meetings'),
  ofPair('referent').extend({ asked: z.boolean() }),
  ofPair('pause-form'),
  ofPair('pause').extend({ pause: id }),
  ofPair('stop-form'),
  ofPair('stopping'),
  ofPair('ending'),
  ofWave('survey'),
  ofWave('synthesis'),
] as const;

const end = z.strictObject({ kind: z.enum(['launch', 'meeting', 'closing', 'new']), day });

const gap = z.strictObject({
  from: end,
  to: end,
  days: z.int().min(0).max(1000),
  kept: z.boolean(),
  why: z.enum(['past', 'no-common-time', 'most-reached', 'notice']).nullable(),
});

/** As `slotText` of the domain writes it: nothing else comes back in a draft. */
const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z`;
const ours = z.string().regex(new RegExp(`^${moment}/${moment}$`));

/** No year has more dates than this. */
const mostDates = 20;

/** Forms half filled in: kept by the page alone, so checked whole whenever they come back. */
const drafts = [
  z.strictObject({
    ...{ kind: z.literal('slots'), pair: id, meeting: id.optional(), mode },
    ...{ place: place.nullable(), minutes },
    slots: z.array(ours).max(5),
    unread: z.array(id).max(2),
    since: z.strictObject({ anchor: z.enum(['launch', 'meeting']), day }).optional(),
  }),
  z.strictObject({
    ...{ kind: z.literal('plan'), pair: id, mode, place: place.nullable() },
    minutes: z.int().min(5).max(480),
    dates: z.array(z.strictObject({ slot: ours, meeting: id.optional() })).max(mostDates),
    unread: z.array(id).max(2),
    broken: z.array(gap).max(mostDates),
    around: z.array(id).max(60),
    after: id.optional(),
  }),
] as const;

export const readableView = z.discriminatedUnion('kind', readable).transform(withoutBlanks);

/** What was shown when an act was sent: its answer is given there. */
export const shownView = z
  .discriminatedUnion('kind', [...readable, ...drafts])
  .transform(withoutBlanks);

type Sent = z.infer<(typeof readable)[number] | (typeof drafts)[number]>;

/** A view names what it has: a key without a value is none. */
function withoutBlanks(view: Sent): LinkView {
  const named = Object.entries(view).filter(([, value]) => value !== undefined);
  // The same keys, but for those that held nothing.
  return Object.fromEntries(named) as unknown as LinkView;
}
