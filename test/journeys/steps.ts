import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import {
  type CalendarEvent,
  type Control,
  choices,
  hasAction,
  type MailMessage,
  type Message,
  type Requests,
} from './control.ts';
import type { LivingWorld } from './world.ts';

/** The people of the sample that the journeys follow. */
export const awa = 'awa.lemoine@andah.example';
export const marc = 'marc.delcourt@andah.example';
export const programme = 'mentorat@andah.example';

/** From now on nobody's calendar can be read, whatever the organisation. */
export const denySchedules = (world: Control) =>
  world.arm('POST', '/v1.0/users/*/calendar/getSchedule', 'schedule-denied', 1_000_000);

/** Whether free and busy times answer, or the call is refused from the start. */
const sights = [
  ['calendars that can be read', false],
  ['calendars that nobody may read', true],
] as const;

/** What is long and touches the engine little is lived on one of them in `npm test`. */
export const livedOn = (engine: 'pglite' | 'postgres'): boolean =>
  process.env.SOAK === '1' || inject('engine') === engine;

/** Both in `npm run soak`; in `npm test` each engine has the other one. */
export const seen =
  process.env.SOAK === '1'
    ? sights
    : sights.filter(([, denied]) => denied === (inject('engine') === 'postgres'));

/** The mentee opens the form, asks for times by video for an hour, and sees them. */
export async function findTimes(world: LivingWorld, who: string): Promise<string[]> {
  await world.say(who, 'réserver');
  const found = await world.pressLatest(who, 'meeting.find', { mode: 'video', minutes: '60' });
  expect(found.status).toBe(200);
  return found.card ? choices(found.card, 'slot') : [];
}

export async function bookFirst(world: LivingWorld, who: string): Promise<string> {
  const [slot = ''] = await findTimes(world, who);
  await world.pressLatest(who, 'meeting.book', { slot });
  return slot;
}

export const endOf = (slot: string): number => Date.parse(slot.split('/')[1] ?? '');

/** Just after a meeting's end, when both have been asked. */
export const afterwards = (slot: string, minutes = 1): string =>
  new Date(endOf(slot) + minutes * 60_000).toISOString();

/** The bot's cards in somebody's chat that offer an act. */
export async function cardsWith(world: Control, who: string, verb: string): Promise<Message[]> {
  return (await world.chat(who)).filter((m) => m.card && hasAction(m.card, verb));
}

export const twoThemes = 'networks,skills';

/** The one item of the cohort's list, and proof that there is no other. */
export async function onlyItem(world: LivingWorld) {
  const lists = await world.lists();
  const items = lists.flatMap((list) => list.items);
  expect(items).toHaveLength(1);
  return items[0];
}

/** The pair's meetings in a calendar: collective days and people's own events are not among them. */
export async function meetingsIn(world: Control, who: string): Promise<CalendarEvent[]> {
  const events = await world.calendar(who);
  return events.filter(({ subject }) => subject === 'Rendez-vous Télémaque');
}

/** The meeting in a calendar, and proof that there is no other. */
export async function onlyEvent(world: Control, who: string) {
  const events = (await meetingsIn(world, who)).filter((event) => !event.isCancelled);
  expect(events).toHaveLength(1);
  return events[0];
}

/** How many requests of a kind reached the emulator since the journey began, whatever came of them. */
export async function requestCount(world: LivingWorld, method: string, path: string) {
  const count = (requests: Requests) =>
    requests
      .filter((one) => one.method === method && one.path === path)
      .reduce((sum, one) => sum + one.count, 0);
  return count((await world.state()).requests) - count(world.requestsBefore);
}

/** The mails the product wrote; Exchange's own invitations are none of them. */
export async function lettersTo(world: Control, who: string): Promise<MailMessage[]> {
  const mails = await world.mails(who);
  return mails.filter((mail) => !('meetingMessageType' in mail));
}

/** The token of the newest personal link somebody was mailed. */
export async function mailedToken(world: Control, who: string): Promise<string> {
  const mails = await world.mails(who);
  const tokens = mails.flatMap(
    (mail) => /\/l#([A-Za-z0-9_-]{43})/.exec(mail.body.content)?.[1] ?? [],
  );
  // The mailbox shows the newest first.
  const [token] = tokens;
  if (token === undefined) throw new Error(`no personal link was mailed to ${who}`);
  return token;
}

/** What the personal page asks of the product. */
export async function askByLink(
  { publicUrl }: Pick<LivingWorld, 'publicUrl'>,
  path: 'read' | 'act' | 'renew',
  body: object,
) {
  const reply = await fetch(`${publicUrl}/api/link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as LinkBody };
}

/** An act on that page is about the meeting that is shown; without one it is only read. */
export async function byLink(world: Pick<LivingWorld, 'publicUrl'>, token: string, act?: object) {
  const read = await askByLink(world, 'read', { token });
  const { page } = read.body;
  if (!act || !page) return read;
  const { view, model } = page;
  const sent = { token, id: randomUUID(), view, act: { meeting: model.meeting, ...act } };
  return askByLink(world, 'act', sent);
}

interface LinkBody {
  page?: {
    view: object;
    model: {
      kind: string;
      meeting?: string;
      pause?: string;
      state: string;
      proposals?: { start: number; end: number }[];
    };
  };
  said?: string;
  refused?: string;
}
