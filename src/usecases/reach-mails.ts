import type { Tables } from '../db/db.ts';
import type { Effect } from '../db/effects.ts';
import { type Pair, type Person, partnerOf } from '../domain/people.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { MailFrame } from '../tell/mails/mail-model.ts';
import type { About } from './mail-models.ts';
import { meetingModel } from './meeting-models.ts';
import { contact } from './read-view.ts';
import { isReminded } from './remind.ts';

export type ReachNotice = 'welcome' | 'reminder';

export const isReachNotice = (notice: unknown): notice is ReachNotice =>
  notice === 'welcome' || notice === 'reminder';

/** What is true now of a welcome or a reminder; undefined when there is nothing left to say. */
export const aboutReachMail = (
  t: Tables,
  effect: Effect,
  notice: ReachNotice,
  person: Person,
  now: Instant,
): Promise<About | undefined> =>
  notice === 'welcome'
    ? aboutWelcome(t, effect, person, now)
    : aboutReminder(t, effect, person, now);

/** Whoever has installed the bot meanwhile was welcomed there. */
async function aboutWelcome(
  t: Tables,
  { ids }: Effect,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  if (await t.people.conversationOf(person.id)) return undefined;
  const open = await t.pairs.of(person.id);
  const found = await Promise.all(open.map((id) => t.pairs.get(id, dayOf(now, 'UTC'))));
  // Of several, the one of the cohort that welcomes.
  const pair = found.find((one) => one?.cohort.id === ids.occurrence) ?? found[0];
  if (!pair) return undefined;
  const role = pair.mentee.id === person.id ? 'mentee' : 'mentor';
  const { recording } = pair.cohort.settings;
  const said = { ...frame(pair, person), role, recording } as const;
  return {
    ...{ pair, purpose: 'pair', subject: pair.id },
    draft: (link) => ({ kind: 'welcome', ...said, link }),
  };
}

async function aboutReminder(
  t: Tables,
  effect: Effect,
  person: Person,
  now: Instant,
): Promise<About | undefined> {
  if (!(await isReminded(t, effect, now))) return undefined;
  const meeting = await t.meetings.get(String(effect.ids.meeting));
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(now, 'UTC')));
  if (!meeting?.time || !pair) return undefined;
  const { time } = meeting;
  const { mode, place, placeLabel, joinUrl } = await meetingModel(t, pair, meeting, person.id, now);
  const said = { ...frame(pair, person), mode, place, placeLabel, joinUrl, time };
  return {
    ...{ pair, purpose: 'meeting', subject: meeting.id },
    draft: (link) => ({ kind: 'reminder', ...said, link }),
  };
}

const frame = (pair: Pair, person: Person): MailFrame & { partner: string } => ({
  name: person.name,
  bodyName: pair.cohort.settings.bodyName,
  replyTo: pair.cohort.settings.replyTo,
  referent: pair.referent && contact(pair.referent),
  partner: partnerOf(pair, person.id).name,
});
