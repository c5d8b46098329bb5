import { expect } from 'vitest';
import { type Control, choices, hasAction, type Message } from './control.ts';
import type { LivingWorld } from './world.ts';

/** The people of the sample that the journeys follow. */
export const awa = 'awa.lemoine@andah.example';
export const marc = 'marc.delcourt@andah.example';
export const programme = 'mentorat@andah.example';

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

/** The event in a calendar, and proof that there is no other. */
export async function onlyEvent(world: LivingWorld, who: string) {
  const events = (await world.calendar(who)).filter((event) => !event.isCancelled);
  expect(events).toHaveLength(1);
  return events[0];
}

/** How many requests of a kind reached the emulator, whatever came of them. */
export async function requestCount(world: LivingWorld, method: string, path: string) {
  const { requests } = await world.state();
  return requests
    .filter((one) => one.method === method && one.path === path)
    .reduce((sum, one) => sum + one.count, 0);
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
export async function byLink(world: Pick<LivingWorld, 'publicUrl'>, token: string, act?: object) {
  const { publicUrl } = world;
  const reply = await fetch(`${publicUrl}/api/link/${act ? 'act' : 'read'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act ? { token, act } : { token }),
  });
  return { status: reply.status, body: (await reply.json()) as LinkBody };
}

interface LinkBody {
  page?: { model: { kind: string; state: string; proposals?: { start: number; end: number }[] } };
  refused?: string;
}
