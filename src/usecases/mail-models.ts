import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import type { Meeting } from '../domain/meeting.ts';
import { noticeOf } from '../domain/notice.ts';
import { type Pair, type Person, partnerOf } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { byTime, timeOf, waitingFor } from '../domain/year.ts';
import type { MailFrame, MailModel, PersonalLink } from '../tell/mails/mail-model.ts';
import { aboutAlert, aboutDigest } from './alert-mails.ts';
import { versionOf } from './follow-plan.ts';
import { aboutPage } from './link-mail.ts';
import { meetingModel, placeLabel } from './meeting-models.ts';
import { aboutPause, isPauseNotice } from './pause-mails.ts';
import { aboutReachMail, isReachNotice } from './reach-mails.ts';
import { contact } from './read-view.ts';
import { aboutNudge } from './rhythm-models.ts';
import { aboutSurvey, aboutSynthesis, isSurveyNotice, isSynthesisNotice } from './survey-mails.ts';

/** What a mail is about, and what it says once its personal link is known. */
export interface About {
  pair: Pair;
  purpose: 'meeting' | 'pair' | 'plan' | 'survey' | 'synthesis';
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
  const { notice, meeting } = effect.ids;
  if (notice === 'meeting' || notice === 'held') {
    return aboutMeeting(t, String(meeting), notice, person, now);
  }
  if (isPauseNotice(notice)) return aboutPause(t, effect, notice, person, now);
  if (isReachNotice(notice)) return aboutReachMail(t, effect, notice, person, now);
  if (notice === 'nudge') return aboutNudge(t, effect, person, now);
  const about = noticeOf(effect.ids);
  if (about?.kind === 'alert') return aboutAlert(t, about, person, now);
  if (about?.kind === 'page') return aboutPage(t, about.pair, person, now);
  if (about?.kind === 'digest') return aboutDigest(t, about, person, now);
  if (about && isSurveyNotice(about)) return aboutSurvey(t, about, person, now);
  if (about && isSynthesisNotice(about)) return aboutSynthesis(t, about, person, now);
  if (notice !== 'plan') return undefined;
  const pair = await t.pairs.get(String(effect.ids.pair), dayOf(now, 'UTC'));
  if (!pair) return undefined;
  const draft = await planDraft(t, { pair, effect }, person, now);
  return draft && { pair, purpose: 'plan', subject: String(effect.ids.plan), draft };
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

/** The dates that wait for their reader; else what became of them. */
async function planDraft(
  t: Tables,
  { pair, effect }: { pair: Pair; effect: Effect },
  person: Person,
  now: Instant,
): Promise<About['draft'] | undefined> {
  const planned = (await t.meetings.ofPlan(String(effect.ids.plan))).filter(
    (m) => m.pair === pair.id,
  );
  const waiting = waitingFor(planned, person.id, now).toSorted(byTime);
  const said = { ...frame(pair, person), partner: partnerOf(pair, person.id).name };
  const [first] = waiting;
  if (first) {
    const { mode, place } = first;
    const times = waiting.flatMap((m) => {
      const time = timeOf(m);
      return time ? [{ time, booked: m.time === time }] : [];
    });
    const manner = { mode, place, placeLabel: placeLabel(place, pair) };
    return (link) => ({ kind: 'plan', ...said, ...manner, times, link });
  }
  if (planned.every(({ state }) => state === 'cancelled')) {
    // Withdrawn before the first mail about it has left: only the last word is worth one.
    if (effect.ids.occurrence !== versionOf(planned)) return undefined;
    return (link) => ({ kind: 'cancelled', ...said, time: null, fromOutlook: false, link });
  }
  return answeredDraft(t, pair, planned, person, now);
}

/** To whoever drew up the plan: a date that does not suit goes before those that do. */
async function answeredDraft(
  t: Tables,
  pair: Pair,
  planned: Meeting[],
  person: Person,
  now: Instant,
): Promise<About['draft'] | undefined> {
  const answered = planned
    .filter(({ answeredBy }) => answeredBy !== null && answeredBy !== person.id)
    .toSorted(byTime);
  const one = answered.find(({ agreement }) => agreement === 'other-time') ?? answered[0];
  return one && meetingDraft(t, pair, one, person, now);
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
  const { partner, time, proposals, mode, place, joinUrl, linkMissing, fromOutlook } = model;
  const doubted = model.doubted && { doubted: model.doubted };
  const said = { ...frame(pair, person), partner };
  const manner = { mode, place, placeLabel: model.placeLabel };
  const answeredByReader = meeting.answeredBy === person.id;
  if (meeting.state === 'cancelled') {
    return (link) => ({ kind: 'cancelled', ...said, time, fromOutlook, link });
  }
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
  return time
    ? (link) => ({ kind: 'confirm', ...said, ...manner, ...doubted, time, fromOutlook, link })
    : undefined;
}

export const frame = (pair: Pair, person: Person): MailFrame => ({
  name: person.name,
  bodyName: pair.cohort.settings.bodyName,
  replyTo: pair.cohort.settings.replyTo,
  referent: pair.referent && contact(pair.referent),
});
