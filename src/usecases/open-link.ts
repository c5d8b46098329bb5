import type { HeldModel, MeetingModel, Reader } from '../domain/card-model.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { readSlot } from '../domain/slot-text.ts';
import { dayOf } from '../domain/time.ts';
import { acceptMeeting, declineMeeting } from './answer-meeting.ts';
import type { By, Deps } from './deps.ts';
import { readView } from './read-view.ts';
import { correctMeeting, sayHeld, sayNotHeld } from './record-meeting.ts';

/** What the personal page shows: the same facts as the card of somebody with the bot. */
export interface LinkPage {
  reader: Reader;
  model: MeetingModel | HeldModel;
  bodyName: string;
  replyTo: string;
  referent: { name: string; phone: string | null } | null;
  now: number;
}

/** An act on the page, as it was sent: checked by the door, judged by the use cases. */
export type LinkAct =
  | { act: 'accept'; slot?: string | undefined }
  | { act: 'decline' }
  | { act: 'held'; themes: string[] }
  | { act: 'not-held' }
  | { act: 'correct'; date: string; themes: string[] };

/** What stands behind a personal link. Reading changes nothing, however often and by whomever. */
export async function readLink(deps: Deps, hash: Uint8Array): Promise<LinkPage | Refused> {
  const link = await deps.db.read.links.byHash(hash);
  if (link?.purpose !== 'meeting') return refuse('not-found');
  if (link.expires <= deps.now()) return refuse('link-expired');
  const t = deps.db.read;
  const meeting = await t.meetings.get(link.subject);
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
  if (!meeting || !pair) return refuse('not-found');
  const ended = meeting.state === 'booked' && (meeting.time?.end ?? 0) <= deps.now();
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  const kind = recorded || (ended && meeting.time) ? 'held' : 'meeting';
  const seen = await readView(t, link.person, { kind, meeting: meeting.id }, deps.now());
  if (!seen || (seen.model.kind !== 'meeting' && seen.model.kind !== 'held')) {
    return refuse('not-found');
  }
  const { bodyName, replyTo } = pair.cohort.settings;
  const referent = pair.referent && { name: pair.referent.name, phone: pair.referent.phone };
  return { reader: seen.reader, model: seen.model, bodyName, replyTo, referent, now: deps.now() };
}

/** Carries out one act of the link's person on the link's meeting, and shows what is true then. */
export async function actByLink(
  deps: Deps,
  hash: Uint8Array,
  sent: LinkAct,
): Promise<{ page: LinkPage; refused?: Refused['refused'] } | Refused> {
  const page = await readLink(deps, hash);
  if (isRefused(page)) return page;
  const link = await deps.db.read.links.byHash(hash);
  if (!link) return refuse('not-found');
  const result = await carryOut(deps, { person: link.person }, link.subject, sent, page.reader);
  const after = await readLink(deps, hash);
  if (isRefused(after)) return after;
  return 'refused' in result ? { page: after, refused: result.refused } : { page: after };
}

async function carryOut(deps: Deps, by: By, meeting: string, sent: LinkAct, reader: Reader) {
  switch (sent.act) {
    case 'accept': {
      if (sent.slot === undefined) return acceptMeeting(deps, by, { meeting });
      const read = readSlot(sent.slot, reader.zone, 60);
      return 'refused' in read ? read : acceptMeeting(deps, by, { meeting, slot: read.slot });
    }
    case 'decline':
      return declineMeeting(deps, by, { meeting });
    case 'held':
      return sayHeld(deps, by, { meeting, themes: sent.themes });
    case 'not-held':
      return sayNotHeld(deps, by, { meeting });
    case 'correct':
      return correctMeeting(deps, by, { meeting, date: sent.date, themes: sent.themes });
  }
}
