import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, type Person, partnerOf } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { MailFrame, MailModel, PersonalLink } from '../tell/mails/mail-model.ts';
import { meetingModel } from './meeting-models.ts';
import { contact } from './read-view.ts';

/** What a mail is about, and what it says once its personal link is known. */
export interface About {
  pair: Pair;
  purpose: 'meeting' | 'pair';
  subject: string;
  draft: (link: PersonalLink) => MailModel;
}

/** What is true now of a mail's subject; undefined when there is nothing left to say. */
export async function aboutMail(
  t: Tables,
  effect: Effect,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const { notice, meeting, by } = effect.ids;
  if (notice === 'meeting' || notice === 'held') {
    return aboutMeeting(t, String(meeting), notice, person, now);
  }
  if (notice !== 'call') return undefined;
  const pair = await t.pairs.get(String(effect.ids.pair), dayOf(now, 'UTC'));
  return pair && aboutCall(t, pair, person, String(by));
}

async function aboutCall(
  t: Tables,
  pair: Pair,
  person: Person,
  by: string,
): Promise<About | undefined> {
  const asker = await t.people.get(by);
  if (!asker) return undefined;
  const names: [string, string] = [pair.mentee.name, pair.mentor.name];
  const { code: pairCode } = pair;
  return {
    pair,
    purpose: 'pair',
    subject: pair.id,
    draft: () => ({
      kind: 'referent-call',
      ...frame(pair, person),
      referent: null,
      pairCode,
      names,
      by: contact(asker),
    }),
  };
}

async function aboutMeeting(
  t: Tables,
  id: string,
  notice: 'meeting' | 'held',
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  const meeting = await t.meetings.get(id);
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(now, 'UTC')));
  if (!meeting || !pair) return undefined;
  const draft =
    notice === 'held'
      ? heldDraft(pair, meeting, person)
      : await meetingDraft(t, pair, meeting, person, now);
  return draft && { pair, purpose: 'meeting', subject: id, draft };
}

/** Nothing is asked of a meeting that was answered meanwhile. */
function heldDraft(pair: Pair, meeting: Meeting, person: Person): About['draft'] | undefined {
  const { time } = meeting;
  if (meeting.state !== 'booked' || !time) return undefined;
  const partner = partnerOf(pair, person.id).name;
  const { recording } = pair.cohort.settings;
  return (link) => ({ kind: 'held', ...frame(pair, person), partner, time, recording, link });
}

/** What the present state of a meeting asks of, or tells, its reader. */
async function meetingDraft(
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  person: Person,
  now: Instant,
): Promise<About['draft'] | undefined> {
  const model = await meetingModel(t, pair, meeting, person.id, now);
  const { partner, time, proposals, mode, place, placeLabel, joinUrl, linkMissing } = model;
  const said = { ...frame(pair, person), partner };
  const manner = { mode, place, placeLabel };
  const answeredByReader = meeting.answeredBy === person.id;
  if (meeting.state === 'cancelled') return (link) => ({ kind: 'cancelled', ...said, time, link });
  if (meeting.state !== 'booked' && meeting.state !== 'proposed') return undefined;
  if (meeting.agreement === 'other-time') {
    return answeredByReader ? undefined : (link) => ({ kind: 'other-time', ...said, time, link });
  }
  if (meeting.agreement === 'agreed') {
    if (answeredByReader || !time) return undefined;
    const video = { joinUrl, linkMissing };
    return (link) => ({ kind: 'booked', ...said, ...manner, ...video, time, link });
  }
  if (meeting.proposedBy === person.id) return undefined;
  if (proposals.length > 0) {
    return (link) => ({ kind: 'proposal', ...said, ...manner, times: proposals, link });
  }
  return time ? (link) => ({ kind: 'confirm', ...said, ...manner, time, link }) : undefined;
}

const frame = (pair: Pair, person: Person): MailFrame => ({
  name: person.name,
  bodyName: pair.cohort.settings.bodyName,
  replyTo: pair.cohort.settings.replyTo,
  referent: pair.referent && contact(pair.referent),
});
