import type { HeldModel, MeetingModel, Reader, Seen, YearModel } from '../domain/card-model.ts';
import type { Meeting } from '../domain/meeting.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import { readSlot } from '../domain/slot-text.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import { acceptMeeting, declineMeeting } from './answer-meeting.ts';
import { answerPlan } from './answer-plan.ts';
import type { By, Deps } from './deps.ts';
import { readView } from './read-view.ts';
import { correctMeeting, sayHeld, sayNotHeld } from './record-meeting.ts';

/** What the personal page shows: the same facts as the card of somebody with the bot. */
export interface LinkPage {
  reader: Reader;
  model: MeetingModel | HeldModel | YearModel;
  bodyName: string;
  replyTo: string;
  referent: { name: string; phone: string | null } | null;
  now: number;
}

/** An act on the page, as it was sent: checked by the door, judged by the use cases. */
export type LinkAct =
  | { act: 'accept'; slot?: string | undefined }
  | { act: 'decline' }
  /** Of a plan: those that suit; for every other one that waits, another time is wished. */
  | { act: 'plan'; meetings: string[] }
  | { act: 'held'; themes: string[] }
  | { act: 'not-held' }
  | { act: 'correct'; date: string; themes: string[] };

/** What stands behind a personal link. Reading changes nothing, however often and by whomever. */
export async function readLink(deps: Deps, hash: Uint8Array): Promise<LinkPage | Refused> {
  const link = await deps.db.read.links.byHash(hash);
  if (link?.purpose !== 'meeting' && link?.purpose !== 'plan') return refuse('not-found');
  if (link.expires <= deps.now()) return refuse('link-expired');
  const t = deps.db.read;
  const plan = link.purpose === 'plan' ? link.subject : undefined;
  const about = plan ? (await t.meetings.ofPlan(plan))[0] : await t.meetings.get(link.subject);
  const pair = about && (await t.pairs.get(about.pair, dayOf(deps.now(), 'UTC')));
  if (!about || !pair) return refuse('not-found');
  const view: View = plan ? { kind: 'year', pair: pair.id, plan } : viewOf(about, deps.now());
  const model = shownByLink(await readView(t, link.person, view, deps.now()));
  if (!model) return refuse('not-found');
  const { bodyName, replyTo } = pair.cohort.settings;
  const referent = pair.referent && { name: pair.referent.name, phone: pair.referent.phone };
  return { ...model, bodyName, replyTo, referent, now: deps.now() };
}

/** Once it has ended, whether it took place is what is asked. */
function viewOf(meeting: Meeting, now: Instant): View {
  const ended = meeting.state === 'booked' && meeting.time !== null && meeting.time.end <= now;
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  return { kind: recorded || ended ? 'held' : 'meeting', meeting: meeting.id };
}

function shownByLink(seen: Seen | undefined): Pick<LinkPage, 'reader' | 'model'> | undefined {
  const model = seen?.model;
  if (model?.kind !== 'meeting' && model?.kind !== 'held' && model?.kind !== 'year') {
    return undefined;
  }
  return seen && { reader: seen.reader, model };
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
  const by: By = { person: link.person };
  const { model } = page;
  const result =
    model.kind === 'year'
      ? await answerYear(deps, by, model, sent)
      : await carryOut(deps, by, link.subject, sent, page.reader);
  const after = await readLink(deps, hash);
  if (isRefused(after)) return after;
  return 'refused' in result ? { page: after, refused: result.refused } : { page: after };
}

async function answerYear(deps: Deps, by: By, { pair, plan }: YearModel, sent: LinkAct) {
  if (sent.act !== 'plan') return refuse('wrong-values');
  return answerPlan(deps, by, { pair, plan, suits: sent.meetings });
}

async function carryOut(deps: Deps, by: By, meeting: string, sent: LinkAct, reader: Reader) {
  switch (sent.act) {
    case 'plan':
      return refuse('wrong-values');
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
